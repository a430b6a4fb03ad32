"""The head of the page: as of which day, when and from where was looked, by which list and which law."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from compliance.locale import Translator
from compliance.model.dataclass import dataclass
from compliance.model.inspection import Inspection
from compliance.model.report import Report
from compliance.model.text import VIET_NAM
from compliance.report import labels


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing to know before reading."""

    name: str
    value: str


def facts(report: Report, words: Translator) -> tuple[Fact, ...]:
    """Return what is known of the circumstances; what is not known is left out."""
    return tuple(_facts(report, words))


def _facts(report: Report, words: Translator) -> Iterator[Fact]:
    yield Fact(words("As of"), labels.day(report.as_of, words))
    looks = [subject.inspection for subject in report.subjects if subject.inspection]
    if looks:
        yield Fact(words("Looked at"), _span([look.at for look in looks], words))
        yield Fact(words("From where"), _whence(looks, words))
    if lists := Counter(number for subject in report.subjects for number in subject.lists):
        rows = (words("{number} ({count})", number=number, count=count) for number, count in lists.most_common())
        yield Fact(words("Lists that the records name, with platforms"), ", ".join(rows))
    yield Fact(words("Legal basis"), words.message(labels.profile(report.profile)))
    yield Fact(words("Catalogue of requirements"), report.catalogue_version)
    yield Fact(words("Tool"), words("compliance {version}", version=report.tool_version))


def _span(moments: list[datetime], words: Translator) -> str:
    """Return from when to when was looked, in the time of Viet Nam."""
    first, last = (moment.astimezone(VIET_NAM) for moment in (min(moments), max(moments)))
    start, end = f"{first:%H:%M}", f"{last:%H:%M}"
    if first.date() != last.date():
        days = labels.day(first.date(), words), labels.day(last.date(), words)
        return words("{first}, {start} – {last}, {end}", first=days[0], start=start, last=days[1], end=end)
    day = labels.day(first.date(), words)
    if start == end:
        return words("{date}, {time}", date=day, time=start)
    return words("{date}, {start}–{end}", date=day, start=start, end=end)


def _whence(looks: list[Inspection], words: Translator) -> str:
    known = {
        "public": words("from the Internet"),
        "public-through-proxy": words("from the Internet, through a proxy"),
        "inside": words("from inside the network"),
        "inside-through-proxy": words("from inside the network, through a proxy"),
    }
    vantages = dict.fromkeys(known.get(look.vantage or "", look.vantage or words("place not known")) for look in looks)
    asked = dict.fromkeys((look.hub, look.hub_channel) for look in looks if look.hub)
    hubs = dict.fromkeys(_hub(address, channel, words) for address, channel in asked)
    return "; ".join((*vantages, *hubs))


def _hub(address: str, channel: str | None, words: Translator) -> str:
    if channel is None:
        return words("hub: {address}", address=address)
    return words("hub ({channel}): {address}", channel=channel, address=address)
