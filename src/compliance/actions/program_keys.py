"""Keys by which programs ask the API of the dashboard: made once, shown once, kept as a hash, revoked."""

from collections.abc import Iterator, Sequence
from datetime import date
from secrets import token_urlsafe
from typing import Final

from compliance.actions._histories import history_of
from compliance.actions.errors import UsageError
from compliance.actions.kept_runs import Place, place_of
from compliance.actions.settings import today
from compliance.loading.waivers import LONGEST as LONGEST_LIFE
from compliance.model.digest import secret_digest
from compliance.model.program_key import ProgramKey
from compliance.model.text import Message

PREFIX: Final = "ndxp_key_"
"""What every key begins with, so that whoever searches files and logs for secrets finds them."""
_BYTES: Final = 32
LENGTH: Final = len(PREFIX) + 43
"""Characters of a key: the prefix, and 256 random bits in base64url."""
READER: Final = "reader"
OWNER: Final = "owner"
_LONGEST: Final = 100


def add_key(name: str, role: str, owners: Sequence[str] = (), *, until: date, history: Place) -> tuple[ProgramKey, str]:
    """Make a key for a program; returns what is kept of it, and the key, which nobody can read again.

    The role is `reader`, or `owner` with the codes of agencies. The key counts up to the day `until`, which is at most
    a year ahead.

        kept, key = add_key("nightly", "owner", ["G12"], until=date(2027, 6, 30), history="history.sqlite")

    Raises:
        UsageError: the name, the role, its agencies or the day make no sense, or some key has or had that name.
        InputError: the history cannot be reached.
    """
    codes = tuple(dict.fromkeys(code.strip() for code in owners if code.strip()))
    if flaws := list(_flaws(name, role, codes, until)):
        raise UsageError.all(flaws)
    made = PREFIX + token_urlsafe(_BYTES)
    with history_of(place_of(history)) as opened:
        number = opened.program_keys.add(name.strip(), secret_digest(made), role, codes, until)
        return next(key for key in opened.program_keys.listed() if key.number == number), made


def program_keys(history: Place) -> tuple[ProgramKey, ...]:
    """Return all keys in the order in which they were made, those too that count no more.

    Raises as `kept_runs` does.
    """
    with history_of(place_of(history)) as opened:
        return opened.program_keys.listed()


def revoke_key(name: str, *, history: Place) -> None:
    """Let a key count no more, at each dashboard within a second.

    Raises:
        UsageError: there is no key of that name, or it was revoked already.
        InputError: the history cannot be reached.
    """
    with history_of(place_of(history)) as opened:
        if not opened.program_keys.revoke(name):
            known = ", ".join(key.name for key in opened.program_keys.listed() if key.revoked is None) or "-"
            template = "there is no key {name} that could be revoked; there are: {known}"
            raise UsageError(Message.of(template, name=name[:80], known=known))


def _flaws(name: str, role: str, owners: Sequence[str], until: date) -> Iterator[Message]:
    if not name.strip() or len(name) > _LONGEST or not name.isprintable():
        template = "a key has a name of 1 to {count} characters, and this is none: {name}"
        yield Message.of(template, count=_LONGEST, name=repr(name[:80]))
    if role not in {READER, OWNER}:
        yield Message.of("{found} is no role of a program: reader or owner is expected", found=role[:40])
    elif (role == OWNER) is not bool(owners):
        yield Message.of("the role owner needs the codes of its agencies, and reader, which sees all, has none")
    if until < today():
        yield Message.of("the key would end on {date}, which has passed", date=until)
    elif until - today() > LONGEST_LIFE:
        yield Message.of("the key would end on {found}; at most one year ahead is allowed", found=until)
