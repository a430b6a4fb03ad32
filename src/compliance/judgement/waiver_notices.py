"""What is said of waivers: of those that lapsed, end soon or cover nothing, and why they do not."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from difflib import get_close_matches
from fnmatch import fnmatchcase
from itertools import islice
from typing import Final

from compliance.judgement.scopes import Scopes, address_of
from compliance.model.grades import Outcome
from compliance.model.text import Message
from compliance.model.verdict import Finding, SubjectReport, Verdict
from compliance.model.waiver import Waiver

_NOTICE: Final = timedelta(days=30)
_MOST: Final = 25
"""So many unused waivers are named one by one."""
_MOST_NEAR: Final = 500
_UNSEEN: Final = frozenset({Outcome.NOT_OBSERVED, Outcome.ERROR})


def waiver_notices(waivers: Sequence[Waiver], run: "WaivedRun", day: date) -> Iterator[Message]:
    """Yield what those who answer for waivers have to know, in the order of the file."""
    idle, untried = list[Waiver](), list[Waiver]()
    for waiver, is_used in zip(waivers, Scopes(waivers).used(run.findings), strict=True):
        if waiver.expires < day:
            template = "the waiver of {rule} expired on {date}; its breaches count again"
            yield Message.of(template, rule=waiver.rule, date=waiver.expires)
        elif is_used and waiver.expires - day <= _NOTICE:
            yield Message.of("the waiver of {rule} ends on {date}", rule=waiver.rule, date=waiver.expires)
        elif not is_used:
            (idle if run.tried(waiver) else untried).append(waiver)
    yield from (run.why_idle(waiver) for waiver in idle[:_MOST])
    if len(idle) > _MOST:
        yield Message.of("{count} more waivers cover nothing", count=len(idle) - _MOST)
    if untried:
        template = "waivers of rules that were not run this time, of which nothing is known: {count} (first: {rule})"
        yield Message.of(template, count=len(untried), rule=untried[0].rule)


class WaivedRun:
    """What was looked at, for those who ask why a waiver covers nothing: of the rules of waivers alone all verdicts."""

    def __init__(self, waivers: Sequence[Waiver]) -> None:
        self._rules = frozenset(waiver.rule for waiver in waivers)
        self._verdicts: defaultdict[str, list[Verdict]] = defaultdict(list)
        self._seen: dict[str, None] = {}
        self._subjects = set[str]()
        self._found: dict[str, None] = {}
        self.findings: list[tuple[str, str, Finding]] = []

    def add(self, subject: SubjectReport) -> None:
        """Note what was looked at and found on a subject."""
        self._subjects.add(subject.id)
        self._seen.update(dict.fromkeys((*(source.uri for source in subject.sources), *dict(subject.looks))))
        for verdict in subject.verdicts:
            self._found.update(dict.fromkeys(found.location.uri for found in verdict.findings))
            if verdict.rule in self._rules:
                self._verdicts[verdict.rule].append(verdict)
                self.findings.extend((subject.id, verdict.rule, found) for found in verdict.findings)

    @property
    def _uris(self) -> dict[str, None]:
        return {**self._seen, **self._found}

    def tried(self, waiver: Waiver) -> bool:
        """Return whether the rule was run on anything."""
        return waiver.rule in self._verdicts

    def why_idle(self, waiver: Waiver) -> Message:
        """Say why a waiver of a rule that was run covers nothing, with what may have been meant."""
        rule, scope = waiver.rule, waiver.scope
        if waiver.platform and waiver.platform not in self._subjects:
            template = "the waiver of {rule} for {scope} was not needed in this run: {platform} was not looked at"
            return Message.of(template, rule=rule, scope=scope, platform=waiver.platform)
        file, is_place, _ = scope.partition("#")
        if is_place and not any(fnmatchcase(uri, file) for uri in self._uris):
            if near := get_close_matches(file, list(islice(self._uris, _MOST_NEAR)), n=1):
                template = (
                    "the waiver of {rule} for {scope} was not needed in this run: no such file was looked at; "
                    "did you mean {near}?"
                )
                return Message.of(template, rule=rule, scope=scope, near=near[0])
            template = "the waiver of {rule} for {scope} was not needed in this run: no such file was looked at"
            return Message.of(template, rule=rule, scope=scope)
        others = [found for _, name, found in self.findings if name == rule and found.waiver is None]
        if nearest := _near(scope, others):
            template = "the waiver of {rule} for {scope} covers nothing; the nearest finding of that rule is {near}"
            return Message.of(template, rule=rule, scope=scope, near=nearest)
        if any(each.outcome in _UNSEEN or each.could_not_be_judged or each.unseen for each in self._verdicts[rule]):
            template = "the waiver of {rule} for {scope} covers nothing that was seen; its rule did not see everything"
            return Message.of(template, rule=rule, scope=scope)
        return Message.of("the waiver of {rule} for {scope} was not needed", rule=rule, scope=scope)


def _near(scope: str, findings: Sequence[Finding]) -> str | None:
    """Return the scope of the finding that still counts and is most like it; None if none is."""
    few = findings[:_MOST_NEAR]
    addresses = [address_of(found.location) if "#" in scope else f"{found.location.uri}#*" for found in few]
    # because digests are alike by chance, so only a slip of a digit or two counts
    marks = get_close_matches(scope, [found.fingerprint for found in few], n=1, cutoff=0.85)
    return next(iter(marks or get_close_matches(scope, addresses, n=1, cutoff=0.8)), None)
