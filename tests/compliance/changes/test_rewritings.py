"""A document against itself written otherwise: nothing changed, whatever the order, the names and the syntax."""

import json
import random
from typing import Any

import pytest
import yaml

from tools.comparing import compared
from tools.properties import given, st

pytestmark = pytest.mark.long

NAMES = {"Ho": "HoKinhDoanh", "Nguoi": "ConNguoi", "Loai": "LoaiHinh"}
TREE: dict[str, Any] = yaml.load(
    """
openapi: 3.1.0
info: {title: Hộ kinh doanh, version: 1.0.0}
security: [{khoa: []}]
paths:
  /ho/{ma}:
    parameters:
    - {name: ma, in: path, required: true, schema: {type: string, pattern: '^[0-9]{9}$'}}
    get:
      parameters:
      - {name: loai, in: query, schema: {$ref: '#/components/schemas/Loai'}}
      - {name: trang, in: query, schema: {type: integer, minimum: 1, default: 1}}
      responses:
        '200':
          headers: {X-Tong: {schema: {type: integer}}}
          content: {application/json: {schema: {$ref: '#/components/schemas/Ho'}}}
        4XX: {content: {application/problem+json: {schema: {properties: {title: {type: string}}}}}}
    put:
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Ho'}}}}
      responses: {'204': {description: Đã ghi}}
webhooks:
  moi: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Nguoi'}}}}}}
components:
  securitySchemes: {khoa: {type: http, scheme: bearer}}
  schemas:
    Loai: {type: string, enum: [A, B, C]}
    Nguoi:
      allOf:
      - type: object
        required: [ten]
        properties: {ten: {type: [string, 'null']}, con: {$ref: '#/components/schemas/Nguoi'}}
      - {properties: {tuoi: {type: integer, exclusiveMinimum: 0}}}
    Ho:
      type: object
      additionalProperties: false
      required: [ma, chu]
      properties:
        ma: {type: string, readOnly: true}
        chu: {$ref: '#/components/schemas/Nguoi'}
        loai: {$ref: '#/components/schemas/Loai'}
        khac: {oneOf: [{$ref: '#/components/schemas/Nguoi'}, {type: array, items: {$ref: '#/components/schemas/Loai'}}]}
""",
    yaml.CSafeLoader,
)


def rewritten(tree: Any, chance: random.Random, depth: int = 0, key: str = "") -> Any:
    """The same in another order, with some references replaced by what they lead to."""
    if isinstance(tree, list):
        items = [rewritten(item, chance, depth) for item in tree]
        if key in {"required", "enum", "allOf", "oneOf", "parameters"}:
            chance.shuffle(items)
        return items
    if not isinstance(tree, dict):
        return tree
    reference = tree.get("$ref")
    if isinstance(reference, str) and depth < 3 and chance.random() < 0.5:
        return rewritten(TREE["components"]["schemas"][reference.rpartition("/")[2]], chance, depth + 1)
    members = list(tree)
    chance.shuffle(members)
    return {name: rewritten(tree[name], chance, depth, name) for name in members}


def renamed(tree: Any) -> Any:
    """The same with other names of its components."""
    text = json.dumps(tree, ensure_ascii=False)
    for name, other in NAMES.items():
        text = text.replace(f'schemas/{name}"', f'schemas/{other}"').replace(f'"{name}": {{', f'"{other}": {{')
    return json.loads(text)


@given(st.integers())
def test_a_document_written_otherwise_has_no_change(seed: int) -> None:
    chance = random.Random(seed)
    other = renamed(rewritten(TREE, chance))
    texts = [json.dumps(other), yaml.safe_dump(other, allow_unicode=True, sort_keys=False)]
    before = yaml.safe_dump(TREE, allow_unicode=True)
    for older, newer in ((before, chance.choice(texts)), (chance.choice(texts), before)):
        found = compared(older, newer)
        assert [str(change.message) for change in found.found] == []
        assert found.uncompared == ()
