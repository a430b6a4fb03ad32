"""Whatever schemathesis makes of real documents, their flawless platforms answer as they say.

Documents of thousands of operations are tried at some of their paths, so that a run ends.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from ndxp_mocks import TOKEN, serve_document

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"
TRIED = {
    "petstore-3.0.json": ".",
    "petstore-2.0.json": ".",
    "tictactoe-3.1.yaml": ".",
    "spotify-3.0.yaml": "^/(albums|artists|tracks)",
    "digitalocean-3.0.yaml": "^/v2/(account|actions|regions|sizes|tags)",
}
# What schemathesis complains of and the platform does right.
DISPUTED = {
    # A 204 has no content that a type could be of (RFC 9110, 15.3.5); `produces` stands for the whole document there.
    "petstore-2.0.json": {("DELETE /pets/{id}", "Missing Content-Type header")},
    # Bad input is a client's error (RFC 9110, 15.5.1), and the document names no status for one.
    "spotify-3.0.yaml": {
        (f"GET {path}", "Undocumented status code")
        for path in ("/albums", "/artists", "/tracks", "/albums/{id}/tracks", "/artists/{id}/albums")
    },
}


def complaints(said: str) -> set[tuple[str, str]]:
    """The operations that schemathesis names, each with what it says of it."""
    parts = re.split(r"^_{3,} (\S+ \S+) _{3,}$", said.partition("= SUMMARY =")[0], flags=re.MULTILINE)
    pairs = zip(parts[1::2], parts[2::2], strict=True)
    return {(name, each) for name, told in pairs for each in re.findall(r"^- (?:ST\d+ )?(.+)$", told, re.MULTILINE)}


@pytest.mark.usefixtures("sockets_and_processes")
@pytest.mark.parametrize("name", TRIED)
def test_schemathesis_finds_nothing_that_is_a_breach(name: str, tmp_path: Path) -> None:
    if not CORPUS.is_dir():
        pytest.skip("no corpus of real documents beside the repository")
    with serve_document(CORPUS / name, faults=("data-on-plain-http",)) as served:
        command = [sys.executable, "-m", "schemathesis.cli", "run", str(CORPUS / name), "--url", served.plain_base_url]
        command += ["--header", f"Authorization: Bearer {TOKEN}", "--max-examples", "3", "--seed", "7"]
        command += ["--phases", "examples,coverage,fuzzing", "--continue-on-failure", "--suppress-health-check", "all"]
        command += ["--include-path-regex", TRIED[name]]
        ran = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert " generated, " in ran.stdout, ran.stdout + ran.stderr
    assert complaints(ran.stdout) <= DISPUTED.get(name, set())
