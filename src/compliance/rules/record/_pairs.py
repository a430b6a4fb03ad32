"""What rules on two records ask of both."""

from itertools import chain
from typing import Final

from compliance.model.codelist import fold
from compliance.model.derived.paired_record import PairedRecord
from compliance.model.derived.record_pair import RecordPair
from compliance.model.facts import Facts
from compliance.model.platform_match import Likeness
from compliance.model.record import Record
from compliance.rules.record._said import is_said

BOTH = 2
LEAST_BY_NAME = 0.6
"""The score from which names are told in a verdict; below it they are worth a question only, which no rule asks."""
LISTED: Final = "listed"
RUNNING = frozenset({"operating", "upgrading"})


def are_of_one_list(pair: RecordPair) -> bool:
    """Return whether both stand on one list; those that no list is known for may."""
    first, second = pair.one.lists, pair.other.lists
    return not first or not second or not first.isdisjoint(second)


def common_functions(pair: RecordPair) -> frozenset[str]:
    """Return the functions that both records name."""
    return pair.one.functions & pair.other.functions


def words(paired: PairedRecord, facts: Facts) -> frozenset[tuple[str, str]]:
    """Return what a record tells of what its platform does; two that are alike have one of these in common."""
    told = facts.platform_matcher.terms(paired.text)
    return frozenset(chain((("word", word) for word in told), (("function", each) for each in paired.functions)))


def likeness(pair: RecordPair, facts: Facts) -> Likeness:
    """Return how far both names seem to mean one thing that is no whole sector; 0 if that is what each owner keeps."""
    if not facts.platform_matcher.may_be_specific(*pair.texts):
        return Likeness(0)
    found = facts.platform_matcher.likeness(*pair.texts)
    is_of_each = found.is_of_each_level and not pair.have_one_owner
    return found if found.score >= LEAST_BY_NAME and found.is_specific and not is_of_each else Likeness(0)


def are_alike(pair: RecordPair, facts: Facts) -> bool:
    """Return whether a function or the names of both may mean one thing; two records of one platform are no pair."""
    is_one_platform = pair.have_one_owner and bool(pair.common_names)
    return not is_one_platform and bool(common_functions(pair) or likeness(pair, facts).score)


def does_one_share(pair: RecordPair, facts: Facts) -> bool:
    """Return whether both are of one owner, or one alone stands on a list in force that all are to use.

    Two platforms of the list in force were told apart by who issued it.
    """
    found = len(on_list(pair, facts))
    return found < BOTH and (found == 1 or pair.have_one_owner) and are_of_one_list(pair)


def does_it_operate(pair: RecordPair, facts: Facts) -> bool:
    """Return whether the one that others are to use operates; of one owner that may be either."""
    return any(record.life_cycle in RUNNING for record in on_list(pair, facts) or (pair.first, pair.second))


def on_list(pair: RecordPair, facts: Facts) -> tuple[Record, ...]:
    return tuple(each for each in (pair.first, pair.second) if is_listed(each, facts))


def is_listed(record: Record, facts: Facts) -> bool:
    """Return whether a platform stands on the list in force of those that all are to use."""
    current = facts.platform_lists.last(facts.as_of)
    return current is not None and current.has(record.slug)


def is_excused(record: Record, other: Record) -> bool:
    """Return whether the record says that it uses the other, or on which ground it does not."""
    names = {fold(name) for name in (other.slug, other.name_vi, *(other.aliases or ())) if name}
    reused = record.reuses if isinstance(record.reuses, list) else ()
    return is_said(record.exemption) or not names.isdisjoint(map(fold, reused))


def have_one_objective(pair: RecordPair) -> bool:
    """Return whether both records state the same objective."""
    first, second = pair.first.objective, pair.second.objective
    return is_said(first) and fold(first or "") == fold(second or "")
