"""Flawless platforms whose answers go over the wire in a hostile way: what came is judged, and else a gap stands.

No way makes a platform break what it keeps, and none makes the checker read, wait or remember without end.
"""

import json
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from compliance.cli.main import main
from ndxp_mocks import flawless
from ndxp_mocks.records import write
from tools.hostile_servers import WAYS, Hostile, hostile_platform

# Ways in which all that was asked for comes, however oddly.
WHOLE = frozenset(
    {"honest", "slow", "byte-by-byte", "length-and-chunks", "closed-after-each", "stray-after", "stray-late"}
    | {"odd-charset", "heavy-link", "escapes-in-headers"}
)
# Half of a body is a whole one where its length says so, and nobody can know what the platform wanted to say; a charset
# that there is not is not UTF-8; and a status of no class is one of a fault of the server (RFC 9110, 15).
BREACHES = {
    "promising-less": {"endpoint.body_matches_its_schema"},
    "odd-charset": {"endpoint.text_is_utf8"},
    "odd-status": {"endpoint.errors_have_the_published_form"},
}
MEBIBYTE = 1024 * 1024


def audited(
    names: Iterable[str], folder: Path, capsys: pytest.CaptureFixture[str], seconds: str
) -> dict[str, tuple[dict[str, str], Hostile]]:
    """Outcome by rule of each way in one audit of all, and the servers."""
    servers: dict[str, Hostile] = {}
    records = []
    with ExitStack() as stack:
        for name in names:
            entry = replace(flawless().entry, slug=f"simulated-{name}")
            (below := folder / name).mkdir()
            served, server = stack.enter_context(hostile_platform(WAYS[name], below, entry=entry))
            servers[f"simulated-{name}"] = server
            records.append(str(write(served, folder)))
        limits = ("--root", str(folder), "--allow-private", "--rate", "50", "--timeout", seconds, "--fail-on", "never")
        assert main(["audit", *records, *limits, "--format", "json"]) in {0, 2}
    report = json.loads(capsys.readouterr().out)
    assert "crashed" not in json.dumps(report)
    assert [subject["id"] for subject in report["subjects"]] == sorted(servers)
    return {subject["id"]: (outcomes(subject), servers[subject["id"]]) for subject in report["subjects"]}


def outcomes(subject: Any) -> dict[str, str]:
    """The outcomes of rules on endpoints: the records are alike, which another rule tells."""
    return {each["rule"]: each["outcome"] for each in subject["verdicts"] if each["rule"].startswith("endpoint.")}


def breached(seen: dict[str, str]) -> set[str]:
    """The rules that are broken, but for the one on the issuer: each platform has one of its own, trusted by nobody."""
    found = {rule for rule, outcome in seen.items() if outcome == "breached"}
    return found - {"endpoint.certificate_chain_is_complete"}


def unobserved(seen: dict[str, str]) -> set[str]:
    return {rule for rule, outcome in seen.items() if outcome == "not_observed"}


def test_what_comes_whole_is_judged_as_if_it_had_come_plainly(
    sockets_and_processes: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = audited(("closed-after-each", "honest", "stray-late"), tmp_path, capsys, "120")
    plainly = found["simulated-honest"][0]
    assert breached(plainly) == set()
    for name, (seen, _) in found.items():
        # because an answer that may be another request's is a gap, and how many there are hangs on who is quicker
        assert unobserved(seen) >= unobserved(plainly), name
        assert unobserved(seen) == unobserved(plainly) or name == "simulated-stray-late", name
        assert breached(seen) <= BREACHES.get(name.removeprefix("simulated-"), set()), name


def test_what_does_not_come_is_a_gap_and_never_a_breach(
    sockets_and_processes: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, (seen, server) in audited(
        ("deep-json", "promising-more", "truncating", "two-lengths"), tmp_path, capsys, "3"
    ).items():
        expected = BREACHES.get(name.removeprefix("simulated-"), set())
        assert breached(seen) <= expected, name
        assert "error" not in seen.values(), name
        assert unobserved(seen), name
        assert server.sent < 16 * MEBIBYTE * server.count, name  # far less than it would have sent
        assert server.count < 400, name
