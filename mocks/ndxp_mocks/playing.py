"""The list that a fleet is asked to play. Nothing is printed here."""

from ndxp_mocks.errors import UnknownList
from ndxp_mocks.parsing import BadUsage, Words
from ndxp_mocks.registry import LIST, OfficialList, list_named


def list_asked_for(given: str | None, words: Words) -> OfficialList:
    """The list of a year, number or id, the one in force where none is given. BadUsage where there is none."""
    try:
        return list_named(LIST if given is None else given)
    except UnknownList as error:
        raise BadUsage(words["unknown_list"].format(given=given, known=", ".join(error.known))) from error


def told_of(played: OfficialList, count: int, words: Words) -> str:
    """The line that says which list is played, and with how many of its members."""
    issued, size = played.issued.strftime("%d/%m/%Y"), played.size or "-"
    return words["played_list"].format(number=played.number, issued=issued, count=count, size=size)
