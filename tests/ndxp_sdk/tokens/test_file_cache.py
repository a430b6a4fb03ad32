"""Tokens that processes share in files."""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ndxp_sdk._files.lock import FileLock
from ndxp_sdk.credentials import ClientSecret, StaticToken
from ndxp_sdk.errors import InvalidConfiguration, TokenUnavailable
from ndxp_sdk.secrets import Secret
from ndxp_sdk.tokens import FileCache, Token, TokenProvider, TokenSpec
from ndxp_sdk.tokens.file_cache import CacheKey, user_folder

Make = Callable[..., Any]
WANTED = TokenSpec(frozenset({"exchange"}))
ME = ClientSecret("me", Secret("sw0rdfish"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "cache"


@pytest.fixture
def process(source: Make, folder: Path) -> Callable[..., TokenProvider]:
    """A source as another process of the same user would make it."""

    def make(credential: Any = ME, **settings: Any) -> TokenProvider:
        made: TokenProvider = source(credential, cache=FileCache(folder), **settings)
        return made

    return make


def _file(folder: Path) -> Path:
    (found,) = folder.glob("*.json")
    return found


def test_another_process_uses_the_token(process: Make, kit: Any) -> None:
    process().get(WANTED, kit.scripted(kit.good()))
    assert process().get(WANTED, kit.scripted(None)) == "Bearer token-1"


@pytest.mark.parametrize(
    "other",
    [
        {"credential": ClientSecret("you", Secret("s"))},
        {"token_url": "https://other.example/oauth2/token"},
        {"wanted": TokenSpec()},
        {"wanted": TokenSpec(WANTED.scopes, agreement_id="a")},
        {"wanted": TokenSpec(WANTED.scopes, purpose_id="a")},
    ],
)
def test_another_client_issuer_or_wish_does_not(process: Make, kit: Any, other: dict[str, Any]) -> None:
    process().get(WANTED, kit.scripted(kit.good()))
    wanted = other.pop("wanted", WANTED)
    assert process(**other).get(wanted, kit.scripted(kit.good("token-2"))) == "Bearer token-2"


@pytest.mark.skipif(sys.platform == "win32", reason="modes are of POSIX")
def test_only_the_owner_can_read_it(process: Make, kit: Any, folder: Path) -> None:
    process().get(WANTED, kit.scripted(kit.good()))
    assert stat.S_IMODE(_file(folder).stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in folder.iterdir())


def test_it_holds_the_token_and_no_secret(process: Make, kit: Any, folder: Path) -> None:
    process().get(WANTED, kit.scripted(kit.good()))
    text = _file(folder).read_text()
    assert json.loads(text)["access_token"] == "token-1"
    assert "sw0rdfish" not in text
    assert not list(folder.glob(".*")), "no temporary file is left"


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:-5]),
        lambda path: path.write_bytes(b"\xff" * 100),
        lambda path: path.write_text("[" * 100_000),
        lambda path: path.write_text(path.read_text().replace('"me"', '"you"')),
        lambda path: path.write_text(path.read_text().replace('"token-1"', "7")),
        lambda path: path.write_text(path.read_text().replace('"version": 1', '"version": 2')),
        lambda path: path.write_text('{"version": 1}'),
        *(
            lambda path, name=name, value=value: path.write_text(
                json.dumps({**json.loads(path.read_text()), name: value})
            )
            for name, value in (("obtained_at", None), ("obtained_at", "1"), ("token_type", 7), ("usable_until", 1))
        ),
        lambda path: path.chmod(0o644),
        lambda path: path.rename(path.with_name("real")) and path.symlink_to("real"),
    ],
)
def test_a_file_that_cannot_be_trusted_is_replaced(process: Make, kit: Any, folder: Path, damage: Make) -> None:
    process().get(WANTED, kit.scripted(kit.good()))
    damage(_file(folder))
    assert process().get(WANTED, kit.scripted(kit.good("token-2"))) == "Bearer token-2"
    assert process().get(WANTED, kit.scripted(None)) == "Bearer token-2"


@pytest.mark.skipif(sys.platform == "win32" or os.getuid() != 0, reason="only root gives files away")
def test_a_file_of_somebody_else_is_not_trusted(process: Make, kit: Any, folder: Path) -> None:
    process().get(WANTED, kit.scripted(kit.good()))
    os.chown(_file(folder), 65534, 65534)
    assert process().get(WANTED, kit.scripted(kit.good("token-2"))) == "Bearer token-2"


def test_a_refused_token_is_refused_for_all(process: Make, kit: Any) -> None:
    first, second = process(), process()
    header = first.get(WANTED, kit.scripted(kit.good()))
    assert second.get(WANTED, kit.scripted(None)) == header
    first.reject(header)
    assert first.get(WANTED, kit.scripted(kit.good("token-2"))) == "Bearer token-2"
    second.reject(header)
    assert second.get(WANTED, kit.scripted(None)) == "Bearer token-2"


def test_a_refused_token_in_the_file_is_not_used(process: Make, kit: Any, folder: Path) -> None:
    tokens = process()
    header = tokens.get(WANTED, kit.scripted(kit.good()))
    kept = _file(folder).read_bytes()
    tokens.reject(header)
    path = folder / next(folder.glob("*.lock")).with_suffix(".json").name
    path.touch(0o600)
    path.write_bytes(kept)
    assert tokens.get(WANTED, kit.scripted(kit.good("token-2"))) == "Bearer token-2"


def test_one_process_renews_for_all(process: Make, kit: Any) -> None:
    first, second = process(), process()
    for tokens in (first, second):
        tokens.get(WANTED, kit.scripted(kit.good("old")))
    kit.clock.now += 480
    assert first.get(WANTED, kit.scripted(kit.good("new"))) == "Bearer new"
    assert second.get(WANTED, kit.scripted(None)) == "Bearer new"


def test_nobody_waits_for_a_renewal_elsewhere(process: Make, kit: Any, folder: Path) -> None:
    tokens = process()
    tokens.get(WANTED, kit.scripted(kit.good("old")))
    kit.clock.now += 480
    lock = FileLock.try_acquire(next(folder.glob("*.lock")))
    assert lock is not None
    with lock:
        assert tokens.get(WANTED, kit.scripted(None)) == "Bearer old"
    assert tokens.get(WANTED, kit.scripted(kit.good("new"))) == "Bearer new"


def test_a_token_saved_between_the_look_and_the_lock_is_used(folder: Path) -> None:
    cache, key = FileCache(folder), CacheKey("i", "c", "s", "", "", "")
    cache.save(key, Token.lasting(Secret("old"), "Bearer", 0, 600))

    def accepts(token: Token) -> bool:
        if token.header == "Bearer old":
            cache.save(key, Token.lasting(Secret("new"), "Bearer", 0, 600))
        return token.header == "Bearer new"

    with pytest.raises(StopIteration) as done:
        next(cache.through(key, _never(), accepts, None))
    assert done.value.value.header == "Bearer new"


def test_a_waiter_looks_for_the_file_of_the_holder_and_in_the_end_asks_itself(folder: Path) -> None:
    cache, key = FileCache(folder), CacheKey("i", "c", "s", "", "", "")
    folder.mkdir(parents=True)
    lock = FileLock.try_acquire(folder / f"{key.name}.lock")
    assert lock is not None
    with lock:
        for _ in range(2):
            flow = cache.through(key, _never(), lambda _: True, None)
            waited = [next(flow).seconds]
            with pytest.raises(AssertionError, match="asked"):
                while True:
                    waited.append(flow.send(None).seconds)
            assert 20 <= sum(waited) < 21
        flow = cache.through(key, _never(), lambda _: True, None)
        next(flow)
        cache.save(key, Token.lasting(Secret("t"), "Bearer", 0, 600))
        with pytest.raises(StopIteration) as done:
            flow.send(None)
    assert done.value.value.header == "Bearer t"


def _never() -> Any:
    yield from ()
    raise AssertionError("asked")


def test_a_lock_is_held_by_one_and_given_back(tmp_path: Path) -> None:
    path = tmp_path / "x.lock"
    first = FileLock.try_acquire(path)
    assert first is not None
    with first:
        assert FileLock.try_acquire(path) is None
    second = FileLock.try_acquire(path)
    assert second is not None
    with second:
        assert FileLock.try_acquire(path) is None


@pytest.mark.usefixtures("sockets_and_processes")
def test_the_lock_of_a_process_that_was_killed_is_free(tmp_path: Path) -> None:
    path = tmp_path / "x.lock"
    code = (
        "import sys; from pathlib import Path; from ndxp_sdk._files.lock import FileLock\n"
        "lock = FileLock.try_acquire(Path(sys.argv[1])); print(lock is not None, flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout and holder.stdout.readline() == "True\n"
        assert FileLock.try_acquire(path) is None
        holder.kill()
        holder.wait()
    lock = FileLock.try_acquire(path)
    assert lock is not None
    with lock:
        pass


def test_a_failure_gives_the_lock_back(process: Make, kit: Any) -> None:
    with pytest.raises(TokenUnavailable):
        process().get(WANTED, kit.scripted(kit.reply({"error": "invalid_client"}, 401)))
    assert process().get(WANTED, kit.scripted(kit.good())) == "Bearer token-1"


def test_a_folder_that_cannot_be_made_is_a_warning_and_the_token_is_used(
    source: Make, kit: Any, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    tokens = source(ME, cache=FileCache(tmp_path / "file" / "cache"))
    with pytest.warns(UserWarning, match="cannot be kept"):
        assert tokens.get(WANTED, kit.scripted(kit.good())) == "Bearer token-1"


def test_a_token_at_hand_is_not_written(process: Make, kit: Any, folder: Path) -> None:
    process(StaticToken(Secret("t"))).get(WANTED, kit.scripted(None))
    assert not folder.exists()


def test_the_folder_of_the_user_is_the_default(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert FileCache().folder == user_folder() / "ndxp" / "tokens"
    assert sys.platform == "darwin" or user_folder() == tmp_path


def test_the_home_of_nobody_is_no_place_of_a_cache() -> None:
    with pytest.raises(InvalidConfiguration, match="no home folder is known"):
        FileCache("~nobody-of-this-name/tokens")
    assert FileCache("~/tokens").folder.is_absolute()
