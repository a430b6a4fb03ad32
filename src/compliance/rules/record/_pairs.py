"""What rules on two records ask of both."""

from compliance.model.codelist import fold
from compliance.model.derived.record_pair import RecordPair
from compliance.model.facts import Facts
from compliance.model.record import Record

FEWEST_WORDS = 3
FEWEST_ACROSS_FIELDS = 5


def are_of_one_list(pair: RecordPair) -> bool:
    """Return whether both stand on one list; those that no list is known for may."""
    first, second = lists(pair.first), lists(pair.second)
    return not first or not second or not first.isdisjoint(second)


def lists(record: Record) -> set[str]:
    return {membership.list for membership in record.listed_memberships()}


def common_functions(pair: RecordPair) -> frozenset[str]:
    """Return the functions that both records name."""
    return functions(pair.first) & functions(pair.second)


def functions(record: Record) -> frozenset[str]:
    return frozenset(map(fold, record.functions or ())) - {"", "none"}


def common_words(pair: RecordPair, facts: Facts) -> frozenset[str]:
    """Return the words for which the names of both may mean one thing; none if they hardly agree."""
    first, second = facts.platform_words.of(pair.first.name_vi), facts.platform_words.of(pair.second.name_vi)
    common = first & second
    if len(common) < FEWEST_WORDS or len(common) < 0.66 * min(len(first), len(second)):
        return frozenset()
    is_same_field = pair.first.field is not None and pair.first.field == pair.second.field
    is_most_of_both = len(common) >= 0.7 * len(first | second)
    is_enough = is_most_of_both or len(common) > FEWEST_WORDS if is_same_field else len(common) >= FEWEST_ACROSS_FIELDS
    return common if is_enough else frozenset()


def does_one_share(pair: RecordPair, facts: Facts) -> bool:
    """Return whether both are of one owner, or one alone stands on a list in force that all are to use.

    Two platforms of the list in force were told apart by who issued it.
    """
    if not are_of_one_list(pair):
        return False
    current = facts.platform_lists.last(facts.as_of)
    on_it = [current is not None and current.has(record.slug) for record in (pair.first, pair.second)]
    return not all(on_it) and (any(on_it) or pair.have_one_owner)
