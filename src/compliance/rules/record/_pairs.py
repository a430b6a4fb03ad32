"""What rules on two records ask of both."""

from compliance.model.codelist import fold
from compliance.model.derived.record_pair import RecordPair
from compliance.model.facts import Facts
from compliance.model.record import Record
from compliance.rules.record._said import is_said

BOTH = 2
FEWEST_WORDS = 3
FEWEST_ACROSS_FIELDS = 5
RUNNING = frozenset({"operating", "upgrading"})


def are_of_one_list(pair: RecordPair) -> bool:
    """Return whether both stand on one list; those that no list is known for may."""
    first, second = ({each.list for each in record.listed_memberships()} for record in (pair.first, pair.second))
    return not first or not second or not first.isdisjoint(second)


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


def are_alike(pair: RecordPair, facts: Facts) -> bool:
    """Return whether a function or the names of both may mean one thing; two records of one platform are no pair."""
    is_one_platform = pair.have_one_owner and bool(pair.common_names)
    return not is_one_platform and bool(common_functions(pair) or common_words(pair, facts))


def does_one_share(pair: RecordPair, facts: Facts) -> bool:
    """Return whether both are of one owner, or one alone stands on a list in force that all are to use.

    Two platforms of the list in force were told apart by who issued it.
    """
    found = len(on_list(pair, facts))
    return found < BOTH and are_of_one_list(pair) and (found == 1 or pair.have_one_owner)


def does_it_operate(pair: RecordPair, facts: Facts) -> bool:
    """Return whether the one that others are to use operates; of one owner that may be either."""
    return any(record.life_cycle in RUNNING for record in on_list(pair, facts) or (pair.first, pair.second))


def on_list(pair: RecordPair, facts: Facts) -> tuple[Record, ...]:
    current = facts.platform_lists.last(facts.as_of)
    return tuple(each for each in (pair.first, pair.second) if current is not None and current.has(each.slug))


def is_excused(record: Record, other: Record) -> bool:
    """Return whether the record says that it uses the other, or on which ground it does not."""
    names = {fold(name) for name in (other.slug, other.name_vi, *(other.aliases or ())) if name}
    reused = record.reuses if isinstance(record.reuses, list) else ()
    return is_said(record.exemption) or not names.isdisjoint(map(fold, reused))


def have_one_objective(pair: RecordPair) -> bool:
    """Return whether both records state the same objective."""
    first, second = pair.first.objective, pair.second.objective
    return is_said(first) and fold(first or "") == fold(second or "")
