"""Every sentence that the command line translates is one that the SDK says, and none lacks its Vietnamese."""

import errno
import os
import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import CodeType

import pytest

import ndxp_sdk
from ndxp_sdk.cli.messages import SENTENCES, part
from ndxp_sdk.cli.templates import FOREIGN, FOREIGN_TEMPLATES, TEMPLATES
from ndxp_sdk.locale import words

PACKAGE = Path(ndxp_sdk.__file__).parent
SAID_BY_THE_SYSTEM = {os.strerror(number) for number in errno.errorcode}


@cache
def source() -> str:
    """Every piece of text that stands in the package outside of the command line."""
    files = [path for path in PACKAGE.rglob("*.py") if "cli" not in path.relative_to(PACKAGE).parts]
    return "\0".join(piece for path in files for piece in texts(compile(path.read_bytes(), path, "exec")))


def texts(value: object) -> Iterator[str]:
    """The pieces of text in compiled code, and in what it holds."""
    if isinstance(value, str):
        yield value
    held = value.co_consts if isinstance(value, CodeType) else value if isinstance(value, tuple | frozenset) else ()
    for each in held:
        yield from texts(each)


def is_said(text: str) -> bool:
    """Whether it stands in the source in one piece, or in two that meet at a space."""
    cuts = [place for place, letter in enumerate(text) if letter == " " and " " in text[:place]]
    return text in source() or any(text[:cut] in source() and text[cut:] in source() for cut in cuts)


def fixed(template: str) -> Iterator[str]:
    """What stands between the names of a template, and between the marks there, at which the SDK joins what it says."""
    for text, *_ in string.Formatter().parse(template):
        yield from (piece for each in re.split("[:,;] ", text) if len(piece := each.strip(' ():;,"')) > 1)


@pytest.mark.parametrize("said", ["nothing listens at this address", "the own security server answered"])
def test_what_is_said_is_found(said) -> None:
    assert is_said(said)
    assert not is_said(said.replace("server", "servant").replace("nothing", "nobody"))


def test_every_translated_sentence_is_still_one_of_the_sdk() -> None:
    assert [sentence for sentence in SENTENCES if not is_said(sentence)] == []


def test_every_template_is_made_of_what_the_sdk_says() -> None:
    assert [(each, text) for each in TEMPLATES for text in fixed(each) if not is_said(text)] == []


def test_every_sentence_is_told_in_vietnamese() -> None:
    vietnamese, english = words("vi"), words("en")
    assert [said for said in (*SENTENCES, *FOREIGN) if part(said, vietnamese) in {said, ""}] == []
    assert [said for said in (*SENTENCES, *FOREIGN) if part(said, english) != said] == []


@pytest.mark.long
def test_every_template_is_told_by_its_own_sentence() -> None:
    assert [each for each in (*TEMPLATES, *FOREIGN_TEMPLATES) if not is_told_by_its_own_sentence(each)] == []


def is_told_by_its_own_sentence(template: str) -> bool:
    examples = {"speaker": "the token endpoint", "status": "401", "count": "7", "seconds": "2.5", "number": "1"}
    named = {name: examples.get(name, "Qx") for _, name, _, _ in string.Formatter().parse(template) if name}
    given = {**named, **({"rest": "2. Qy: Qz"} if "rest" in named else {})}
    vietnamese = words("vi")
    spoken = {name: part(value, vietnamese) for name, value in given.items()}
    return part(template.format_map(given), vietnamese) == vietnamese(template, **spoken)


def test_the_words_of_a_server_are_marked_and_nothing_else_is() -> None:
    vietnamese = words("vi")
    for template in TEMPLATES:
        names = [name for _, name, _, _ in string.Formatter().parse(template) if name]
        told = vietnamese(template, **dict.fromkeys(names, "Qx"))
        assert ("«" in told) <= ("quoted" in names), template


def test_a_name_that_is_also_a_word_of_the_command_line_stays_as_it_is() -> None:
    assert part("sync", words("vi")) == "sync" != words("vi")("sync")


def test_what_the_system_says_is_known() -> None:
    known = [each for each in FOREIGN if each in SAID_BY_THE_SYSTEM]
    assert len(known) > 10 or os.name == "nt"
