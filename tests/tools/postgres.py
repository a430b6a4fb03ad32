"""A PostgreSQL of a test's own: made in a folder, started, stopped as if its machine went away, started again."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

USER = "postgres"


def programs() -> Path | None:
    """Return the folder of the programs of the newest PostgreSQL that is installed, None if there is none."""
    if sys.platform == "win32":
        return None
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


@dataclass(frozen=True)
class Server:
    """A server with one database, to whose owner nobody asks for a password."""

    programs: Path
    folder: Path
    port: int

    @property
    def address(self) -> str:
        return f"postgresql+psycopg://{USER}@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        options = f"-p {self.port} -k '' -c listen_addresses=127.0.0.1 -c fsync=off -c shared_buffers=16MB"
        self._run("pg_ctl", "-w", "-l", self.folder / "log", "-o", options, "start")

    def stop(self) -> None:
        """Stop it at once, without a word to those who are connected."""
        self._run("pg_ctl", "-w", "-m", "immediate", "stop")

    def call(self, program: str, *arguments: str) -> None:
        """Run a program for clients, such as `pg_dump`, as the owner of the database."""
        at = ("--host=127.0.0.1", f"--port={self.port}", f"--username={USER}")
        subprocess.run([str(self.programs / program), *at, *arguments], check=True, cwd="/")

    def _run(self, program: str, *arguments: object) -> None:
        command = [str(self.programs / program), "-D", str(self.folder / "data"), *map(str, arguments)]
        subprocess.run(_as_user(command), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")


def _as_user(command: list[str]) -> list[str]:
    """Return the command as whoever is no root runs it, because PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return command
    return ["runuser", "-u", USER, "--", *command]


@contextmanager
def serving() -> Iterator[Server]:
    """Serve a new PostgreSQL until the end of the block; raises `LookupError` if none is installed."""
    found = programs()
    if found is None:
        raise LookupError("PostgreSQL is not installed")
    folder = Path(mkdtemp(prefix="ndxp-postgres-"))
    if os.geteuid() == 0:
        shutil.chown(folder, USER)
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        server = Server(found, folder, free.getsockname()[1])
    made = [str(found / "initdb"), "-D", str(folder / "data"), "-U", USER, "--auth=trust", "-E", "UTF8", "--no-sync"]
    try:
        subprocess.run(_as_user(made), check=True, stdout=subprocess.DEVNULL, cwd="/")
        server.start()
        try:
            yield server
        finally:
            subprocess.run(
                _as_user([str(found / "pg_ctl"), "-D", str(folder / "data"), "-m", "immediate", "stop"]),
                check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/",
            )  # fmt: skip
    finally:
        shutil.rmtree(folder, ignore_errors=True)
