"""Keys of programs in the reader's words, and the page on which they are made and revoked."""

from collections.abc import Mapping, Sequence
from typing import Final

from starlette.responses import Response

from compliance.actions.program_keys import OWNER, READER, program_keys
from compliance.actions.settings import today
from compliance.loading.waivers import LONGEST
from compliance.model.dataclass import dataclass
from compliance.model.program_key import ProgramKey
from compliance.report import key_words, labels, run_words
from compliance.server.visit import Visit

FIELDS: Final = ("name", "role", "owners", "ends")


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One key. `revoke` is the address that ends it, empty where it counts no more."""

    number: int
    name: str
    sees: str
    state: str
    ends: str
    used: str
    made: str
    revoke: str


def keys_page(
    visit: Visit, given: Mapping[str, str], problems: Sequence[str] = (), made: tuple[ProgramKey, str] | None = None
) -> Response:
    """Return the page: of a key that was `made` just now it has the secret, which nobody can read again."""
    kept, secret = made or (None, "")
    ends = labels.day(kept.ends, visit.words) if kept is not None else ""
    return visit.page(
        "keys_page.html",
        visit.words("Keys of programs"),
        422 if problems else 200,
        rows=[_row(key, visit) for key in program_keys(visit.place)],
        given={name: given.get(name, "") for name in FIELDS},
        roles=((READER, visit.words("every platform")), (OWNER, visit.words("the platforms of agencies"))),
        problems=problems,
        made=kept,
        secret=secret,
        ends=ends,
        first_day=today().isoformat(),
        last_day=(today() + LONGEST).isoformat(),
    )


def _row(key: ProgramKey, visit: Visit) -> KeyRow:
    words, day = visit.words, today()
    return KeyRow(
        number=key.number,
        name=key.name,
        sees=key_words.seen(key, words),
        state=key_words.state(key, day, words),
        ends=labels.day(key.ends, words),
        used=labels.day(key.used, words) if key.used is not None else words("never"),
        made=run_words.moment(key.made, words),
        revoke=visit.addresses.to(f"/keys/{key.number}") if key.counts_on(day) else "",
    )
