"""The document exchange axis: agencies send edXML, list what has come for them, fetch it and confirm it.

Seen in use are the envelope, the metadata of a call (`from`, `servicetype`, `messagetype`), the confirmation (`docid`,
`status`), the answer (`status`, `errorCode`, `errorDesc`) and the order of the steps. The paths, where the metadata
stands, and the error codes were not published in what was read and are made up here.
"""

from functools import partial
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ndxp_mocks.platform.authorization import admission, refusal
from ndxp_mocks.platform.dialects.dialect import Dialect, dialect_below, uncached_response
from ndxp_mocks.platform.dialects.document_box import DocumentBox
from ndxp_mocks.platform.openapi_paths import BASE
from ndxp_mocks.platform.platform import Platform
from ndxp_mocks.platform.problems import MEDIA_TYPE as PROBLEM
from ndxp_mocks.platform.problems import TITLES
from ndxp_mocks.protocols.edxml.parser import BadDocument, read
from ndxp_mocks.protocols.edxml.schema import schema

FORM: Final = "xsd"
PATH: Final = f"{BASE}/edxml"
ENTRANCE: Final = f"{PATH}/schema"
SENTENCE: Final = (
    "Ngoài REST, văn bản được gửi và nhận bằng edXML (QCVN 102:2016) dưới đường dẫn edxml: "
    "gửi, liệt kê, nhận, xác nhận; lược đồ XML ở edxml/schema. "
    "Đường dẫn và mã lỗi là do bản mô phỏng đặt, vì chưa đọc được tài liệu nào công bố."
)
XML: Final = "application/xml"
_SERVICE: Final = "eDoc"
_STATES: Final = ("done", "fail")
_LARGEST: Final = 10 * 1024 * 1024
_OK: Final = {"status": "OK", "errorCode": "0", "errorDesc": ""}


def dialect_of(platform: Platform) -> Dialect:
    """Return the exchange of documents, which begins with those of the data of the platform."""
    box = DocumentBox.of(platform)
    routes = [
        Route(f"{PATH}/schema", partial(_described, description(platform)), methods=["GET"]),
        Route(f"{PATH}/documents", partial(_send, box), methods=["POST"]),
        Route(f"{PATH}/documents", partial(_list, box), methods=["GET"]),
        Route(f"{PATH}/documents/{{document_id:path}}", partial(_fetch, box), methods=["GET"]),
        Route(f"{PATH}/confirmations", partial(_confirm, box), methods=["POST"]),
    ]
    return dialect_below(PATH, routes)


def description(_platform: Platform) -> str:
    """Return the XML Schema of what is sent."""
    return schema()


async def _described(text: str, _request: Request) -> Response:
    return uncached_response(text, 200, XML)


async def _send(box: DocumentBox, request: Request) -> Response:
    if (refused := _refused(request)) is not None:
        return refused
    said = request.query_params
    if said.get("servicetype") != _SERVICE or said.get("messagetype") != "document":
        return _failed(400, "1", "cần servicetype=eDoc và messagetype=document")
    content = await request.body()
    if len(content) > _LARGEST:
        return _failed(413, "2", f"văn bản lớn hơn {_LARGEST} byte")
    try:
        document = read(content)
    except BadDocument as error:
        return _failed(400, "3", str(error))
    if document.sender != said.get("from"):
        return _failed(400, "4", "from không khớp với From trong văn bản")
    box.take(document)
    return JSONResponse({**_OK, "docid": document.document_id})


async def _list(box: DocumentBox, request: Request) -> Response:
    if (refused := _refused(request)) is not None:
        return refused
    receiver = request.query_params.get("to", "")
    rows = [
        {"docid": each.document_id, "from": each.sender, "servicetype": _SERVICE, "messagetype": "document"}
        for each in box.waiting_for(receiver)
    ]
    return JSONResponse({**_OK, "documents": rows})


async def _fetch(box: DocumentBox, request: Request) -> Response:
    if (refused := _refused(request)) is not None:
        return refused
    found = box.find(request.path_params["document_id"])
    return _failed(404, "5", "không có văn bản này") if found is None else uncached_response(found.content, 200, XML)


async def _confirm(box: DocumentBox, request: Request) -> Response:
    if (refused := _refused(request)) is not None:
        return refused
    said = await _json(request)
    state, document_id, receiver = (said.get(name) for name in ("status", "docid", "to"))
    if state not in _STATES or not isinstance(document_id, str) or not isinstance(receiver, str):
        return _failed(400, "6", "cần docid, to và status là done hoặc fail")
    if not box.confirm(document_id, receiver, is_done=state == "done"):
        return _failed(404, "5", "không có văn bản này")
    return JSONResponse(_OK)


async def _json(request: Request) -> dict[str, Any]:
    try:
        said = await request.json()
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _refused(request: Request) -> Response | None:
    """Return the refusal of a caller without the token of the platform, as its REST refuses one."""
    answer = refusal(admission(request.headers.get("Authorization"), is_wanted=True))
    return None if answer is None else JSONResponse(answer.body, answer.status, dict(answer.headers), PROBLEM)


def _failed(status: int, code: str, description: str) -> Response:
    body = {"status": "FAIL", "errorCode": code, "errorDesc": f"{TITLES.get(status, 'Lỗi')}: {description}"}
    return JSONResponse(body, status)
