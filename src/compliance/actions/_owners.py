"""The owner of a platform as people name it: by code, abbreviation or name, with or without accents."""

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from compliance.loading.facts.codelists import agencies
from compliance.model.codelist import Agency, fold, plain

_MOST_NEAR = 3


def agency_named(text: str, day: date) -> Agency | None:
    """Return the agency that is there on a day and goes by that code or name; None if the list has none."""
    wanted = _plain(text)
    return next((agency for agency in _existing(day) if wanted in _names(agency)), None)


def agencies_near(text: str, day: date) -> tuple[Agency, ...]:
    """Return the agencies whose names are most like a text, or hold it, the nearest first."""
    wanted, found = _plain(text), list(_existing(day))
    by_name = {name: agency for agency in found for name in _names(agency)}
    near = [by_name[name] for name in get_close_matches(wanted, by_name, n=_MOST_NEAR, cutoff=0.7)]
    holding = [agency for agency in found if len(wanted) > 2 and any(wanted in name for name in _names(agency))]
    return tuple(dict.fromkeys([*near, *holding]))[:_MOST_NEAR]


def _existing(day: date) -> Iterator[Agency]:
    return (agency for agency in agencies().entries if not agency.existed.has_ended(day))


def _names(agency: Agency) -> set[str]:
    given = (agency.code, agency.key, agency.abbreviation, agency.name_vi, agency.name_en)
    return {_plain(name) for name in given if name}


def _plain(text: str) -> str:
    return plain(fold(text))
