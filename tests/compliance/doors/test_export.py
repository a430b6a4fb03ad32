"""Exchanges of a dossier as an HTTP archive: whole, without secrets, and with what was found in each."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema_rs

import compliance
from compliance import Dossier, NetworkSettings, Reading, SourceText
from compliance.actions._keeping import keep_as
from compliance.actions._targets import target_dossiers
from compliance.model.dataclass import replace
from compliance.model.observation import Comparison, Difference, HttpExchange, Trial, Wrong

Run = Callable[..., Any]

SCHEMA = json.loads((Path(__file__).parent / "har.schema.json").read_text(encoding="utf-8"))
SEEN = datetime(2026, 11, 20, 8, 0, 10, tzinfo=UTC)
URL = "https://a.example/v1/citizens/{id}?year=…"
ANSWER = HttpExchange(
    "GET",
    URL,
    200,
    headers=(("content-type", "application/json"), ("set-cookie", "[redacted]")),
    media_type="application/json",
    body_size=52,
    elapsed_ms=250,
    looked_at=SEEN,
    credential="bearer",
    sent=(("X-Correlation-Id", "5f0c"),),
    tls="TLSv1.3 TLS_AES_128_GCM_SHA256",
)
SAFE = replace(ANSWER, url="https://b.example/", headers=(("strict-transport-security", "max-age=600"),))
CLOSED = HttpExchange("GET", "http://a.example/v1", None, refusal="connection refused", looked_at=SEEN)


def dossier(*observations: Any) -> Dossier:
    record = SourceText("record.yaml", b"slug: household-business\nowner: {code: G12}\n")
    (known,) = target_dossiers((record,), Reading(), NetworkSettings())
    return replace(known, observations=observations, collected_at=SEEN)


def archive(*observations: Any) -> list[dict[str, Any]]:
    written = json.loads(compliance.export(dossier(*observations)))
    jsonschema_rs.validator_for(SCHEMA).validate(written)
    entries: list[dict[str, Any]] = written["log"]["entries"]
    return entries


def test_entry_tells_the_exchange_and_when_it_began() -> None:
    (entry,) = archive(ANSWER)
    assert entry["startedDateTime"] == "2026-11-20T08:00:09.750+00:00"
    assert entry["time"] == entry["timings"]["wait"] == 250
    assert entry["request"]["url"] == "https://a.example/v1/citizens/%7Bid%7D?year=%E2%80%A6"
    assert {"name": "X-Correlation-Id", "value": "5f0c"} in entry["request"]["headers"]
    assert {"name": "Authorization", "value": "[redacted] (bearer)"} in entry["request"]["headers"]
    assert entry["response"]["status"] == 200
    assert entry["response"]["content"] == {"size": 52, "mimeType": "application/json"}
    assert entry["_tls"] == "TLSv1.3 TLS_AES_128_GCM_SHA256"
    assert entry["_curl"].startswith("curl ")


def test_comment_names_rule_and_fingerprint_of_what_was_found_in_this_exchange_only() -> None:
    found = {entry["request"]["url"]: entry.get("comment", "") for entry in archive(ANSWER, SAFE)}
    report = compliance.judge(dossier(ANSWER, SAFE))
    (finding,) = [each for each in report.findings if each.rule == "endpoint.hsts_is_sent"]
    assert (
        f"endpoint.hsts_is_sent {finding.finding.fingerprint}"
        in found["https://a.example/v1/citizens/%7Bid%7D?year=%E2%80%A6"]
    )
    assert "endpoint.hsts_is_sent" not in found["https://b.example/"]


def test_exchanges_within_trials_and_comparisons_stand_in_it_once() -> None:
    trial = Trial(replace(ANSWER, status=401), Wrong.NO_CREDENTIAL)
    pair = Comparison(Difference.ENCODING, ANSWER, replace(ANSWER, body_size=20), ("", "gzip"))
    assert len(archive(ANSWER, trial, pair)) == 3


def test_refused_connection_and_unknown_status_stand_in_it_too() -> None:
    odd, refused = archive(CLOSED, replace(SAFE, status=499, looked_at=SEEN))
    assert (refused["response"]["status"], refused["response"]["statusText"]) == (0, "connection refused")
    assert (odd["response"]["status"], odd["response"]["statusText"]) == (499, "")


def test_command_writes_the_archive(run: Run, tmp_path: Path) -> None:
    keep_as(dossier(ANSWER), tmp_path / "a.dossier")
    ended = run("export", "a.dossier", "--har", "out/evidence.har")
    assert (ended.status, ended.out, ended.err) == (0, "", "compliance: written: out/evidence.har\n")
    written = (tmp_path / "out/evidence.har").read_text(encoding="utf-8")
    assert run("export", "a.dossier", "--har", "-").out == written
    jsonschema_rs.validator_for(SCHEMA).validate(json.loads(written))


def test_what_is_no_dossier_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.dossier").write_bytes(b"no")
    ended = run("export", "a.dossier", "--har", "-")
    assert (ended.status, ended.out) == (2, "")
    assert "a.dossier: this is no dossier" in ended.err
    assert run("export", "missing.dossier", "--har", "-").status == 2
    assert run("export", "missing.dossier").status == 64
