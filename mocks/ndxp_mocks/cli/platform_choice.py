"""The list, or the platform of one, that is asked for. Nothing is printed here."""

from collections.abc import Iterable
from dataclasses import replace

from ndxp_mocks.cli.parser import BadUsage, Words
from ndxp_mocks.errors import UndescribedPlatform, UnknownList
from ndxp_mocks.platform.platform import Platform, flawless, listed
from ndxp_mocks.specs import LIST, OfficialList, list_named


def requested_list(given: str | None, words: Words) -> OfficialList:
    """Return the list of a year, number or id, the one in force where none is given.

    Raises BadUsage if there is none.
    """
    try:
        return list_named(LIST if given is None else given)
    except UnknownList as error:
        raise BadUsage(words["unknown_list"].format(given=given, known=", ".join(error.known))) from error


def requested_platform(slug: str | None, faults: Iterable[str], words: Words) -> Platform:
    """Return the platform of that slug, the made-up one where none is given.

    Raises BadUsage for a slug that is on no list.
    """
    try:
        return replace(flawless() if slug is None else listed(slug), faults=frozenset(faults))
    except UndescribedPlatform as error:
        raise BadUsage(words["unknown_platform"].format(slug=error.slug)) from error


def list_summary(played: OfficialList, count: int, words: Words) -> str:
    """Return the line that says which list is played, and with how many of its members."""
    issued, size = played.issued.strftime("%d/%m/%Y"), played.size or "-"
    return words["played_list"].format(number=played.number, issued=issued, count=count, size=size)
