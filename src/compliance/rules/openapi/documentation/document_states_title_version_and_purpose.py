"""A document states its title, its version and what the service is for.

Broken: The document does not say what the service is for

Whoever finds it in a catalogue has to see at once what data it gives and to whom.

To mend it, write `info.title`, `info.version` and an `info.description` that says in a sentence or two which data is
shared for which work.

Shows that words stand there that no tool has put in their place. Does not show that they are true, nor that they say
enough.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.openapi.document import Document
from compliance.model.rule import rule
from compliance.model.violation import Violation
from compliance.model.words import searchable

SHORTEST: Final = 40
FEWEST: Final = 8
"""Words that say something in fewer characters: those of Vietnamese are short."""


@rule("ND224-2026.D23.K3.B", "TT13-2017.D7.K1", proof=Proof.INDICATIVE)
def document_states_title_version_and_purpose(document: Document, facts: Facts) -> Iterator[Violation]:
    info, templates = document.info, facts.document_words["template"]
    for key in ("title", "version"):
        stated = str(info.mapping.get(key) or "").strip()
        if not stated:
            yield Violation("the document has no `info.{field}`", at=info, key=key, field=key)
        elif searchable(stated).strip() in templates:
            yield Violation(
                "`info.{field}` is the text of a template: {found}", at=info, key=key, field=key, found=stated[:40]
            )
    purpose = " ".join(filter(None, (info.text("summary"), info.text("description")))).strip()
    if not purpose:
        yield Violation("nothing says what the service is for: no `info.description`", at=info)
    elif searchable(purpose).strip() in templates:
        yield Violation("`info.description` is the text of a template: {found}", at=info, found=purpose[:40])
    elif (len(purpose) < SHORTEST and len(purpose.split()) < FEWEST) or purpose == info.text("title"):
        yield Violation("`info.description` is too short to say what the service is for", at=info)


_PURPOSE = "description: Tra cứu hộ kinh doanh đã đăng ký theo mã số, dùng khi giải quyết thủ tục"
_HEAD = "openapi: 3.1.0\npaths: {}\n"
GOOD = [
    _HEAD + f"info: {{title: Tra cứu hộ kinh doanh, version: 1.0, {_PURPOSE}}}\n",
    _HEAD + "info: {title: Tra cứu, version: 1.0.0, description: API cho cơ quan tra cứu hộ kinh doanh}\n",
    f"swagger: '2.0'\npaths: {{}}\ninfo: {{title: Danh mục, version: '2', {_PURPOSE}}}\n",
]
BAD = {
    "the document has no `info.title`": _HEAD + f"info: {{version: 1.0.0, {_PURPOSE}}}  # <-\n",
    "the document has no `info.version`": _HEAD + f"info: {{title: Tra cứu, version: '', {_PURPOSE}}}  # <-\n",
    "`info.title` is the text of a template: OpenAPI definition": _HEAD
    + f"info: {{title: OpenAPI definition, version: v0, {_PURPOSE}}}  # <-\n",
    "nothing says what the service is for: no `info.description`": _HEAD
    + "info: {title: Tra cứu hộ, version: 1.0.0}  # <-\n",
    "`info.description` is the text of a template: TODO": _HEAD
    + "info: {title: Tra cứu hộ, version: 1.0.0, description: TODO}  # <-\n",
    "`info.description` is too short to say what the service is for": _HEAD
    + "info: {title: Tra cứu hộ, version: 1.0.0, description: Tra cứu hộ}  # <-\n",
}
