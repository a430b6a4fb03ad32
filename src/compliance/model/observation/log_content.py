"""What a log holds in clear and must not: found while looking, so that no text of it is kept."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from compliance.model.observation.transaction import ClearContent, Content
from compliance.model.pattern import late
from compliance.model.secrets import suspicion

# place (001 to 096), century and sex, year of birth, six digits: Decree 137/2015/NĐ-CP, Art. 13
_CITIZEN_ID: Final = late(r"(?<![0-9])0(?:0[1-9]|[1-8][0-9]|9[0-6])[0-3][0-9]{8}(?![0-9])")
_BODY: Final = late(r"\s*(?:[\[{]\s*[\"{\[]|<[A-Za-z?!])")
_AUTHORISATION: Final = late(r"(?i)\b(?:bearer|basic)\s+[A-Za-z0-9+/=._~-]{16,}")
_MOST_READ: Final = 10_000


def content_in_clear(texts: Mapping[str, str], day: date) -> Iterator[ClearContent]:
    """Yield what the fields of an entry hold in clear, by the name of the field; the first kind of each."""
    for name, text in texts.items():
        found = _content(text[:_MOST_READ], day)
        if found is not None:
            yield ClearContent(name, found)


def _content(text: str, day: date) -> Content | None:
    if suspicion(text, day) is not None or _AUTHORISATION.search(text):
        return Content.CREDENTIAL
    if _CITIZEN_ID.search(text):
        return Content.CITIZEN_ID
    return Content.BODY if _BODY.match(text) else None
