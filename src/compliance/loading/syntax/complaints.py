"""What the readers of YAML and JSON complain of, as sentences of ours in every language: their own are English.

The rows hold what libyaml, the reader in Python that stands in for it, and the module `json` say; the first row counts
of which a fragment is in the complaint or its context. A complaint that no row knows is not shown: the place is.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from compliance.model.text import Message

if TYPE_CHECKING:
    import yaml

Rows = Sequence[tuple[tuple[str, ...], Message]]

_YAML: Final[Rows] = (
    (("tab character",), Message.of("not YAML: a tab, where only blanks may indent")),
    (
        ("cannot start any token",),
        Message.of(
            "not YAML: no value begins with this character; put the text in quotes, indent with blanks, not tabs"
        ),
    ),
    (
        ("mapping values are not allowed",),
        Message.of(
            "not YAML: a colon where no key can be; put a text that holds one in quotes, and mind the indentation"
        ),
    ),
    (
        ("sequence entries are not allowed",),
        Message.of("not YAML: a hyphen where no item of a list can begin; mind the indentation"),
    ),
    (("mapping keys are not allowed",), Message.of("not YAML: a question mark where no key can begin")),
    (("could not find expected ':'",), Message.of("not YAML: a key without the colon after it")),
    (("',' or ']'",), Message.of("not YAML: inside brackets a comma or ] is expected here")),
    (("',' or '}'",), Message.of("not YAML: inside braces a comma or } is expected here")),
    (("node content",), Message.of("not YAML: a value is expected here")),
    (
        ("'-' indicator", "while parsing a block collection"),
        Message.of("not YAML: an item of the list is expected here, with a hyphen; mind the indentation"),
    ),
    (
        ("expected key", "while parsing a block mapping"),
        Message.of("not YAML: a key is expected here; mind the indentation of this line and of those above"),
    ),
    (("end of stream",), Message.of("not YAML: a text in quotes is not closed before the file ends")),
    (
        ("document indicator", "document separator"),
        Message.of("not YAML: a text in quotes is not closed before the document ends"),
    ),
    (
        ("unknown escape", "hexdecimal", "hexadecimal", "escape code"),
        Message.of("not YAML: a backslash in double quotes that means nothing; double it, or use single quotes"),
    ),
    (("document start",), Message.of("not YAML: something stands behind the end of the document")),
    (("block scalar",), Message.of("not YAML: behind | or > only a digit from 1 to 9, + and - can stand")),
    (("directive", "version number", "incompatible YAML"), Message.of("not YAML: a line with % that is no directive")),
    (
        ("anchor", "alias"),
        Message.of("not YAML: & and * need a name behind them; put a text that begins so in quotes"),
    ),
    (("tag", "URI"), Message.of("not YAML: the tag, a word that begins with !, is not well formed or not declared")),
    (("plain scalar",), Message.of("not YAML: a colon inside a text without quotes")),
    (("maximum depth",), Message.of("not YAML: it is nested too deep to be read")),
)
_JSON: Final[Rows] = (
    (("property name",), Message.of("not JSON: a name in double quotes is expected here")),
    (("Expecting ':'",), Message.of("not JSON: a colon is expected here")),
    (("Expecting ','",), Message.of("not JSON: a comma or the end of the list or object is expected here")),
    (("trailing comma",), Message.of("not JSON: a comma behind the last member")),
    (("Expecting value",), Message.of("not JSON: a value is expected here")),
    (("Extra data",), Message.of("not JSON: something stands behind the end")),
    (
        ("control character",),
        Message.of("not JSON: a control character or line end inside a text; write it as an escape"),
    ),
    (("escape",), Message.of("not JSON: a backslash that means nothing; double it")),
    (("Unterminated string",), Message.of("not JSON: a text in double quotes is not closed")),
)


def yaml_complaint(error: "yaml.YAMLError") -> Message:
    """Return what is wrong with a text that is no YAML."""
    said = (getattr(error, name, None) for name in ("problem", "context"))
    return _first(_YAML, said) or Message.of("not YAML: it cannot be read here")


def json_complaint(problem: str) -> Message:
    """Return what is wrong with a text that is no JSON."""
    return _first(_JSON, (problem,)) or Message.of("not JSON: it cannot be read here")


def _first(rows: Rows, said: Iterable[str | None]) -> Message | None:
    """Return the message of the first row that knows what was said; what is said first counts most."""
    texts = [text for text in said if text]
    found = (message for text in texts for fragments, message in rows if any(part in text for part in fragments))
    return next(found, None)
