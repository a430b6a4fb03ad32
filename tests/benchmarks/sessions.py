"""What it costs that sessions are kept in the history: requests a second, in turns, with sessions in memory beside.

    python tests/benchmarks/sessions.py [SECONDS] [ROUNDS]

One client asks the dashboard's own server on loopback over one connection, from a process of its own. `memory` keeps
sessions in the process, as before; `sqlite` and `postgresql` keep them in the history. `bare` is the small application
of the tests, where next to nothing but access is left; `page` and `api` are the list of runs of a real history.
"""

import statistics
import subprocess
import sys
import tempfile
from contextlib import ExitStack, chdir
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import compliance
from compliance.actions.kept_access import KeptAccess
from compliance.actions.kept_reader import KeptReader
from compliance.server.access.entrance import Entrance
from compliance.server.access.identity import Identity, Role
from compliance.server.access.log import AccessLog
from compliance.server.access.middleware import middleware
from compliance.server.app import application
from tools import dashboard, postgres
from tools.kept_platforms import Runs, write_platforms
from tools.served import serving

URL = "http://localhost:1"
ASKED = {"bare": "/see-pages", "page": "/vi/runs", "api": "/api/v1/runs"}
CLIENT = """
import http.client, sys, time
port, path, cookie, seconds = int(sys.argv[1]), sys.argv[2], sys.argv[3], float(sys.argv[4])
connection = http.client.HTTPConnection("127.0.0.1", port)
headers = {"Host": "localhost", "Cookie": f"compliance={cookie}"}
count, end = 0, time.perf_counter() + seconds
while time.perf_counter() < end:
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    answer.read()
    assert answer.status == 200, answer.status
    count += 1
print(count / seconds)
"""


def entrance(folder: Path, kept: KeptAccess | None) -> tuple[Entrance, str]:
    """An entrance, and the id of a session of an auditor."""
    access = dashboard.oidc_access(folder, "https://login.example", url=URL)
    made = Entrance.of(access, AccessLog(folder / "access.jsonl"), kept=kept)
    somebody = Identity("lan", frozenset({Role.AUDITOR}))
    return made, made.sessions.begin(somebody, frozenset({"giam-sat"}))


def asked(port: int, path: str, session: str, seconds: float) -> float:
    """Requests a second of one client."""
    command = [sys.executable, "-c", CLIENT, str(port), path, session, str(seconds)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main(seconds: float = 2.0, rounds: int = 5) -> None:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        stack.enter_context(chdir(folder))
        write_platforms(folder)
        runs = Runs(folder, folder / "history.sqlite")
        runs.audit()
        reader = stack.enter_context(KeptReader(runs.place))
        places: dict[str, Any] = {"memory": None, "sqlite": runs.place}
        if postgres.programs() is not None:
            places["postgresql"] = stack.enter_context(postgres.serving()).address
            compliance.migrate_history(places["postgresql"])
        ports: dict[tuple[str, str], tuple[int, str]] = {}
        for name, place in places.items():
            kept = stack.enter_context(KeptAccess(place)) if place is not None else None
            made, session = entrance(folder, kept)
            bare = stack.enter_context(serving(dashboard.application(made))).port
            whole = stack.enter_context(serving(application((), middleware(made), reader))).port
            ports |= {(name, what): (bare if what == "bare" else whole, session) for what in ASKED}
        found: dict[tuple[str, str], list[float]] = {key: [] for key in ports}
        for _ in range(rounds):
            for (name, what), (port, session) in ports.items():
                found[name, what].append(asked(port, ASKED[what], session, seconds))
        print("| Sessions in | " + " | ".join(f"{what}, requests/s" for what in ASKED) + " |")
        print("|---|" + "--:|" * len(ASKED))
        for name in places:
            middles = {what: statistics.median(found[name, what]) for what in ASKED}
            shares = {what: middles[what] / statistics.median(found["memory", what]) for what in ASKED}
            print(f"| {name} | " + " | ".join(f"{middles[what]:.0f} ({shares[what]:.2f})" for what in ASKED) + " |")


if __name__ == "__main__":
    main(*map(float, sys.argv[1:2]), *map(int, sys.argv[2:3]))
