"""Statements and errors of databases in the text of an error, told from sentences that only sound like them.

A statement is known by its form: names where names stand, and a clause that no sentence has. Keywords alone are none,
for one may SELECT a record FROM a list in any language.
"""

import re
from collections.abc import Iterator
from typing import Final

from compliance.model.pattern import late

_NAME: Final = r"(?:\"[^\"\n]{1,100}\"|`[^`\n]{1,100}`|\[[^\]\n]{1,100}\]|[^\W\d][\w$]{0,100})"
_TABLE: Final = rf"{_NAME}(?:\.{_NAME}){{0,3}}"
_SELECT: Final = late(
    rf"\b(?P<verb>select)\s+(?P<columns>[^;<>]{{1,500}}?)\s+(?P<from>from)\s+(?P<table>{_TABLE})(?P<rest>[^;\n]{{0,200}})",
    re.IGNORECASE,
)
_DELETE: Final = late(
    rf"\b(?P<verb>delete)\s+(?P<from>from)\s+(?P<table>{_TABLE})(?P<rest>[^;\n]{{0,200}})", re.IGNORECASE
)
_WRITES: Final = (
    late(
        rf"\binsert\s+into\s+(?P<table>{_TABLE})\s*(?:\(\s*{_NAME}(?:\s*,\s*{_NAME}){{0,200}}\s*\)\s*(?:values|select)\b"
        r"|values\s*\(\s*(?:[?$:@%'\"\d]|null\b|default\b|N'))",
        re.IGNORECASE,
    ),
    late(rf"\bupdate\s+(?P<table>{_TABLE})(?:\s+(?:as\s+)?\w{{1,30}})?\s+set\s+{_TABLE}\s*=", re.IGNORECASE),
)
_CALL: Final = r"\w{1,60}\([^()]{0,200}(?:\([^()]{0,200}\)[^()]{0,200}){0,3}\)"
_COLUMN: Final = rf"(?:(?:{_TABLE}\.)?\*|{_CALL}|{_TABLE}|\d{{1,20}}|'[^'\n]{{0,100}}'|\?)"
_COLUMNS: Final = late(
    r"(?:(?:distinct|all|top\s*\(?\d{1,9}\)?)\s+)?"
    rf"{_COLUMN}(?:\s+as\s+{_NAME}|\s+[\"`\[]{_NAME})?(?:\s*,\s*{_COLUMN}(?:\s+as\s+{_NAME})?){{0,200}}",
    re.IGNORECASE,
)
_MARK: Final = late(r"[*.(`\"\[_?]")
"""What a name of a database has, and a word of a sentence has not."""
_CONDITION: Final = late(
    r"\bwhere\s[^\n]{0,150}?(?:=|<>|!=|[<>]|\bin\s*\(|\blike\s+['?:$%@]|\bis\s+(?:not\s+)?null\b)", re.IGNORECASE
)
_END: Final = late(
    r"(?:\s+(?:as\s+)?(?:\w{1,3}|[\w]*[\d_]\w*|\"\w{1,60}\"))?\s*(?:$|[)\]}'\",:]|\.\s*$"
    r"|(?:where|(?:inner|left|right|full|cross|natural)\s|join|order\s+by|group\s+by|having|limit|offset|union|fetch)\b)",
    re.IGNORECASE,
)
_GENERIC: Final = frozenset(
    {
        *("the", "a", "an", "this", "that", "these", "those", "each", "every", "any", "all", "some", "both", "several"),
        *("many", "your", "our", "their", "its", "my", "which", "what", "form", "register", "source", "sources"),
        *("table", "tables", "table_name", "tablename", "dataset", "datasets", "dataset_name", "column", "columns"),
        *("data", "list", "lists", "catalogue", "catalog", "record", "records", "file", "files", "view", "collection"),
        *("bảng", "danh", "tập", "các", "một", "những", "mỗi", "mọi", "tên", "nguồn", "cơ", "tệp"),
    }
)
"""Words of sentences, and those that a help text writes where a name belongs."""
_AS_HELP: Final = late(
    r"(?:example|instance|such as|syntax|usage|form|like|write|use|ví dụ|vd|chẳng hạn|cú pháp|dạng|mẫu)\b[^\n]{0,30}$",
    re.IGNORECASE,
)
_FAULTY: Final = late(r"\b(?:error|bad|failed|near|executing|lỗi|sai|khi)\b", re.IGNORECASE)
_ERRORS: Final = (
    late(r"\bORA-\d{5}\b|\bSQLSTATE\[|\bPLS-\d{5}\b|\bSQLITE_ERROR\b|\bpsycopg2?\.|\bPG::\w|\bMySqlException\b"),
    late(r"You have an error in your SQL syntax|syntax error at or near \"|Unclosed quotation mark after"),
    late(
        r"Incorrect syntax near (?:the keyword )?'|\bbad SQL grammar\b"
        r"|could not (?:extract ResultSet|execute statement)"
    ),
    late(r"no such (?:table|column): [\w.]{1,100}(?=$|[\"')\]]| [(\[])", re.MULTILINE),
    late(r"Duplicate entry '[^\n]{1,100}' for key '|\bE11000 duplicate key|\w constraint failed: \w{1,60}\.\w"),
    late(r"(?:(?:relation|column) \"[\w.]{1,100}\"|column [^\W\d]\w{0,60}\.[^\W\d][\w.]{0,60}) does not exist"),
    late(r"(?:relation|table) [^\W\d]\w{0,60}\.[^\W\d][\w.]{0,60} does not exist"),
    late(r"Table '[\w$-]{1,100}\.[^\W\d][\w.$-]{0,100}' doesn't exist|Invalid object name '[\w.\[\]]{0,60}\bdbo\b"),
    late(r"Unknown column '[^'\n]{1,100}' in '(?:field list|(?:where|order|on|having) clause|group statement)"),
    late(r"violates (?:unique|foreign key|check|not-null|exclusion) constraint|a foreign key constraint fails \("),
    late(
        r"conflicted with the (?:FOREIGN KEY|CHECK|REFERENCE) constraint|Violation of (?:PRIMARY|UNIQUE) KEY constraint"
    ),
    late(r"Cannot insert (?:the value NULL into column|duplicate key row in object) '"),
    late(r"\b(?:Sequelize|Mongo|PrismaClient)[A-Z]\w{0,40}(?<=Error)\b"),
)


def statements(text: str) -> Iterator[str]:
    """Yield what of a text is a statement or an error of a database."""
    for form in _ERRORS:
        yield from (met.group() for met in form.finditer(text))
    for form in _WRITES:
        yield from (met.group() for met in form.finditer(text) if not _is_generic(met) and not _is_help(met))
    for met in _SELECT.finditer(text):
        if _COLUMNS.fullmatch(met["columns"]) and _is_query(met, met["columns"]):
            yield met.group()
    yield from (met.group() for met in _DELETE.finditer(text) if _is_query(met, ""))


def _is_query(met: re.Match[str], columns: str) -> bool:
    """Return whether names and clauses are those of a statement, whose columns are known to be written as such."""
    if _is_generic(met) or _is_help(met):
        return False
    if _CONDITION.match(met["rest"].lstrip()) or _CONDITION.search(met["rest"]):
        return True
    if not _END.match(met["rest"]):
        return False
    if _MARK.search(columns + met["table"]):
        return True
    is_loud = met["verb"].isupper() and met["from"].isupper()
    return is_loud and not (columns + met["table"]).isupper()


def _is_generic(met: re.Match[str]) -> bool:
    return met["table"].lower() in _GENERIC


def _is_help(met: re.Match[str]) -> bool:
    """Return whether what stands before says that this shows how one may write."""
    before = re.split(r"(?<!e\.g)[.;!?\n]\s", met.string[max(0, met.start() - 60) : met.start()])[-1]
    if before.rstrip().lower().endswith("e.g."):
        return True
    return bool(_AS_HELP.search(before)) and not _FAULTY.search(before)
