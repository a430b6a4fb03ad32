"""The SOAP of the population database, as clients of it are seen to speak (practice-ndxp-wire).

Seen are SOAP 1.1, the namespace, the names of two operations, the fields of their requests in order, and how callers
show who they are. Neither a WSDL nor the form of an answer was published in what was read: the path, what an answer
holds and the texts of faults are made up here. The hashed address may be the one in the WSDL or the one that is called.
"""

from functools import partial
from typing import Final
from xml.etree.ElementTree import Element

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ndxp_mocks.platform.dialects.citizen_credentials import admits
from ndxp_mocks.platform.dialects.citizen_fields import SCHEMA, SPACE, BadRequest, read_request
from ndxp_mocks.platform.dialects.dialect import Dialect, dialect_below, uncached_response
from ndxp_mocks.platform.openapi_paths import BASE
from ndxp_mocks.platform.operation import Rows
from ndxp_mocks.platform.platform import Platform
from ndxp_mocks.platform.sample_data import rows_of
from ndxp_mocks.protocols.soap.envelope import MEDIA_TYPE, envelope, fault
from ndxp_mocks.protocols.soap.parser import NotRead, body_of, root_of
from ndxp_mocks.protocols.soap.wsdl import SoapDescription, SoapOperation, wsdl
from ndxp_mocks.protocols.xml_text import element

FORM: Final = "wsdl"
PATH: Final = f"{BASE}/soap"
ENTRANCE: Final = f"{PATH}?wsdl"
SENTENCE: Final = (
    "Ngoài REST, nền tảng trả lời SOAP 1.1 tại đường dẫn soap; mô tả WSDL ở soap?wsdl. "
    "Tên phần tử của phản hồi SOAP là do bản mô phỏng đặt, vì chưa đọc được tài liệu nào công bố."
)
_VERIFY: Final = "XacThucThongTinCongDan"
_LOOK_UP: Final = "TraCuuThongTinCongDan"
_READ: Final = ("text/xml", "application/xml")
_LARGEST: Final = 64 * 1024
_CHALLENGE: Final = ("WWW-Authenticate", 'Basic realm="ndxp-mocks"')
_SEX: Final = {"male": "nam", "female": "nữ", "other": "khác"}


def dialect_of(platform: Platform) -> Dialect:
    """Return the SOAP of the platform."""
    rows = rows_of(platform.description.entities[0], platform.description.slug, platform.seed)
    published = f"https://{platform.entry.slug}.example.gov.vn{PATH}"
    routes = [
        Route(PATH, partial(_described, description(platform)), methods=["GET"]),
        Route(PATH, partial(_answer, rows, published), methods=["POST"]),
    ]
    return dialect_below(PATH, routes)


def description(platform: Platform) -> str:
    """Return the WSDL of the platform."""
    return wsdl(
        SoapDescription(
            name="DanCu",
            means=f"{platform.description.purpose.strip()} Phần trả lời là do bản mô phỏng đặt.",
            space=SPACE,
            address=f"https://{platform.entry.slug}.example.gov.vn{PATH}",
            operations=(
                SoapOperation(_VERIFY, "Xác thực thông tin của một công dân: đúng hay không đúng."),
                SoapOperation(_LOOK_UP, "Tra cứu thông tin của một công dân theo số định danh, họ tên và ngày sinh."),
            ),
            schema=SCHEMA,
        )
    )


async def _described(text: str, request: Request) -> Response:
    if request.url.query.lower() != "wsdl":
        return uncached_response(
            fault("SOAP-ENV:Client", "Chỉ nhận POST; mô tả ở ?wsdl."), 405, MEDIA_TYPE, ("Allow", "POST")
        )
    return uncached_response(text, 200, MEDIA_TYPE)


async def _answer(rows: Rows, published: str, request: Request) -> Response:
    addresses = {published, str(request.url.replace(query=""))}
    if not admits(request.headers.get("Authorization"), request.headers.get("Timestamp"), addresses):
        refused = fault("SOAP-ENV:Client", "Thiếu hoặc sai thông tin xác thực.")
        return uncached_response(refused, 401, MEDIA_TYPE, _CHALLENGE)
    if request.headers.get("Content-Type", "").partition(";")[0].strip().lower() not in _READ:
        return uncached_response(fault("SOAP-ENV:Client", "Nội dung phải là XML."), 415, MEDIA_TYPE)
    content = await request.body()
    if len(content) > _LARGEST:
        return uncached_response(fault("SOAP-ENV:Client", f"Nội dung lớn hơn {_LARGEST} byte."), 413, MEDIA_TYPE)
    try:
        return uncached_response(envelope(_answer_body(body_of(root_of(content)), rows)), 200, MEDIA_TYPE)
    except NotRead as error:
        # 500, because SOAP 1.1 has every fault so (6.2)
        return uncached_response(fault("SOAP-ENV:Client", f"Không đọc được thông điệp: {error}"), 500, MEDIA_TYPE)
    except BadRequest as error:
        return uncached_response(fault("SOAP-ENV:Client", str(error)), 500, MEDIA_TYPE)


def _answer_body(asked: Element, rows: Rows) -> str:
    name = asked.tag.removeprefix(f"{{{SPACE}}}")
    if name not in {_VERIFY, _LOOK_UP}:
        raise BadRequest("Không có thao tác này.")
    wanted = read_request(asked)
    found = next((row for row in rows if wanted.matches(row)), None)
    parts = [element("MaYeuCau", wanted.request_id), element("TonTai", "false" if found is None else "true")]
    if found is not None and name == _LOOK_UP:
        citizen = (
            element("SoDinhDanh", found["citizen_id"]),
            element("HoVaTen", found["full_name"].upper()),
            f"<NgayThangNamSinh>{element('Nam', found['birth_year'])}</NgayThangNamSinh>",
            element("GioiTinh", _SEX[found["sex"]]),
            element("MaTinh", found["province_code"]),
        )
        parts.append(f"<CongDan>{''.join(citizen)}</CongDan>")
    return f'<{name}Response xmlns="{SPACE}">{"".join(parts)}</{name}Response>'
