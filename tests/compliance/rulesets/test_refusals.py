"""What a ruleset may not say: every fault is told with its line, and nothing is passed over."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tools.rulesets import DOCUMENT

Run = Callable[..., Any]
Write = Callable[[str, str | bytes], Path]
THEN = "then: {function: truthy}"


def rule(text: str) -> str:
    return f"rules:\n  r: {{{text}}}\n"


CASES = [
    ("- a\n", "spectral.yaml:1:1: a list was found, a mapping with `rules` or `extends` is expected"),
    ("description: x\n", "there are neither `rules` nor `extends`"),
    ("rule: {}\n", "spectral.yaml:1:1: there is no rule; did you mean rules?"),
    ("rules: [a]\n", "a list was found, a mapping of rules is expected"),
    ("rules: {a: off}\n", "the rule a is changed here, and no ruleset that is extended has it"),
    ("rules: {a: loud}\n", "loud is no level; known: error, warn, info, hint, off, 0 to 3"),
    ("rules: {a: 7}\n", "7 is no level"),
    (rule("given: $, thn: {}"), "there is no thn; did you mean then?"),
    (rule(THEN), "the rule r has no `given`"),
    (rule("given: $"), "the rule r has no `then`"),
    (rule(f"given: info, {THEN}"), "the path info begins neither with $ nor with # and the name of an alias"),
    (rule(f"given: '#Info', {THEN}"), "the path #Info begins with the alias Info, which is not there; known: -"),
    (rule(f"given: '$.a[', {THEN}"), "[ is not understood in the path $.a["),
    (rule(f"given: '$.a[?(@.b ===)]', {THEN}"), ") is not understood in (@.b ===)"),
    (rule(f"given: '$.a[?(process.exit())]', {THEN}"), "process.exit()) is not understood"),
    (rule(f"given: '$.a[?(@.b.replace(1,2))]', {THEN}"), "the method replace in (@.b.replace(1,2)) is not supported"),
    (rule(f"given: '$.a[?(@.b.some(x => x))]', {THEN}"), "the method some"),
    (rule(f"given: '$.a[?(@.b = 1)]', {THEN}"), "= is not understood"),
    (rule(f"given: '$.a[?({'(' * 60}1{')' * 60})]', {THEN}"), "nested more than 40 levels deep"),
    (rule("given: $, then: {field: a}"), "no `function` is named; known: "),
    (rule("given: $, then: {function: trythy}"), "there is no trythy; did you mean truthy?"),
    (rule("given: $, then: {function: asyncApi2DocumentSchema}"), "belongs to the own rules of Spectral"),
    (rule("given: $, then: {function: truthy, functionOptions: {a: 1}}"), "the function truthy takes no options"),
    (rule("given: $, then: {function: length}"), "the options of the function length are not understood: min, max"),
    (rule("given: $, then: {function: length, functionOptions: {least: 1}}"), "not understood: least"),
    (rule("given: $, then: {function: casing, functionOptions: {type: title}}"), "not understood: type"),
    (
        rule("given: $, then: {function: pattern, functionOptions: {match: '('}}"),
        "the regular expression /(/ is not understood",
    ),
    (
        rule("given: $, then: {function: pattern, functionOptions: {match: /a/q}}"),
        "has the flag q, which is not supported",
    ),
    (rule("given: $, then: {function: schema, functionOptions: {schema: {type: 1}}}"), "the schema cannot be used"),
    (rule(f"given: $, message: '{{{{eror}}}}', {THEN}"), "the message names eror; known: error, property, path"),
    (
        rule(f"given: $, formats: [asyncapi2], {THEN}"),
        "documents of the format asyncapi2 are not judged here; known: oas2",
    ),
    (rule(f"given: $, resolved: maybe, {THEN}"), "maybe was found, true or false is expected"),
    ("formats: [json-schema]\nrules: {}\n", "documents of the format json-schema are not judged here"),
    ("functions: [mine]\nrules: {}\n", "functions brings functions in JavaScript, which are not run"),
    ("functionsDir: ./f\nrules: {}\n", "functionsDir brings functions in JavaScript, which are not run"),
    ("extends: spectral:asyncapi\n", "spectral:asyncapi is for other documents than OpenAPI"),
    ("extends: https://rules.example/a.yaml\n", "is a remote address; keep the file beside this one"),
    (
        "extends: '@example/rules'\n",
        "is no file of YAML or JSON; packages and rulesets in JavaScript are not supported",
    ),
    ("extends: ./rules.js\n", "./rules.js is no file of YAML or JSON"),
    ("extends: missing.yaml\n", "there is no such file: missing.yaml"),
    ("extends: spectral.yaml\n", "spectral.yaml extends itself"),
    ("extends: [[spectral:oas, some]]\n", "some was found, one of all, recommended, off is expected"),
    ("extends: broken.yaml\n", "broken.yaml:1:"),
    ("aliases: {A: ['#B'], B: ['#A']}\n" + rule(f"given: '#A', {THEN}"), "the alias A stands for itself: A → B → A"),
    ("aliases: {A: 3}\nrules: {}\n", "3 was found, a path is expected"),
    ("rules: {}\noverrides: [{rules: {}}]\n", "nothing was found, a list of globs is expected"),
    (
        "rules: {}\noverrides: [{files: ['*#/a'], rules: {r: {given: $, " + THEN + "}}}]\n",
        "only levels of rules can be changed",
    ),
    ("rules: {}\nparserOptions: {duplicate: off}\n", "there is no duplicate; did you mean duplicateKeys?"),
    ("rules: {a: off, a: warn}\n", "spectral.yaml:1:"),
    ("rules: {\n", "spectral.yaml:"),
]


@pytest.mark.parametrize(("ruleset", "said"), CASES)
def test_a_fault_is_told_with_its_place(run: Run, write: Write, ruleset: str, said: str) -> None:
    write("openapi.yaml", DOCUMENT)
    write("broken.yaml", "rules: 3\n")
    write("spectral.yaml", ruleset)
    result = run("check", "openapi.yaml", "--ruleset", "spectral.yaml")
    assert (result.status, result.out) == (2, "")
    assert said in result.err
    assert result.err.startswith(("compliance: spectral.yaml:", "compliance: broken.yaml:"))


def test_all_faults_are_told_at_once(run: Run, write: Write) -> None:
    write("openapi.yaml", DOCUMENT)
    write(
        "spectral.yaml", 'rules:\n  a: {given: x, then: {function: truthy}}\n  b: loud\n  c: {given: "$.[", then: {}}\n'
    )
    result = run("check", "openapi.yaml", "--ruleset", "spectral.yaml", "--lang", "vi")
    assert [line.split(": ")[1] for line in result.err.splitlines()] == [
        "spectral.yaml:2:7", "spectral.yaml:3:3", "spectral.yaml:4:7", "spectral.yaml:4:21",
    ]  # fmt: skip


def test_a_file_that_is_not_there_is_bad_usage(run: Run, write: Write) -> None:
    write("openapi.yaml", DOCUMENT)
    result = run("check", "openapi.yaml", "--ruleset", "nowhere.yaml")
    assert (result.status, result.out) == (64, "")
    assert "there is no such file: nowhere.yaml" in result.err


@pytest.mark.parametrize("times", [1, 2])
def test_rulesets_that_extend_each_other_over_and_over_are_too_many(run: Run, write: Write, times: int) -> None:
    write("openapi.yaml", DOCUMENT)
    for number in range(30):
        write(f"r{number}.yaml", "extends:\n" + f"- r{number + 1}.yaml\n" * times)
    write("r30.yaml", "rules: {}\n")
    result = run("check", "openapi.yaml", "--ruleset", "r0.yaml")
    is_told = "`extends` leads to more than 1000 files, each counted as often as it is extended" in result.err
    assert (is_told, result.status == 2) == (times == 2, times == 2)


def test_rulesets_and_aliases_in_a_long_chain_are_too_many(run: Run, write: Write) -> None:
    write("openapi.yaml", DOCUMENT)
    for number in range(300):
        write(f"r{number}.yaml", f"extends: r{number + 1}.yaml\n")
    write("r300.yaml", "rules: {}\n")
    assert "`extends` leads to more than 50 files" in run("check", "openapi.yaml", "--ruleset", "r0.yaml").err
    chain = "".join(f"  A{number}: ['#A{number + 1}']\n" for number in range(3_000))
    write("spectral.yaml", f"aliases:\n{chain}  A3000: [$]\n" + rule(f"given: '#A0', {THEN}"))
    result = run("check", "openapi.yaml", "--ruleset", "spectral.yaml")
    assert (result.status, "the path #A0 stands for more than 2000 paths" in result.err) == (2, True)
