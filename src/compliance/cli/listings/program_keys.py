"""Keys of programs: made, listed, revoked."""

from argparse import Namespace
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from compliance.actions.program_keys import add_key, program_keys, revoke_key
from compliance.actions.settings import today
from compliance.cli.streams import complain, write_out
from compliance.cli.tables import print_table
from compliance.history.place import HistoryPlace
from compliance.locale import Translator
from compliance.model.program_key import ProgramKey
from compliance.report import key_words, labels, run_words
from compliance.report.json_text import json_text

_UNKNOWN: Final = "-"


def write(options: Namespace, words: Translator) -> int:
    """Do what is asked for; returns the exit status."""
    place = options.history or HistoryPlace.usual()
    actions: Mapping[str, Callable[[Namespace, HistoryPlace, Translator], int]] = {
        "add": _add,
        "list": _list,
        "revoke": _revoke,
    }
    return actions[options.action](options, place, words)


def _add(options: Namespace, place: HistoryPlace, words: Translator) -> int:
    role, owners = options.role
    kept, key = add_key(options.name, role, owners, until=options.until, history=place)
    # on standard error, because standard output may lead into a store of secrets
    template = "The key {name} counts until {date}. It is shown this once; send it as `Authorization: Bearer KEY`"
    complain(words(template, name=kept.name, date=labels.day(kept.ends, words)))
    return write_out(f"{key}\n", words)


def _revoke(options: Namespace, place: HistoryPlace, words: Translator) -> int:
    revoke_key(options.name, history=place)
    print(words("Revoked key: {name}", name=options.name))
    return 0


def _list(options: Namespace, place: HistoryPlace, words: Translator) -> int:
    kept, day = program_keys(place), today()
    if options.format == "json":
        return write_out(json_text({"keys": [_plain(key, day) for key in kept]}), words)
    headings = (
        words("Number"),
        words("Key"),
        words("Sees"),
        words("State"),
        words("Counts until"),
        words("Last used"),
        words("Made"),
    )
    rows = [_row(key, day, words) for key in kept]
    print_table(headings, rows, words("Keys in {place}: {count}", place=place.shown, count=len(rows)))
    return 0


def _row(key: ProgramKey, day: date, words: Translator) -> tuple[str, ...]:
    return (
        str(key.number),
        key.name,
        key_words.seen(key, words),
        key_words.state(key, day, words),
        labels.day(key.ends, words),
        labels.day(key.used, words) if key.used is not None else _UNKNOWN,
        run_words.moment(key.made, words),
    )


def _plain(key: ProgramKey, day: date) -> dict[str, object]:
    return {
        "number": key.number,
        "name": key.name,
        "role": key.role,
        "owners": key.owners,
        "counts": key.counts_on(day),
        "until": key.ends.isoformat(),
        "used": key.used.isoformat() if key.used is not None else None,
        "made": key.made.isoformat(),
        "revoked": key.revoked.isoformat() if key.revoked is not None else None,
    }
