"""Names of fields: spellings that are met in interfaces, and a second list that the phrases were not made by."""

from pathlib import Path

import pytest
import yaml

from compliance.loading.facts.field_names import field_names

NAMES = Path(__file__).parent / "names"


def rows(file: str, key: str) -> list[tuple[str, str]]:
    tree = yaml.safe_load((NAMES / file).read_text("utf-8"))
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
    ("name", "concept"),
    [
        ("maxA", None),
        ("max_a", None),
        ("socccdnguoinop", "citizen_id"),
        ("filter[so_cccd]", "citizen_id"),
        ("nguoiNop.soDienThoai", "phone"),
        ("cmndHoacCCCD", "citizen_id"),
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
