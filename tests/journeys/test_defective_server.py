"""A server that no rule was written for: each of its defects is found where it is, and what is right is not blamed."""

import gzip
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

import pytest

from compliance.cli.main import main

JSON: Final = "application/json; charset=utf-8"
XE: Final = {"$ref": "#/components/schemas/Xe"}
LOI: Final = {"description": "Lỗi", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Loi"}}}}
GOOD: Final = {"bien_so": "29A-12345", "chu_xe": "Công ty Ví Dụ", "dang_ky_luc": "2026-01-02T03:04:05+07:00"}
FAILED: Final = {"ma": "500", "thong_bao": "Có lỗi"}
NUMBERS: Final = ("001090123456", "079190123457")
PERSONS: Final = [
    {"so_cccd": NUMBERS[0], "ho_ten": "Lê Văn Ví", "ngay_sinh": "1990-01-01"},
    {"so_cccd": NUMBERS[1], "ho_ten": "Trần Thị Dụ", "ngay_sinh": "1990-02-01"},
]
SCHEMAS: Final = {
    "Xe": {
        "type": "object",
        "required": ["bien_so", "chu_xe", "dang_ky_luc"],
        "properties": {
            "bien_so": {"type": "string"},
            "chu_xe": {"type": "string"},
            "so_cho": {"type": "integer", "minimum": 1},
            "dang_ky_luc": {"type": "string", "format": "date-time"},
            "ngay_kiem_dinh": {"type": "string", "format": "date"},
            "mau": {"type": "string", "enum": ["do", "xanh"]},
            "ma_tinh": {"type": "string", "x-code-list": {"name": "administrative-units"}},
            "mat_khau": {"type": "string", "writeOnly": True},
        },
    },
    "Loi": {
        "type": "object",
        "required": ["ma", "thong_bao"],
        "properties": {"ma": {"type": "string"}, "thong_bao": {"type": "string"}},
    },
}


@dataclass(frozen=True)
class Read:
    """One documented read: what the document says of it, what is answered, and the rules that this breaks."""

    breaks: frozenset[str]
    body: Any
    status: int = 200
    media_type: str = JSON
    headers: dict[str, str | list[str]] = field(default_factory=dict)
    schema: Any = field(default_factory=lambda: XE)
    promised: dict[str, Any] = field(default_factory=dict)

    @property
    def sent(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body, ensure_ascii=False).encode()

    @property
    def operation(self) -> dict[str, Any]:
        answer = {"description": "Có", "content": {"application/json": {"schema": self.schema}}, **self.promised}
        return {"get": {"responses": {"200": answer, "404": LOI}}}


def read(*breaks: str, body: Any = GOOD, **more: Any) -> Read:
    return Read(frozenset(f"endpoint.{rule}" for rule in breaks), body, **more)


TOTAL: Final = {"headers": {"X-Total": {"required": True, "schema": {"type": "integer"}}}}
READS: Final = {
    "/right": read(headers={"X-Total": "12"}, promised=TOTAL),
    "/right-list": read(body=[GOOD, {**GOOD, "so_cho": 4, "mau": "do", "ma_tinh": "79"}], schema={"items": XE}),
    "/not-there": read("documented_operation_exists", body=FAILED, status=404),
    "/other-status": read("status_is_documented", status=202),
    "/other-type": read("media_type_is_documented", body=b"<p>Xe</p>", media_type="text/html"),
    "/lacking": read("body_matches_its_schema", body={"bien_so": "29A-12345"}),
    "/other-kind": read("body_matches_its_schema", body={**GOOD, "so_cho": "bốn"}),
    "/other-value": read("body_matches_its_schema", body={**GOOD, "mau": "vang"}),
    "/no-date": read("body_matches_its_schema", body={**GOOD, "ngay_kiem_dinh": "31/12/2026"}),
    "/null": read("body_matches_its_schema", body={**GOOD, "chu_xe": None}),
    "/only-written": read("body_matches_its_schema", body={**GOOD, "mat_khau": "x"}),
    "/broken": read("body_matches_its_schema", body=b'{"bien_so": '),
    "/nothing": read("body_matches_its_schema", body=b""),
    "/no-header": read("documented_headers_are_sent", promised=TOTAL),
    "/header-twice": read("documented_headers_are_sent", headers={"X-Total": ["12", "13"]}, promised=TOTAL),
    "/failed": read("status_is_documented", body=FAILED, status=500),
    "/trace": read(
        "status_is_documented",
        "answers_reveal_no_internals",
        body={**FAILED, "thong_bao": 'Traceback (most recent call last):\n  File "/app/main.py", line 3'},
        status=500,
    ),
    "/text-error": read(
        "documented_operation_exists", "errors_have_the_published_form", body="Không có".encode(), status=404,
        media_type="text/plain",
    ),
    "/packed": read(
        "body_matches_its_schema", body=gzip.compress(b"[]"), headers={"Content-Encoding": "gzip"}
    ),
    "/packed-error": read(
        "status_is_documented", body=gzip.compress(b"{}"), status=409, media_type="application/problem+json",
        headers={"Content-Encoding": "br"},
    ),
    "/envelope": read(
        "errors_have_the_published_form", body={"error_code": "-1", "message": "Sai mã"}, schema={"type": "object"}
    ),
    "/decomposed": read("text_is_nfc", body={**GOOD, "chu_xe": "Nguye\u0302\u0303n"}),
    "/zoneless": read("times_carry_their_zone", body={**GOOD, "dang_ky_luc": "2026-01-02T03:04:05"}),
    "/old-text": read("text_is_utf8", body=json.dumps(GOOD, ensure_ascii=False).encode("cp1258", "replace")),
    "/marked": read("json_has_no_byte_order_mark", body=b"\xef\xbb\xbf" + json.dumps(GOOD).encode()),
    "/no-place": read("codes_belong_to_their_lists", body={**GOOD, "ma_tinh": "1x"}),
    "/persons": read(
        "anonymous_caller_sees_no_personal_data", "personal_answers_are_not_cached", body=PERSONS,
        schema={"type": "array"}, headers={"Cache-Control": "public, max-age=60"},
    ),
}  # fmt: skip
# openapi-core reads old text all the same, wants zones by itself, and takes the first of two headers
OF_OPENAPI_CORE: Final = {
    "/header-twice": "endpoint.documented_headers_are_sent",
    "/old-text": "endpoint.body_matches_its_schema",
    "/zoneless": "endpoint.body_matches_its_schema",
}
JUDGED: Final = frozenset().union(*(each.breaks for each in READS.values()))


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        answer = READS[self.path.removeprefix("/v1")]
        self.send_response(answer.status)
        for name, values in {"Content-Type": answer.media_type, **answer.headers}.items():
            for value in [values] if isinstance(values, str) else values:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.sent)))
        self.end_headers()
        self.wfile.write(answer.sent)

    def log_message(self, *_: Any) -> None: ...


@contextmanager
def served(folder: Path) -> Iterator[Path]:
    """Serve all reads, and give the record of the platform."""
    document = {
        "openapi": "3.0.3",
        "info": {"title": "Đăng ký xe", "version": "1.0.0"},
        "paths": {path: each.operation for path, each in READS.items()},
        "components": {"schemas": SCHEMAS},
    }
    (folder / "openapi.json").write_text(json.dumps(document), encoding="utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        record = folder / "record.yaml"
        services = (
            f"services: [{{id: xe, base_url: 'http://127.0.0.1:{server.server_port}/v1', document: openapi.json}}]"
        )
        record.write_text(f"slug: xe\nowner: {{code: G12}}\n{services}\n", encoding="utf-8")
        try:
            yield record
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize("judge", ["own", "openapi-core"])
def test_each_defect_is_found_where_it_is(judge: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with served(tmp_path) as record:
        options = ["--allow-private", "--rate", "500", "--fail-on", "never", "--format", "json", "--conformance", judge]
        main(["audit", str(record), "--root", str(tmp_path), *options])
    output = capsys.readouterr().out
    found: dict[str, set[str]] = {path: set() for path in READS}
    for verdict in json.loads(output)["subjects"][0]["verdicts"]:
        for violation in verdict["violations"] if verdict["rule"] in JUDGED else ():
            found[violation["location"]["uri"].partition("/v1")[2]].add(verdict["rule"])
    more = OF_OPENAPI_CORE if judge == "openapi-core" else {}
    expected = {path: each.breaks ^ {more[path]} if path in more else each.breaks for path, each in READS.items()}
    assert found == expected
    assert not any(number in output or name in output for number in NUMBERS for name in ("Lê Văn Ví", "Trần Thị Dụ"))
