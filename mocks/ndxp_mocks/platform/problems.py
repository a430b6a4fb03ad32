"""Error answers in the form of RFC 9457, in Vietnamese. None repeats a value of the request."""

from http import HTTPStatus
from typing import Final

from ndxp_mocks.platform.operation import Answer, JsonObject

MEDIA_TYPE: Final = "application/problem+json"

TITLES: Final = {
    400: "Yêu cầu không hợp lệ",
    401: "Chưa xác thực",
    403: "Không được phép",
    404: "Không tìm thấy",
    405: "Phương thức không được hỗ trợ",
    429: "Quá nhiều yêu cầu",
    500: "Lỗi hệ thống",
    503: "Tạm ngừng phục vụ",
}

SCHEMA: Final[JsonObject] = {
    "type": "object",
    "description": "Thông báo lỗi theo RFC 9457.",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference", "description": "Địa chỉ định danh loại lỗi."},
        "title": {"type": "string", "description": "Tên ngắn của loại lỗi."},
        "status": {"type": "integer", "minimum": 400, "maximum": 599, "description": "Mã trạng thái HTTP."},
        "detail": {"type": "string", "description": "Giải thích cho lần gọi này, không chứa dữ liệu cá nhân."},
        "errors": {
            "type": "array",
            "maxItems": 100,
            "description": "Từng chỗ sai trong yêu cầu.",
            "items": {"type": "string", "maxLength": 500, "description": "Một chỗ sai."},
        },
    },
}


def problem(
    status: int, detail: str, errors: tuple[str, ...] = (), headers: tuple[tuple[str, str], ...] = ()
) -> Answer:
    """Return an error answer; `errors` names each place of the request that is wrong."""
    body: JsonObject = {"type": "about:blank", "title": _title(status), "status": status, "detail": detail}
    if errors:
        body["errors"] = list(errors)
    return Answer(status, body, headers, MEDIA_TYPE)


def not_found() -> Answer:
    """Return the answer for a thing that does not exist."""
    return problem(404, "Không có dữ liệu ứng với yêu cầu.")


def _title(status: int) -> str:
    return TITLES.get(status) or HTTPStatus(status).phrase
