"""Codes of the common lists of the state: of the right form, and of no place and no agency that there is.

Two digits for a province, five for a commune (Decision 19/2025/QĐ-TTg); a letter and two for an agency (20/2020).
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from ndxp_mocks.openapi.fake_values import phrase

MARK: Final = "x-code-list"
PROVINCE: Final = "99"
COMMUNE: Final = "99999"
AGENCY: Final = "Z99"
_OF_WORDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        ("province code", "ma tinh", "ma so tinh", "ma tinh thanh", "ma tinh thanh pho", "ma thanh pho", "city code"),
        PROVINCE,
    ),
    **dict.fromkeys(
        ("ward code", "commune code", "ma xa", "ma so xa", "ma phuong", "ma phuong xa", "ma xa phuong", "ma dac khu"),
        COMMUNE,
    ),
    **dict.fromkeys(("ma dvhc", "ma don vi hanh chinh", "ma dia ban", "administrative unit code"), PROVINCE),
    **dict.fromkeys(("agency code", "ma co quan", "ma dinh danh co quan", "ma dinh danh don vi", "organ id"), AGENCY),
}
_LISTS: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(("administrative units", "hanh chinh", "dvhc", "19 2025"), (PROVINCE, COMMUNE)),
    **dict.fromkeys(("agencies", "agency codes", "dinh danh", "20 2020", "09 2025"), (AGENCY,)),
}


def codes(name: str, mark: Any) -> Iterator[str]:
    """Yield codes that suit a field, the best first: by its name, then by the list that `x-code-list` names."""
    words = phrase(name)
    while words:
        if words in _OF_WORDS:
            yield _OF_WORDS[words]
        words = words.partition(" ")[2]
    told = mark.get("name") if isinstance(mark, dict) else mark
    listed = phrase(told) if isinstance(told, str) else ""
    yield from (code for words, known in _LISTS.items() if words in listed for code in known)
