"""Documents that are wrong in every way that comes to hand: changed in their structure, and in their bytes."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Final

import yaml

SEEDS: Final = tuple(path.read_text("utf-8") for path in sorted((Path(__file__).parent / "seeds").glob("*.yaml")))
BESIDE: Final = """
A: {type: object, properties: {ma_tinh: {type: integer}}}
s: {type: http, scheme: bearer}
x: {$ref: openapi.yaml}
"""
ADDRESSES: Final = (
    *("http://[", "http://[::1", "//[", "http://a℀b", "#/" + "9" * 5000, "#/paths/-", "#/paths/01", "#%", "#%FF%ud8"),
    *(
        "\ud83d",
        "a\x00b",
        "../" * 300,
        "urn:x",
        "urn:x#/a",
        "file:///etc/passwd",
        "javascript:0",
        "\\\\host\\a",
        "C:\\a",
        "?",
    ),
    *(
        "#",
        "",
        "#/",
        "##",
        "#nut",
        "khac.yaml",
        "khac.yaml#/x",
        "khong-co.yaml",
        "openapi.yaml#",
        "http://a:99999999/",
        "la",
    ),
    *(
        "https://luoc-do.example.vn/cay#la",
        "http://" + "a" * 3000,
        "%",
        "~",
        "#/~2",
        "#/~",
        ".",
        "/",
        "//",
        "://",
        ":",
        " ",
        "\n",
    ),
)
VALUES: Final[tuple[Any, ...]] = (
    *(
        None,
        True,
        False,
        0,
        -1,
        1e308,
        float("inf"),
        float("nan"),
        2**63,
        10**400,
        "",
        " ",
        "x",
        "\ud800",
        "\u2028",
        "\x7f",
    ),
    *(
        [],
        {},
        [None],
        [[]],
        {"": None},
        {"$ref": 1},
        {"$ref": None},
        {"$ref": "#/"},
        {"$ref": "khac.yaml#/A"},
        "01",
        "null",
    ),
    *(
        {"type": []},
        {"type": [None]},
        {"type": "x"},
        {"$id": 1},
        {"$id": "\ud800"},
        {"$self": "http://["},
        {"a": [{}]},
        "(" * 50,
    ),
    *(
        {"enum": 1},
        {"allOf": None},
        {"pattern": "("},
        {"required": 1},
        {"maxLength": -1},
        {"minimum": "a"},
        {"multipleOf": 0},
    ),
)
KEYS: Final = (
    *(
        "$ref",
        "$id",
        "$anchor",
        "$dynamicAnchor",
        "$dynamicRef",
        "$self",
        "$schema",
        "$defs",
        "openapi",
        "swagger",
        "info",
    ),
    *(
        "version",
        "paths",
        "get",
        "parameters",
        "schema",
        "type",
        "items",
        "properties",
        "allOf",
        "security",
        "servers",
        "url",
    ),
    *(
        "x-a",
        "x-sharing-form",
        "x-function",
        "x-personal-data",
        "x-key",
        "default",
        "example",
        "examples",
        "enum",
        "name",
        "in",
    ),
    *(
        "discriminator",
        "mapping",
        "operationRef",
        "operationId",
        "links",
        "callbacks",
        "variables",
        "basePath",
        "host",
        "<<",
        "",
    ),
    *(
        "\ud800",
        "so_cccd",
        "maTinh",
        "/{sdt}?e={email}",
        "200",
        "additionalOperations",
        "components",
        "tokenUrl",
        "content",
    ),
)
_HOLD_ADDRESSES: Final = frozenset({"$ref", "$id", "url", "operationRef", "tokenUrl", "basePath"})
BYTES: Final = (
    *(
        b"\x00",
        b"\x7f",
        b"\x85",
        b"\xff",
        b"\xc2\x85",
        b"\xe2\x80\xa8",
        b"\xed\xa0\x80",
        b"\xef\xbb\xbf",
        b"\r",
        b"\r\n",
        b"\n",
    ),
    *(
        b"\t",
        b"{",
        b"}",
        b"[",
        b"]",
        b":",
        b",",
        b'"',
        b"'",
        b"&a ",
        b"*a",
        b"<<: *b",
        b"!!python/object:x ",
        b"---\n",
        b"...\n",
    ),
    *(
        b"? ",
        b"| ",
        b"> ",
        b"%YAML 9.9\n",
        b"NaN",
        b"-Infinity",
        b"1e999",
        b"9" * 5000,
        b"\\ud83d",
        b"\\u0000",
        b"#",
        b"- " * 600,
    ),
    *(b"{" * 600, b"[" * 3000, b"%TAG ! tag:x,1:\n", b"!<tag:yaml.org,2002:int> x", b"0x" + b"F" * 50, b"@", b"`"),
)


def mutated(number: int, seed: int) -> bytes:
    """Return the document of a number: always the same one for the same seed."""
    random = Random(f"{seed}:{number}")
    text = random.choice(SEEDS)
    if random.random() < 0.6:
        tree = json.loads(_as_json(text))
        for _ in range(random.choice((1, 1, 2, 3, 6))):
            random.choice(_CHANGES)(tree, random)
        content = _dumped(tree, random)
    else:
        content = text.encode()
    for _ in range(random.choice((0, 1, 2)) if content[:1] == b"{" else random.choice((1, 2, 4))):
        content = _changed(content, random)
    return content


@cache
def _as_json(text: str) -> str:
    return json.dumps(yaml.safe_load(text))


def _dumped(tree: Any, random: Random) -> bytes:
    try:
        if random.random() < 0.9:
            return json.dumps(tree, ensure_ascii=random.random() < 0.5).encode("utf-8", "surrogatepass")
        return yaml.safe_dump(tree, allow_unicode=True).encode("utf-8", "surrogatepass")
    except (ValueError, RecursionError):
        return b"{}"


def _changed(content: bytes, random: Random) -> bytes:
    start = random.randrange(len(content) + 1)
    end = min(len(content), start + random.choice((0, 0, 1, 1, 2, 8, 40)))
    match random.randrange(5):
        case 0:
            return content[:start]
        case 1:
            return content[:start] + content[end:]
        case 2:
            return content[:start] + content[start:end] * 3 + content[end:]
        case _:
            return content[:start] + random.choice(BYTES) + content[end:]


def _places(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every container with every key or index in it."""
    stack = [tree]
    while stack:
        here = stack.pop()
        members = list(here.items() if isinstance(here, dict) else enumerate(here))
        yield from ((here, key) for key, _ in members)
        stack.extend(value for _, value in members if isinstance(value, dict | list))


def _place(tree: Any, random: Random) -> tuple[Any, Any]:
    return random.choice(list(_places(tree)) or [({"": 0}, "")])


def _value(tree: Any, random: Random) -> None:
    holder, key = _place(tree, random)
    holder[key] = _copy(random.choice(VALUES))


def _removal(tree: Any, random: Random) -> None:
    holder, key = _place(tree, random)
    del holder[key]


def _graft(tree: Any, random: Random) -> None:
    origin, name = _place(tree, random)
    grown = _copy(origin[name])
    holder, key = _place(tree, random)
    holder[key] = grown


def _member(tree: Any, random: Random) -> None:
    holder, _ = _place(tree, random)
    if isinstance(holder, dict):
        holder[random.choice(KEYS)] = _copy(random.choice((*VALUES, *ADDRESSES)))


def _renaming(tree: Any, random: Random) -> None:
    holder, key = _place(tree, random)
    if isinstance(holder, dict):
        holder[random.choice(KEYS)] = holder.pop(key)


def _address(tree: Any, random: Random) -> None:
    named = [
        place for place in _places(tree) if place[1] in {"$ref", "$id", "url", "operationRef", "tokenUrl", "basePath"}
    ]
    holder, key = random.choice(named or [_place(tree, random)])
    holder[key] = random.choice(ADDRESSES)


def _copy(value: Any) -> Any:
    match value:
        case dict():
            return {key: _copy(inner) for key, inner in value.items()}
        case list():
            return [_copy(inner) for inner in value]
    return value


_CHANGES: Final[tuple[Callable[[Any, Random], None], ...]] = (_value, _removal, _graft, _member, _renaming, _address)
