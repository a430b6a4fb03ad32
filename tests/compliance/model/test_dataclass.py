"""The project's frozen dataclasses behave as those of the standard library do."""

import copy
import inspect
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, replace
from functools import cached_property
from typing import Any

import pytest

from compliance.model.dataclass import dataclass as quick_dataclass

MAKERS = [pytest.param(dataclass, id="standard"), pytest.param(quick_dataclass, id="quick")]


@quick_dataclass(frozen=True, slots=True)
class Kept:
    """A value that can be pickled, because it is at the top of a module."""

    name: str
    marks: tuple[int, ...] = ()


def _made(maker: Callable[..., Any]) -> tuple[type[Any], type[Any]]:
    @maker(frozen=True, slots=True)
    class Base:
        """A base with each kind of field."""

        name: str
        marks: list[int] = field(default_factory=list)
        note: str = field(default="-", compare=False, repr=False)
        table: dict[str, int] = field(default_factory=dict, hash=False)

        def __post_init__(self) -> None:
            if not self.name:
                raise ValueError("no name")

    @maker(frozen=True, slots=True)
    class Derived(Base):
        """A derived class with one field more, and its own text."""

        day: int = 1

        def __str__(self) -> str:
            return f"{self.name} on {self.day}"

    return Base, Derived


@pytest.mark.parametrize("maker", MAKERS)
def test_fields_defaults_and_factories(maker: Callable[..., Any]) -> None:
    base, derived = _made(maker)
    one, other = base("a"), base("a")
    assert one.marks == [] and one.marks is not other.marks
    assert [entry.name for entry in fields(derived)] == ["name", "marks", "note", "table", "day"]
    assert derived("a", [1], day=3) == derived(name="a", marks=[1], note="ignored", day=3)
    assert str(derived("a")) == "a on 1"
    assert list(inspect.signature(derived).parameters) == ["name", "marks", "note", "table", "day"]


@pytest.mark.parametrize("maker", MAKERS)
def test_text_equality_and_hash(maker: Callable[..., Any]) -> None:
    base, derived = _made(maker)
    assert repr(base("a", [1])).endswith("Base(name='a', marks=[1], table={})")
    assert base("a") != derived("a")
    assert base("a") != "a"
    assert base("a", (), table={"b": 1}) != base("a", ())
    assert base("a", ()) == base("a", (), "other") and hash(base("a", ())) == hash(base("a", (), "other"))
    with pytest.raises(TypeError, match="unhashable"):
        hash(base("a"))


@pytest.mark.parametrize("maker", MAKERS)
def test_nothing_can_be_changed(maker: Callable[..., Any]) -> None:
    value = _made(maker)[1]("a")
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'day'"):
        value.day = 2
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'day'"):
        del value.day
    assert not hasattr(value, "__dict__")


@pytest.mark.parametrize("maker", MAKERS)
def test_replacing_plain_data_and_patterns(maker: Callable[..., Any]) -> None:
    base, _ = _made(maker)
    assert replace(base("a", [1]), name="b") == base("b", [1])
    assert asdict(base("a")) == {"name": "a", "marks": [], "note": "-", "table": {}}
    with pytest.raises(ValueError, match="no name"):
        base("")
    match base("a", [2]):
        case base(name, [mark]):
            assert (name, mark) == ("a", 2)
        case _:
            pytest.fail("the positions of the fields are not known to a pattern")


@pytest.mark.parametrize("maker", MAKERS)
def test_a_class_keeps_the_methods_that_it_writes(maker: Callable[..., Any]) -> None:
    @maker(frozen=True, slots=True)
    class Loose:
        """A value that is equal without regard to case."""

        name: str

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Loose) and other.name.lower() == self.name.lower()

        def __hash__(self) -> int:
            return hash(self.name.lower())

    assert Loose("A") == Loose("a") and len({Loose("A"), Loose("a")}) == 1


@pytest.mark.parametrize("maker", MAKERS)
def test_a_value_that_holds_itself_has_a_text(maker: Callable[..., Any]) -> None:
    base, _ = _made(maker)
    value = base("a")
    value.marks.append(value)
    assert "..." in repr(value)


@pytest.mark.parametrize("maker", MAKERS)
def test_values_are_ordered_by_their_fields(maker: Callable[..., Any]) -> None:
    @maker(frozen=True, slots=True, order=True)
    class Spot:
        """A place in a file."""

        file: str
        line: int = 0
        note: str = field(default="", compare=False)

    spots = [Spot("b", 1), Spot("a", 9, "z"), Spot("a", 9), Spot("a", 2)]
    assert [(spot.file, spot.line) for spot in sorted(spots)] == [("a", 2), ("a", 9), ("a", 9), ("b", 1)]
    assert Spot("a") <= Spot("a") < Spot("b") and Spot("b") >= Spot("b") > Spot("a")
    with pytest.raises(TypeError, match="not supported"):
        assert Spot("a") < "b"


@pytest.mark.parametrize("maker", MAKERS)
def test_arguments_that_are_named_and_values_that_remember(maker: Callable[..., Any]) -> None:
    @maker(frozen=True, kw_only=True)
    class Settings:
        """What was chosen."""

        name: str = "-"
        count: int

        @cached_property
        def twice(self) -> int:
            return self.count * 2

    chosen = Settings(count=2)
    assert (chosen.name, chosen.twice, vars(chosen)["twice"]) == ("-", 4, 4)
    assert replace(chosen, count=3).twice == 6
    with pytest.raises(TypeError, match="positional"):
        Settings("a", 2)
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'count'"):
        chosen.count = 3


def test_values_are_copied_and_pickled() -> None:
    value = Kept("a", (1, 2))
    assert pickle.loads(pickle.dumps(value)) == value == copy.deepcopy(value)


def test_a_class_without_fields_equals_itself_alone() -> None:
    @quick_dataclass(frozen=True, slots=True)
    class Nothing:
        """A value without a part."""

    assert Nothing() == Nothing() and len({Nothing(), Nothing()}) == 1
    assert Nothing() != Kept("a")


def test_a_class_of_the_standard_library_can_be_derived() -> None:
    @dataclass(frozen=True, slots=True)
    class Longer(Kept):
        """A kept value with a day."""

        day: int = 1

    assert Longer("a", day=2) == Longer("a", (), 2) != Longer("a")
    with pytest.raises(FrozenInstanceError):
        Longer("a").day = 2  # type: ignore[misc]
