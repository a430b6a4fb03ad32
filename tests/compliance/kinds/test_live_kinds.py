"""Live kinds of subject: each proven by a rule, kept in a dossier, and not observed where nobody looked for it."""

import datetime
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from compliance.actions.rule_examples import as_dossiers
from compliance.judgement.auditor import audit
from compliance.loading.dossiers import pack, unpack
from compliance.loading.errors import LoadError
from compliance.loading.facts.published import facts
from compliance.loading.records import registered
from compliance.model.dossier import Dossier
from compliance.model.example import Platform
from compliance.model.gap import Gap
from compliance.model.grades import Outcome
from compliance.model.location import Place
from compliance.model.observation import (
    OBSERVATIONS,
    Certificate,
    Comparison,
    Difference,
    HttpExchange,
    Limit,
    Pages,
    PageWalk,
    TlsHandshake,
)
from compliance.model.rule import Rule
from compliance.model.text import Message
from compliance.rules import all_rules, rules_of

FACTS = facts(datetime.date(2026, 11, 28))
RECORD = "slug: a\nowner: {code: G12}\nservices: [{id: x, base_url: 'https://a.example'}]\nconnections: []\n"
LIVE = {kind.__name__ for kind in OBSERVATIONS} | {"TransactionPair", "LiveRecord"}


@pytest.fixture
def rules() -> dict[str, Rule]:
    return {rule.id: rule for rule in (*rules_of("kinds.live.rules"), *all_rules()) if rule.subject.__name__ in LIVE}


def kept_examples(rule: Rule) -> Iterator[Dossier]:
    """Yield the examples as dossiers of a platform, which are kept with its record."""
    for example in (*rule.good, *rule.bad.values(), *rule.irrelevant, *rule.unknown):
        whole = isinstance(example, Platform) or not isinstance(example, OBSERVATIONS)
        yield from as_dossiers(rule, example if whole else Platform(RECORD, observations=(example,)))


@pytest.mark.long
def test_what_was_seen_comes_back_from_a_dossier_and_gives_the_same_bytes_and_verdicts(
    rules: dict[str, Rule], tmp_path: Path
) -> None:
    for rule in rules.values():
        for number, dossier in enumerate(kept_examples(rule)):
            path = tmp_path / f"{rule.id}-{number}.dossier"
            path.write_bytes(pack(dossier))
            again = unpack(path)
            assert again.observations == dossier.observations
            assert pack(again) == path.read_bytes()
            assert [outcomes(again, rule), rule.id] == [outcomes(dossier, rule), rule.id]


def test_whatever_is_compared_comes_back_as_what_it_was(tmp_path: Path) -> None:
    moment = datetime.datetime(2026, 11, 21, tzinfo=datetime.UTC)
    pairs = (
        [TlsHandshake("a.example", version) for version in ("TLSv1.3", None)],
        [Certificate("a.example", moment, moment, moment, names=(name,)) for name in ("a.example", "b.example")],
        [HttpExchange("GET", "https://a.example", status) for status in (200, 304)],
    )
    values = ("192.0.2.1", "2001:db8::1")
    seen = tuple(Comparison(Difference.ADDRESS, first, second, values) for first, second in pairs)
    (kept,) = as_dossiers(all_rules()[0], Platform(RECORD, observations=seen))
    path = tmp_path / "kept.dossier"
    path.write_bytes(pack(kept))
    assert unpack(path).observations == seen


def test_a_leg_is_missing_only_where_the_logs_were_read(rules: dict[str, Rule]) -> None:
    rule = rules["exchange.call_is_logged_on_both_sides"]
    (dossier,) = as_dossiers(rule, rule.unknown[0])
    unread, _ = outcomes(dossier, rule)[0]
    assert unread is Outcome.NOT_OBSERVED
    read = replace(dossier, sought=frozenset({"HubCall", "Transaction"}))
    assert outcomes(read, rule) == [
        (
            Outcome.BREACHED,
            "['the consumer has no entry of a call that was answered',"
            " 'the provider has no entry of a call that was answered']",
        )
    ]
    failed = Gap(frozenset({"Transaction"}), Place("https://hub.example/log"), Message.of("the log is down"))
    assert outcomes(replace(read, gaps=(failed,)), rule) == [(Outcome.NOT_OBSERVED, "[]")]


@pytest.fixture
def old(tmp_path: Path) -> Dossier:
    """A dossier of the first form, collected when nobody knew the new kinds."""
    record = RECORD.encode()
    manifest = {
        "schema": "compliance-dossier/1",
        "id": "a",
        "kind": "platform",
        "is_simulated": False,
        "collected_at": "2026-11-21T08:30:00Z",
        "vantage": "test",
        "tool_version": "0",
        "catalogue_sha256": "",
        "record": {"uri": "record.yaml", "sha256": sha256(record).hexdigest()},
        "list_memberships": None,
        "files": [],
        "entries": [],
        "handshakes": [{"host": "a.example", "version": "TLSv1.3"}],
        "gaps": [],
    }
    with zipfile.ZipFile(tmp_path / "old.dossier", "w") as archive:
        archive.writestr("dossier.json", json.dumps(manifest))
        archive.writestr(f"files/{sha256(record).hexdigest()}", record)
    return unpack(tmp_path / "old.dossier")


def test_a_dossier_keeps_the_lists_on_which_a_platform_of_the_registry_stands(tmp_path: Path) -> None:
    record, source = registered("state-budget-disclosure")
    assert record.list_memberships
    (usual,) = as_dossiers(all_rules()[0], Platform(RECORD))
    kept = replace(usual, id=record.slug, record=record, record_source=source)
    path = tmp_path / "a.dossier"
    path.write_bytes(pack(kept))
    again = unpack(path).record
    assert again is not None
    assert again.listed_memberships() == record.listed_memberships()


@pytest.mark.parametrize(
    ("walk", "skipped"),
    [
        (PageWalk("", (Pages("abc", "de"), Pages("abc", "def"))), ""),
        (PageWalk("", (Pages("abc", "de"), Pages("abc", "def")), tells_changes=True), "f"),
        (PageWalk("", (Pages("abc", "de"), Pages("abc", "def")), totals=(6,)), "f"),
        (PageWalk("", (Pages("abc", "de"), Pages("abc", "def")), totals=(5, 6)), ""),
        (PageWalk("", (Pages("abc", "def"), Pages("abc", "gh")), stopped_by=Limit.SECONDS), ""),
        (PageWalk("", (Pages("abc", "def"), Pages("bd", "gh")), stopped_by=Limit.SECONDS), "ac"),
        (PageWalk("", ()), ""),
    ],
)
def test_a_record_is_skipped_only_if_nothing_else_explains_it(walk: PageWalk, skipped: str) -> None:
    assert walk.skipped() == frozenset(skipped)


def test_an_old_dossier_shows_nothing_of_a_new_kind(rules: dict[str, Rule], old: Dossier) -> None:
    later = "it was not looked for when the evidence was collected"
    hub = "nothing was seen through a hub"
    (report,) = audit([old], list(rules.values()), FACTS)
    said = {verdict.rule: (verdict.outcome, str(verdict.reason)) for verdict in report.verdicts}
    seen = {"TlsHandshake", "Certificate", "HttpExchange"}
    for rule in rules.values():
        if rule.subject.__name__ not in seen | {"LiveRecord"}:
            expected = hub if rule.group == "exchange" else later
            assert said[rule.id] == (Outcome.NOT_OBSERVED, expected)
    assert said["record.record_matches_the_live_platform"] == (
        Outcome.NOT_OBSERVED,
        "nothing of the service x was seen live",
    )


def test_what_no_rule_asks_for_is_no_gap(old: Dossier) -> None:
    (rule,) = (rule for rule in all_rules() if rule.id == "endpoint.old_tls_is_refused")
    (report,) = audit([old], [rule], FACTS)
    reasons = [str(unseen.reason) for unseen in report.gaps]
    assert reasons == ["the record names no document of the service x", "nothing was seen through a hub"]


@pytest.mark.parametrize("kind", ["LinkCheck", "Sampling"])
def test_a_time_without_a_zone_is_refused_wherever_it_stands(rules: dict[str, Rule], tmp_path: Path, kind: str) -> None:
    rule = next(rule for rule in rules.values() if rule.subject.__name__ == kind)
    example = Platform(RECORD, observations=(rule.good[0],))
    path = tmp_path / "kept.dossier"
    path.write_bytes(pack(*as_dossiers(rule, example)))
    with zipfile.ZipFile(path) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content.replace(b'Z"', b'"'))
    with pytest.raises(LoadError, match="a time in it has no zone"):
        unpack(path)


def outcomes(dossier: Dossier, rule: Rule) -> list[tuple[Outcome, str]]:
    (report,) = audit([dossier], [rule], FACTS)
    return [(verdict.outcome, str([str(found.message) for found in verdict.findings])) for verdict in report.verdicts]
