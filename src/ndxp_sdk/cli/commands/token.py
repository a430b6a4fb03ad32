"""`ndxp token explain`: the server's checks on a request for an access token, and which one fails."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any, Final

from ndxp_sdk.cli.connection import client_of
from ndxp_sdk.cli.exit_status import GOOD, REFUSED
from ndxp_sdk.cli.failures import Failure
from ndxp_sdk.cli.messages import of_check, part, quoted
from ndxp_sdk.cli.output import coloured, note, say, say_json
from ndxp_sdk.locale import Words

if TYPE_CHECKING:
    from ndxp_sdk.tokens import Check

HELP: Final = "say why an access token is refused"
_COLOURS: Final = {"ok": "green", "failed": "red", "not seen": "yellow", "not protected": "yellow"}
_SCOPES: Final = ("catalog:read", "catalog:write", "exchange", "audit:read", "keys:write")


def configure(parser: ArgumentParser, words: Words) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar=words("VERB"), parser_class=type(parser))
    about = words("run the checks of the server on what would be sent, and ask the server for its own; takes no token")
    explain = verbs.add_parser("explain", help=words("run the checks of the server"), description=about)
    scope = words("what the token is to be good for: {scopes}; repeatable", scopes=", ".join(_SCOPES))
    explain.add_argument("--scope", action="append", default=[], metavar="SCOPE", help=scope)
    explain.add_argument("--agreement", metavar="ID", help=words("the agreement, for the access token"))
    explain.add_argument("--purpose", metavar="ID", help=words("the purpose, for the access token"))


def run(options: Namespace, words: Words) -> int:
    with client_of(options) as client:
        if client.config.state.tokens is None:
            raise Failure("no credential is set: name one in the profile ([profiles.NAME.credential])")
        bound = {"agreement_id": options.agreement, "purpose_id": options.purpose}
        checks = client.tokens.explain(options.scope, **bound)
    if options.as_json:
        say_json({"checks": [_plain(check, words) for check in checks]})
    else:
        for check in checks:
            _say(check, options, words)
    failures = sum(check.passed is False for check in checks)
    if failures:
        note(words("ndxp: checks that failed: {count}; mend the first one first", count=failures))
    if unseen := sum(check.status == "not seen" for check in checks):
        note(words("ndxp: checks whose answer nobody has seen: {count}", count=unseen))
    return REFUSED if failures else GOOD


def _say(check: "Check", options: Namespace, words: Words) -> None:
    marks = {
        "ok": words("ok"),
        "failed": words("FAILED"),
        "not seen": words("not seen"),
        "not protected": words("not protected"),
    }
    width = max(map(len, marks.values()))
    print(coloured(marks[check.status].ljust(width), _COLOURS[check.status], options), end="  ")
    say(f"{_in(check.question, words) or quoted(check.name)} [{check.name}]")
    indent = " " * (width + 2)
    if check.found is not None:
        say(indent + words("found: {found}", found=of_check(check.found, check, words)))
    if check.expected is not None and check.passed is not True:
        say(indent + words("expected: {expected}", expected=of_check(check.expected, check, words)))
    if check.reason is not None:
        say(indent + _in(check.reason, words))
    if check.advice is not None:
        say(f"{indent}→ {_in(check.advice, words)}")


def _in(sentence: object, words: Words) -> str:
    return str(getattr(sentence, words.language, ""))


def _for_programs(text: str | None, check: "Check", words: Words) -> str | None:
    return part(text, words) if text and check.told_by == "client" else text


def _plain(check: "Check", words: Words) -> dict[str, Any]:
    return {
        "name": check.name,
        "passed": check.passed,
        "status": check.status,
        "found": _for_programs(check.found, check, words),
        "expected": _for_programs(check.expected, check, words),
        "reason": _in(check.reason, words) or None,
        "question": _in(check.question, words) or None,
        "advice": _in(check.advice, words) or None,
        "told_by": check.told_by,
        "about": check.about,
    }
