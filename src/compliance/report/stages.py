"""The lead of a report: how many platforms are connected, by what evidence, and how far each stage is decided."""

from collections import Counter
from collections.abc import Iterator, Sequence

from compliance.locale import Translator
from compliance.model.dataclass import dataclass
from compliance.model.ladder import EvidenceClass, Rung
from compliance.model.stages import ConnectionCounts, StageCounts, connection_counts, counted_platforms, stage_counts
from compliance.model.standing import StageReport, StageState, Standing
from compliance.model.text import Message
from compliance.model.verdict import Ladder, SubjectReport
from compliance.report.context import ReportContext


@dataclass(frozen=True, slots=True)
class StageRow:
    """One stage in words with its counts; `number` is its place, which is never shown without the word."""

    number: int
    name: str
    counts: StageCounts


def lead(platforms: Sequence[SubjectReport], context: ReportContext) -> str:
    """Return the sentence that counts every platform once, by its best evidence, and what stands beside the sum.

    What is none is left out, but how many exchange data.
    """
    words, connected = context.words, connection_counts(platforms)
    phrases = _phrases(words)
    said = [Message.of(phrases[standing], count=number).fill() for standing, number in connected.told]
    whole = words("Of {platforms} platforms: {counts}.", platforms=connected.platforms, counts=", ".join(said))
    return " ".join((whole, *beside(connected, words)))


def beside(connected: ConnectionCounts, words: Translator) -> Iterator[str]:
    """Yield what stands beside the sum: platforms of earlier lists, and those whose sources disagree."""
    if connected.continued:
        yield words(
            "Only an earlier list has {count} of them; a later one probably has {continued} of these by another name.",
            count=connected.earlier,
            continued=connected.continued,
        )
    elif connected.earlier:
        yield words("Only an earlier list has {count} of them.", count=connected.earlier)
    if connected.intermediaries:
        template = "{count} more are intermediaries that these connect through; they are not among them."
        yield words(template, count=connected.intermediaries)
    if connected.conflicts:
        yield words("Sources disagree on {count}.", count=connected.conflicts)


def highest(platforms: Sequence[SubjectReport], context: ReportContext) -> str:
    """Return the sentence that counts every platform once, by the highest stage that holds with all below it."""
    words, found = context.words, Counter(platform.ladder.rung for platform in counted_platforms(platforms))
    names = {stage.rung: words.text(stage.name) for stage in context.ladder}
    counts = [f"{names.get(rung, rung)} {found[rung]}" for rung in reversed(Rung) if found[rung]]
    counts += [f"{words('not decided yet')} {found[None]}"] if found[None] else []
    return words("By the highest stage that holds with all below it: {counts}.", counts=", ".join(counts))


def standing(value: Standing, words: Translator) -> str:
    """Return where a platform stands, to be read behind a number or by itself."""
    return Message.of(_phrases(words)[value], count="").fill().strip()


def _phrases(words: Translator) -> dict[Standing, str]:
    return {
        Standing.EXCHANGING: words("{count} exchanging data via NDXP (evidenced)"),
        Standing.EXCHANGING_ELSEWHERE: words("{count} exchanging data via another channel (evidenced)"),
        Standing.EXCHANGING_UNNAMED: words("{count} exchanging data via a hub whose channel nobody named (evidenced)"),
        Standing.ANSWERED: words("{count} answered through the hub or directly, the logs of both sides not seen"),
        Standing.REGISTERED: words("{count} documented or registered, no exchange seen"),
        Standing.CLAIMED: words("{count} connected by their record's word only"),
        Standing.NOT_IN_USE: words("{count} not in use by the owner's word"),
        Standing.UNKNOWN: words("{count} not known"),
        Standing.INTERMEDIARY: words("{count} that others connect through"),
    }


def rows(platforms: Sequence[SubjectReport], context: ReportContext) -> list[StageRow]:
    """Return the stages, the highest first, in the reader's words."""
    names = {stage.rung: context.words.text(stage.name) for stage in context.ladder}
    return [
        StageRow(counted.rung.rank, names.get(counted.rung, counted.rung), counted)
        for counted in stage_counts(platforms)
    ]


def told(row: StageRow, platforms: int, words: Translator) -> str:
    """Return in words what is known of a stage: of one platform by its word, of several by their numbers."""
    counts = row.counts
    if platforms == 1:
        known = (
            (counts.evidenced, words("evidenced")),
            (counts.claimed, words("only claimed")),
            (counts.undecided, words("not decided in this version")),
            (counts.neither, words("no evidence")),
        )
        return next(word for count, word in known if count)
    return words(
        "evidenced {evidenced}, only claimed {claimed}, not decided {undecided}, neither {neither}",
        evidenced=counts.evidenced,
        claimed=counts.claimed,
        undecided=counts.undecided,
        neither=counts.neither,
    )


def undecided(found: Sequence[StageRow], context: ReportContext) -> Iterator[str]:
    """Yield, once for each stage and not for each platform, which rules this version lacks to decide it."""
    for row in found:
        if row.counts.lacking:
            yield context.words(
                "The stage “{stage}” cannot be decided for every platform in this version: it needs {rules}",
                stage=row.name,
                rules=", ".join(row.counts.lacking),
            )


def stage_state(value: StageState, words: Translator) -> str:
    """Return what the rules of a stage show."""
    return {
        StageState.EVIDENCED: words("evidenced"),
        StageState.OLD: words("evidence too old"),
        StageState.BROKEN: words("not reached"),
        StageState.UNSEEN: words("not observed"),
        StageState.UNDECIDED: words("not decided in this version"),
    }[value]


def state(stage: StageReport, words: Translator) -> str:
    """Return what is known of a stage of one platform: of evidence its class and its day, which need one another."""
    said = stage_state(stage.state, words)
    if stage.basis is None:
        return said
    rests_on = basis(stage.basis, words)
    if stage.seen_on is None:
        return words("{state}: {basis}", state=said, basis=rests_on)
    return words("{state}: {basis}, {date}", state=said, basis=rests_on, date=stage.seen_on)


def basis(value: EvidenceClass, words: Translator) -> str:
    """Return what evidence is, by its class."""
    return {
        EvidenceClass.CLAIMED: words("the word of the record"),
        EvidenceClass.DOCUMENTED: words("documents that were published"),
        EvidenceClass.THIRD_PARTY: words("a third party"),
        EvidenceClass.OBSERVED: words("our own look"),
        EvidenceClass.BOTH_SIDES: words("our own look and the logs of both sides"),
    }[value]


def sentence(ladder: Ladder, context: ReportContext, *, is_simulated: bool) -> str:
    """Return what is known of the connection of one platform; empty if nothing was judged."""
    if ladder.connected is None:
        return ""
    said = context.words.message(ladder.connected.sentence)
    return context.words("SIMULATED: {sentence}", sentence=said) if is_simulated else said
