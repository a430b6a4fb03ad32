"""Whatever a document is, it is served, or refused in words; and the command says so in both languages."""

from pathlib import Path
from typing import Any

import pytest

from ndxp_mocks import TOKEN, MocksError
from ndxp_mocks.errors import UnservableDocument
from ndxp_mocks.messages import ENGLISH, VIETNAMESE
from ndxp_mocks.openapi.messages import Request
from ndxp_mocks.openapi.parser import Unreadable, data_of
from ndxp_mocks.openapi.platform import DocumentPlatform
from ndxp_mocks.openapi.source import source_of, source_of_file
from tools.mutated_documents import BESIDE, SEEDS, mutated
from tools.properties import settings

EXAMPLES = settings.default.max_examples
ACCEPTING = (
    ("accept", "*/*"),
    ("content-type", "application/json"),
    ("authorization", f"Bearer {TOKEN}"),
    *((name, TOKEN) for name in ("x-api-key", "x-key")),
)
QUERY = tuple((name, TOKEN) for name in ("khoa", "key", "api_key"))


def served(content: bytes, folder: Path) -> set[int]:
    """The statuses of all operations of a document, each called once."""
    platform = DocumentPlatform(source_of(data_of(content), folder, "openapi.yaml"), 1)
    for each in platform.unsuitable():
        for words in (ENGLISH, VIETNAMESE):
            assert words[each.reason.word].format(**each.reason.told)
    return {
        platform.reply(
            Request(each.method.upper(), platform.base + each.template, QUERY, ACCEPTING, b'{"a": 1}')
        ).status
        for each in platform.operations()
    }


@pytest.mark.parametrize("seed", range(4))
def test_a_mutated_document_is_served_or_refused_in_words(seed: int, tmp_path: Path) -> None:
    (tmp_path / "khac.yaml").write_text(BESIDE, encoding="utf-8")
    for number in range(EXAMPLES):
        try:
            statuses = served(mutated(number, seed), tmp_path)
        except (UnservableDocument, Unreadable) as refused:
            assert str(refused)
            continue
        assert 500 not in statuses


@pytest.mark.parametrize("text", SEEDS)
def test_a_document_of_every_version_is_served(text: str, tmp_path: Path) -> None:
    (tmp_path / "khac.yaml").write_text(BESIDE, encoding="utf-8")
    assert served(text.encode("utf-8"), tmp_path) & {200, 201, 204}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("[]", "document_is_no_object"),
        ("a: [", "document_unreadable"),
        ("", "document_is_no_object"),
        ("openapi: 4.0.0\npaths: {/a: {}}", "document_of_no_version"),
        ("swagger: 3.0.0\npaths: {/a: {}}", "document_of_no_version"),
        ("openapi: 3.1.0\ninfo: {}", "document_without_paths"),
        ("openapi: 3.1.0\npaths: []", "document_without_paths"),
    ],
)
def test_what_is_no_document_is_refused_in_words(text: str, word: str, tmp_path: Path) -> None:
    (file := tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(UnservableDocument) as raised:
        source_of_file(file)
    assert raised.value.word == word
    assert isinstance(raised.value, MocksError)
    for words in (ENGLISH, VIETNAMESE):
        assert words[word].format(**raised.value.told)


@pytest.mark.parametrize("text", ["&a [*a]", "a: *b", "[" * 500, "{" * 100_000, "? [a]\n: b", b"\xff\xfe", "a: b: c"])
def test_what_cannot_be_read_is_said_with_the_place(text: Any) -> None:
    with pytest.raises(Unreadable, match=r".+"):
        data_of(text if isinstance(text, bytes) else text.encode("utf-8"))


def test_aliases_of_aliases_are_not_followed_without_end() -> None:
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12))]
    with pytest.raises(Unreadable, match="values"):
        data_of("\n".join(lines).encode())


def test_yaml_is_read_as_json_would_be() -> None:
    text = b"a: on\nb: 2020-01-01\nc: 012\nd: .5\n200: ~\ne: 'null'\nf: {<<: {x: 1}, y: 0x1}\ng: True\n"
    assert data_of(text) == {
        "a": "on",
        "b": "2020-01-01",
        "c": 12,
        "d": 0.5,
        "200": None,
        "e": "null",
        "f": {"x": 1, "y": "0x1"},
        "g": True,
    }


def test_another_file_beside_the_document_is_read_and_no_other(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "secret.yaml").write_text("A: {const: secret}", encoding="utf-8")
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "b.yaml").write_text("A: {$ref: '#/B'}\nB: {const: beside}", encoding="utf-8")
    text = """
    openapi: 3.1.0
    info: {title: a, version: '1'}
    paths:
      /a: {get: {responses: {'200': {content: {application/json: {schema: {$ref: 'b.yaml#/A'}}}}}}}
      /b: {get: {responses: {'200': {content: {application/json: {schema: {$ref: '../secret.yaml#/A'}}}}}}}
    """
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    platform = DocumentPlatform(source_of_file(folder / "a.yaml"), 1)
    assert platform.reply(Request("GET", "/a", (), ())).body == b'"beside"'
    assert [(each.operation, each.reason.word) for each in platform.unsuitable()] == [
        ("GET /b", "reference_not_at_hand")
    ]
