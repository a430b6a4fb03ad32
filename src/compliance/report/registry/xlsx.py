"""The registry as a workbook: what it is, the platforms to sort and to filter, and their places on the lists."""

from compliance.locale import Translator
from compliance.model.registry import RegisteredPlatform, Registry
from compliance.model.text import Text
from compliance.report import labels
from compliance.report.formats.xlsx.sheet import Cell, Column, Line, Look, Page, Table
from compliance.report.formats.xlsx.workbook import Head, book
from compliance.report.registry.csv import place_on, shown

IS_BINARY = True


def write(registry: Registry, words: Translator) -> bytes:
    title = words("Registry of the national digital platforms")
    day = labels.day(registry.edition, words)
    head = Head(
        title=title,
        banner="",
        foot=words("{title}, facts of {date}", title=title, date=day),
        made_on=registry.edition,
        language=words.language,
    )
    return book(head, _first(registry, title, words), [_platforms(registry, words), _places(registry, words)])


def _first(registry: Registry, title: str, words: Translator) -> Page:
    chosen = registry.chosen
    lines = [
        Line(Look.TITLE, (title,)),
        Line(Look.LEAD, (words("Facts of {date}", date=labels.day(registry.edition, words)),)),
        Line(Look.TEXT, (words("Platforms: {count}", count=len(registry.platforms)),)),
        Line(
            Look.TEXT,
            (words("Compiled from what was published; it is no issue of the state. What is empty is unknown."),),
        ),
        Line(Look.HEADING, (words("Lists"),)),
    ]
    lists = [chosen] if chosen is not None else registry.lists
    for each in lists:
        day = labels.day(each.issued, words) if each.issued else "-"
        said = words("{number} of {date}: {title}", number=each.number, date=day, title=words.text(each.title))
        lines.append(Line(Look.TEXT, (said,)))
    return Page(Text("About", "Giới thiệu"), tuple(lines))


def _platforms(registry: Registry, words: Translator) -> Table:
    columns = (
        Column(words("Place"), 8),
        Column(words("Platform"), 60),
        Column(words("Owner"), 34),
        Column(words("Code"), 8),
        Column(words("Field"), 22),
        Column(words("What it is for"), 34),
        Column(words("Status"), 14),
        Column(words("Deadline"), 12),
        Column(words("Lists"), 40),
        Column(words("Address"), 34),
        Column(words("Identifier"), 34),
        Column(words("Source"), 46),
    )
    rows = tuple(_platform(each, registry, words) for each in registry.platforms)
    return Table(Text("Platforms", "Nền tảng"), columns, rows)


def _platform(platform: RegisteredPlatform, registry: Registry, words: Translator) -> tuple[Cell, ...]:
    listed = place_on(platform, registry)
    return (
        listed.place if listed else None,
        words.text(platform.name),
        words.text(platform.owner),
        platform.owner_code,
        platform.field,
        "; ".join(map(words.text, platform.subjects)),
        platform.status,
        listed.deadline if listed else None,
        "; ".join(map(shown, platform.places)),
        " ".join(platform.addresses),
        platform.slug,
        platform.source,
    )


def _places(registry: Registry, words: Translator) -> Table:
    columns = (
        Column(words("Lists"), 22),
        Column(words("Issued"), 20),
        Column(words("Place"), 8),
        Column(words("As the list prints it"), 70),
        Column(words("Deadline"), 12),
        Column(words("Remarks"), 30),
        Column(words("Identifier"), 34),
    )
    rows = tuple(
        (
            place.list.number,
            place.list.issued,
            place.place,
            place.named_as,
            place.deadline,
            words("it is not sure that the list means this platform") if place.is_doubtful else None,
            platform.slug,
        )
        for platform in registry.platforms
        for place in platform.places
    )
    return Table(Text("Places on lists", "Vị trí trong danh mục"), columns, rows)
