"""Successes that give nothing away: a page to sign in, an empty list, an envelope that says failure."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from compliance.model.answers.answered import NOT_JSON, Answered
from compliance.model.answers.envelope import tells_failure
from compliance.model.observation.content import Remark
from compliance.model.pattern import late

_MOST_READ: Final = 64 * 1024
_MOST_MEMBERS: Final = 12
_PAGES: Final = frozenset({"text/html", "application/xhtml+xml"})
# A field for a password, or the form and the script of a single sign-on
_SIGN_IN: Final = late(
    rb"type\s{0,9}=\s{0,9}[\"']?password|/(?:login|signin|sign-in|sso|oauth2?/authori[sz]e|dang-nhap)\b|SAMLRequest|"
    rb"\xc4\x91\xc4\x83ng nh\xe1\xba\xadp|\xc4\x90\xc4\x83ng nh\xe1\xba\xadp|sign in to",
)
READS_ENCODED: Final = True


def concerns(answered: Answered) -> bool:
    """Return whether the status says that data came."""
    return 200 <= answered.status < 300 and answered.method in {"GET", "TRACE"}


def read(answered: Answered) -> Iterator[Remark]:
    """Yield `sign-in`, `failure` or `empty`; nothing for what may be data."""
    if not answered.body.strip():
        yield Remark("empty")
    elif answered.media_type in _PAGES and _SIGN_IN.search(answered.body[:_MOST_READ]):
        yield Remark("sign-in")
    elif tells_failure(answered.value, answered.body):
        yield Remark("failure")
    elif answered.value is not NOT_JSON and is_empty(answered.value):
        yield Remark("empty")


def is_empty(value: Any) -> bool:
    """Return whether JSON holds no record: nothing, an empty list, or a page whose lists are all empty."""
    if value in (None, "", [], {}):
        return True
    if not isinstance(value, Mapping) or len(value) > _MOST_MEMBERS:
        return False
    lists = [member for member in value.values() if isinstance(member, list)]
    # because beside an empty list only what counts and leads on may stand, or a message
    return bool(lists) and not any(lists) and not any(isinstance(each, Mapping) and each for each in value.values())
