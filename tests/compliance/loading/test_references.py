"""References as each version of the specification says: what they are relative to, what stands beside."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

Run = Callable[..., Any]
Write = Callable[[str, str | bytes], Path]

OLD = "openapi: 3.0.3\ninfo: {title: a, version: 1.0.0}\n"
NEW = "openapi: 3.1.0\ninfo: {title: a, version: 1.0.0}\n"
NEWEST = "openapi: 3.2.0\ninfo: {title: a, version: 1.0.0}\n"
NUMBER = "{properties: {ma_tinh: {type: integer}}}"
CODE = "https://luoc-do.example.vn/ma"
JUDGED = (
    "document_parses",
    "identifiers_are_text",
    "operation_requires_security",
    "personal_identifier_stays_out_of_urls",
)


def judged(run: Run, path: Path, *options: str) -> tuple[int, set[tuple[str, str]], set[tuple[str, str]]]:
    """Return the exit status, places and reasons of gaps, and rules with the messages of their findings.

    A few rules judge: the documents here are made to be read, not to be without a fault.
    """
    selected = [word for rule in JUDGED for word in ("--select", f"openapi.{rule}")]
    result = run("check", path, "--format", "json", *selected, *options)
    (subject,) = json.loads(result.out)["subjects"]
    gaps = {(gap["place"].partition("#")[2], gap["reason"]) for gap in subject["gaps"]}
    found = {
        (verdict["rule"].partition(".")[2], violation["message"])
        for verdict in subject["verdicts"]
        for violation in verdict["violations"]
    }
    return result.status, gaps, found


TEXT_NEEDED = ("identifiers_are_text", "ma_tinh has the type integer, string is required")


@pytest.mark.parametrize(
    "text",
    [
        NEW + f"components: {{schemas: {{A: {{properties: {{ma_tinh: {{$ref: '{CODE}'}}}}}},\n"
        f"  B: {{$id: '{CODE}', type: integer}}}}}}\n",
        NEW + f"components: {{schemas: {{A: {{$id: '{CODE}', properties: {{ma_tinh: {{$ref: '#so'}}}},\n"
        "  $defs: {b: {$anchor: so, type: integer}}}}}\n",
        NEW + "components: {schemas: {A: {properties: {ma_tinh: {$ref: '#so'}}},\n"
        "  B: {$dynamicAnchor: so, type: integer}}}\n",
        NEW + "components: {schemas: {A: {$id: 'https://a.example/x/', properties: {ma_tinh: {$ref: b}},\n"
        "  $defs: {b: {$id: b, type: integer}}}}}\n",
        NEW + "components: {schemas: {A: {$id: 'https://a.example/x', properties: {ma_tinh: {$ref: '#/$defs/b'}},\n"
        "  $defs: {b: {type: integer}}}}}\n",
        NEWEST + "$self: https://a.example/o.yaml\ncomponents: {schemas: {B: {type: integer},\n"
        "  A: {properties: {ma_tinh: {$ref: 'https://a.example/o.yaml#/components/schemas/B'}}}}}\n",
        NEWEST
        + "$self: https://a.example/o.yaml\ncomponents: {schemas: {A: {properties: {ma_tinh: {$ref: 'p.yaml#/B'}}}}}\n",
        NEW + "components: {schemas: {A: {properties: {ma_tinh: {$ref: p.yaml}}}}}\n",
        NEW + "components: {schemas: {A: {properties: {ma_tinh: {$ref: 'https://a.example/later'}}},\n"
        "  L: {$ref: 'p.yaml#/L'}}}\n",
        NEW + "components: {schemas: {A: {properties: {ma_tinh: {$ref: '#/components/schemas/B', type: integer}}},\n"
        "  B: {}}}\n",
        OLD
        + "components: {schemas: {A: {oneOf: [{}], discriminator: {propertyName: t, mapping: {x: 'p.yaml#/O'}}}}}\n",
        NEWEST + "components: {schemas: {A: {discriminator: {propertyName: t, defaultMapping: 'p.yaml#/O'}}}}\n",
    ],
)
def test_what_a_reference_means_is_found_in_the_files(run: Run, write: Write, text: str) -> None:
    write(
        "p.yaml",
        f"type: integer\nB: {{type: integer}}\nL: {{$id: 'https://a.example/later', type: integer}}\nO: {NUMBER}\n",
    )
    assert judged(run, write("openapi.yaml", text + "paths: {}\n")) == (0, set(), {TEXT_NEEDED})


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("A: {$ref: '#so'}, B: {$anchor: so}", {("/components/schemas/A", "the reference #so leads nowhere")}),
        ("A: {$ref: '#/components/schemas/B', type: integer}, B: {type: string}", set()),
        (
            "A: {type: [string, 'null']}",
            {
                (
                    "/components/schemas/A/type",
                    "a list of types is expected only from version 3.1 on, so the type was not looked at",
                )
            },
        ),
    ],
)
def test_what_a_later_version_brought_does_not_hold_before(run: Run, write: Write, text: str, gaps: Any) -> None:
    path = write("openapi.yaml", f"{OLD}paths: {{}}\ncomponents: {{schemas: {{{text}}}}}\n")
    assert judged(run, path) == (2 if gaps else 0, gaps, set())


def test_what_stands_beside_a_reference_is_ignored_before_3_1(run: Run, write: Write) -> None:
    fields = "properties: {ma_tinh: {$ref: '#/components/schemas/B', type: integer}}"
    text = f"{OLD}paths: {{}}\ncomponents: {{schemas: {{A: {{{fields}}}, B: {{type: string}}}}}}\n"
    assert judged(run, write("openapi.yaml", text)) == (0, set(), set())


@pytest.mark.parametrize(
    ("reference", "reason"),
    [
        ("http://[", "is no address"),
        ("//a[/b", "leads"),
        ("#/components/schemas/L/0" + "9" * 5000, "leads nowhere"),
        ("#/x-list/01", "leads nowhere"),
        ("#/x-list/-", "leads nowhere"),
        ("#/x-list/٣", "leads nowhere"),
        ("urn:example:ho", "is a remote address"),
        ("khong-co.yaml", "there is no such file"),
    ],
)
def test_an_address_of_any_form_ends_nothing_but_what_lies_behind_it(
    run: Run, write: Write, reference: str, reason: str
) -> None:
    text = json.dumps({"A": {"properties": {"x": {"$ref": reference}, "ma_tinh": {"type": "integer"}}}})
    path = write("openapi.yaml", f"{OLD}x-list: [{{}}, {{}}]\npaths: {{}}\ncomponents: {{schemas: {text}}}\n")
    status, gaps, found = judged(run, path)
    assert status == 2
    assert [reason in told for _, told in gaps] == [True]
    assert found == {TEXT_NEEDED}


OBJECT = "an object is expected here, so nothing in it was looked at"
LIST = "a list is expected here, so nothing in it was looked at"
WRITTEN = "a text is expected here, so it was not looked at"


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("paths: {/a: null}", "/paths/~1a", OBJECT),
        ("paths: {/a: [x]}", "/paths/~1a", OBJECT),
        ("paths: null", "/paths", OBJECT),
        ("paths: {/a: {parameters: {a: b}}}", "/paths/~1a/parameters", LIST),
        ("paths: {/a: {parameters: [null]}}", "/paths/~1a/parameters/0", OBJECT),
        ("paths: {/a: {parameters: [{name: x}]}}", "/paths/~1a/parameters/0", WRITTEN),
        ("paths: {/a: {parameters: [{in: query, name: 5}]}}", "/paths/~1a/parameters/0/name", WRITTEN),
        ("paths: {/a: {get: {security: [], responses: [1]}}}", "/paths/~1a/get/responses", OBJECT),
        ("paths: {/a: {get: {security: [], requestBody: x}}}", "/paths/~1a/get/requestBody", OBJECT),
        ("paths: {/a: {get: {security: [], callbacks: {c: null}}}}", "/paths/~1a/get/callbacks/c", OBJECT),
        ("paths: {/a: {get: {security: [], servers: [x]}}}", "/paths/~1a/get/servers/0", OBJECT),
        ("paths: {/a: {get: {security: [], servers: [{url: 1}]}}}", "/paths/~1a/get/servers/0/url", WRITTEN),
        ("components: null", "/components", OBJECT),
        ("components: {schemas: []}", "/components/schemas", OBJECT),
        ("components: {schemas: {A: null}}", "/components/schemas/A", OBJECT),
        ("components: {schemas: {A: true}}", "/components/schemas/A", OBJECT),
        ("components: {schemas: {A: {properties: []}}}", "/components/schemas/A/properties", OBJECT),
        (
            "components: {schemas: {A: {properties: {ma_tinh: text}}}}",
            "/components/schemas/A/properties/ma_tinh",
            OBJECT,
        ),
        ("components: {schemas: {A: {allOf: {}}}}", "/components/schemas/A/allOf", LIST),
        ("components: {schemas: {A: {items: [{}]}}}", "/components/schemas/A/items", OBJECT),
        ("components: {schemas: {A: {type: 5}}}", "/components/schemas/A/type", WRITTEN),
        ("components: {schemas: {A: {$ref: null}}}", "/components/schemas/A/$ref", WRITTEN),
        ("components: {schemas: {A: {discriminator: t}}}", "/components/schemas/A/discriminator", OBJECT),
        (
            "components: {schemas: {A: {discriminator: {mapping: {a: 1}}}}}",
            "/components/schemas/A/discriminator/mapping/a",
            WRITTEN,
        ),
        ("components: {parameters: [1]}", "/components/parameters", OBJECT),
        ("components: {securitySchemes: {a: null}}", "/components/securitySchemes/a", OBJECT),
        ("components: {headers: {a: {content: {a/b: null}}}}", "/components/headers/a/content/a~1b", OBJECT),
        (
            "components: {parameters: {a: {in: query, name: b, examples: [1]}}}",
            "/components/parameters/a/examples",
            OBJECT,
        ),
    ],
)
def test_a_value_of_a_wrong_form_is_told_where_it_stands(
    run: Run, write: Write, text: str, place: str, reason: str
) -> None:
    rest = "" if text.startswith("paths") else "paths: {}\n"
    _, gaps, _ = judged(run, write("openapi.yaml", f"{OLD}{rest}{text}\n"))
    assert gaps == {(place, reason)}


def test_a_malformed_path_item_is_never_met_in_silence(run: Run, write: Write) -> None:
    result = run("check", write("openapi.yaml", OLD + "paths: {/a: null}\n"), "--format", "json")
    outcomes = {v["rule"]: v["outcome"] for v in json.loads(result.out)["subjects"][0]["verdicts"]}
    assert outcomes["openapi.operation_requires_security"] == "not_observed"
    assert outcomes["openapi.personal_identifier_stays_out_of_urls"] == "not_observed"


@pytest.mark.parametrize("version", ["swagger: '2.0'", "openapi: 3.0.3", "openapi: 3.1.0", "openapi: 3.2.0"])
def test_extensions_among_names_are_no_members(run: Run, write: Write, version: str) -> None:
    operation = "{x-a: 1, security: [{t: []}], responses: {x-b: [1], x-c: null, '200': {description: a, x-d: 1}}}"
    defined = (
        "securityDefinitions: {t: {type: basic}}"
        if "swagger" in version
        else ("components: {securitySchemes: {t: {type: http}}, callbacks: {c: {x-e: null, '{$url}': {post: {}}}}}")
    )
    head = f"{version}\ninfo: {{title: a, version: 1.0.0}}\n{defined}\n"
    text = f"{head}paths: {{x-f: 5, x-g: null, /a: {{get: {operation}}}}}\n"
    assert judged(run, write("openapi.yaml", text)) == (0, set(), set())


def test_names_in_maps_may_begin_like_extensions(run: Run, write: Write) -> None:
    text = f"{OLD}paths: {{}}\ncomponents: {{schemas: {{x-ho: {NUMBER}}}}}\n"
    assert judged(run, write("openapi.yaml", text)) == (0, set(), {TEXT_NEEDED})


def test_an_operation_behind_a_reference_is_told_and_looked_at(run: Run, write: Write) -> None:
    write("p.yaml", "parameters: [{name: so_cccd, in: query}]\nsecurity: []\n")
    status, gaps, found = judged(run, write("openapi.yaml", OLD + "paths: {/ho: {get: {$ref: p.yaml}}}\n"))
    assert status == 2
    assert gaps == {("/paths/~1ho/get", "an operation cannot be a reference, so other programs may find none here")}
    assert "personal_identifier_stays_out_of_urls" in {rule for rule, _ in found}


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("{operationId: lay}", None),
        ("{operationId: khac}", "the link names the operation khac, which the document does not have"),
        ("{operationRef: '#/paths/~1a/get'}", None),
        ("{operationRef: '#/paths/~1b/get'}", "the reference #/paths/~1b/get leads nowhere"),
        ("{operationRef: 'https://b.example/o.yaml#/paths/~1b/get'}", None),
    ],
)
def test_links_lead_to_operations(run: Run, write: Write, link: str, reason: str | None) -> None:
    path = "paths: {/a: {get: {operationId: lay, x-sharing-form: open}}}"
    _, gaps, _ = judged(run, write("openapi.yaml", f"{OLD}{path}\ncomponents: {{links: {{l: {link}}}}}\n"))
    assert {told for _, told in gaps} == ({reason} if reason else set())


@pytest.mark.parametrize(
    ("version", "name", "is_defined"),
    [
        (NEWEST, "p.yaml#/s", True),
        (NEWEST, "p.yaml#/x", False),
        (NEWEST, "#/info", False),
        (NEWEST, "''", False),
        (NEW, "p.yaml#/s", False),
        (OLD, "#/components/securitySchemes/t", False),
        (OLD, "t", True),
    ],
)
def test_a_requirement_names_a_scheme_and_its_address_in_3_2_alone(
    run: Run, write: Write, version: str, name: str, is_defined: bool
) -> None:
    write("p.yaml", "s: {type: http, scheme: bearer}\nx: {a: 1}\n")
    quoted = name if name == "''" else f"'{name}'"
    text = f"paths: {{/a: {{get: {{security: [{{{quoted}: []}}]}}}}}}\n"
    text += "components: {securitySchemes: {t: {type: http}}}\n"
    _, gaps, found = judged(run, write("openapi.yaml", version + text))
    assert (gaps, bool(found)) == (set(), not is_defined)


def test_a_scheme_that_was_not_fetched_is_no_breach(run: Run, write: Write) -> None:
    text = "paths: {/a: {get: {security: [{'https://b.example/o.yaml#/s': []}]}}}\n"
    status, gaps, found = judged(run, write("openapi.yaml", NEWEST + text))
    assert (status, found, len(gaps)) == (2, set(), 1)


def broken(run: Run, path: Path) -> set[str]:
    result = run("check", path, "--format", "json", "--select", "openapi.references_resolve")
    (subject,) = json.loads(result.out)["subjects"]
    return {each["message"] for verdict in subject["verdicts"] for each in verdict["violations"]}


def test_a_name_with_its_marks_apart_is_that_of_the_same_file(run: Run, write: Write, tmp_path: Path) -> None:
    (tmp_path / normalize("NFD", "lược đồ")).mkdir()
    (tmp_path / normalize("NFD", "lược đồ") / normalize("NFD", "hộ.yaml")).write_text("{type: string}\n", "utf-8")
    references = "{A: {$ref: 'lược đồ/hộ.yaml'}, B: {$ref: 'l%C6%B0%E1%BB%A3c%20%C4%91%E1%BB%93/h%E1%BB%99.yaml'}}"
    assert broken(run, write("openapi.yaml", OLD + f"paths: {{}}\ncomponents: {{schemas: {references}}}\n")) == set()
    other = write("other.yaml", OLD + "paths: {}\ncomponents: {schemas: {A: {$ref: 'lược đồ/hồ.yaml'}}}\n")
    assert broken(run, other) == {
        "the reference lược đồ/hồ.yaml leads to a file that was not delivered with the document"
    }


def test_what_cannot_be_seen_in_a_reference_is_shown(run: Run, write: Write) -> None:
    write("chung.yaml", "{type: string}\n")
    references = (
        r"""{A: {$ref: ' chung.yaml'}, B: {$ref: "chung.yaml\u200b"}, C: {$ref: ''}, D: {$ref: 'x\chung.yaml'}}"""
    )
    assert broken(run, write("openapi.yaml", OLD + f"paths: {{}}\ncomponents: {{schemas: {references}}}\n")) == {
        'the reference " chung.yaml" leads to a file that was not delivered with the document',
        r"the reference chung.yaml\u200b leads to a file that was not delivered with the document",
        'the reference "" leads to OpenAPI Object; expected is: Schema Object',
        r"the reference x\chung.yaml has \ between folders; addresses have /",
    }


@pytest.mark.parametrize("is_absolute", [False, True])
def test_a_file_that_cannot_be_read_is_not_told_as_missing(run: Run, write: Write, is_absolute: bool) -> None:
    write("hong.yaml", "type: [\n")
    path = write(
        "openapi.yaml", OLD + "paths: {}\ncomponents: {schemas: {A: {$ref: hong.yaml}, B: {$ref: khong.yaml}}}\n"
    )
    assert broken(run, path.absolute() if is_absolute else Path(path.name)) == {
        "the reference khong.yaml leads to a file that was not delivered with the document"
    }
