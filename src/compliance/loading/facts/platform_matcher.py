"""What compares names and purposes of platforms, made of the published words and of the names in the registry."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from math import log
from typing import Any, Final

from rapidfuzz import fuzz

from compliance.loading.facts.platforms import lists, slugs
from compliance.loading.facts.specs import read_spec
from compliance.model.dataclass import replace
from compliance.model.platform_match import PlatformMatcher, PlatformText
from compliance.model.platform_names import NameReader, Subject
from compliance.model.text import Text

_LEAST: Final = 0.4


def platform_matcher() -> PlatformMatcher:
    """Return what compares platforms; only the names of one audit are remembered."""
    known = _matcher()
    reader = known.reader
    return replace(known, reader=NameReader(reader.abbreviations, reader.general, reader.phrases))


@cache
def registered_text(slug: str) -> PlatformText:
    """Return what the registry and the lists say of a platform in words: its names, owner, objective and field."""
    record = read_spec(f"platforms/{slug}.yaml")
    listed = (member.get("named_as") for tree in lists().values() for member in tree["members"] if _is(member, slug))
    names = (record.get("name_vi"), *listed, *(record.get("aliases") or ()))
    return PlatformText(
        names=tuple(dict.fromkeys(filter(None, names))),
        english=record.get("name_en"),
        owners=_owners(record),
        purpose=record.get("objective"),
        field=record.get("field"),
    )


def _owners(record: Mapping[str, Any]) -> tuple[str, ...]:
    owner = record.get("owner") or {}
    return tuple(filter(None, (owner.get("name_vi"), owner.get("name_en"))))


def _is(member: Mapping[str, Any], slug: str) -> bool:
    return bool(member["slug"] == slug)


@cache
def _matcher() -> PlatformMatcher:
    rows = read_spec("codelists/platform-subjects.yaml")["entries"]
    subjects = {row["code"]: _subject(row) for row in rows}
    reader = NameReader(
        {row["code"]: row["name"]["vi"] for row in read_spec("codelists/platform-abbreviations.yaml")["entries"]},
        tuple(each for row in read_spec("codelists/platform-words.yaml")["entries"] for each in row["phrases"]),
        {phrase: row["code"] for row in rows for phrase in row["phrases"]},
    )
    return PlatformMatcher(reader, subjects, _weights(reader), _similar)


def _subject(row: Mapping[str, Any]) -> Subject:
    marks = (row.get(mark, False) for mark in ("has_one_at_each_level", "is_broad"))
    return Subject(row["code"], Text(**row["name"]), *marks)


def _weights(reader: NameReader) -> Callable[[str], float]:
    """Return how much a subject or word tells: the fewer platforms of the registry have it, the more."""
    names = [read_spec(f"platforms/{slug}.yaml") for slug in slugs()]
    counted = Counter(term for record in names for term in set(_terms(record, reader)))
    most = log(len(names) + 1)
    return lambda term: max(_LEAST, 1 - log(counted[term] + 1) / most)


def _terms(record: Mapping[str, Any], reader: NameReader) -> Iterator[str]:
    told = reader.read(record.get("name_vi"), _owners(record))
    yield from told.subjects
    yield from told.words | told.plain_words


def _similar(first: str, second: str) -> float:
    return fuzz.token_sort_ratio(first, second) / 100
