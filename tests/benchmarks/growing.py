"""Documents that grow: in size, in findings, in files."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

_HEAD: Final = """openapi: 3.0.3
info:
  title: Dịch vụ chia sẻ dữ liệu thử nghiệm
  version: 1.0.0
  description: Tài liệu được sinh ra để đo thời gian kiểm tra; mọi tên đều đặt ra và không nói về nền tảng thật nào.
  contact: {name: Đầu mối thử nghiệm, email: thu-nghiem@example.gov.vn}
servers: [{url: 'https://api.vi-du.gov.vn/v1'}]
security: [{khoa: []}]
"""
_PATH: Final = """  /ho-kinh-doanh-NUMBER/{ma}:
    get:
      operationId: docHoNUMBER
      summary: Tra cứu hộ kinh doanh thứ NUMBER theo mã đã cấp
      parameters:
      - {name: ma, in: path, required: true, description: Mã hộ đã cấp, schema: {type: string, maxLength: 40}}
      responses:
        '200':
          description: Dữ liệu của hộ
          content: {application/json: {schema: {$ref: '#/components/schemas/HoNUMBER'}}}
        '401': {$ref: '#/components/responses/Loi'}
        '403': {$ref: '#/components/responses/Loi'}
        default: {$ref: '#/components/responses/Loi'}
"""
_SCHEMA: Final = """    HoNUMBER:
      type: object
      required: [ten_goi]
      properties:
        ten_goi: {type: string, description: Tên gọi của hộ, example: Hộ thử nghiệm NUMBER}
        ngay_lap: {type: string, format: date, description: Ngày lập, example: '2026-01-31'}
        so_lao_dong: {type: integer, description: Số lao động, minimum: 0, example: NUMBER}
        nganh: {type: array, maxItems: 50, description: Các ngành, items: {type: string, description: Một ngành}}
"""
_TAIL: Final = """components:
  securitySchemes: {khoa: {type: http, scheme: bearer}}
  responses:
    Loi:
      description: Lỗi
      content: {application/problem+json: {schema: {$ref: '#/components/schemas/Loi'}}}
  schemas:
    Loi: {type: object, properties: {title: {type: string, description: Tên lỗi}}}
"""
_EACH: Final = len((_PATH + _SCHEMA).encode())


def made(kind: str, size: int, folder: Path) -> Path:
    """Write a document of a kind by a process of its own: what the parent holds would count for its children."""
    subprocess.run([sys.executable, __file__, kind, str(size), str(folder)], check=True)
    return folder / "openapi.yaml"


def of_size(megabytes: int, folder: Path) -> None:
    """Write a document of so many megabytes."""
    count = megabytes * 1_000_000 // _EACH
    _written(folder, count, lambda text, _: text)


def with_findings(count: int, folder: Path) -> None:
    """Write a document of one size in which one rule finds so much: examples that do not fit their schema."""
    wrong = "example: Hộ thử nghiệm NUMBER", "example: NUMBER"
    _written(folder, 1_000, lambda text, number: text.replace(*wrong) if number < count else text)


def of_files(count: int, folder: Path) -> None:
    """Write a document of one size whose schemas stand in so many files."""
    folder.mkdir(parents=True, exist_ok=True)
    schemas = [_SCHEMA.replace("NUMBER", str(number)) for number in range(1_000)]
    for part in range(count):
        own = "".join(schemas[part::count])
        (folder / f"part-{part}.yaml").write_text("components:\n  schemas:\n" + own, encoding="utf-8")
    paths = (
        _PATH.replace("#/components/schemas/Ho", f"part-{number % count}.yaml#/components/schemas/Ho")
        for number in range(1_000)
    )
    numbered = "".join(path.replace("NUMBER", str(number)) for number, path in enumerate(paths))
    _document(folder, f"{_HEAD}paths:\n{numbered}{_TAIL}")


def _written(folder: Path, count: int, changed: Callable[[str, int], str]) -> None:
    paths = "".join(_PATH.replace("NUMBER", str(number)) for number in range(count))
    schemas = "".join(changed(_SCHEMA, number).replace("NUMBER", str(number)) for number in range(count))
    _document(folder, f"{_HEAD}paths:\n{paths}{_TAIL}{schemas}")


def _document(folder: Path, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "openapi.yaml").write_text(text, encoding="utf-8")


KINDS: Final = {"size": of_size, "findings": with_findings, "files": of_files}

if __name__ == "__main__":
    KINDS[sys.argv[1]](int(sys.argv[2]), Path(sys.argv[3]))
