"""Names of fields: spellings that are met in interfaces, and a second list that the phrases were not made by."""

from pathlib import Path

import pytest
import yaml

from compliance.loading.facts.field_names import field_names
from compliance.model.field_names import FieldNames
from compliance.model.spellings import Concept, spellings

NAMES = Path(__file__).parent / "names"


def rows(file: str, key: str) -> list[tuple[str, str]]:
    tree = yaml.load((NAMES / file).read_text("utf-8"), yaml.CSafeLoader)
    return [(spelling, concept) for concept, row in tree.items() for spelling in row[key]]


def test_every_usual_spelling_is_found_and_no_false_friend() -> None:
    names = field_names()
    assert [row for row in rows("common.yaml", "is") if names.concept(row[0]) != row[1]] == []
    assert [row for row in rows("common.yaml", "is_not") if names.concept(row[0]) == row[1]] == []


def test_spellings_that_the_phrases_were_not_made_by_are_found() -> None:
    names = field_names()
    wanted, others = rows("unseen.yaml", "is"), rows("unseen.yaml", "is_not")
    found = sum(names.concept(spelling) == concept for spelling, concept in wanted)
    false = sum(names.concept(spelling) == concept for spelling, concept in others)
    assert len(wanted) >= 150
    assert found / len(wanted) >= 0.95
    assert found / (found + false) >= 0.95


@pytest.mark.parametrize(
    ("file", "recall", "precision"),
    [("measured.yaml", 0.98, 0.99), ("fresh.yaml", 0.92, 0.99)],
)
def test_names_that_nobody_made_phrases_of_are_recognised(file: str, recall: float, precision: float) -> None:
    """The second list was first measured at 0.83, before kinds of words that it showed to be missing were added."""
    names = field_names()
    wanted, others = rows(file, "is"), rows(file, "is_not")
    found = [names.concept(spelling) for spelling, _ in wanted]
    right = sum(one == concept for one, (_, concept) in zip(found, wanted, strict=True))
    said = sum(one is not None for one in found) + sum(names.concept(spelling) is not None for spelling, _ in others)
    assert right / len(wanted) >= recall
    assert right / said >= precision


@pytest.mark.parametrize(
    ("name", "concept"),
    [
        ("maxA", None),
        ("max_a", None),
        ("socccdnguoinop", "citizen_id"),
        ("filter[so_cccd]", "citizen_id"),
        ("nguoiNop.soDienThoai", "phone"),
        ("cmndHoacCCCD", "citizen_id"),
        ("diaChi[maTinh]", "province_code"),
        ("coQuan.soDienThoai", None),
        ("cot[so_cccd]", None),
        ("soCccdNguoiGopYDuThao", "citizen_id"),
        ("tenNguoiDungHeThong", None),
        ("emails", "email"),
        ("username", None),
        ("soCccdHash", None),
        ("phone_token", None),
        ("id", None),
        ("identifier", None),
        ("tinh_thanh", "province"),
        ("so_cccd" * 20, None),
    ],
)
def test_words_may_be_written_together_but_borders_stay_borders(name: str, concept: str | None) -> None:
    assert field_names().concept(name) == concept


def test_what_was_compiled_of_the_phrases_is_what_they_say() -> None:
    names = field_names()
    said = spellings(names.concepts.values(), names.persons)
    assert list(names.spellings) == list(said)
    for beginning, begun in said.items():
        read = {letters: [tuple(each) for each in known] for letters, known in names.spellings[beginning].items()}
        assert read == begun
        assert list(read) == list(begun)


@pytest.mark.parametrize("name", ["ap", "loaiAp"])
def test_a_phrase_of_two_letters_is_found_beside_longer_ones_that_begin_so(name: str) -> None:
    concepts = {"village": Concept("village", is_personal=False, phrases=("ap", "api cu"))}
    names = FieldNames(concepts, (), ("loai",), frozenset(), spellings(concepts.values(), ()))
    assert names.concept(name) == "village"


def test_what_a_phrase_of_two_letters_begins_may_follow_it() -> None:
    concepts = {"village": Concept("village", is_personal=False, phrases=("ap", "apx"))}
    names = FieldNames(concepts, (), ("xa",), frozenset(), spellings(concepts.values(), ()))
    assert names.concept("ap_xa") == "village"
