"""A program that forks while other threads hold every lock that objects of the SDK have: `python forking.py WHAT …`.

It says as JSON of each how many locks were held, and how the child ended: 0 where it did its work, else it failed.
Apart from the tests, because a fork of a process with threads warns.
"""

import faulthandler
import gc
import json
import os
import signal
import sys
import tempfile
import threading
import time
import types
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from ndxp_sdk import Audit, AuditFile, Client, Retry
from ndxp_sdk._files.lock import FileLock
from ndxp_sdk._transfers.part_file import PartFile
from ndxp_sdk._transfers.range_requests import ResumeState
from ndxp_sdk.credentials import ClientSecret
from ndxp_sdk.errors import NdxpError, UsageError
from ndxp_sdk.models import CloudEvent, VersionState
from ndxp_sdk.models._open_enum import _met, unknown_words
from ndxp_sdk.secrets import Secret
from ndxp_sdk.signatures import FetchedKeys
from ndxp_sdk.webhooks import NewestBySubject, RecentEvents
from tools.recording import record
from tools.servers import Connection, serving

SECONDS = 120.0
LOCKS = (type(threading.Lock()), type(threading.RLock()), threading.Condition, threading.Semaphore)
ELSEWHERE = (types.ModuleType, type, types.FunctionType, types.FrameType, threading.Thread)
TOKEN = b'{"access_token":"%d","token_type":"Bearer","expires_in":600}'


def reachable(roots: Iterable[object]) -> Iterator[object]:
    """Every object that these lead to, but for what belongs to the whole program."""
    known: dict[int, object] = {}
    waiting = list(roots)
    while waiting:
        found = waiting.pop()
        if id(found) not in known and not isinstance(found, ELSEWHERE):
            known[id(found)] = found
            waiting += gc.get_referents(found)
            yield found


def hold(locks: Iterable[Any]) -> None:
    """Take each of them, all permits of a semaphore, and keep them."""
    for lock in locks:
        while lock.acquire(blocking=False) and isinstance(lock, threading.Semaphore):
            pass


def forked(work: Callable[[], object]) -> int:
    """How a child ends that does this."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        faulthandler.dump_traceback_later(SECONDS, exit=True)
        try:
            work()
        except BaseException:  # noqa: BLE001 - because a child must not go on with the work of its parent
            sys.excepthook(*sys.exc_info())
            os._exit(3)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def in_thread(work: Callable[[], object]) -> threading.Thread:
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def answer(connection: Connection) -> None:
    """A token or an object; 503 for what is to fail."""
    if "token" in connection.target:
        connection.answer(200, TOKEN % len(connection.server.requests))
    else:
        connection.answer(503 if "down" in connection.target else 200)


def client(url: str, folder: str, **settings: Any) -> Client:
    credential = ClientSecret("me", Secret("s"))
    audit = Audit(AuditFile(f"{folder}/audit.jsonl"))
    quick = Retry(attempts=2, first_wait=0.01, longest_wait=0.01)
    told = {"credential": credential, "token_url": f"{url}/token", "audit": audit, "retry": quick, **settings}
    return Client(url, **told)


def all_locks(url: str, folder: str) -> dict[str, int]:
    """Everything is used, every lock is held, and everything is used in the child."""
    ndxp = client(url, folder)
    keys, seen, newest = FetchedKeys(lambda: {"keys": []}, again_after=0), RecentEvents(), NewestBySubject()
    event = CloudEvent.new("vn.example.changed", "/x", subject="1", time="2026-11-28T08:00:00+07:00")
    sink = AuditFile(f"{folder}/other.jsonl", sync="never")

    def use() -> None:
        ndxp.request("GET", "/x")
        tokens = ndxp.config.state.tokens
        assert tokens is not None
        tokens.reject("Bearer 1")
        tokens.forget()
        ndxp.request("GET", "/y")
        with suppress(NdxpError):
            ndxp.request("GET", "/down")
        assert keys.key("unknown") is None
        seen.add(event)
        assert seen.holds(event)
        assert not newest.is_stale(event)
        VersionState("frozen")
        assert unknown_words()
        sink.write(record("x"))

    use()
    locks = [each for each in reachable([ndxp, keys, seen, newest, sink, _met]) if isinstance(each, LOCKS)]
    in_thread(lambda: hold(locks)).join()
    return {"locks": len(locks), "child": forked(use)}


def waiting_for_token(url: str, folder: str) -> dict[str, int]:
    """The same client, whose token another thread was asking for, does not wait in the child for what never comes."""
    answered = threading.Event()

    def late(connection: Connection) -> None:
        answered.wait(SECONDS)
        answer(connection)

    with serving(late, answer) as slow:
        ndxp = client(url, folder, token_url=f"{slow.url}/token")
        asking = in_thread(lambda: ndxp.request("GET", "/x"))
        while not slow.requests:
            time.sleep(0.01)
        child = forked(lambda: ndxp.request("GET", "/x"))
        answered.set()
        asking.join()
        return {"locks": 1, "child": child}


def while_writing(_: str, folder: str) -> dict[str, int]:
    """Threads write records all the time; none of the children that are forked meanwhile hangs."""
    sink, is_over = AuditFile(f"{folder}/audit.jsonl", sync="never"), threading.Event()

    def write() -> None:
        while not is_over.is_set():
            sink.write(record("x"))

    writing = [in_thread(write) for _ in range(4)]
    ends = [forked(lambda: sink.write(record("child"))) for _ in range(20)]
    is_over.set()
    for thread in writing:
        thread.join()
    return {"locks": 1, "child": max(ends)}


def locks_of_the_dead(_: str, folder: str) -> dict[str, int]:
    """A process that holds locks on files is killed; the child that it had forked before does not keep them."""
    reading, writing = os.pipe()

    def holder() -> None:
        held = FileLock.try_acquire(Path(folder) / "token.lock"), PartFile(Path(folder) / "file.zip", "source")
        if os.fork() == 0:
            os.write(writing, str(os.getpid()).encode())  # because only a child that runs has let go of them
            time.sleep(SECONDS)
            os._exit(0)
        assert held
        os.kill(os.getpid(), signal.SIGKILL)

    end = forked(holder)
    child = int(os.read(reading, 20))
    is_free = FileLock.try_acquire(Path(folder) / "token.lock") is not None
    PartFile(Path(folder) / "file.zip", "source").close()
    os.kill(child, signal.SIGKILL)
    return {"locks": 2, "child": 0 if is_free and end == -signal.SIGKILL else 1}


def half_a_file(_: str, folder: str) -> dict[str, int]:
    """What the parent has not written yet is not written by a child that ends as usual."""
    part = PartFile(Path(folder) / "file.zip", "source")
    part.begin(ResumeState(0, '"1"', 8, None))
    part.append([b"1234"])
    child = forked(part.close)
    part.append([b"5678"])
    part.finish()
    part.close()
    return {"locks": 1, "child": child or int((Path(folder) / "file.zip").read_bytes() != b"12345678")}


def hub_in_memory(_: str, __: str) -> dict[str, int]:
    """A hub in memory stays with its process, and says so in the child."""
    from ndxp_sdk.testing import InMemoryHub

    with InMemoryHub() as hub:
        ndxp = hub.client()

        def use() -> None:
            for action in (ndxp.tokens.jwks, hub.client):
                try:
                    action()
                except UsageError:
                    continue
                raise AssertionError(action)
            hub.__exit__(None, None, None)

        child = forked(use)
        ndxp.tokens.jwks()
    return {"locks": 1, "child": child}


def main(*names: str) -> None:
    done = {}
    for name in names:
        with serving(answer) as server, tempfile.TemporaryDirectory() as folder:
            done[name] = globals()[name](server.url, folder)
    sys.stdout.write(json.dumps(done))


if __name__ == "__main__":
    main(*sys.argv[1:])
