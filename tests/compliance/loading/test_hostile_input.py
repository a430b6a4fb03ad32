"""Nothing read from outside is trusted: each trick is refused with a clear error and exit bit 2, never a traceback."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from compliance.loading.documents import load_document
from compliance.loading.limits import Limits
from compliance.loading.reader import MemoryReader
from compliance.rules import all_rules

Run = Callable[..., object]
Write = Callable[[str, str | bytes], Path]
HEAD = "openapi: 3.1.0\ninfo: {title: t, version: 1.0.0}\npaths: {}\n"


def gaps(out: str) -> str:
    return " ".join(
        message for subject in json.loads(out)["subjects"] for gap in subject["gaps"] for message in [gap["reason"]]
    )


def violations(out: str, rule: str) -> list[dict[str, Any]]:
    verdicts = json.loads(out)["subjects"][0]["verdicts"]
    return next(verdict["violations"] for verdict in verdicts if verdict["rule"] == rule)


def outcomes(out: str) -> dict[str, str]:
    return {verdict["rule"]: verdict["outcome"] for verdict in json.loads(out)["subjects"][0]["verdicts"]}


def bomb(levels: int) -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, levels)]
    return HEAD + "\n".join(f"x-{line}" for line in lines) + "\n"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("alias-bomb.yaml", bomb(9), "aliases expand it to more than"),
        ("alias-loop.yaml", HEAD + "x-a: &a {again: *a}\n", "the alias *a stands inside"),
        ("deep.yaml", HEAD + "x-a: " + "[" * 600 + "]" * 600 + "\n", "nested more than 500 levels deep"),
        (
            "deep.json",
            '{"openapi": "3.1.0", "x-a": ' + "[" * 5000 + "]" * 5000 + "}",
            "nested more than 500 levels deep",
        ),
        (
            "deep-aliases.yaml",
            HEAD + "x-0: &a0 {}\n" + "".join(f"x-{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 600)),
            "nested more than 500 levels deep",
        ),
    ],
)
def test_a_bomb_is_refused(run: Run, write: Write, name: str, content: str, said: str) -> None:
    result = run("check", write(name, content), "--format", "json")
    assert result.status == 2
    assert said in gaps(result.out)
    assert set(outcomes(result.out).values()) == {"not_observed"}
    assert "Traceback" not in result.err


def test_an_oversized_file_is_refused(run: Run, write: Write, tmp_path: Path) -> None:
    path = write("large.yaml", HEAD)
    with (tmp_path / path).open("r+b") as stream:
        stream.truncate(65 * 1024 * 1024)
    result = run("check", path)
    assert result.status == 2
    assert "at most 67108864 are read" in " ".join(result.out.split())


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("../secret.yaml#/a", "leads outside the folder"),
        ("/etc/passwd", "leads outside the folder"),
        ("file:///etc/passwd", "is a remote address, and fetching was not allowed"),
        ("https://hub.example/schemas.yaml#/a", "is a remote address, and fetching was not allowed"),
        ("missing.yaml#/a", "there is no such file: specs/missing.yaml"),
        ("#/components/schemas/Nowhere", "leads nowhere"),
        ("link.yaml#/a", "leads outside the folder"),
    ],
)
def test_a_reference_that_may_not_be_followed_is_told(
    run: Run, write: Write, tmp_path: Path, reference: str, said: str
) -> None:
    write("secret.yaml", "a: {type: integer}\n")
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs" / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    path = write("specs/openapi.yaml", HEAD + f"components: {{schemas: {{A: {{$ref: '{reference}'}}}}}}\n")
    result = run("check", path, "--root", "specs", "--format", "json")
    assert result.status == 2
    assert said in gaps(result.out)
    assert outcomes(result.out)["openapi.document_parses"] == "met"
    assert outcomes(result.out)["openapi.identifiers_are_text"] == "not_observed"
    # because of what may lie elsewhere nobody knows that it is not there
    is_missing = reference in {"missing.yaml#/a", "/etc/passwd", "file:///etc/passwd", "#/components/schemas/Nowhere"}
    assert (outcomes(result.out)["openapi.references_resolve"] == "breached") is is_missing


def test_references_in_circles_are_ordinary(run: Run, write: Write) -> None:
    path = write(
        "openapi.yaml",
        """\
        openapi: 3.1.0
        info: {title: t, version: 1.0.0}
        paths: {}
        components:
          schemas:
            Node: {properties: {next: {$ref: '#/components/schemas/Node'}, other: {$ref: 'b.yaml#/Back'}}}
        """,
    )
    write("b.yaml", "Back: {properties: {again: {$ref: 'openapi.yaml#/components/schemas/Node'}}}\n")
    assert run("check", path).status == 0


def test_references_that_only_refer_to_one_another_are_told(run: Run, write: Write) -> None:
    schemas = "components: {schemas: {A: {$ref: '#/components/schemas/B'}, B: {$ref: '#/components/schemas/A'}}}\n"
    result = run("check", write("openapi.yaml", HEAD + schemas), "--format", "json")
    assert result.status == 2
    assert "leads nowhere" in gaps(result.out)


@pytest.mark.long
def test_many_references_to_one_another_do_not_multiply(run: Run, write: Write) -> None:
    names = ["ma_tinh", *(f"p{m}" for m in range(20))]
    schemas = {
        f"S{n}": {"properties": {name: {"$ref": f"#/components/schemas/S{n + 1}"} for name in names}} for n in range(60)
    }
    schemas["S60"] = {"type": "object"}
    document = {"openapi": "3.1.0", "info": {"version": "1.0.0"}, "paths": {}, "components": {"schemas": schemas}}
    result = run("check", write("openapi.json", json.dumps(document)), "--format", "json")
    assert result.status == 0
    verdicts = {verdict["rule"]: verdict["subjects"] for verdict in json.loads(result.out)["subjects"][0]["verdicts"]}
    assert verdicts["openapi.identifiers_are_text"] == 60


@pytest.mark.parametrize(
    "content",
    [
        "openapi: 3.1.0\npaths: 5\ninfo: []\ncomponents: x\n",
        "openapi: 3.1.0\npaths: {/a: {get: [], parameters: {}, post: {parameters: [1, {name: 3}], responses: 7}}}\n",
        "openapi: 3.1.0\nservers: [1, {url: 5}]\nsecurity: {a: b}\npaths: {/a: {get: {security: 5}}}\n",
        "swagger: '2.0'\nhost: 5\nschemes: 3\ndefinitions: {A: 1, B: {properties: [1]}}\n",
        "openapi: 3.1.0\ncomponents: {schemas: {A: {properties: {citizen_id: 5, phone: {type: {a: b}}}}}}\n",
        "openapi: [3.1.0]\n",
        "openapi: 3.1.0\nwebhooks: {a: {$ref: 5}}\npaths: {/a: {$ref: '#/paths/~1a'}}\n",
    ],
)
def test_nonsense_where_something_else_belongs_does_not_crash(run: Run, write: Write, content: str) -> None:
    result = run("check", write("openapi.yaml", content), "--format", "json")
    assert "error" not in outcomes(result.out).values()
    assert "internal error" not in result.err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("openapi: 4.0.0\npaths: {}\n", "version 4.0.0 was found"),
        ("openapi: 3\npaths: {}\n", "version 3 was found"),
        ("swagger: {a: 1}\npaths: {}\n", "version ? was found"),
        ("title: nothing\n", "this is neither OpenAPI document nor record: at its top stands title; a document has"),
        ("", "this holds nothing that could be judged"),
        ("- a\n- b\n", "this is a list without a record in it"),
    ],
)
def test_what_is_no_document_is_told(run: Run, write: Write, content: str, said: str) -> None:
    result = run("check", write("openapi.yaml", content), "--format", "json")
    assert result.status == 2
    assert said in gaps(result.out)


def test_a_file_that_does_not_parse_breaches_one_rule_and_leaves_the_others_unobserved(run: Run, write: Write) -> None:
    result = run("check", write("openapi.yaml", "openapi: 3.1.0\npaths: [\n"), "--format", "json")
    assert result.status == 2
    found = outcomes(result.out)
    assert found.pop("openapi.document_parses") == "breached"
    of_text = {rule.id for rule in all_rules() if rule.kind.name == "SourceText"}
    assert {outcome for rule, outcome in found.items() if rule not in of_text} == {"not_observed"}
    location = violations(result.out, "openapi.document_parses")[0]["location"]
    assert (location["line"], location["column"]) == (3, 1)


@pytest.mark.parametrize(
    "text",
    [
        "paths: {$ref: 'p.yaml'}\n",
        "paths: {/a: {$ref: 'p.yaml#/~1b', post: {security: [{t: []}]}}}\n",
        "paths: {/a: {$ref: '#/x-items/a', get: {}}}\nx-items: {a: {}}\n",
        "components: {pathItems: {a: {get: {}}}}\npaths: {/a: {$ref: '#/components/pathItems/a'}}\n",
    ],
)
def test_operations_are_found_wherever_references_put_them(run: Run, write: Write, text: str) -> None:
    write("p.yaml", "/b: {get: {}}\n")
    head = "openapi: 3.1.0\ninfo: {version: 1.0.0}\n"
    result = run("check", write("openapi.yaml", head + text), "--format", "json")
    verdict = next(
        v
        for v in json.loads(result.out)["subjects"][0]["verdicts"]
        if v["rule"] == "openapi.operation_requires_security"
    )
    assert verdict["outcome"] == "breached"


def test_a_component_named_like_a_keyword_is_looked_into(run: Run, write: Write) -> None:
    text = HEAD + "components: {parameters: {example: {$ref: 'nowhere.yaml#/a'}}}\n"
    result = run("check", write("openapi.yaml", text), "--format", "json")
    assert result.status == 2
    assert "there is no such file: nowhere.yaml" in gaps(result.out)


def test_references_in_extensions_and_texts_refer_to_nothing(run: Run, write: Write) -> None:
    text = HEAD + "x-note: {$ref: nowhere.yaml}\ncomponents: {schemas: {A: {description: {$ref: intro.md}}}}\n"
    assert run("check", write("openapi.yaml", text)).status == 0


@pytest.mark.parametrize(
    "text", ["paths: []\n", "paths: {/a: {get: null}}\n", "paths: {/a: {put: x}}\n", "paths: {/a: 5}\n"]
)
def test_what_has_the_wrong_form_is_not_passed_over_in_silence(run: Run, write: Write, text: str) -> None:
    result = run("check", write("openapi.yaml", "openapi: 3.1.0\ninfo: {version: 1.0.0}\n" + text), "--format", "json")
    found = outcomes(result.out)
    assert found["openapi.operation_requires_security"] == "not_observed" or text == "paths: {/a: 5}\n"


@pytest.mark.long
def test_a_chain_of_headers_is_followed_to_its_end(run: Run, write: Write) -> None:
    links = 1200
    encoded = "{content: {multipart/mixed: {encoding: {a: {headers: {X: {$ref: '#/components/headers/hNEXT'}}}}}}}"
    headers = {f"h{n}": encoded.replace("NEXT", str(n + 1)) for n in range(links)}
    headers[f"h{links}"] = "{schema: {properties: {ma_tinh: {type: integer}}}}"
    listed = "".join(f"    {name}: {header}\n" for name, header in headers.items())
    result = run("check", write("openapi.yaml", f"{HEAD}components:\n  headers:\n{listed}"), "--format", "json")
    assert outcomes(result.out)["openapi.identifiers_are_text"] == "breached"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("paths: {/a: {get: {$ref: 'p.yaml#/get'}}}\n", "p.yaml#/get"),
        ("servers: {$ref: 'p.yaml#/servers'}\npaths: {}\n", "p.yaml#/servers/0"),
        ("servers: [{$ref: 'p.yaml#/servers/0'}]\npaths: {}\n", "p.yaml#/servers/0"),
    ],
)
def test_what_a_reference_brings_is_judged_where_it_stands(run: Run, write: Write, text: str, place: str) -> None:
    write("p.yaml", "get: {security: []}\nservers: [{url: /v2}]\n")
    path = write("openapi.yaml", "openapi: 3.1.0\ninfo: {version: 1.0.0}\n" + text)
    rules = "openapi.operation_requires_security,openapi.version_is_semantic"
    verdicts = json.loads(run("check", path, "--format", "json", "--select", rules).out)["subjects"][0]["verdicts"]
    found = [violation["location"] for verdict in verdicts for violation in verdict["violations"]]
    assert f"{found[0]['uri']}#{found[0]['pointer']}" == place


@pytest.mark.parametrize(
    ("text", "pointer"),
    [
        ("info: {$ref: 'nowhere.yaml'}\n", "/info/$ref"),
        ("components: {links: {a: {$ref: 'nowhere.yaml'}}}\n", "/components/links/a/$ref"),
        (
            "components: {responses: {a: {links: {b: {$ref: 'nowhere.yaml'}}}}}\n",
            "/components/responses/a/links/b/$ref",
        ),
        (
            "components: {schemas: {A: {not: {$ref: 'nowhere.yaml#/a'}, if: {$ref: 'nowhere.yaml#/b'}}}}\n",
            "/components/schemas/A/if/$ref",
        ),
    ],
)
def test_a_file_that_is_not_there_is_told_once_at_its_reference(
    run: Run, write: Write, text: str, pointer: str
) -> None:
    result = run("check", write("openapi.yaml", "openapi: 3.1.0\npaths: {}\n" + text), "--format", "json")
    (gap,) = [gap for gap in json.loads(result.out)["subjects"][0]["gaps"] if "nowhere" in gap["reason"]]
    assert gap == {**gap, "reason": "there is no such file: nowhere.yaml", "place": f"openapi.yaml#{pointer}"}


def test_what_no_reference_leads_to_is_no_part_of_the_document(run: Run, write: Write) -> None:
    write("shared.yaml", "A: {type: string}\nB: {$ref: 'nowhere.yaml'}\n")
    text = HEAD + "components: {schemas: {A: {$ref: 'shared.yaml#/A'}}}\n"
    assert run("check", write("openapi.yaml", text)).status == 0


def test_more_files_than_are_read_are_told_once() -> None:
    names = [f"f{n}.yaml" for n in range(9)]
    schemas = ", ".join(f"S{name[1]}: {{$ref: {name}}}" for name in names)
    content = (HEAD + f"components: {{schemas: {{{schemas}}}}}\n").encode()
    files = {"openapi.yaml": content} | dict.fromkeys(names[:-1], b"type: string\n")
    loaded = load_document("openapi.yaml", MemoryReader(files), limits=Limits(files=5))
    assert [str(gap.message) for gap in loaded.gaps] == ["more than 5 files are referred to"]
    assert len(loaded.sources) == 5


@pytest.mark.long
def test_a_chain_of_callbacks_is_followed_to_its_end(run: Run, write: Write) -> None:
    links = 1200
    items = {
        f"i{n}": {"post": {"security": [{}], "callbacks": {"c": {"x": {"$ref": f"#/components/pathItems/i{n + 1}"}}}}}
        for n in range(links)
    }
    items[f"i{links}"] = {"post": {"parameters": [{"name": "sdt", "in": "query"}]}}
    document = {
        "openapi": "3.1.0",
        "info": {"version": "1.0.0"},
        "paths": {"/a": {"$ref": "#/components/pathItems/i0"}},
    }
    text = json.dumps(document | {"components": {"pathItems": items}})
    result = run("check", write("openapi.json", text), "--format", "json")
    assert outcomes(result.out)["openapi.personal_identifier_stays_out_of_urls"] == "breached"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("half.json", '{"openapi": "3.1.0", "info": {"version": "1.0.0"}, "paths": {"/\\ud800": {"get": {}}}}'),
        ("long.json", '{"openapi": "3.1.0", "info": {"version": "1.0.0"}, "paths": {}, "x-a": ' + "9" * 5000 + "}"),
        ("hex.yaml", "openapi: 0x" + "F" * 3990 + "\n"),
        ("version.yaml", "openapi: 3.1.0\ninfo: {version: 1.0.0}\nservers: [{url: /v" + "1" * 5000 + "}]\npaths: {}\n"),
        ("key.yaml", HEAD + "x-a: &a [1, 2]\nx-b: {*a : 1}\n"),
        ("blank.yaml", ""),
    ],
)
def test_no_text_makes_the_checker_crash(run: Run, write: Write, name: str, content: str) -> None:
    path = write(name, content)
    for form in ("text", "html", "json"):
        result = run("check", path, "--format", form)
        assert result.status in {0, 2}
        assert "internal error" not in result.err
    assert "error" not in outcomes(result.out).values()


def test_many_duplicate_keys_are_counted_and_not_all_listed(run: Run, write: Write) -> None:
    result = run("check", write("openapi.yaml", HEAD + "x-a: {a: 1" + ", a: 2" * 5000 + "}\n"), "--format", "json")
    found = violations(result.out, "openapi.document_parses")
    assert len(found) == 101
    assert "4900 more faults of this kind" in {violation["message"] for violation in found}
