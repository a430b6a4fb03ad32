"""The pages of the files that people write: what each is for, an example, its fields, and where its schema is."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from textwrap import indent
from typing import Any, Final

from compliance.cli.samples import sample
from compliance.loading.facts.specs import specs_root
from compliance.locale import Translator
from compliance.model.text import Message

_FORMATS: Final[Mapping[str, tuple[str, str | None, Message]]] = {
    "record": ("record.yaml", "platform", Message.of("The record of a platform, for check, collect and audit.")),
    "waivers": ("waivers.yaml", "waivers", Message.of("Accepted breaches, for --waivers.")),
    "confirmations": ("confirmations.yaml", "confirmations", Message.of("Confirmed findings, for --confirmations.")),
    "configuration": (
        "compliance.toml",
        None,
        Message.of(
            "Settings, as compliance.toml or as [tool.compliance] of pyproject.toml; the nearest file counts, in the "
            "working folder or above it."
        ),
    ),
}


def page(asked: str, words: Translator, day: date) -> str | None:
    """Return the page of a form by its name, in the singular too, or by that of its file; None if there is none."""
    for name, form in _FORMATS.items():
        if asked in {name, name.removesuffix("s"), form[0]}:
            return "\n".join(_lines(*form, words, day)) + "\n"
    return None


def _lines(file: str, schema: str | None, about: Message, words: Translator, day: date) -> Iterator[str]:
    yield f"# {file}\n"
    yield words.message(about)
    yield _heading(words("Example"))
    yield indent(sample(file, words, day).rstrip(), "    ")
    if schema is None:
        yield ""
        yield words("Each long option of a command is a setting; `compliance check --help` lists those of check.")
        yield words(
            "`extends` names files to inherit from; `compliance config` shows what is in force, and from where."
        )
        return
    if (whole := specs_root() / "examples" / file).is_file():
        yield ""
        yield words("An example of every field: {file}", file=whole.as_posix())
    path = specs_root() / "schemas" / f"{schema}.schema.json"
    form = _form(json.loads(path.read_bytes()))
    needed = form.get("required", [])
    yield _heading(words("Fields"))
    yield words("Needed: {names}", names=_listed(needed))
    if free := [field for field in form["properties"] if field not in needed]:
        yield words("May be left out: {names}", names=_listed(free))
    yield _heading(words("Schema"))
    yield words("JSON Schema, for editors and programs: {file}", file=path.as_posix())


def _listed(fields: Iterable[str]) -> str:
    return ", ".join(f"`{field}`" for field in fields)


def _heading(title: str) -> str:
    return f"\n## {title}\n"


def _form(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of one entry where the file is a list of them."""
    form: dict[str, Any] = schema
    if "items" in schema:
        form = schema["$defs"][schema["items"]["$ref"].rpartition("/")[2]]
    return form
