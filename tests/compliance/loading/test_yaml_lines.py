"""What is read line by line comes out as libyaml's events give it, or is left to them."""

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
import yaml

from compliance.loading.errors import Refused
from compliance.loading.limits import DEFAULT_LIMITS, Limits
from compliance.loading.syntax.parse import parse
from compliance.loading.syntax.yaml import YamlTree
from compliance.loading.syntax.yaml_layout import YamlLayout
from compliance.loading.syntax.yaml_lines import Irregular, LineTree
from compliance.model.location import escape
from tools.properties import given, st

NAMES = ("a", "b c", "/p/{id}", "$ref", "k:l", "'200'", '"q"', "on", "2020-01-01", "1.0", "tên")
VALUES = (
    "a",
    "b c",
    "'q'",
    "'it''s'",
    '"d"',
    "12",
    "",
    "é ü",
    "x:y",
    "a#b",
    "-1",
    "null",
    "1.0",
    "# c",
    "[]",
    "{}",
    '"a \\"b\\" \\n"',
)
RARE = (
    *("x: y", "[a, {b: c}]", "{a: [1]}", "|", "|-", ">", "|2", "yes", "2020-01-01", "'open", "it's'", '"open', '"\\n"'),
    *(
        "a # c",
        "- a",
        "&a",
        "&a b",
        '"a\\',
        '"\\x41b\\u00e9c\\U0001F600d"',
        '"\\ud83d"',
        '"a \\',
        "*a",
        "!!str 1",
        "'a': b",
        "\u00a0",
        "a\tb",
        "\u2028",
        "\x85x",
        "a:",
        "::/0",
        "?",
        "%",
        "`",
    ),
)
GOING_ON = ("more", '\\ b"', "b\\", "it's", "end'", 'end"', "- x", "# c", "x: y", "", "on", "---", "2020-01-01")
ODD = " \n:'\"-#\ta\r&"


class Texts:
    """Random texts in block style, most of them well formed; numbered keys keep them from being given twice."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.keys = 0

    def text(self) -> str:
        text = self.node(-1, 0).lstrip("\n") + self.random.choice(["\n", "", "\n\n"])
        if self.random.random() < 0.2:
            at = self.random.randrange(len(text) + 1)
            text = text[:at] + self.random.choice(ODD) + text[at + self.random.choice([0, 1]) :]
        return text

    def node(self, column: int, depth: int) -> str:
        choice = self.random.random()
        if depth > 4 or choice < (0.45 if depth else 0.05):
            return self.scalar(column)
        if choice < 0.75:
            return self.mapping(column + self.random.choice([1, 2, 2, 4]), depth)
        return self.items(column + self.random.choice([0, 2, 2] if column >= 0 else [1]), depth)

    def scalar(self, column: int) -> str:
        value = self.random.choice(RARE if self.random.random() < 0.05 else VALUES)
        lines = self.random.randint(1, 3) if self.random.random() < 0.08 else 0
        spaces = [" " * (column + self.random.randint(1, 3)) for _ in range(lines)]
        return f" {value}" + "".join(f"\n{space}{self.random.choice(GOING_ON)}" for space in spaces)

    def mapping(self, column: int, depth: int) -> str:
        return "".join(
            f"{self.gap()}{' ' * column}{self.member(column, depth)}" for _ in range(self.random.randint(1, 3))
        )

    def items(self, column: int, depth: int) -> str:
        return "".join(
            f"{self.gap()}{' ' * column}-{self.item(column, depth)}" for _ in range(self.random.randint(1, 3))
        )

    def item(self, column: int, depth: int) -> str:
        if self.random.random() < 0.5:
            return self.node(column, depth + 1)
        wide = self.random.choice([1, 1, 3])
        inner = column + 1 + wide
        members = [self.member(inner, depth) for _ in range(self.random.randint(1, 3))]
        return " " * wide + f"\n{' ' * inner}".join(members)

    def member(self, column: int, depth: int) -> str:
        self.keys += 1
        name = self.random.choice(NAMES) if self.random.random() < 0.2 else f"k{self.keys}"
        return f"{name}:{self.node(column, depth + 1)}"

    def gap(self) -> str:
        return self.random.choice(["\n"] * 6 + ["\n\n", "\n  # c\n", "\n  \n"])


def pointers(value: Any, pointer: str = "") -> Iterator[str]:
    yield pointer
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, member in members:
        yield from pointers(member, f"{pointer}/{escape(str(key))}")


def is_read_alike(text: str, limits: Limits = DEFAULT_LIMITS) -> bool:
    """Hold both readers to the same; return whether the lines were enough."""
    layout, other = YamlLayout(text.encode()), YamlLayout(text.encode())
    lines, events = LineTree(limits, layout), YamlTree("x.yaml", limits, other)
    try:
        tree = lines.build(text)
    except Irregular:
        return False
    assert repr(events.build(text)) == repr(tree)  # because 1 and True are equal, and so are orders of keys
    assert (lines.scalars, lines.scalar_count) == (events.scalars, events.scalar_count)
    assert not events.defects
    for pointer in pointers(tree):
        assert layout.position(pointer) == other.position(pointer), pointer
    return True


@given(st.randoms(use_true_random=False))
def test_texts_in_block_style_are_read_as_libyaml_reads_them(random: Random) -> None:
    for _ in range(4):
        is_read_alike(Texts(random).text(), Limits(depth=random.choice([3, 6, 500])))


@given(st.randoms(use_true_random=False))
def test_texts_with_the_line_breaks_of_windows_are_read_as_libyaml_reads_them(random: Random) -> None:
    for share in (1.0, 1.0, 0.5):  # because an editor may leave some of the others
        breaks = (line + ("\r\n" if random.random() < share else "\n") for line in Texts(random).text().split("\n"))
        is_read_alike("".join(breaks))


BEFORE_BLOCKS = ("a: ", "a:\n  ", "a:\n  b: ", "a:\n- ", "a:\n  - c: 1\n    b: ", "- ")
HEADERS = ("", "", "-", "+", "1", "2", "3", "2-", "+2", "10", "0", " # c", "# c", " x")
WRITTEN = ("text", "text", "a b", "# c", "", "", "- x", "k: v", "  ", "é", "\u00a0z", "x\ty", "x ", "'")
BEHIND_BLOCKS = ("", "\n", "\n\n", "\nz: 1\n", "\n  z: 1\n")


@given(st.randoms(use_true_random=False))
def test_block_scalars_are_read_as_libyaml_reads_them(random: Random) -> None:
    for _ in range(4):
        head = random.choice(BEFORE_BLOCKS) + random.choice("|>") + random.choice(HEADERS)
        spaces = (" " * random.choice((0, 1, 2, 3, 4, 4, 4, 4, 5, 6, 8)) for _ in range(random.randint(0, 6)))
        lines = (space + random.choice(WRITTEN) for space in spaces)
        is_read_alike("\n".join((head, *lines)) + random.choice(BEHIND_BLOCKS))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("a: |\n  \tcode\n  more\n", "\tcode\nmore\n"),
        ("a: |-\n\n  \t\n  code\n", "\n\t\ncode"),
        ("a: >\n  \tcode\n  more\n  text\n", "\tcode\nmore text\n"),
        ("a: |1\n \tcode\n", "\tcode\n"),
    ],
)
def test_a_block_scalar_may_begin_with_a_tab(text: str, meant: str) -> None:
    assert parse("x.yaml", text.encode()).tree == {"a": meant}


@pytest.mark.parametrize("text", ["a: |\n\tcode\n", "a: |\n  code\n\tmore\n", "a: |\n \n  \n \tcode\n"])
def test_a_tab_indents_no_block_scalar(text: str) -> None:
    assert not parse("x.yaml", text.encode()).is_readable


@pytest.mark.parametrize(
    "text",
    [
        "---\nopenapi: 3.1.0\n",
        "# who wrote it\n\nopenapi: 3.1.0 # which\ninfo: # what\n  title: Tra cứu\n",
        "tags:\n- a\n- b\nservers:\n  - url: /\n",
        "a:\n  long text\n  over lines\n\n  and paragraphs\nb: 'it''s\n\n\n  so'\nc: \"d\n  e\"\n",
        "a: |\n  text\n\n    more\n\nb: >-\n  text\n  more\n",
        'a: "with \\"escapes\\""\nb: [x, {y: z}]\nc: []\nd: {}\n',
        "-\n  a: 1\n-   b: 2\n    c:\n-\n- - d\n",
        "on: yes\nc: 2020-01-01\nd: 0777\ne: [a]\n",
        "0o7: a\n/a/{b}:cancel: x\n'200': y\n\"c\": z\n",
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_ordinary_texts_are_read_line_by_line(text: str, ending: str) -> None:
    assert is_read_alike(text.replace("\n", ending))


@pytest.mark.parametrize(
    "text",
    [
        "a: &x 1\nb: *x\n",
        "a: {<<: {b: 1}}\n<<: {c: 1}\n",
        "a: 1\na: 2\n",
        "a: 1\r\nb: 2\rc: 3\n",
        "a: 1\rb: 2\r",
        "a: x\r\r\n",
        "a: 1\n---\nb: 2\n",
        "a:\n\tb: 1\n",
        "a: b: c\n",
        "a: 'b\nc: d\n",
        "a: b\n  c: d\n",
        "a:\n    b: 1\n  c: 2\n",
        "? a\n: b\n",
        "- a\nb: c\n",
        "text\n",
        "",
        "a: \x07\n",
        "a: " + "[" * 600 + "]" * 600,
        "a:\n" + "- [b]\n" * 100,
        "a:" + "".join("\n" + " " * column + "a:" for column in range(1, 600)),
    ],
)
def test_anything_else_is_left_to_libyaml(text: str) -> None:
    assert not is_read_alike(text)


def test_an_accepted_text_is_one_that_libyaml_accepts() -> None:
    random = Random(7)
    texts = [Texts(random).text() for _ in range(120)]
    assert sum(map(is_read_alike, texts)) > 40
    for text in texts:
        try:
            events = YamlTree("x.yaml", DEFAULT_LIMITS, YamlLayout(b"")).build(text)
        except (yaml.YAMLError, Refused):
            continue
        assert repr(parse("x.yaml", text.encode()).tree) == repr(events)


def test_what_is_alike_in_many_lines_is_kept_once() -> None:
    tree = parse("x.yaml", b"a:\n- type: string of some kind\nb:\n- type: string of some kind\n").tree
    assert tree["a"][0]["type"] is tree["b"][0]["type"]
