"""Sessions of those who logged in to a dashboard: listed, ended."""

from argparse import Namespace

from compliance.actions.kept_sessions import end_sessions, kept_sessions
from compliance.cli.streams import write_out
from compliance.cli.tables import print_table
from compliance.history.place import HistoryPlace
from compliance.locale import Translator
from compliance.model.kept_session import KeptSession
from compliance.report import run_words
from compliance.report.json_text import json_text


def write(options: Namespace, words: Translator) -> int:
    """Do what is asked for; returns the exit status."""
    place = options.history or HistoryPlace.usual()
    return _end(options, place, words) if options.action == "end" else _list(options, place, words)


def _end(options: Namespace, place: HistoryPlace, words: Translator) -> int:
    ended = end_sessions(None if options.all else options.name, history=place)
    print(words("Sessions ended: {count}", count=ended))
    return 0


def _list(options: Namespace, place: HistoryPlace, words: Translator) -> int:
    kept = kept_sessions(place)
    if options.format == "json":
        return write_out(json_text({"sessions": [_plain(each) for each in kept]}), words)
    headings = (words("Who"), words("Groups"), words("Begun"), words("Last seen"))
    rows = [_row(each, words) for each in kept]
    print_table(headings, rows, words("Sessions in {place}: {count}", place=place.shown, count=len(rows)))
    return 0


def _row(session: KeptSession, words: Translator) -> tuple[str, ...]:
    begun, seen = (run_words.moment(each, words) for each in (session.begun, session.seen))
    return session.name, ", ".join(sorted(session.groups)), begun, seen


def _plain(session: KeptSession) -> dict[str, object]:
    return {
        "name": session.name,
        "groups": sorted(session.groups),
        "begun": session.begun.isoformat(),
        "seen": session.seen.isoformat(),
    }
