"""`compliance lsp`: an editor opens, types, asks and closes, and is shown what `compliance check` says."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types as lsp

from tools.editor import PATIENCE, Editor

pytestmark = pytest.mark.usefixtures("sockets_and_processes")
Session = Callable[..., AbstractAsyncContextManager[Editor]]
DOCUMENT = """openapi: 3.1.0
info: {title: Tra cứu 🏠 hộ tịch, version: latest}
paths:
  /ho:
    get:
      responses:
        '200':
          $ref: 'phần/chung.yaml#/x'
"""
SHARED = """x:
  description: Được
  content: {application/json: {schema: {properties: {ma_tinh: {type: integer}}}}}
"""
RECORD = "slug: household-business\nowner: {code: xx}\nservices: [{id: households, document: openapi.yaml}]\n"
CRASHING = '''"""A document is judged by a rule that crashes.

Broken: It crashed

For the test.

To mend it, take it away.

Shows nothing. Does not show anything.
"""

from collections.abc import Iterator

from compliance.model.openapi.document import Document
from compliance.model.rule import rule
from compliance.model.violation import Violation


@rule("GP.OAS")
def it_crashes(document: Document) -> Iterator[Violation]:
    raise LookupError("the text of an error may hold what was received")
    yield Violation("never", at=document)
'''


def play(scene: Coroutine[Any, Any, None]) -> None:
    asyncio.run(scene)


def rules_of(diagnostics: list[lsp.Diagnostic]) -> set[str]:
    return {str(each.code) for each in diagnostics}


def one(diagnostics: list[lsp.Diagnostic], rule: str) -> lsp.Diagnostic:
    (found,) = [each for each in diagnostics if each.code == f"openapi.{rule}"]
    return found


def span(diagnostic: lsp.Diagnostic) -> tuple[int, int, int, int]:
    start, end = diagnostic.range.start, diagnostic.range.end
    return start.line, start.character, end.line, end.character


def checked(folder: Path, *arguments: str) -> list[tuple[str, str, int, int]]:
    """Return what `compliance check` finds: file, rule, line and column from 1."""
    command = [sys.executable, "-m", "compliance.cli", "check", *arguments, "--format", "json", "--fail-on", "never"]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    found = [
        (finding["location"]["uri"], verdict["rule"], finding["location"]["line"], finding["location"]["column"])
        for subject in json.loads(done.stdout)["subjects"]
        for verdict in subject["verdicts"]
        for finding in verdict["violations"]
    ]
    return sorted(found)


def seen(editor: Editor, *names: str) -> list[tuple[str, str, int, int]]:
    """Return what an editor shows of findings, in the same form; all before each column is plain here."""
    return sorted(
        (name, str(each.code), each.range.start.line + 1, each.range.start.character + 1)
        for name in names
        for each in editor.shown[editor.uri(name)].diagnostics
        if each.code
    )


def test_opening_typing_asking_and_closing(session: Session) -> None:
    async def scene() -> None:
        async with session() as editor:
            editor.open("openapi.yaml", DOCUMENT)
            found = await editor.found("openapi.yaml")
            version = one(found, "version_is_semantic")
            assert version.message == "the version latest is not of the form MAJOR.MINOR.PATCH"
            assert version.source == "compliance"
            assert version.severity is lsp.DiagnosticSeverity.Information
            assert version.code_description is not None
            assert version.code_description.href.startswith("https://semver.org")
            # the house stands outside of the basic plane: two units of UTF-16 for one character
            assert span(version) == (1, 34, 1, 41)
            said = await editor.hover("openapi.yaml", 1, 36)
            assert "→ Write `info.version` as MAJOR.MINOR" in said
            assert "GP.SEMVER" in said
            assert "Does not show that changes since the last version kept to it." in said
            assert await editor.hover("openapi.yaml", 2, 3) == ""
            editor.type("openapi.yaml", DOCUMENT.replace("latest", "1.0.0"))
            assert "openapi.version_is_semantic" not in rules_of(await editor.found("openapi.yaml"))
            editor.close("openapi.yaml")
            await editor.until(lambda: not editor.shown[editor.uri("openapi.yaml")].diagnostics)
            assert editor.said == []
            assert await editor.end() == 0

    play(scene())


@pytest.mark.parametrize(("encoding", "start"), [("utf-8", 42), ("utf-16", 34), ("utf-32", 33)])
def test_columns_are_counted_as_the_client_wishes(session: Session, encoding: str, start: int) -> None:
    async def scene() -> None:
        async with session(encodings=["utf-7", encoding]) as editor:
            assert editor.capabilities is not None
            assert editor.capabilities.position_encoding == encoding
            editor.open("openapi.yaml", DOCUMENT)
            assert span(one(await editor.found("openapi.yaml"), "version_is_semantic")) == (1, start, 1, start + 7)

    play(scene())


def test_the_same_is_found_as_by_the_command_with_the_settings_of_the_folder(session: Session) -> None:
    async def compared(editor: Editor) -> None:
        editor.open("openapi.yaml", DOCUMENT)
        await editor.found("openapi.yaml")
        await editor.until(lambda: editor.uri("phần/chung.yaml") in editor.shown)
        expected = [each for each in checked(editor.folder, "openapi.yaml") if each[1] != "openapi.version_is_semantic"]
        found = seen(editor, "openapi.yaml", "phần/chung.yaml")
        assert [each for each in found if each[1] != "openapi.version_is_semantic"] == expected
        assert len(expected) > 5
        assert "openapi.servers_are_declared" not in {each[1] for each in expected}

    async def settled() -> None:
        async with session() as editor:
            (editor.folder / "phần").mkdir()
            (editor.folder / "phần/chung.yaml").write_text(SHARED, "utf-8")
            (editor.folder / "openapi.yaml").write_text(DOCUMENT, "utf-8")
            (editor.folder / "compliance.toml").write_text('ignore = ["openapi.servers_are_declared"]\nlang = "vi"\n')
            editor.changed_on_disk("compliance.toml")
            await compared(editor)
            assert (
                "phiên bản latest"
                in one(list(editor.shown[editor.uri("openapi.yaml")].diagnostics), "version_is_semantic").message
            )

    play(settled())


def test_text_in_vietnamese_is_chosen_by_the_client(session: Session) -> None:
    async def scene(**asked: Any) -> None:
        async with session(**asked) as editor:
            editor.open("openapi.yaml", DOCUMENT)
            assert "phiên bản" in one(await editor.found("openapi.yaml"), "version_is_semantic").message
            assert "Ý nghĩa của việc chưa phát hiện vi phạm" in await editor.hover("openapi.yaml", 1, 36)
            settings = lsp.DidChangeConfigurationParams({"compliance": {"lang": "en"}})
            editor.client.workspace_did_change_configuration(settings)
            english = "the version latest is not of the form MAJOR.MINOR.PATCH"
            shown = editor.shown
            await editor.until(
                lambda: english in [each.message for each in shown[editor.uri("openapi.yaml")].diagnostics]
            )

    play(scene(locale="vi-VN"))
    play(scene(locale="en", initialization_options={"lang": "vi"}))


def test_a_file_that_is_referred_to_counts_as_it_is_typed_and_as_it_lies_on_disk(session: Session) -> None:
    async def scene() -> None:
        async with session() as editor:
            editor.open("openapi.yaml", DOCUMENT)
            assert "openapi.references_resolve" in rules_of(await editor.found("openapi.yaml"))
            editor.open("phần/chung.yaml", SHARED)
            assert "openapi.identifiers_are_text" in rules_of(await shown_in(editor, "phần/chung.yaml"))
            assert "openapi.references_resolve" not in rules_of(await editor.found("openapi.yaml"))
            editor.type("phần/chung.yaml", SHARED.replace("integer", "string"))
            found = rules_of(await editor.found("phần/chung.yaml"))
            assert "openapi.identifiers_are_text" not in found
            editor.close("phần/chung.yaml")
            uri = editor.uri("openapi.yaml")
            is_broken = lambda: "openapi.references_resolve" in rules_of(list(editor.shown[uri].diagnostics))  # noqa: E731
            await editor.until(is_broken)
            (editor.folder / "phần").mkdir()
            (editor.folder / "phần/chung.yaml").write_text(SHARED, "utf-8")
            editor.changed_on_disk("phần/chung.yaml")
            await editor.until(lambda: not is_broken())

    async def shown_in(editor: Editor, name: str) -> list[lsp.Diagnostic]:
        await editor.until(lambda: bool(editor.shown.get(editor.uri(name), EMPTY).diagnostics))
        return list(editor.shown[editor.uri(name)].diagnostics)

    play(scene())


EMPTY = lsp.PublishDiagnosticsParams("", [])


def test_documents_of_a_platform_are_shown_once_and_records_are_judged(session: Session) -> None:
    async def scene() -> None:
        async with session() as editor:
            editor.open("openapi.yaml", DOCUMENT)
            await editor.found("openapi.yaml")
            editor.open("record.yaml", RECORD)
            assert rules_of(await editor.found("record.yaml")) == {"record.owner_code_is_well_formed"}
            found = [str(each.code) for each in await editor.found("openapi.yaml")]
            # which is asked of a platform only, and what its record names is judged as a part of it
            assert found.count("openapi.technical_document_is_complete") == 1
            assert found.count("openapi.version_is_semantic") == 1
            editor.close("record.yaml")
            editor.type("openapi.yaml", DOCUMENT + "x-a: 1\n")
            assert "openapi.technical_document_is_complete" not in rules_of(await editor.found("openapi.yaml"))

    play(scene())


def test_what_is_neither_document_nor_record_stays_silent(session: Session) -> None:
    async def scene() -> None:
        async with session() as editor:
            editor.open("values.yaml", "replicas: no\nimage: {tag: latest}\n")
            editor.open("broken.yaml", "a: [b }\n")
            editor.open("openapi.yaml", DOCUMENT)
            await editor.found("openapi.yaml")
            silent = [editor.shown.get(editor.uri(name), EMPTY).diagnostics for name in ("values.yaml", "broken.yaml")]
            assert [list(each) for each in silent] == [[], []]

    play(scene())


def test_a_fault_of_syntax_is_shown_and_no_text_is_too_strange(session: Session) -> None:
    async def scene() -> None:
        async with session() as editor:
            editor.open("openapi.yaml", DOCUMENT)
            await editor.found("openapi.yaml")
            editor.type("openapi.yaml", "openapi: 3.1.0\ninfo: {title: Tra cứu 🏠, version: [1.0.0 }\n")
            (fault,) = await editor.found("openapi.yaml")
            assert fault.code == "openapi.document_parses"
            assert fault.range.start.line == 1
            strange = (
                "",
                "\ufeff" + DOCUMENT,
                DOCUMENT + "x-a: a\u2028b\x85c\r\nx-b: no\r",
                DOCUMENT + "x-a: \ud83c",
                "{" * 600,
            )
            for text in strange:
                editor.type("openapi.yaml", text)
                await editor.found("openapi.yaml")
            editor.type("openapi.yaml", DOCUMENT + 'x-a: "a\u2028b"\r\nx-b: no\r')
            assert span(one(await editor.found("openapi.yaml"), "scalars_read_alike")) == (9, 5, 9, 7)
            assert editor.said == []

    play(scene())


def test_only_the_last_of_many_texts_counts(session: Session) -> None:
    async def scene() -> None:
        async with session() as editor:
            editor.open("openapi.yaml", DOCUMENT)
            for number in range(40):
                editor.type("openapi.yaml", DOCUMENT.replace("latest", f"v{number}"))
            found = one(await editor.found("openapi.yaml"), "version_is_semantic")
            assert found.message == "the version v39 is not of the form MAJOR.MINOR.PATCH"

    play(scene())


def test_settings_that_cannot_be_meant_are_told_and_the_former_ones_stay(session: Session) -> None:
    async def scene() -> None:
        async with session() as editor:
            editor.open("openapi.yaml", DOCUMENT)
            await editor.found("openapi.yaml")
            (editor.folder / "compliance.toml").write_text("ignores = []\n")
            editor.changed_on_disk("compliance.toml")
            await editor.until(lambda: bool(editor.said))
            assert "there is no setting ignores; did you mean ignore?" in editor.said[0]
            assert "Traceback" not in editor.said[0]
            editor.type("openapi.yaml", DOCUMENT + "x-a: no\n")
            assert "openapi.scalars_read_alike" in rules_of(await editor.found("openapi.yaml"))

    play(scene())


WAIVER = """- rule: openapi.version_is_semantic
  scope: openapi.yaml*
  reason: Đang đổi cách đánh số
  legal_basis: Công văn số 1
  owner: A
  approver: B
  expires: 2027-01-31
"""


def test_what_is_waived_is_only_hinted_at_and_changes_of_the_waivers_count(session: Session) -> None:
    async def scene() -> None:
        async with session() as editor:
            (editor.folder / "waivers.yaml").write_text("[]\n", "utf-8")
            (editor.folder / "compliance.toml").write_text('waivers = "waivers.yaml"\nas-of = "2026-11-29"\n')
            editor.changed_on_disk("compliance.toml")
            editor.open("openapi.yaml", DOCUMENT)
            before = one(await editor.found("openapi.yaml"), "version_is_semantic")
            assert before.severity is lsp.DiagnosticSeverity.Information
            (editor.folder / "waivers.yaml").write_text(WAIVER, "utf-8")
            editor.changed_on_disk("waivers.yaml")
            uri = editor.uri("openapi.yaml")
            shown = lambda: one(list(editor.shown[uri].diagnostics), "version_is_semantic")  # noqa: E731
            await editor.until(lambda: shown().severity is lsp.DiagnosticSeverity.Hint)
            assert shown().message.startswith("waived: the version latest")

    play(scene())


def test_a_rule_that_crashes_is_shown_and_the_others_go_on(session: Session, tmp_path: Path) -> None:
    metadata = tmp_path / "example_checks-1.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: example-checks\nVersion: 1\n")
    (metadata / "entry_points.txt").write_text("[compliance.rules]\nexample = example_checks.rules\n")
    group = tmp_path / "example_checks/rules/openapi"
    group.mkdir(parents=True)
    for folder in (group, *list(group.parents)[:2]):
        (folder / "__init__.py").write_text(f'"""Rules of the example: {folder.name}."""\n')
    (group / "it_crashes.py").write_text(CRASHING)

    async def scene() -> None:
        async with session(rules=tmp_path) as editor:
            editor.open("openapi.yaml", DOCUMENT)
            found = await editor.found("openapi.yaml")
            crash = one(found, "it_crashes")
            assert crash.severity is lsp.DiagnosticSeverity.Error
            assert "LookupError" in crash.message
            assert "received" not in crash.message
            assert len(found) > 3

    play(scene())


FIXABLE = (
    "openapi: 3.1  # 🏠\ninfo: {title: 🏠 hộ, version: 1.0, x-a: no}\nservers: [{url: http://a.example}]\npaths: {}\n"
)
WHOLE = lsp.Range(lsp.Position(0, 0), lsp.Position(99, 0))


def edited(text: str, edits: list[lsp.TextEdit]) -> str:
    """Make edits as an editor does, in units of UTF-16, the last one first."""
    lines = [line.encode("utf-16-le") for line in text.splitlines(keepends=True)]
    for each in sorted(edits, key=lambda edit: edit.range.start, reverse=True):
        start, end = each.range.start, each.range.end
        assert start.line == end.line
        line = lines[start.line]
        lines[start.line] = line[: start.character * 2] + each.new_text.encode("utf-16-le") + line[end.character * 2 :]
    return b"".join(lines).decode("utf-16-le")


@pytest.mark.parametrize("resolves", [True, False])
def test_quick_fixes_mend_what_stands_there_and_those_that_may_change_the_contract_say_so(
    session: Session, resolves: bool
) -> None:
    async def scene() -> None:
        async with session(resolves=resolves) as editor:
            editor.open("openapi.yaml", FIXABLE)
            word = one(await editor.found("openapi.yaml"), "scalars_read_alike")
            (fix,) = await editor.actions("openapi.yaml", word.range)
            assert (fix.title, fix.is_preferred) == ("Put it in quotation marks", True)
            assert fix.diagnostics is not None
            assert [each.code for each in fix.diagnostics] == ["openapi.scalars_read_alike"]
            assert edited(FIXABLE, edits_of(fix)) == FIXABLE.replace("x-a: no", "x-a: 'no'")
            server = lsp.Range(lsp.Position(2, 0), lsp.Position(2, 40))
            (suggested,) = await editor.actions("openapi.yaml", server)
            assert suggested.title == "Write https://a.example (may change the contract)"
            assert not suggested.is_preferred
            assert edited(FIXABLE, edits_of(suggested)) == FIXABLE.replace("http:", "https:")
            (everything,) = await editor.actions("openapi.yaml", WHOLE, "source.fixAll")
            mended = edited(FIXABLE, edits_of(everything))
            assert mended == FIXABLE.replace("3.1 ", "'3.1' ").replace("1.0", "'1.0'").replace("x-a: no", "x-a: 'no'")
            editor.type("openapi.yaml", mended)
            assert "openapi.scalars_read_alike" not in rules_of(await editor.found("openapi.yaml"))
            assert await editor.actions("openapi.yaml", lsp.Range(lsp.Position(3, 0), lsp.Position(3, 3))) == []

    def edits_of(action: lsp.CodeAction) -> list[lsp.TextEdit]:
        assert action.edit is not None
        if not resolves:
            return list(next(iter((action.edit.changes or {}).values())))
        (change,) = action.edit.document_changes or ()
        assert isinstance(change, lsp.TextDocumentEdit)
        assert change.text_document.version == 1
        return [each for each in change.edits if isinstance(each, lsp.TextEdit)]

    play(scene())


def test_a_fix_of_a_text_that_has_changed_since_does_nothing(session: Session) -> None:
    async def scene() -> None:
        async with session() as editor:
            editor.open("openapi.yaml", FIXABLE)
            await editor.found("openapi.yaml")
            context = lsp.CodeActionContext([])
            asked = lsp.CodeActionParams(lsp.TextDocumentIdentifier(editor.uri("openapi.yaml")), WHOLE, context)
            offered = await editor.client.text_document_code_action_async(asked) or []
            editor.type("openapi.yaml", "# lời\n" + FIXABLE)
            for each in offered:
                assert isinstance(each, lsp.CodeAction)
                assert (await editor.client.code_action_resolve_async(each)).edit is None
            assert offered

    play(scene())


def test_an_editor_that_leaves_without_a_word_ends_the_server(session: Session) -> None:
    async def scene() -> None:
        async with session() as editor:
            editor.open("openapi.yaml", DOCUMENT)
            await editor.found("openapi.yaml")
            editor.client.exit(None)
            assert await editor.status() == 1

    play(scene())


def test_without_the_extra_one_sentence_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "pygls").mkdir()
    (tmp_path / "pygls/__init__.py").write_text("raise ModuleNotFoundError('gone', name='pygls')\n")
    command = [sys.executable, "-m", "compliance.cli", "lsp", "--lang", "en"]
    environment = {"PYTHONPATH": str(tmp_path), "PATH": ""}
    done = subprocess.run(command, env=environment, capture_output=True, timeout=PATIENCE, check=False)
    assert done.returncode == 64
    assert done.stdout == b""
    assert b"pip install 'ndxp-sdk[desk]'" in done.stderr
    assert b"Traceback" not in done.stderr
