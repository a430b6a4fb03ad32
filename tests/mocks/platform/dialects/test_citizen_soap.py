"""The SOAP of the population database: its WSDL, who is let in, what is answered, and what is refused."""

import base64
import time
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import httpx
import pytest

from mocks.platform.looking import caller
from ndxp_mocks import Platform, Served, serve
from ndxp_mocks.platform.descriptions import description_of
from ndxp_mocks.platform.dialects.citizen_credentials import USER, password
from ndxp_mocks.platform.sample_data import rows_of
from ndxp_mocks.specs import entry_of

SLUG: Final = "mps-national-population-db"
SPACE: Final = "http://dancuquocgia.bca"
SOAP: Final = "http://schemas.xmlsoap.org/soap/envelope/"
WSDL: Final = {
    "wsdl": "http://schemas.xmlsoap.org/wsdl/",
    "soap": "http://schemas.xmlsoap.org/wsdl/soap/",
    "xs": "http://www.w3.org/2001/XMLSchema",
}
ROW: Final = rows_of(description_of(SLUG).entities[0], SLUG, 2026)[0]


@pytest.fixture(scope="module")
def population(sockets_and_processes: None) -> Iterator[Served]:
    with serve(Platform(entry_of(SLUG), description_of(SLUG))) as running:
        yield running


def credentials(address: str, *, at: float | None = None, milliseconds: bool = True, **wrong: str) -> dict[str, str]:
    now = time.time() if at is None else at
    timestamp = str(int(now * 1000) if milliseconds else int(now))
    basic = base64.b64encode(f"{USER}:{password(address, timestamp, **wrong)}".encode()).decode()
    return {"Authorization": f"Basic {basic}", "Timestamp": timestamp, "Content-Type": "application/xml"}


def asked(operation: str, **changed: str | None) -> bytes:
    """The message that clients send, with other values, or without those that are None."""
    fields: dict[str, str | None] = {
        "MaYeuCau": "YC-1",
        "MaDVC": "G15-TP110",
        "MaTichHop": "037",
        "MaCanBo": "can-bo-mau",
        "SoDinhDanh": ROW["citizen_id"],
        "HoVaTen": ROW["full_name"].upper(),
        "NgayThangNamSinh": f"<dan:Nam>{ROW['birth_year']}</dan:Nam>",
        **changed,
    }
    written = "".join(f"<dan:{name}>{text}</dan:{name}>" for name, text in fields.items() if text is not None)
    return (
        f'<soapenv:Envelope xmlns:soapenv="{SOAP}" xmlns:dan="{SPACE}"><soapenv:Header/>'
        f"<soapenv:Body><dan:{operation}>{written}</dan:{operation}></soapenv:Body></soapenv:Envelope>"
    ).encode()


def called(served: Served, content: bytes, headers: dict[str, str] | None = None) -> httpx.Response:
    with caller(served) as client:
        return client.post("soap", content=content, headers=headers or credentials(f"{served.base_url}/soap"))


def answer_in(response: httpx.Response) -> Element:
    root = ElementTree.fromstring(response.content)
    assert root.tag == f"{{{SOAP}}}Envelope"
    return root[0][0]


def text_of(element: Element, *names: str) -> str | None:
    return element.findtext("/".join(f"{{{SPACE}}}{name}" for name in names))


def fault_in(response: httpx.Response) -> str:
    fault = answer_in(response)
    assert fault.tag == f"{{{SOAP}}}Fault"
    assert fault.findtext("faultcode") == "SOAP-ENV:Client"
    return fault.findtext("faultstring") or ""


def test_wsdl_is_served_to_anyone_and_describes_both_operations(population: Served) -> None:
    with caller(population) as client:
        described = client.get("soap?wsdl")
    assert described.headers["content-type"] == "text/xml;charset=utf-8"
    root = ElementTree.fromstring(described.content)
    names = [each.get("name") for each in root.findall("wsdl:portType/wsdl:operation", WSDL)]
    assert names == ["XacThucThongTinCongDan", "TraCuuThongTinCongDan"]
    elements = [each.get("name") for each in root.findall("wsdl:types/xs:schema/xs:element", WSDL)]
    parts = [each.get("element") for each in root.findall("wsdl:message/wsdl:part", WSDL)]
    assert [f"tns:{name}" for name in elements] == parts
    address = root.find("wsdl:service/wsdl:port/soap:address", WSDL)
    assert address is not None
    assert address.get("location") == f"https://{SLUG}.example.gov.vn/v1/soap"
    assert "MÔ PHỎNG" in described.text


def test_a_citizen_is_looked_up_by_number_name_and_year(population: Served) -> None:
    response = called(population, asked("TraCuuThongTinCongDan"))
    assert response.status_code == 200
    assert response.headers["cache-control"] == "no-store"
    found = answer_in(response)
    assert found.tag == f"{{{SPACE}}}TraCuuThongTinCongDanResponse"
    assert (text_of(found, "MaYeuCau"), text_of(found, "TonTai")) == ("YC-1", "true")
    assert text_of(found, "CongDan", "SoDinhDanh") == ROW["citizen_id"]
    assert text_of(found, "CongDan", "HoVaTen") == ROW["full_name"].upper()
    assert text_of(found, "CongDan", "NgayThangNamSinh", "Nam") == str(ROW["birth_year"])


def test_verifying_tells_no_more_than_whether_it_is_right(population: Served) -> None:
    right = answer_in(called(population, asked("XacThucThongTinCongDan")))
    assert (text_of(right, "TonTai"), text_of(right, "CongDan", "SoDinhDanh")) == ("true", None)
    for changed in ({"HoVaTen": "NGƯỜI KHÁC"}, {"SoDinhDanh": "999999999999"}):
        wrong = answer_in(called(population, asked("XacThucThongTinCongDan", **changed)))
        assert text_of(wrong, "TonTai") == "false"


def test_older_numbers_and_whole_days_of_birth_are_taken_too(population: Served) -> None:
    born = f"<dan:NgayThangNam>{ROW['birth_year']}0101</dan:NgayThangNam>"
    older = f"<dan:SoCMND>{ROW['citizen_id'][3:]}</dan:SoCMND>"
    message = asked("TraCuuThongTinCongDan", NgayThangNamSinh=born)
    number = f"<dan:SoDinhDanh>{ROW['citizen_id']}</dan:SoDinhDanh>"
    found = answer_in(called(population, message.replace(number.encode(), older.encode())))
    assert text_of(found, "TonTai") == "true"


def test_soap_and_rest_tell_the_same_of_a_citizen(population: Served) -> None:
    with caller(population, Authorization="Bearer simulated-token") as client:
        body = {"citizen_id": ROW["citizen_id"], "purpose": "đối chiếu (mô phỏng)"}
        by_rest = client.post("residents/search", json=body).json()
    by_soap = answer_in(called(population, asked("TraCuuThongTinCongDan")))
    assert text_of(by_soap, "CongDan", "HoVaTen") == by_rest["full_name"].upper()
    assert text_of(by_soap, "CongDan", "MaTinh") == by_rest["province_code"]


@pytest.mark.parametrize("milliseconds", [True, False])
@pytest.mark.parametrize("is_published", [True, False])
def test_time_in_either_unit_and_either_address_let_in(
    population: Served, milliseconds: bool, is_published: bool
) -> None:
    address = f"https://{SLUG}.example.gov.vn/v1/soap" if is_published else f"{population.base_url}/soap"
    headers = credentials(address, milliseconds=milliseconds)
    assert called(population, asked("XacThucThongTinCongDan"), headers).status_code == 200


def test_wrong_old_and_missing_credentials_are_refused(population: Served) -> None:
    address = f"{population.base_url}/soap"
    right = credentials(address)
    for headers in (
        {"Content-Type": "application/xml"},
        {**right, "Authorization": "Bearer simulated-token"},
        {**right, "Authorization": "Basic %"},
        {**right, "Timestamp": "x"},
        {name: value for name, value in right.items() if name != "Timestamp"},
        credentials(address, secret_key="another"),
        credentials("https://elsewhere.example/soap"),
        credentials(address, at=time.time() - 3600),
    ):
        response = called(population, asked("TraCuuThongTinCongDan"), headers)
        assert response.status_code == 401, headers
        assert response.headers["www-authenticate"].startswith("Basic ")
        assert "thông tin xác thực" in fault_in(response)
        assert ROW["citizen_id"] not in response.text


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"not XML", "Không đọc được thông điệp"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "A document type is not allowed"),
        (b"<a/>", "an envelope of SOAP 1.1"),
        (b"<a>" * 500 + b"</a>" * 500, "More than 200 elements are nested"),
        (asked("DeleteRequest"), "Không có thao tác này"),
        (asked("TraCuuThongTinCongDan", MaTichHop="37"), "Trường MaTichHop"),
        (asked("TraCuuThongTinCongDan", MaYeuCau=None), "Trường MaYeuCau"),
        (asked("TraCuuThongTinCongDan", SoDinhDanh=None), "đúng một trong các trường: SoDinhDanh, SoCMND"),
        (asked("TraCuuThongTinCongDan", HoVaTen="Nguyễn Văn Mẫu"), "Trường HoVaTen"),
        (asked("TraCuuThongTinCongDan", TaiKhoan="x"), "theo thứ tự"),
        (asked("TraCuuThongTinCongDan", NgayThangNamSinh=""), "đúng một trong các trường: NgayThangNam, Nam"),
    ],
)
def test_what_cannot_be_answered_is_a_fault_with_its_reason(population: Served, content: bytes, told: str) -> None:
    response = called(population, content)
    assert response.status_code == 500
    assert told in fault_in(response)


def test_other_media_types_and_methods_are_refused(population: Served) -> None:
    headers = {**credentials(f"{population.base_url}/soap"), "Content-Type": "application/json"}
    assert called(population, b"{}", headers).status_code == 415
    with caller(population) as client:
        assert client.get("soap").status_code == 405
        assert client.put("soap").status_code == 405
