"""Tokens with one thing wrong, held to an issuer that verifies them, and consent that does not hold."""

from datetime import UTC, date, datetime, timedelta

import pytest

from compliance.model.record import Record
from compliance.model.record_form.consent import Consent
from compliance.model.record_form.platform import Provenance
from compliance.probes.consent import allowance
from compliance.probes.credentials.forging import claims_of, has_expired, with_another_signature, without_signature
from compliance.probes.settings import Mode
from ndxp_mocks.platform.access_tokens import Issuer, tokens

NOW = datetime.now(UTC)
DAY = date(2026, 11, 21)
SCOPES = ("points:read",)


def test_a_forged_token_says_the_same_and_is_not_signed_by_the_issuer() -> None:
    issuer = Issuer()
    good = tokens(issuer, SCOPES).good
    for made in (with_another_signature(good), without_signature(good)):
        assert made is not None
        assert made.split(".")[1] == good.split(".")[1]
        assert issuer.flaw(made, SCOPES, is_of_one_record=False) == "forged"
    assert issuer.flaw(good, SCOPES, is_of_one_record=True) is None


@pytest.mark.parametrize("opaque", ["", "abc", "a.b.c", "eyJhIjoxfQ.eyJhIjoxfQ.AAAA", "eyJhbGciOiJub25lIn0.e30.AAAA"])
def test_what_is_no_signed_token_is_not_forged(opaque: str) -> None:
    assert claims_of(opaque) is None
    assert with_another_signature(opaque) is None
    assert without_signature(opaque) is None
    assert has_expired(opaque, NOW) is None


def test_each_kind_of_token_has_its_one_flaw() -> None:
    issuer = Issuer()
    made = tokens(issuer, SCOPES)
    found = {
        name: issuer.flaw(getattr(made, name), SCOPES, is_of_one_record=True)
        for name in ("good", "expired", "foreign_audience", "foreign_issuer", "missing_scope", "other_client")
    }
    assert list(found.values()) == [None, "expired", "audience", "issuer", "scope", "record"]
    assert [has_expired(made.expired, NOW), has_expired(made.good, NOW)] == [True, False]
    assert has_expired(issuer.token(SCOPES, exp=int((NOW - timedelta(minutes=2)).timestamp())), NOW) is False


@pytest.mark.parametrize(
    ("consent", "reason"),
    [
        (None, "the record holds no consent of the owner to trials"),
        ("none", "the record holds no consent of the owner to trials"),
        (Consent(" ", DAY, DAY), "the consent to trials does not say by whom it was given"),
        (Consent("office", DAY), "the consent to trials does not say from when until when it holds"),
        (
            Consent("office", date(2026, 11, 22), date(2026, 12, 1)),
            "the consent to trials begins on 22 November 2026 only",
        ),
        (Consent("office", date(2026, 1, 1), date(2026, 11, 20)), "the consent to trials ended on 20 November 2026"),
        (Consent("office", DAY, DAY), None),
    ],
)
def test_a_consent_that_does_not_hold_says_what_is_missing(consent: Consent | None, reason: str | None) -> None:
    found = allowance(Record("p", None, consent_to_trials=consent), Mode.SAFE, DAY)
    assert (str(found.refusal) if found.refusal else None) == reason
    assert not found.admits_unsafe_methods
    assert allowance(Record("p", None, consent_to_trials=consent), Mode.STAGING, DAY).admits_trials


def test_a_record_of_others_cannot_consent_for_the_owner() -> None:
    record = Record("p", None, consent_to_trials=Consent("office", DAY, DAY), provenance=Provenance(declared=False))
    assert "not the word of the owner" in str(allowance(record, Mode.SAFE, DAY).refusal)
