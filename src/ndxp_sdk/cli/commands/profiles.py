"""`ndxp profiles`: which profiles there are, and where. No secret is shown, nor where one is."""

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from ndxp_sdk.cli.failures import Failure
from ndxp_sdk.cli.output import note, say, say_json, say_table
from ndxp_sdk.errors import NdxpError
from ndxp_sdk.locale import Words

HELP: Final = "list the profiles and the file that holds them"

_OF_CALLS: Final = ("base_url", "client", "ca", "timeout")


def configure(parser: ArgumentParser, words: Words) -> None:
    example = words("print a file to begin with, and nothing else")
    parser.add_argument("--example", action="store_true", help=example)


def run(options: Namespace, words: Words) -> int:
    unused = [f"--{name.replace('_', '-')}" for name in _OF_CALLS if getattr(options, name)]
    if unused:
        raise Failure("profiles are listed without a call: leave {options} out", options=", ".join(unused))
    if options.example:
        from ndxp_sdk.cli.example import example

        say_json({"example": example(words)}) if options.as_json else say(example(words))
        return 0
    from ndxp_sdk._profiles.files import file_of
    from ndxp_sdk._profiles.parser import document_of

    place, tree = document_of(file_of(options.config, os.environ))
    chosen = options.profile or os.environ.get("NDXP_PROFILE") or tree.get("default")
    profiles = [_told(name, place.file, words, is_default=name == chosen) for name in tree.get("profiles", {})]
    if options.as_json:
        say_json({"file": str(place.file), "profiles": profiles})
        return 0
    note(words("from {file}", file=str(place.file)))
    _say(profiles, words)
    return 0


def _say(profiles: Sequence[dict[str, Any]], words: Words) -> None:
    headings = (words("Profile"), words("Address"), words("Dialect"), words("Own system"), words("Credential"))
    say_table(headings, [_row(each) for each in profiles])
    for problem in filter(None, (each["problem"] for each in profiles)):
        note(str(problem))


def _told(name: str, file: Path, words: Words, *, is_default: bool) -> dict[str, Any]:
    from ndxp_sdk._profiles.credentials import word_for
    from ndxp_sdk.cli.error_output import sentence_of
    from ndxp_sdk.profiles import load

    told: dict[str, Any] = {"name": name, "is_default": is_default, "problem": None}
    try:
        profile = load(name, file)
    except NdxpError as error:
        return {**told, "problem": sentence_of(error, words)}
    given = profile.given
    dialect, client = given.get("dialect"), given.get("client")
    return {
        **told,
        "base_url": profile.base_url,
        "dialect": dialect.name if dialect else "xroad",
        "client": str(client) if client else None,
        "credential": word_for(given.get("credential")),
    }


def _row(told: dict[str, Any]) -> tuple[str, ...]:
    name = f"{told['name']} *" if told["is_default"] else str(told["name"])
    return (name, *(str(told.get(key) or "-") for key in ("base_url", "dialect", "client", "credential")))
