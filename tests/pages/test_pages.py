"""The pages for users are true: what they show is what the commands print, and both languages say the same."""

import json
import re
import unicodedata
from pathlib import Path
from pkgutil import iter_modules

import pytest

from compliance.cli.main import main
from ndxp_sdk import examples, profiles
from tools.demonstration import of_the_first_page
from tools.generate import REPOSITORY
from tools.generate.coverage import facts_date
from tools.pages import PAGES, artefact
from tools.pages.counts import with_counts
from tools.pages.markdown import Block, Kind, blocks, filled
from tools.pages.running import DEMO, SHELL, demonstrated, environment

ENGLISH = [name for name in PAGES if ".vi." not in name]


def text(name: str) -> str:
    return (REPOSITORY / name).read_text("utf-8")


def vietnamese(name: str) -> str:
    return name.removesuffix(".md") + ".vi.md"


@pytest.mark.usefixtures("sockets_and_processes")
@pytest.mark.skipif(SHELL is None, reason="the commands are for a shell of POSIX")
@pytest.mark.parametrize("name", PAGES)
def test_a_page_shows_what_its_commands_print(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    ready = {}
    if DEMO in text(name):  # because it takes most of a minute, and its evidence is of no language
        ready = demonstrated(name, of_the_first_page(tmp_path_factory))
    assert artefact(name, ready).content.decode() == text(name), "run `make generate`"


@pytest.mark.parametrize("name", PAGES)
def test_the_numbers_of_a_page_are_those_of_the_facts(name: str) -> None:
    assert with_counts(text(name)) == text(name), "run `make generate`"


def test_every_page_is_there_in_both_languages() -> None:
    assert [name for name in PAGES if ".vi." in name] == sorted(map(vietnamese, ENGLISH), key=PAGES.index)
    assert {"README.md", "CONTRIBUTING.md", "docs/sdk.md"} < set(ENGLISH)


def outline(name: str) -> list[object]:
    """The headings of a page by level, its rows of tables, its lists, and its blocks without what is translated."""
    without_blocks = re.sub(r"^```.*?^```$", "", text(name), flags=re.DOTALL | re.MULTILINE)
    marks = re.findall(r"^(#+ |\||- |\d\. )", without_blocks, re.MULTILINE)
    return [*marks, *map(shape, blocks(text(name)))]


def shape(block: Block) -> object:
    if block.kind in {Kind.OUTPUT, Kind.CONTENT}:
        return block.kind, block.subject.partition('" from')[0].partition("; ")[0], block.language
    if block.language == "sh":
        return block.kind, [command for command in block.commands if "LANG=" not in command]
    if block.language in {"python", "yaml", "toml"}:
        return block.kind, block.subject, re.sub(r" *#[^\n]*|language = [^\n]*\n", "", block.text)
    return block.kind, block.language


@pytest.mark.parametrize("name", ENGLISH)
def test_both_languages_have_the_same_parts_commands_and_programs(name: str) -> None:
    assert outline(name) == outline(vietnamese(name))


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    found = re.findall(r"\]\(([^)\s]+)\)", text(name))
    assert len(found) > 1
    for link in found:
        path, _, anchor = link.partition("#")
        target = (REPOSITORY / name).parent / path if path else REPOSITORY / name
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.*)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_the_first_page_is_short(name: str) -> None:
    assert len(text(name).splitlines()) <= 150


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_composed_and_tells_nothing_of_the_machine(name: str) -> None:
    assert unicodedata.is_normalized("NFC", text(name))
    assert not re.search(r"/(?:tmp|home|root|work)/", text(name))


def test_make_runs_what_the_first_page_says() -> None:
    (demo,) = (command for block in blocks(text("README.md")) for command in block.commands if " demo " in command)
    assert f"@$(BIN)/{demo}\n" in (REPOSITORY / "Makefile").read_text("utf-8")


def test_no_rule_on_documents_fails_anybody_as_the_pages_say(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--format", "json", "--as-of", str(facts_date())]) == 0
    weights = {row["id"]: row["severity"] for row in json.loads(capsys.readouterr().out)}
    assert {weights[name] for name in weights if name.startswith("openapi.")} <= {"warn", "advice"}
    assert "fail" in weights.values()


@pytest.mark.parametrize("name", ["docs/sdk.md", "docs/sdk.vi.md"])
def test_the_profile_of_a_real_gateway_can_be_read(name: str, tmp_path: Path) -> None:
    (block,) = (each for each in blocks(text(name)) if each.language == "toml" and each.kind is Kind.PLAIN)
    file = tmp_path / "ndxp.toml"
    file.write_text(block.text, "utf-8")
    profile = profiles.load(file=file)
    assert profile.name == "production"
    assert profile.given["tls"].ca == tmp_path / "internal-ca.pem"


@pytest.mark.parametrize("name", ["docs/sdk.md", "docs/sdk.vi.md"])
def test_the_table_names_every_example(name: str) -> None:
    rows = re.findall(r"^\|(?!-)[^|]*\| (`\w+`(?:, `\w+`)*) \|$", text(name), re.MULTILINE)
    listed = re.findall(r"`(\w+)`", " ".join(rows))
    there = [module.name for module in iter_modules(examples.__path__) if not module.name.startswith("_")]
    assert sorted(listed) == there


def test_a_sample_is_cut_where_its_comment_says() -> None:
    page = '<!-- output of a --b; 1 line from "two" -->\n```\n{}```\n\n<!-- content of c -->\n```yaml\n{}```\n'
    shown = filled(page.format("old\n", ""), {"a --b": "one\ntwo\nthree\n", "c": "x: 1\n"})
    assert shown == page.format("…\ntwo\n…\n", "x: 1\n")
    with pytest.raises(AssertionError, match="nothing on this page runs or writes a --b"):
        filled(page.format("", ""), {})
    with pytest.raises(AssertionError, match="outputs of a --b"):
        blocks(page.format("", "").replace("output", "outputs"))


def test_a_page_is_read_in_its_language() -> None:
    assert environment("README.vi.md")["LANG"].startswith("vi")
    assert environment("README.md")["LANG"].startswith("C")
