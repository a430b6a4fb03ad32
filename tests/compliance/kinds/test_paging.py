"""How a document says that a list is read page by page, in the usual styles and in both languages."""

import textwrap
from datetime import UTC, datetime
from typing import Any

import pytest

from compliance.loading.documents import load_document
from compliance.loading.reader import MemoryReader
from compliance.model.openapi.operation import Operation
from compliance.model.openapi.page import Page, read_page
from compliance.model.openapi.paging import Paging, Style

KEY = b"k" * 32
SINCE = datetime(2026, 11, 28, 1, tzinfo=UTC)
ROW = "{type: object, required: [ma, ten], properties: {ma: {type: string}, ten: {type: string}}}"


def operation(parameters: str, schema: str, *, more: str = "", headers: str = "{}") -> Operation:
    text = f"""\
    openapi: 3.1.0
    info: {{title: t, version: 1.0.0}}
    paths:
      /ho-kinh-doanh:
        get:
          parameters: {parameters}
          responses:
            '400': {{description: x}}
            '200': {{headers: {headers}, content: {{application/json; charset=utf-8: {{schema: {schema}}}}}}}
    {more}
    components: {{schemas: {{Row: {ROW}}}}}
    """
    return first_of(textwrap.dedent(text))


def first_of(text: str) -> Operation:
    loaded = load_document("openapi.yaml", MemoryReader({"openapi.yaml": text.encode()}))
    assert loaded.document is not None, loaded.gaps
    return loaded.document.nodes.operations[0]


def query(*names: str) -> str:
    return "[" + ", ".join(f"{{name: '{name}', in: query, schema: {{type: string}}}}" for name in names) + "]"


def object_of(**members: str) -> str:
    return "{type: object, properties: {" + ", ".join(f"{name}: {schema}" for name, schema in members.items()) + "}}"


ROWS = "{type: array, items: {$ref: '#/components/schemas/Row'}}"
NUMBER, TEXT = "{type: integer}", "{type: string}"


@pytest.mark.parametrize(
    ("parameters", "schema", "expected"),
    [
        (query("page", "size"), ROWS, (Style.PAGE, "page", "size", (), None, None)),
        (query("trang", "so_luong"), object_of(danh_sach=ROWS, tong_so=NUMBER), (Style.PAGE, "trang", "so_luong")),
        (
            query("pageIndex", "pageSize"),
            object_of(code=TEXT, data=object_of(items=ROWS, totalCount=NUMBER)),
            (Style.PAGE, "pageIndex", "pageSize", ("data", "items"), ("data", "totalCount"), None),
        ),
        (
            query("page[number]", "page[size]"),
            object_of(data=ROWS, meta=object_of(total=NUMBER), links=object_of(next=TEXT)),
            (Style.PAGE, "page[number]", "page[size]", ("data",), ("meta", "total"), ("links", "next")),
        ),
        (
            query("offset", "limit"),
            object_of(items=ROWS, total=NUMBER, offset=NUMBER),
            (Style.OFFSET, "offset", "limit", ("items",), ("total",), None),
        ),
        (query("$skip", "$top"), object_of(value=ROWS), (Style.OFFSET, "$skip", "$top", ("value",), None, None)),
        (
            query("viTriBatDau", "gioiHan"),
            object_of(ketQua=object_of(banGhi=ROWS, tongSoBanGhi=NUMBER)),
            (Style.OFFSET, "viTriBatDau", "gioiHan", ("ketQua", "banGhi"), ("ketQua", "tongSoBanGhi"), None),
        ),
        (
            query("cursor", "limit"),
            object_of(items=ROWS, next_cursor=TEXT),
            (Style.CURSOR, "cursor", "limit", ("items",), None, ("next_cursor",)),
        ),
        (
            query("con_tro"),
            object_of(du_lieu=ROWS, phan_trang=object_of(con_tro_tiep_theo=TEXT)),
            (Style.CURSOR, "con_tro", None, ("du_lieu",), None, ("phan_trang", "con_tro_tiep_theo")),
        ),
        (
            query("per_page"),
            object_of(households=ROWS, _links=object_of(next=object_of(href=TEXT))),
            (Style.LINK, None, "per_page", ("households",), None, ("_links", "next")),
        ),
    ],
)
def test_paging_is_recognised(parameters: str, schema: str, expected: tuple[Any, ...]) -> None:
    paging = operation(parameters, schema).paging()
    assert paging is not None
    position = paging.position.name if paging.position else None
    size = paging.size.name if paging.size else None
    assert (paging.style, position, size, paging.items, paging.total, paging.next)[: len(expected)] == expected
    assert paging.keys == ("ma",)


@pytest.mark.parametrize(
    ("parameters", "schema"),
    [
        ("[]", ROWS),
        (query("limit"), ROWS),
        (query("page"), object_of(ma=TEXT)),
        (query("page"), object_of(left=ROWS, right=ROWS)),
        (query("cursor"), object_of(items=ROWS)),
        (query("from_date", "to_date"), object_of(items=ROWS, total=NUMBER)),
        ("[{name: page, in: header, schema: {type: string}}]", ROWS),
        (query("page"), "{$ref: '#/components/schemas/Nowhere'}"),
        (query("page"), "[]"),
        ("7", "7"),
    ],
)
def test_what_is_no_list_in_pages_is_not_taken_for_one(parameters: str, schema: str) -> None:
    assert operation(parameters, schema).paging() is None


def test_a_list_that_links_to_its_next_page_by_a_field_is_paged() -> None:
    paging = operation("[]", ROWS, headers="{link: {schema: {type: string}}}").paging()
    assert paging is not None
    assert paging.style is Style.LINK


def test_a_list_of_version_2_is_paged() -> None:
    text = f"""\
    swagger: '2.0'
    info: {{title: t, version: 1.0.0}}
    paths:
      /a:
        get:
          parameters: [{{name: trang, in: query, type: integer, default: 0}}]
          responses: {{200: {{description: x, schema: {{type: array, items: {ROW}}}}}}}
    """
    paging = first_of(textwrap.dedent(text)).paging()
    assert paging is not None
    assert (paging.style, paging.keys) == (Style.PAGE, ("ma",))


def keys(row: str, more: str = "") -> tuple[str, ...]:
    paging = operation(query("page"), f"{{type: array, items: {row}}}", more=more).paging()
    assert paging is not None
    return paging.keys


def row(required: str, *names: str, marked: tuple[str, ...] = ()) -> str:
    members = ", ".join(f"{name}: {{type: string{', x-key: true' if name in marked else ''}}}" for name in names)
    return f"{{type: object, required: [{required}], properties: {{{members}}}}}"


def test_what_identifies_a_record_is_what_the_document_says() -> None:
    below = "  /ho-kinh-doanh/{{{name}}}: {{get: {{responses: {{}}}}}}"
    assert keys(row("id", "id", "so", "nam", marked=("so", "nam"))) == ("so", "nam")
    assert keys(row("ma_tinh, ma_ho", "ma_tinh", "ma_ho"), below.format(name="ma_ho")) == ("ma_ho",)
    assert keys(row("ma_tinh, code", "ma_tinh", "code")) == ("code",)
    assert keys(row("household_code", "household_code", "name")) == ("household_code",)
    assert keys(row("maHo", "maHo", "ten")) == ("maHo",)


def test_a_guess_that_may_be_wrong_is_none() -> None:
    assert keys(row("ma_tinh, ma_xa", "ma_tinh", "ma_xa")) == ()
    assert keys(row("", "id", "ten")) == ()
    assert keys(row("paid, code_of_conduct", "paid", "code_of_conduct")) == ()
    assert keys("{}") == ()


@pytest.fixture
def paging() -> Paging:
    members = "ma: {type: string}, ngay_cap_nhat: {type: string}"
    record = f"{{type: object, required: [ma], properties: {{{members}}}}}"
    schema = object_of(items=f"{{type: array, items: {record}}}", total=NUMBER, next_page=TEXT)
    found = operation(query("page"), schema).paging()
    assert found is not None
    return found


def read(paging: Paging, answer: Any, key: bytes = KEY) -> Page | None:
    return read_page(paging, answer, key, SINCE)


def test_of_a_page_digests_are_kept_that_another_run_does_not_share(paging: Paging) -> None:
    answer = {"items": [{"ma": "001099000001"}, {"ma": "001099000002"}, {"ma": "001099000001"}], "total": 3}
    page, other = read(paging, answer), read(paging, answer, b"x" * 32)
    assert page is not None
    assert other is not None
    assert page.records[0] == page.records[2] != page.records[1]
    assert set(page.records).isdisjoint(other.records)
    assert "001099" not in repr(page)
    assert (page.total, page.next, page.is_known) == (3, None, True)


@pytest.mark.parametrize(
    ("value", "has_changed"),
    [
        ("2026-11-28T08:00:00+07:00", True),
        ("2026-11-28T07:59:59+07:00", False),
        ("2026-11-28T08:00:00", True),
        ("2026-11-28T01:00:00Z", True),
        ("2026-11-28", True),
        ("2026-11-27", False),
        ("hôm qua", False),
        (20261128, False),
        (None, False),
    ],
)
def test_a_record_tells_whether_it_changed(paging: Paging, value: Any, has_changed: bool) -> None:
    page = read(paging, {"items": [{"ma": "a", "ngay_cap_nhat": value}]})
    assert page is not None
    assert bool(page.changed) is has_changed
    assert page.tells_changes is (isinstance(value, str) and value[:2] == "20")


@pytest.mark.parametrize("item", [{}, {"ma": None}, {"ma": ""}, {"ma": {"so": 1}}, {"ma": []}, None, "x", 7, []])
def test_a_record_without_its_key_is_not_known(paging: Paging, item: Any) -> None:
    page = read(paging, {"items": [{"ma": "a"}, item]})
    assert page is not None
    assert not page.is_known


@pytest.mark.parametrize("answer", [None, [], {}, {"items": None}, {"items": {}}, {"data": []}, "items", 7])
def test_an_answer_without_the_list_is_no_page(paging: Paging, answer: Any) -> None:
    assert read(paging, answer) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [("p2", "p2"), (2, "2"), ({"href": "/x?page=2"}, "/x?page=2"), (None, None), ("", None), (True, None), ([], None)],
)
def test_what_leads_to_the_next_page_is_text(paging: Paging, value: Any, expected: str | None) -> None:
    page = read(paging, {"items": [], "next_page": value, "total": True})
    assert page is not None
    assert (page.next, page.total) == (expected, None)
