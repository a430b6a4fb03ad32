"""The project's dataclasses behave as those of the standard library do."""

import copy
import dataclasses
import inspect
import pickle
from dataclasses import FrozenInstanceError, asdict, fields, is_dataclass
from functools import cached_property
from types import ModuleType, SimpleNamespace
from typing import Any, ClassVar, get_type_hints

import pytest

from compliance.model import dataclass as quick

_MANY = 100
"""Objects of a class after which its `__init__` is compiled."""


def _of_many(**flags: bool) -> Any:
    """Return a decorator for a class of which many objects have been made."""

    def made(written: type[Any]) -> type[Any]:
        kind: type[Any] = quick.dataclass(**flags)(written)
        if flags.get("init", True):
            parameters = inspect.signature(kind).parameters.values()
            given = {each.name: "-" for each in parameters if each.default is each.empty}
            for _ in range(_MANY):
                kind(**given)
            assert not flags.get("slots") or "fill" not in kind.__init__.__code__.co_names
        return kind

    return made


MAKERS = [
    pytest.param(dataclasses, id="standard"),
    pytest.param(quick, id="quick"),
    pytest.param(SimpleNamespace(dataclass=_of_many, field=quick.field, replace=quick.replace), id="of-many"),
]


@quick.dataclass(frozen=True, slots=True)
class Kept:
    """A value that can be pickled, because it is at the top of a module."""

    name: str
    marks: tuple[int, ...] = ()


def _made(maker: ModuleType) -> tuple[type[Any], type[Any]]:
    @maker.dataclass(frozen=True, slots=True)
    class Base:
        """A base with each kind of field."""

        name: str
        marks: list[int] = maker.field(default_factory=list)
        note: str = maker.field(default="-", compare=False, repr=False)
        table: dict[str, int] = maker.field(default_factory=dict, hash=False)

        def __post_init__(self) -> None:
            if not self.name:
                raise ValueError("no name")

    @maker.dataclass(frozen=True, slots=True)
    class Derived(Base):
        """A derived class with one field more, and its own text."""

        day: int = 1

        def __str__(self) -> str:
            return f"{self.name} on {self.day}"

    return Base, Derived


@pytest.mark.parametrize("maker", MAKERS)
def test_fields_defaults_and_factories(maker: ModuleType) -> None:
    base, derived = _made(maker)
    one, other = base("a"), base("a")
    assert one.marks == [] and one.marks is not other.marks
    assert [entry.name for entry in fields(derived)] == ["name", "marks", "note", "table", "day"]
    assert derived("a", [1], day=3) == derived(name="a", marks=[1], note="ignored", day=3)
    assert str(derived("a")) == "a on 1"
    assert list(inspect.signature(derived).parameters) == ["name", "marks", "note", "table", "day"]


@pytest.mark.parametrize("maker", MAKERS)
def test_text_equality_and_hash(maker: ModuleType) -> None:
    base, derived = _made(maker)
    assert repr(base("a", [1])).endswith("Base(name='a', marks=[1], table={})")
    assert base("a") != derived("a")
    assert base("a") != "a"
    assert base("a", (), table={"b": 1}) != base("a", ())
    assert base("a", ()) == base("a", (), "other") and hash(base("a", ())) == hash(base("a", (), "other"))
    with pytest.raises(TypeError, match="unhashable"):
        hash(base("a"))


@pytest.mark.parametrize("maker", MAKERS)
def test_nothing_can_be_changed(maker: ModuleType) -> None:
    value = _made(maker)[1]("a")
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'day'"):
        value.day = 2
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'day'"):
        del value.day
    assert not hasattr(value, "__dict__")


@pytest.mark.parametrize("maker", MAKERS)
def test_replacing_plain_data_and_patterns(maker: ModuleType) -> None:
    base, _ = _made(maker)
    assert maker.replace(base("a", [1]), name="b") == base("b", [1])
    assert asdict(base("a")) == {"name": "a", "marks": [], "note": "-", "table": {}}
    with pytest.raises(ValueError, match="no name"):
        base("")
    match base("a", [2]):
        case base(name, [mark]):
            assert (name, mark) == ("a", 2)
        case _:
            pytest.fail("the positions of the fields are not known to a pattern")


@pytest.mark.parametrize("maker", MAKERS)
def test_a_class_keeps_the_methods_that_it_writes(maker: ModuleType) -> None:
    @maker.dataclass(frozen=True, slots=True)
    class Loose:
        """A value that is equal without regard to case."""

        name: str

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Loose) and other.name.lower() == self.name.lower()

        def __hash__(self) -> int:
            return hash(self.name.lower())

    assert Loose("A") == Loose("a") and len({Loose("A"), Loose("a")}) == 1


@pytest.mark.parametrize("maker", MAKERS)
def test_a_value_that_holds_itself_has_a_text(maker: ModuleType) -> None:
    base, _ = _made(maker)
    value = base("a")
    value.marks.append(value)
    assert "..." in repr(value)


@pytest.mark.parametrize("maker", MAKERS)
def test_values_are_ordered_by_their_fields(maker: ModuleType) -> None:
    @maker.dataclass(frozen=True, slots=True, order=True)
    class Spot:
        """A place in a file."""

        file: str
        line: int = 0
        note: str = maker.field(default="", compare=False)

    spots = [Spot("b", 1), Spot("a", 9, "z"), Spot("a", 9), Spot("a", 2)]
    assert [(spot.file, spot.line) for spot in sorted(spots)] == [("a", 2), ("a", 9), ("a", 9), ("b", 1)]
    assert Spot("a") <= Spot("a") < Spot("b") and Spot("b") >= Spot("b") > Spot("a")
    with pytest.raises(TypeError, match="not supported"):
        assert Spot("a") < "b"


@pytest.mark.parametrize("maker", MAKERS)
def test_arguments_that_are_named_and_values_that_remember(maker: ModuleType) -> None:
    @maker.dataclass(frozen=True, kw_only=True)
    class Settings:
        """What was chosen."""

        name: str = "-"
        count: int

        @cached_property
        def twice(self) -> int:
            return self.count * 2

    chosen = Settings(count=2)
    assert (chosen.name, chosen.twice, vars(chosen)["twice"]) == ("-", 4, 4)
    assert maker.replace(chosen, count=3).twice == 6
    with pytest.raises(TypeError, match="positional"):
        Settings("a", 2)
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'count'"):
        chosen.count = 3


def test_values_are_copied_and_pickled() -> None:
    value = Kept("a", (1, 2))
    assert pickle.loads(pickle.dumps(value)) == value == copy.deepcopy(value)


def test_a_class_without_fields_equals_itself_alone() -> None:
    @quick.dataclass(frozen=True, slots=True)
    class Nothing:
        """A value without a part."""

    assert Nothing() == Nothing() and len({Nothing(), Nothing()}) == 1
    assert Nothing() != Kept("a")


def test_a_class_of_the_standard_library_can_be_derived() -> None:
    @dataclasses.dataclass(frozen=True, slots=True)
    class Longer(Kept):
        """A kept value with a day."""

        day: int = 1

    assert Longer("a", day=2) == Longer("a", (), 2) != Longer("a")
    with pytest.raises(FrozenInstanceError):
        Longer("a").day = 2  # type: ignore[misc]


def test_the_standard_library_makes_and_changes_objects_of_both_kinds() -> None:
    @dataclasses.dataclass(frozen=True)
    class Longer(Kept):
        """A kept value with a day."""

        day: int = 1

    assert quick.replace(Longer("a", day=2), name="b") == Longer("b", day=2)
    assert dataclasses.replace(Kept("a", (1,)), name="b") == Kept("b", (1,)) == quick.replace(Kept("a", (1,)), name="b")
    with pytest.raises(TypeError):
        quick.replace("a", name="b")  # type: ignore[type-var]


@pytest.mark.parametrize("maker", MAKERS)
def test_what_the_standard_library_tells_of_a_class(maker: ModuleType) -> None:
    @maker.dataclass(frozen=True, slots=True, order=True)
    class Told:
        """A value with fields of every kind."""

        form: ClassVar = "-"
        short: "ClassVar[int]" = 1
        name: str
        day: int = 1
        marks: list[int] = maker.field(default_factory=list, repr=False)
        note: str = maker.field(default="-", compare=False, kw_only=True)
        known: dict[str, int] = maker.field(default_factory=dict, init=False)

    assert is_dataclass(Told) and is_dataclass(Told("a")) and Told.short == 1
    told = [(each.name, each.type, each.init, each.repr, each.compare, each.kw_only) for each in fields(Told)]
    assert told == [
        ("name", str, True, True, True, False),
        ("day", int, True, True, True, False),
        ("marks", list[int], True, False, True, False),
        ("note", str, True, True, False, True),
        ("known", dict[str, int], False, True, True, False),
    ]
    assert [each.default for each in fields(Told)][:2] == [dataclasses.MISSING, 1]
    assert [each.default_factory for each in fields(Told)][:3] == [dataclasses.MISSING] * 2 + [list]
    params = Told.__dataclass_params__
    assert (params.frozen, params.order, params.eq, params.repr, params.init) == (True, True, True, True, True)
    assert Told.__match_args__ == ("name", "day", "marks") and get_type_hints(Told)["day"] is int
    assert set(Told.__slots__) == {"name", "day", "marks", "note", "known"}
    assert Told("a").known == {} and Told("a").known is not Told("a").known
    with pytest.raises(TypeError, match="known"):
        Told("a", known={})


@pytest.mark.parametrize("maker", MAKERS)
def test_values_that_may_change(maker: ModuleType) -> None:
    @maker.dataclass(slots=True)
    class Open:
        """A value in the making."""

        name: str
        marks: list[int] = maker.field(default_factory=list)
        note: str = maker.field(default="-", init=False)

    one = Open("a")
    one.name, one.note = "b", "new"
    one.marks.append(1)
    assert one != Open("b", [1]) and not hasattr(one, "__dict__") and Open("a").note == "-"
    assert repr(one).endswith("Open(name='b', marks=[1], note='new')")
    assert copy.deepcopy(one) == one
    with pytest.raises(TypeError, match="unhashable"):
        hash(one)


@pytest.mark.parametrize("maker", MAKERS)
def test_methods_that_are_not_wanted_are_not_made(maker: ModuleType) -> None:
    @maker.dataclass(slots=True, eq=False, repr=False)
    class Bare:
        """A value that is itself alone."""

        name: str

    @maker.dataclass(frozen=True, init=False)
    class Own:
        """A value that takes nothing."""

        name: str = "-"

    bare = Bare("a")
    assert bare != Bare("a") and len({bare, bare}) == 1 and repr(bare).startswith("<")
    assert Own().name == "-"
    with pytest.raises(TypeError):
        Own("a")


@pytest.mark.parametrize("maker", MAKERS)
def test_fields_that_cannot_be(maker: ModuleType) -> None:
    with pytest.raises(TypeError, match="non-default argument 'b' follows default argument"):

        @maker.dataclass(frozen=True)
        class Mixed:
            a: int = 1
            b: int

    with pytest.raises(ValueError, match="mutable default <class 'list'> for field a"):

        @maker.dataclass(frozen=True)
        class Shared:
            a: list[int] = []  # noqa: RUF012 - because that is what is refused

    with pytest.raises(TypeError, match="already specifies __slots__"):

        @maker.dataclass(slots=True)
        class Twice:
            __slots__ = ("a",)
            a: int

    with pytest.raises(TypeError, match="cannot inherit"):

        @maker.dataclass()
        class Loose(Kept):
            day: int = 1


@pytest.mark.parametrize("maker", MAKERS)
def test_what_is_wrong_with_arguments_is_said_by_the_names_of_the_fields(maker: ModuleType) -> None:
    base, _ = _made(maker)
    with pytest.raises(TypeError, match=r"Base\.__init__\(\) missing 1 required positional argument: 'name'"):
        base()
    with pytest.raises(TypeError, match=r"Base\.__init__\(\) got an unexpected keyword argument 'names'"):
        base(names="a")
    assert base.__init__.__name__ == "__init__" and base.__init__.__module__ == __name__


@pytest.mark.parametrize("maker", MAKERS)
def test_rare_forms(maker: ModuleType) -> None:
    @maker.dataclass(frozen=True, slots=True, weakref_slot=True)
    class Watched:
        """A value that can be referred to weakly."""

        name: str
        marks: list[int] = maker.field(default_factory=list)

    @maker.dataclass(frozen=True)
    class Given:
        """A value that is made of something that it does not keep."""

        text: dataclasses.InitVar[str]
        size: int = dataclasses.field(default=0, metadata={"unit": "B"})

        def __post_init__(self, text: str) -> None:
            object.__setattr__(self, "size", len(text))

    assert "__weakref__" in Watched.__slots__ and Watched("a").marks == []
    assert Given("abc").size == 3 and fields(Given)[0].metadata == {"unit": "B"}


def test_an_object_of_a_class_below_counts_for_the_class_that_sets_its_fields() -> None:
    @quick.dataclass(frozen=True, slots=True)
    class Above:
        """A value."""

        name: str

    @quick.dataclass(frozen=True, slots=True)
    class Below(Above):
        """A value with a mark."""

        mark: int = 0

    class Last(Below):
        """Another name for one."""

    before = Above.__init__, Below.__init__
    assert [Last("a", count).mark for count in range(_MANY)] == list(range(_MANY))
    assert Above.__init__ is before[0] and Below.__init__ is not before[1] and "__init__" not in vars(Last)
    assert (Last("a", 3).mark, Below("b").mark, Above("c").name) == (3, 0, "c")


def test_one_shape_of_class_is_compiled_once_and_keeps_its_own_names_and_defaults() -> None:
    @quick.dataclass(frozen=True, slots=True)
    class One:
        made_1: str
        absent: int = 1

    @quick.dataclass(frozen=True, slots=True)
    class Other:
        field_1: str
        field_0: int = 2

    for count in range(_MANY):
        assert (One("a", count).absent, Other("b").field_0) == (count, 2)
    assert One.__init__.__code__.co_code == Other.__init__.__code__.co_code
    assert (One("a").made_1, One("a").absent, Other("b").field_1, Other("b").field_0) == ("a", 1, "b", 2)
    assert (Other(field_0=3, field_1="c").field_0, One(absent=4, made_1="d").absent) == (3, 4)


def test_what_the_standard_library_notes_is_the_same_for_a_thread_that_asks_a_moment_later() -> None:
    @quick.dataclass(frozen=True, slots=True)
    class Asked:
        name: str

    asking = Asked.__dict__["__dataclass_fields__"]  # what another thread has in hand when the note is made
    known = fields(Asked)
    assert tuple(asking.__get__(None, Asked).values()) == known
