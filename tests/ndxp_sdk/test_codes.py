"""Codes of agencies, citizens and enterprises."""

import copy
import pickle

import pytest

from ndxp_sdk.codes import SHAPES, AgencyCode, CitizenId, code, enterprise_check_digit_fits, is_code
from ndxp_sdk.errors import InvalidIdentifier

GOOD = [
    ("agency", "G22"),
    ("agency", "H37.02.02"),
    ("agency", "G12.18"),
    ("agency", "H55.242"),
    ("agency-2016", "000.00.00.H49"),
    ("agency-2016", "000.00.04.G14"),
    ("citizen", "0" * 12),
    ("identity-card", "0" * 9),
    ("enterprise", "0000000000"),
    ("enterprise", "0000000000-001"),
    ("enterprise", "0000000000001"),
    ("dossier", "000.00.00.G22-261122-0001"),
    ("dossier", "H37.02.02-261122-00001"),
    ("procedure", "1.011442"),
    ("local-procedure", "1.011442.000.00.00.H38"),
    ("local-procedure", "2.000815.000.00.00.H55.02"),
    ("field", "G03-GD10"),
    ("field", "G15-TP110"),
    ("integration", "037"),
    ("document", "000.00.04.G14,2012/08/06,267/VPCP-TTĐT"),
    ("province", "96"),
    ("commune", "00001"),
]
BAD = [
    ("agency", "Z22"),
    ("agency", "g22"),
    ("agency", "G22."),
    ("agency", "G22\n"),
    ("agency", "G22" + ".A" * 20),
    ("agency-2016", "00.00.00.H49"),
    ("citizen", "0" * 11),
    ("citizen", "٠" * 12),
    ("enterprise", "0" * 9),
    ("dossier", "G22-0001"),
    ("procedure", "0.011442"),
    ("commune", "00000"),
    ("province", "00"),
    ("integration", "37"),
]


@pytest.mark.parametrize(("kind", "text"), GOOD)
def test_a_code_that_was_seen_is_one(kind, text) -> None:
    assert code(kind, text) == text


@pytest.mark.parametrize(("kind", "text"), BAD)
def test_what_is_no_code_is_refused_with_an_example(kind, text) -> None:
    assert not is_code(kind, text)
    with pytest.raises(InvalidIdentifier, match="such as"):
        code(kind, text)


@pytest.mark.parametrize("kind", [kind for kind, shape in SHAPES.items() if not shape.is_personal])
def test_the_example_of_a_shape_is_one(kind) -> None:
    assert is_code(kind, SHAPES[kind].example)


def test_both_forms_of_an_agency_are_one_and_neither_is_rewritten() -> None:
    old, new = AgencyCode("000.00.00.G22"), AgencyCode("G22")
    assert old == new
    assert len({old, new}) == 1
    assert (str(old), str(new)) == ("000.00.00.G22", "G22")
    assert AgencyCode("000.00.04.G14") != AgencyCode("G14")
    assert AgencyCode("H37.02.02").level_one == "H37"


def test_a_citizen_number_shows_itself_only_when_told() -> None:
    citizen = CitizenId("012345678901")
    assert "012345678901" not in f"{citizen} {citizen!r} {[citizen]} {vars(CitizenId)}"
    assert citizen.reveal() == "012345678901"
    assert citizen == CitizenId("012345678901")
    assert len({citizen, CitizenId("012345678901"), CitizenId("012345678")}) == 2
    assert copy.deepcopy(citizen) is copy.copy(citizen) is citizen
    assert CitizenId("012345678").is_old_card
    with pytest.raises(TypeError, match="not pickled"):
        pickle.dumps(citizen)


@pytest.mark.parametrize("text", ["12345678901", "1234567890123", "12345678x", ""])
def test_what_is_no_citizen_number_is_not_repeated(text) -> None:
    with pytest.raises(InvalidIdentifier) as caught:
        CitizenId(text)
    assert not text or text not in str(caught.value)


@pytest.mark.parametrize(("text", "fits"), [("0106001236", True), ("0100109106", True), ("0100109107", False)])
def test_the_check_digit_of_an_enterprise_is_a_hint(text, fits) -> None:
    assert enterprise_check_digit_fits(text) is fits
