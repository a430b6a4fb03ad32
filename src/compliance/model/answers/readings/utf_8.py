"""Text that is not UTF-8, or that is called otherwise (RFC 8259, section 8.1)."""

import re
from collections.abc import Iterator
from typing import Final

from compliance.model.answers.answered import Answered
from compliance.model.observation.content import Remark
from compliance.model.pattern import late

_CHARSET: Final = late(r';\s*charset\s*=\s*"?([A-Za-z0-9_.:+-]{1,40})', re.IGNORECASE)
_UTF_8: Final = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})
_STRUCTURED: Final = ("+json", "+xml", "/json", "/xml")


def is_text(media_type: str | None) -> bool:
    """Return whether the media type is one of text."""
    stated = media_type or ""
    return stated.startswith("text/") or stated.endswith(_STRUCTURED)


def concerns(answered: Answered) -> bool:
    """Return whether there is text to decode."""
    return bool(answered.body) and is_text(answered.media_type)


def read(answered: Answered) -> Iterator[Remark]:
    """Yield `charset` where another one is stated, `bytes` where the bytes are not UTF-8."""
    stated = _CHARSET.search(answered.header("content-type") or "")
    if stated is not None and stated[1].lower() not in _UTF_8:
        yield Remark("charset", words=(("charset", stated[1].lower()),))
    body = answered.body[:-4] if answered.is_truncated else answered.body
    try:
        body.decode()
    except UnicodeDecodeError as error:
        # because a body that was cut off may end within a character
        if not answered.is_truncated or error.start < len(body) - 4:
            yield Remark("bytes", words=(("offset", error.start),))
