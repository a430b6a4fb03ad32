"""English that is left in a Vietnamese page: outside of the words of a server, of names and of what somebody wrote."""

import re
import unicodedata

# Words that Vietnamese does not have, letter by letter; `in`, `to`, `so`, `do`, `can` and others are words of it too.
ENGLISH = re.compile(
    r"\b(the|is|are|was|of|and|not|with|for|this|that|has|have|cannot|expected|found|there|which|or|by|from|nothing|"
    r"here|error|unknown|invalid|missing|address|failed|file|folder|value|argument|option|expression|usage|show|"
    r"outgoing|incoming|succeeded|refused|published|deliver|request|response|line|column|document|number|denied|such)\b",
    re.IGNORECASE,
)
# Words of a server stand between « and »; what somebody wrote, and words of a file, between other marks.
QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"\n]*\"|'[^'\n]*'|`[^`\n]*`")
# Identifiers, addresses, options, codes, names of errors and of things of Python, and keys of files.
NAMES = re.compile(
    r"https?://\S+|\S*[/:@#=]\S+|--?[a-z][\w-]*|\b\w+[._(]\S*|\b[A-Z][a-z]+(?:[A-Z][a-z]+)+\b|[a-z]+-[a-z-]+|\{[a-z,]+\}|"
    r"ndxp (?:[a-z]+ ?)+|\[[^\]]*\]|\bX-[\w-]+|\(chọn trong: [^)]*\)|^# [a-z_]+ = .*"
)
UNTRANSLATED = "thông báo gốc"  # how a message is introduced that nobody has translated


def english(page: str) -> list[str]:
    """The lines in which English words, or whole messages, are left."""
    plain = [(line, NAMES.sub(" ", QUOTED.sub(" ", line))) for line in page.splitlines()]
    return [f"{line!r}: {found[0]}" for line, text in plain if (found := ENGLISH.search(text))] + [
        line for line, _ in plain if UNTRANSLATED in line
    ]


def check(told: str) -> None:
    """Nothing is left, and every letter is one character."""
    assert told
    assert unicodedata.is_normalized("NFC", told), ascii(told)
    assert not english(told), english(told)
