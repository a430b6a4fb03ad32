"""The fields of a request to the population database, in the order in which clients are seen to send them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from xml.etree.ElementTree import Element

SPACE: Final = "http://dancuquocgia.bca"
# of each field: whether it may be missing, and its form
_BEFORE: Final = {
    "MaYeuCau": (False, r"\S.{0,63}"),
    "MaDVC": (False, r"\S.{0,63}"),
    "MaTichHop": (False, r"[0-9]{3}"),
    "MaCanBo": (False, r"\S.{0,63}"),
    "MaDonVi": (True, r".{0,64}"),
    "TaiKhoan": (True, r".{0,64}"),
    "SoDienThoai": (True, r".{0,20}"),
}
_OF_PERSON: Final = {"SoDinhDanh": r"[0-9]{12}", "SoCMND": r"[0-9]{9}"}
_OF_BIRTH: Final = {"NgayThangNam": r"[0-9]{8}", "Nam": r"[0-9]{4}"}
_BIRTH: Final = "NgayThangNamSinh"


class BadRequest(ValueError):
    """Request that cannot be answered. The sentence is Vietnamese and repeats no value."""


@dataclass(frozen=True, slots=True)
class CitizenQuery:
    """Citizen who is asked after: a number of 12 or, on older papers, 9 digits, name in capitals, year of birth."""

    request_id: str
    number: str
    name: str
    year: str

    def matches(self, row: Mapping[str, Any]) -> bool:
        """Return whether the person of this row is meant: what is asked has to be right in all."""
        numbers = (row["citizen_id"], _older_number(row["citizen_id"]))
        return self.number in numbers and (self.name, self.year) == (row["full_name"].upper(), str(row["birth_year"]))


def read_request(element: Element) -> CitizenQuery:
    """Return the fields of a request. BadRequest for one that is missing, of another form, or not in its place."""
    fields = {child.tag.removeprefix(f"{{{SPACE}}}"): child for child in element}
    names = [child.tag.removeprefix(f"{{{SPACE}}}") for child in element]
    if len(fields) != len(names):
        raise BadRequest("Có trường xuất hiện hai lần.")
    in_order = (*_BEFORE, *_OF_PERSON, "HoVaTen", _BIRTH)
    if [name for name in in_order if name in fields] != names:
        raise BadRequest(f"Các trường phải theo thứ tự: {', '.join(in_order)}.")
    for name, (may_be_missing, form) in _BEFORE.items():
        if not may_be_missing or name in fields:
            _text(fields, name, form)
    birth = fields.get(_BIRTH)
    parts = {} if birth is None else {child.tag.removeprefix(f"{{{SPACE}}}"): child for child in birth}
    return CitizenQuery(
        _text(fields, "MaYeuCau", r".*"),
        _one_of(fields, _OF_PERSON),
        _text(fields, "HoVaTen", r"[^a-z]{1,200}"),
        _one_of(parts, _OF_BIRTH)[:4],
    )


def _one_of(fields: Mapping[str, Element], forms: Mapping[str, str]) -> str:
    given = [name for name in forms if name in fields]
    if len(given) != 1:
        raise BadRequest(f"Cần đúng một trong các trường: {', '.join(forms)}.")
    return _text(fields, given[0], forms[given[0]])


def _text(fields: Mapping[str, Element], name: str, form: str) -> str:
    text = (fields[name].text or "").strip() if name in fields else ""
    if not re.fullmatch(form, text):
        raise BadRequest(f"Trường {name} thiếu hoặc không đúng dạng.")
    return text


def _older_number(citizen_id: str) -> str:
    """Return the made-up number of an identity card of nine digits."""
    return citizen_id[3:]


def _simple(name: str, form: str, *, may_be_missing: bool = False) -> str:
    occurs = ' minOccurs="0"' if may_be_missing else ""
    restricted = f'<xs:restriction base="xs:string"><xs:pattern value="{form}"/></xs:restriction>'
    return f'<xs:element name="{name}"{occurs}><xs:simpleType>{restricted}</xs:simpleType></xs:element>'


def _choice(forms: Mapping[str, str]) -> str:
    return f"<xs:choice>{''.join(_simple(name, form) for name, form in forms.items())}</xs:choice>"


def _sequence(*parts: str) -> str:
    return f"<xs:complexType><xs:sequence>{''.join(parts)}</xs:sequence></xs:complexType>"


_BORN: Final = f'<xs:element name="{_BIRTH}"><xs:complexType>{_choice(_OF_BIRTH)}</xs:complexType></xs:element>'
_ASKED: Final = (
    *(_simple(name, form, may_be_missing=is_optional) for name, (is_optional, form) in _BEFORE.items()),
    _choice(_OF_PERSON),
    _simple("HoVaTen", "[^a-z]{1,200}"),
    _BORN,
)
_TOLD: Final = ('<xs:element name="MaYeuCau" type="xs:string"/>', '<xs:element name="TonTai" type="xs:boolean"/>')
_CITIZEN: Final = _sequence(
    _simple("SoDinhDanh", "[0-9]{12}"),
    '<xs:element name="HoVaTen" type="xs:string"/>',
    _BORN,
    '<xs:element name="GioiTinh" type="xs:string"/>',
    _simple("MaTinh", "[0-9]{2}"),
)
SCHEMA: Final = "\n".join(
    f'<xs:element name="{name}">{content}</xs:element>'
    for name, content in (
        ("XacThucThongTinCongDan", _sequence(*_ASKED)),
        ("XacThucThongTinCongDanResponse", _sequence(*_TOLD)),
        ("TraCuuThongTinCongDan", _sequence(*_ASKED)),
        (
            "TraCuuThongTinCongDanResponse",
            _sequence(*_TOLD, f'<xs:element name="CongDan" minOccurs="0">{_CITIZEN}</xs:element>'),
        ),
    )
)
