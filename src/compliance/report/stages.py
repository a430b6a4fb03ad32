"""The reader's words for connections and stages: the sentence with which every report on platforms begins."""

from collections.abc import Iterator, Sequence

from compliance.locale import Translator
from compliance.model.grades import Basis
from compliance.model.ladder import Connection, Rung, Stage, Standing
from compliance.model.stages import ConnectionCount, StageSummary


def connection(value: Connection, words: Translator) -> str:
    """Return how a platform is connected, to be read after a number or by itself."""
    return {
        Connection.NATIONAL: words("exchanging data via NDXP (evidenced)"),
        Connection.OTHER: words("exchanging data via another channel (evidenced)"),
        Connection.DOCUMENTED: words("documented or registered, no exchange seen"),
        Connection.CLAIMED: words("claimed only"),
        Connection.NOT_IN_USE: words("not in use, by the owner's word"),
        Connection.UNKNOWN: words("not known"),
    }[value]


def told(counted: StageSummary) -> tuple[ConnectionCount, ...]:
    """Return the counts that the sentence tells: all that are not 0, and the exchange over NDXP always."""
    return tuple(each for each in counted.connections if each.platforms or each.connection is Connection.NATIONAL)


def lead(counted: StageSummary, words: Translator) -> str:
    """Return the sentence that counts the connections of all platforms; its numbers add up to them."""
    parts = ", ".join(
        words("{count} {connection}", count=each.platforms, connection=connection(each.connection, words))
        for each in told(counted)
    )
    return words("Of {platforms} platforms: {parts}.", platforms=counted.platforms, parts=parts)


def beside(counted: StageSummary, names: Sequence[Stage], words: Translator) -> Iterator[str]:
    """Yield what stands beside the sum: sources that disagree, and what this version cannot decide."""
    if counted.contradicted:
        yield words("Sources that disagree with the claim, beside the sum: {count}.", count=counted.contradicted)
    if counted.undecided:
        yield words(
            "Stages that this version cannot decide yet: {stages}. It lacks {count} of their rules.",
            stages=", ".join(stage(rung, names, words) for rung in counted.undecided),
            count=len(counted.lacking),
        )


def stage(rung: Rung | None, names: Sequence[Stage], words: Translator) -> str:
    """Return the name of a stage; where it is None only this version's missing rules could tell it."""
    if rung is None:
        return words("not decided yet")
    return next((words.text(each.name) for each in names if each.rung is rung), rung)


def standing(value: Standing, words: Translator) -> str:
    """Return where a platform stands on a stage."""
    return {
        Standing.EVIDENCED: words("evidenced"),
        Standing.DECLARED: words("by the record alone"),
        Standing.UNDECIDED: words("not decided in this version"),
        Standing.UNSEEN: words("not observed"),
        Standing.REFUTED: words("not reached"),
    }[value]


def basis(value: Basis, words: Translator) -> str:
    """Return what a stage rests on, the class of its evidence in words."""
    return {
        Basis.DECLARED: words("by the record"),
        Basis.DOCUMENT: words("published documents"),
        Basis.THIRD_PARTY: words("a third party"),
        Basis.OBSERVED: words("our own look"),
    }[value]
