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
from tools.hostile_servers import WAYS, Hostile, hostile_platform, killed_platform

# Ways in which all that was asked for comes, however oddly.
WHOLE = (
    *("honest", "slow", "byte-by-byte", "length-and-chunks", "closed-after-each", "stray-after", "stray-late"),
    *("odd-charset", "heavy-link", "escapes-in-headers", "half-closed-after", "compressed-unasked"),
)
# Ways in which nothing ends before the time is over.
ENDLESS = ("hanging", "hanging-in-the-body", "dripping-head", "endless-interim", "endless-chunks")
# A way of which `killed_platform` makes use, and one of which chance decides how often it answers.
APART = ("killed", "flaky")
# Half of a body is a whole one where its length says so, and nobody can know what the platform wanted to say; a charset
# that there is not is not UTF-8; a status of no class is one of a fault of the server (RFC 9110, 15); and who is too
# busy to answer may say all the same that it is there over HTTPS only.
BREACHES = {
    "promising-less": {"endpoint.body_matches_its_schema", "endpoint.errors_have_the_published_form"},
    "odd-charset": {"endpoint.text_is_utf8"},
    "odd-status": {"endpoint.errors_have_the_published_form"},
    "busy-for-ever": {"endpoint.hsts_is_sent"},
}
MEBIBYTE = 1024 * 1024
LIMITS = ("--allow-private", "--rate", "500", "--reads", "2", "--select", "endpoint.*", "--fail-on", "never")


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
            servers[name] = server
            records.append(write(served, folder))
        found = reported(records, folder, capsys, seconds)
    assert sorted(found) == sorted(f"simulated-{name}" for name in servers)
    return {name: (found[f"simulated-{name}"], server) for name, server in servers.items()}


def reported(
    records: Iterable[Path], folder: Path, capsys: pytest.CaptureFixture[str], seconds: str, *options: str
) -> dict[str, dict[str, str]]:
    """Outcome by rule of each platform in one audit of all; nothing crashed, and no rule is in error."""
    arguments = [*map(str, records), "--root", str(folder), *LIMITS, "--timeout", seconds, *options]
    assert main(["audit", *arguments, "--format", "json"]) in {0, 2}
    said = capsys.readouterr()
    assert "crashed" not in said.out
    assert "Traceback" not in said.err
    found = {subject["id"]: outcomes(subject) for subject in json.loads(said.out)["subjects"]}
    assert not any("error" in seen.values() for seen in found.values())
    return found


def outcomes(subject: Any) -> dict[str, str]:
    """The outcomes of rules on endpoints: the records are alike, which another rule tells."""
    return {each["rule"]: each["outcome"] for each in subject["verdicts"] if each["rule"].startswith("endpoint.")}


def breached(seen: dict[str, str]) -> set[str]:
    """The rules that are broken, but for the one on the issuer: each platform has one of its own, trusted by nobody."""
    found = {rule for rule, outcome in seen.items() if outcome == "breached"}
    return found - {"endpoint.certificate_chain_is_complete"}


def unobserved(seen: dict[str, str]) -> set[str]:
    return {rule for rule, outcome in seen.items() if outcome == "not_observed"}


def test_every_way_is_tried() -> None:
    assert set(WAYS) > {*WHOLE, *ENDLESS, *APART}
    assert len(WAYS) >= 39


def test_what_comes_whole_is_judged_as_if_it_had_come_plainly(
    sockets_and_processes: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = audited(WHOLE, tmp_path, capsys, "120")
    plainly = found["honest"][0]
    assert breached(plainly) == set()
    for name, (seen, _) in found.items():
        assert unobserved(seen) == unobserved(plainly), name
        assert breached(seen) == BREACHES.get(name, set()), name


def test_what_does_not_come_is_a_gap_and_never_a_breach(
    sockets_and_processes: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = sorted({*WAYS} - {*WHOLE, *ENDLESS, *APART})
    found = audited(names, tmp_path, capsys, "120")
    for name in ("compression-bomb", "unknown-coding", "broken-coding"):
        # because nobody has seen the text
        assert {"endpoint.text_is_utf8", "endpoint.body_matches_its_schema"} <= unobserved(found[name][0]), name
    for name, (seen, server) in found.items():
        assert breached(seen) == BREACHES.get(name, set()), name
        assert unobserved(seen), name
        assert server.sent < 16 * MEBIBYTE * server.count, name  # far less than it would have sent
        assert server.count < 100, name


def test_what_never_ends_is_given_up_when_the_time_is_over(
    sockets_and_processes: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, (seen, server) in audited(ENDLESS, tmp_path, capsys, "1").items():
        assert breached(seen) == set(), name
        assert unobserved(seen), name
        assert server.count < 20, name  # because a server that leaves requests without an answer is left alone


def test_what_comes_now_and_then_is_never_a_breach(
    sockets_and_processes: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ((seen, server),) = audited(["flaky"], tmp_path, capsys, "120").values()
    assert breached(seen) == set()
    assert server.count < 100


def test_a_platform_that_is_killed_in_mid_run_leaves_gaps_and_harms_no_other(
    sockets_and_processes: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (below := tmp_path / "honest").mkdir()
    entry = replace(flawless().entry, slug="simulated-honest")
    with hostile_platform(WAYS["honest"], below, entry=entry) as (served, _):
        honest = write(served, tmp_path)
        alone = reported([honest], tmp_path, capsys, "120")
        with killed_platform(tmp_path, "simulated-killed") as killed:
            both = reported([honest, killed], tmp_path, capsys, "120", "--keep", str(tmp_path / "kept"))
    assert both["simulated-honest"] == alone["simulated-honest"]
    seen = both["simulated-killed"]
    assert breached(seen) == set()
    assert unobserved(seen) > unobserved(both["simulated-honest"])
    (dossier,) = (tmp_path / "kept").rglob("simulated-killed*")
    assert main(["judge", str(dossier), "--select", "endpoint.*", "--fail-on", "never", "--format", "json"]) in {0, 2}
    (subject,) = json.loads(capsys.readouterr().out)["subjects"]
    assert outcomes(subject) == seen
    assert any("refused the connection" in gap["reason"] for gap in subject["gaps"])
