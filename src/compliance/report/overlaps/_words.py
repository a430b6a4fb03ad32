"""What is said of systems that are like a listed platform."""

from collections.abc import Iterator

from compliance.locale import Translator
from compliance.model.list_comparison import ComparedList
from compliance.model.location import Location
from compliance.model.overlap import Advice, Overlap, Overlaps
from compliance.report import labels


def advised(overlap: Overlap, words: Translator) -> str:
    """Return what is to be done."""
    owner = words.text(overlap.listed.owner)
    match overlap.advice:
        case Advice.IS_LISTED:
            return words("Seems to be the listed platform itself: keep one record of it.")
        case Advice.OWN:
            return words(
                "Every ministry and province keeps one of its own, {owner} this one: no overlap. Link the two where "
                "they share data.",
                owner=owner,
            )
        case Advice.ASK:
            return words(
                "Ask its owner, {owner}, whether the listed platform serves the need: if so use it or link to it, and "
                "name it in `reuses` of the record; if not, name the ground in `exemption`.",
                owner=owner,
            )


def list_name(listed: ComparedList, words: Translator) -> str:
    """Return the number of a list with its day, if that is known."""
    if listed.issued is None:
        return listed.number
    return words("{number} of {date}", number=listed.number, date=labels.day(listed.issued, words))


def row_of(at: Location, words: Translator) -> str:
    """Return where a system stands: the row of a table, or the record."""
    return words("{file}, row {row}", file=at.uri, row=at.line) if at.line is not None else str(at)


def claim(overlaps: Overlaps, words: Translator) -> str:
    """Return the most that is claimed."""
    return words(
        "Systems: {count}; like a platform of {list}: {alike}; without anything alike: {rest}.",
        count=len(overlaps.systems),
        alike=len(overlaps.alike),
        list=list_name(overlaps.list, words),
        rest=len(overlaps.systems) - len(overlaps.alike),
    )


def limits(words: Translator) -> Iterator[str]:
    """Yield what it does not show, and why it matters."""
    yield words(
        "Names, purposes and owners only propose a pair; whether two systems do the same in function, objective and "
        "scope a person decides. That nothing alike was found is no proof that there is none."
    )
    yield words(
        "Once a shared platform operates, no body invests in, builds, buys, hires or widens a like system, but for "
        "special needs of defence, security or cipher, or under specialised law (QD1132-2026.OVERLAP, known "
        "second-hand)."
    )
