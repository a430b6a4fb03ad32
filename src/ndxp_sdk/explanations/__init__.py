"""Explain every error: what it means, whether it was sent, whether to repeat it and what to do, in both languages."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final, Literal

from ndxp_sdk import errors
from ndxp_sdk._error_mapping.remedies import HINTS
from ndxp_sdk.errors import Facts, NdxpError

__all__ = ["Explanation", "Language", "explain", "explanations"]

Language = Literal["en", "vi"]
_INDENT: Final = "  "


@dataclass(frozen=True, slots=True)
class Explanation:
    """The page about one class of errors."""

    name: str
    title: str
    means: str
    sent: str
    repeat: str
    advice: tuple[str, ...]


def explain(error: NdxpError | type[NdxpError], lang: Language = "en") -> str:
    """Return a page about an error, for people: about this very one if it is one, about the class otherwise.

    >>> from ndxp_sdk.errors import QuotaExceeded
    >>> print(explain(QuotaExceeded).splitlines()[0])
    QuotaExceeded: Too many calls
    """
    if isinstance(error, NdxpError):
        return "\n".join((*_class_lines(type(error), lang), *_case_lines(error, lang)))
    return "\n".join(_class_lines(error, lang))


@cache
def explanations(lang: Language = "en") -> Mapping[str, Explanation]:
    """Return the pages of every class, by its name, from the root of the tree down."""
    return MappingProxyType({name: _page(name, lang) for name in _data(lang)["pages"]})


def _class_lines(kind: type[NdxpError], lang: Language) -> Iterator[str]:
    labels, page = _data(lang)["labels"], explanations(lang)[_known(kind, lang)]
    yield f"{page.name}: {page.title}"
    yield ""
    yield from (f"{labels[name]} {getattr(page, name)}" for name in ("means", "sent", "repeat"))
    yield labels["advice"]
    yield from (f"- {each}" for each in page.advice)


def _case_lines(error: NdxpError, lang: Language) -> Iterator[str]:
    yield ""
    yield f"{_data(lang)['labels']['this']} {error.message}"
    yield from about(replace(error.facts, origin=error.origin), lang)


def about(facts: Facts, lang: Language, better: str | None = None) -> Iterator[str]:
    """Yield for `ndxp` whether to repeat the call, whose failure it is, what to do (`better` if known), and ids."""
    labels = _data(lang)["labels"]
    yield f"{_INDENT}{_repeat(facts, lang)}; {labels['origin']} {labels['origins'].get(facts.origin, facts.origin)}"
    if advice := better or _advice(facts, lang):
        yield f"{_INDENT}{advice}"
    ids = {each.name: getattr(facts.ids, each.name) for each in fields(facts.ids)}
    if told := ", ".join(f"{name}={value}" for name, value in ids.items() if value):
        yield f"{labels['ids']} {told}"


def _repeat(facts: Facts, lang: Language) -> str:
    labels: dict[str, str] = _data(lang)["labels"]
    if not facts.retryable:
        return labels["not-repeatable"]
    if facts.retry_after is None:
        return labels["repeatable"]
    return labels["repeatable-after"].format(seconds=f"{facts.retry_after:g}")


def _advice(facts: Facts, lang: Language) -> str | None:
    if lang == "en":
        return facts.hint or _data(lang)["codes"].get(facts.code)
    known = _translated(facts.hint or "") or _data(lang)["hints"].get(facts.hint)
    return known or _data(lang)["codes"].get(facts.code) or facts.hint


def _translated(hint: str) -> str | None:
    """Return the Vietnamese text of a hint, with the identifiers of the English one."""
    for each in HINTS.values():
        shape = re.sub(r"\\\{(own|provider)\\\}", r"(?P<\1>.+?)", re.escape(each.en))
        if found := re.fullmatch(shape, hint):
            return each.vi.format(**found.groupdict())
    return None


def _known(kind: type[NdxpError], lang: Language) -> str:
    """Return the name of the class, or of the nearest one above it that has a page: users may make their own kinds."""
    return next(each.__name__ for each in kind.__mro__ if each.__name__ in _data(lang)["pages"])


def _page(name: str, lang: Language) -> Explanation:
    data = _data(lang)
    page = data["pages"][name]
    return Explanation(
        name=name,
        title=page["title"],
        means=page["means"],
        sent=page.get("sent") or data["sent"][getattr(errors, name).sent],
        repeat=data["repeat"].get(page["repeat"], page["repeat"]),
        advice=tuple(page["advice"]),
    )


@cache
def _data(lang: Language) -> dict[str, Any]:
    import json  # noqa: PLC0415 - only whoever asks for a page needs it

    text = files(__name__).joinpath(f"{lang}.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    return data
