"""What became of the platforms of one official list in a later one."""

from collections.abc import Mapping
from typing import Any

from compliance.actions._official_lists import official_list
from compliance.actions.errors import UsageError
from compliance.loading.facts.list_comparison import compared
from compliance.model.list_comparison import ListComparison
from compliance.model.text import Message


def compare_lists(earlier: str, later: str) -> ListComparison:
    """Compare two official lists of platforms, each named by its year, number or id.

    Every entry is told: the same, renamed, moved to another owner, merged, split, joined, left; and those of which no
    text says surely what became of them.

        changes = compliance.compare_lists("2025", "2026")
        print(changes.of_later)

    Raises:
        UsageError: there is no such list, its members are not known by name, or the first is not the earlier one.
    """
    before, after = _list(earlier), _list(later)
    if (before["list"]["issued"] or "") >= (after["list"]["issued"] or ""):
        raise UsageError(Message.of("{earlier} is not earlier than {later}", earlier=earlier, later=later))
    return compared(before, after)


def _list(given: str) -> Mapping[str, Any]:
    found = official_list(given)
    if not found["members"]:
        raise UsageError(Message.of("of the list {id} no platform is known by name", id=given))
    return found
