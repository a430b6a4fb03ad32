"""Which clauses begin to bind which platforms, and from which day.

A clause is due only for an owner of a kind that owes it. Where the record does not say whether the platform is of the
class that a clause addresses, or whether its condition is met, it is due under that condition and for nobody for
certain. A duty without a known day is told without one.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from compliance.judgement.bound import Party, is_owed, party_of
from compliance.judgement.due.entry import Entry
from compliance.model.codelist import Addressee
from compliance.model.due import DueKind, Said
from compliance.model.facts import Facts
from compliance.model.grades import Grade, InstrumentStatus, Obligation
from compliance.model.record import Record
from compliance.model.requirement import Requirement, Restriction

_RUNNING: Final = frozenset({"operating", "upgrading", "merging", "being-replaced"})
_COMING: Final = frozenset({InstrumentStatus.IN_FORCE, InstrumentStatus.FUTURE})


class Clauses:
    """The clauses that begin to bind after the day of the report, and those that bind from no known day."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        found = (each for each in facts.catalogue if _is_duty(each) and _may_be_to_come(each, facts))
        self._bindings = tuple(_Binding(each, facts) for each in found)

    def binding(self, slug: str, record: Record) -> Iterator[Entry]:
        """Yield those that will bind a platform, or may; one that has ended owes nothing new."""
        if "ended" not in {record.life_cycle, record.status}:
            platform = _Platform(record, self._facts)
            yield from (entry for each in self._bindings if (entry := each.entry(slug, platform)))


class _Platform:
    """A platform as clauses see it; on a day it is the same for all of them."""

    def __init__(self, record: Record, facts: Facts) -> None:
        self.record, self._facts = record, facts
        self._parties: dict[date, Party] = {}

    def on(self, day: date) -> Party:
        """Return what clauses see of it on a day."""
        party = self._parties.get(day)
        if party is None:
            party = self._parties[day] = party_of(self.record, self._facts, day)
        return party


def _is_duty(requirement: Requirement) -> bool:
    """Return whether its text is known and asks for something, by law or as what an agency asks for itself."""
    is_known = requirement.obligation is Obligation.MUST and requirement.verified is not Grade.MEMORY
    return is_known and (requirement.is_own or requirement.instrument.kind.binds_directly)


def _may_be_to_come(requirement: Requirement, facts: Facts) -> bool:
    instrument, start = requirement.instrument, requirement.applies.start
    day = max(start or facts.as_of, facts.as_of)
    is_in_force = instrument.status in _COMING and instrument.in_force.has_begun(day)
    if not is_in_force or instrument.is_repealed(day) or requirement.applies.has_ended(day):
        return False
    addressee = _addressee(requirement, facts)
    return start is None or start > facts.as_of or bool(addressee and addressee.begins_from)


def _addressee(requirement: Requirement, facts: Facts) -> Addressee | None:
    return facts.addressees[requirement.addressee] if requirement.addressee is not None else None


class _Binding:
    """One clause before the platforms."""

    def __init__(self, requirement: Requirement, facts: Facts) -> None:
        self._requirement, self._facts = requirement, facts
        self._addressee = _addressee(requirement, facts)
        self._owed: dict[str | None, bool | None] = {}

    def entry(self, slug: str, platform: _Platform) -> Entry | None:
        """Return the day from which it binds a platform, as far as it is to come and it may bind it at all."""
        found = self._first_day(platform)
        if found is None:
            return None
        day, is_of_class = found
        party = platform.on(day or self._facts.as_of)
        answers = (is_of_class, self._owes(party), _meets(self._requirement.only, platform.record))
        if False in answers:
            return None
        kind = DueKind.ASKED if self._requirement.is_own else DueKind.REQUIREMENT
        is_certain = all(answers)
        return Entry(
            kind=kind,
            day=day,
            what=self._requirement.duty,
            subject=slug,
            requirement=self._requirement,
            condition=self._condition,
            is_certain=is_certain,
        )

    def _owes(self, party: Party) -> bool | None:
        """Return whether a bearer is the audited party; None if the kind of its owner is not known and would tell."""
        kind, bearers = party.owner_kind, self._requirement.bearer
        if kind not in self._owed:
            is_open = kind is None and any(self._facts.bearers[bearer].owner_kinds for bearer in bearers)
            self._owed[kind] = is_owed(self._requirement, self._facts, party) or (None if is_open else False)
        return self._owed[kind]

    @property
    def _condition(self) -> Said | None:
        """The case in which alone the duty arises, in the words of the clause or of the class that it addresses."""
        if self._requirement.only is not None:
            return self._requirement.only.name
        return self._addressee.name if self._addressee else None

    def _first_day(self, platform: _Platform) -> tuple[date | None, bool | None] | None:
        """Return the first day to come on which it may bind the class of the platform, and whether it is of the class.

        None if it binds the platform already, or never on a day that is known.
        """
        start, today = self._requirement.applies.start, self._facts.as_of
        if start is None:
            is_of_class = self._is_of_class(platform, today)
            return None if is_of_class is False else (None, is_of_class)
        for day in self._days(start, platform.record):
            is_of_class = self._is_of_class(platform, day)
            if day <= today and is_of_class:
                return None
            if day > today and is_of_class is not False:
                return day, is_of_class
        return None

    def _days(self, start: date, record: Record) -> Iterable[date]:
        """Return the days on which platforms come under it: all, one that begins later, those that are older."""
        addressee, begins = self._addressee, record.operational_from
        yield max(start, begins) if addressee and addressee.begins_from and begins else start
        if addressee is not None and addressee.everybody_from is not None:
            yield max(start, addressee.everybody_from)

    def _is_of_class(self, platform: _Platform, day: date) -> bool | None:
        """Return whether the platform is of the class on a day; None if nobody knows."""
        addressee, record = self._addressee, platform.record
        if addressee is None or addressee.code in platform.on(day).classes:
            return True
        is_older = addressee.begins_from is not None and (
            record.operational_from is not None or record.life_cycle in _RUNNING
        )
        return False if is_older or record.classes is not None else None


def _meets(only: Restriction | None, record: Record) -> bool | None:
    """Return whether the record says that the condition is met; None if it does not say."""
    if only is None:
        return True
    values: list[object] = [record]
    for name in only.field.split("."):
        values = [getattr(part, name, None) for value in values for part in _parts(value)]
    if True in values:
        return True
    return False if values and all(value is False for value in values) else None


def _parts(value: object) -> Iterable[object]:
    return value if isinstance(value, list | tuple) else (value,)
