"""What documents in Viet Nam have that others have not: marks over letters, codes of common lists, marks of the law."""

import pytest

from mocks.openapi.asking import ADMITTED, Asking, answering, document

TEXT = {"type": "string"}
PLACE = {"x-code-list": {"name": "Danh mục và mã số các đơn vị hành chính"}}
AGENCIES = {"x-code-list": "Mã định danh điện tử"}
MOMENT = {"type": "string", "format": "date-time"}


def rows_of(**members: object) -> dict[str, object]:
    row = {"type": "object", "properties": members, "required": list(members)}
    return {"type": "object", "properties": {"items": {"type": "array", "items": row}, "total": {"type": "integer"}}}


def asked_by(*names: str) -> list[dict[str, object]]:
    return [{"name": name, "in": "query", "schema": {"type": "integer"}} for name in names]


def test_addresses_have_marks_over_their_letters() -> None:
    told = document({"/hồ-sơ": answering(TEXT)}, servers=[{"url": "https://a.example.vn/hộ-tịch"}])
    asking = Asking(told)
    assert asking.platform.base == "/h%E1%BB%99-t%E1%BB%8Bch"
    assert asking.get("/h%E1%BB%99-t%E1%BB%8Bch/h%E1%BB%93-s%C6%A1").status == 200


def test_a_page_leads_to_the_next_one_at_an_address_with_marks() -> None:
    asking = Asking(document({"/hồ-sơ": answering(rows_of(ma=TEXT), parameters=asked_by("limit", "offset"))}))
    link = asking.get("/h%E1%BB%93-s%C6%A1?limit=5").header("link")
    assert link == '</h%E1%BB%93-s%C6%A1?limit=5&offset=5>; rel="next"'
    following = link.partition(">")[0].removeprefix("<")
    assert [row["ma"] for row in asking.get(following).json["items"]] == [f"MP{number:04d}" for number in range(6, 11)]


@pytest.mark.parametrize(
    ("name", "schema", "code"),
    [
        ("ma_tinh", TEXT, "99"),
        ("ma_xa", TEXT, "99999"),
        ("mã_phường", TEXT, "99999"),
        ("maCoQuan", TEXT, "Z99"),
        ("noi_dang_ky", {**TEXT, **PLACE}, "99"),
        ("noi_dang_ky", {**TEXT, **PLACE, "minLength": 5}, "99999"),
        ("ma_xa", {**TEXT, **PLACE}, "99999"),
        ("don_vi", {**TEXT, **AGENCIES}, "Z99"),
        ("ma_tinh", {**TEXT, "enum": ["01"]}, "01"),
    ],
)
def test_codes_of_common_lists_have_their_form(name: str, schema: dict[str, object], code: str) -> None:
    said = Asking(document({"/a": answering({"type": "object", "properties": {name: schema}})})).get("/a")
    assert said.json == {name: code}


def test_names_are_known_with_their_marks() -> None:
    said = Asking(document({"/a": answering({"type": "object", "properties": {"họ_tên": TEXT}})})).get("/a")
    assert said.json == {"họ_tên": "Nguyễn Văn Mẫu"}


@pytest.mark.parametrize("start", ["updated_since", "tu_ngay", "thoi_diem_cap_nhat_tu", "từ_ngày"])
@pytest.mark.parametrize("changed", ["cap_nhat_luc", "updated_at", "ngay_sua_doi"])
def test_who_asks_for_changes_gets_no_older_ones(start: str, changed: str) -> None:
    since = {"name": start, "in": "query", "schema": MOMENT}
    schema = rows_of(ma=TEXT, **{changed: MOMENT})
    asking = Asking(document({"/a": answering(schema, parameters=[since, *asked_by("limit", "offset")])}))
    every = [row[changed] for row in asking.get("/a?limit=50").json["items"]]
    later = asking.get(f"/a?limit=50&{start}={every[10].replace('+', '%2B')}").json
    assert [row[changed] for row in later["items"]] == every[10:]
    assert later["total"] == len(every) - 10


@pytest.mark.parametrize(("mark", "kept"), [("basic", "no-store"), ("none", "public, max-age=60")])
def test_what_tells_of_persons_is_kept_by_no_cache(mark: str, kept: str) -> None:
    person = {"type": "object", "properties": {"ho_ten": {**TEXT, "x-personal-data": mark}}}
    shown = answering({"type": "array", "items": {"$ref": "#/components/schemas/Person"}}, security=[])
    asking = Asking(document({"/a": shown}, components={"schemas": {"Person": person}}))
    assert asking.get("/a").header("cache-control") == kept


def test_long_identities_that_are_cut_still_differ() -> None:
    short = {**TEXT, "maxLength": 8}
    asking = Asking(document({"/a": answering(rows_of(citizenId=short), parameters=asked_by("limit"))}))
    found = [row["citizenId"] for row in asking.get("/a?limit=3").json["items"]]
    assert found == ["99900001", "99900002", "99900003"]


def test_rows_are_told_apart_by_their_plainest_key() -> None:
    one = {"type": "integer", "enum": [1]}
    paths = {"/a": answering(rows_of(owner_id=one, ma=TEXT), parameters=asked_by("limit"))}
    assert len(Asking(document(paths)).get("/a?limit=50", **ADMITTED).json["items"]) == 24


def test_what_an_example_shows_is_no_mark_of_the_answer() -> None:
    """In an example `$ref` is a value, and no reference: followed it would lead through the whole document."""
    schema = {"type": "object", "example": {"$ref": "#/components/schemas/Person"}, "properties": {"a": TEXT}}
    person = {"type": "object", "properties": {"ho_ten": {**TEXT, "x-personal-data": "basic"}}}
    told = document({"/a": answering(schema)}, components={"schemas": {"Person": person}})
    assert "no-store" not in (Asking(told).get("/a").header("Cache-Control") or "")
