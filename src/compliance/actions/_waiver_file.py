"""The text of a file of waivers that are to be signed. What is there already is kept byte for byte."""

import json
import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from compliance.locale import Translator
from compliance.model.pattern import late
from compliance.model.report import ReportedFinding
from compliance.model.text import Message
from compliance.model.verdict import Finding
from compliance.report.labels import severity
from compliance.report.sanitise import one_line

_HEAD: Final = (
    Message.of("Findings of today that are accepted for a while, once each entry is signed, or mended and deleted."),
    Message.of("As long as one is not signed, the whole file is refused: nothing is waived in silence."),
    Message.of("reason: why it is accepted for now. legal_basis: the decision that allows it, with its number."),
    Message.of("owner: who asks for it and has it mended. approver: who approves it, somebody else."),
    Message.of("expires: proposed, at most a year ahead; after that day the finding counts again."),
)
_EMPTY_LIST: Final = late(r"^\[\s*\][ \t]*(?:#.*)?\r?$\n?", re.MULTILINE)
_FIRST_ENTRY: Final = late(r"^( *)- ", re.MULTILINE)
_NO_CHARACTERS: Final = {0xFFFE: "\\ufffe", 0xFFFF: "\\uffff"}  # because YAML may not hold them, also in comments
_PLAIN: Final = late(r"[a-z][\w-]*(?:\.[\w-]+)+", re.ASCII)
_LONGEST: Final = 300


def head(words: Translator) -> bytes:
    """Return what stands above the entries of a new file."""
    return "".join(f"# {words.message(line)}\n" for line in _HEAD).encode()


def entry_of(reported: ReportedFinding, platform: str, expires: date, words: Translator) -> str:
    """Return the entry that covers one finding, with its place and message above it, to be signed.

    `platform` is the id of the platform that it is found at, empty if that is a document.
    """
    finding = reported.finding
    of_platform = f"  platform: {_name(platform)}\n" if platform else ""
    return (
        f"# {_told(finding, words)}\n"
        f"- rule: {_name(reported.rule)}\n"
        f'  scope: "{finding.fingerprint}"\n{of_platform}'
        '  reason: ""\n  legal_basis: ""\n  owner: ""\n  approver: ""\n'
        f"  expires: {expires}\n"
    )


def appended(before: bytes, entries: Sequence[str]) -> bytes:
    """Return the file with entries behind those that it has, indented and with line ends as there."""
    text = before.decode()
    first = _FIRST_ENTRY.search(text)
    if first is None:
        text = _EMPTY_LIST.sub("", text)
        entries = entries or ["[]\n"]
    indent, end = first[1] if first else "", "\r\n" if "\r\n" in text else "\n"
    lines = [f"{indent}{line}" if line else line for entry in entries for line in ("", *entry.splitlines())]
    whole = text if text.endswith("\n") or not text else text + end
    return (whole + "".join(line + end for line in lines)).encode()


def _name(rule: str) -> str:
    """Write the id of a rule, in quotes where it may be read as anything else: those of rulesets are free."""
    return rule if _PLAIN.fullmatch(rule) else json.dumps(rule)


def _told(finding: Finding, words: Translator) -> str:
    weight = severity(finding.severity, words) if finding.severity else ""
    parts = (str(finding.location), finding.location.pointer, weight, words.message(finding.message))
    return one_line(" ".join(filter(None, parts)))[:_LONGEST].translate(_NO_CHARACTERS)
