"""The forms of the lists of names and words, for their JSON Schemas."""

from compliance.loading.facts.codelist_heads import Head
from compliance.model.dataclass import dataclass, field
from compliance.model.text import Text


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of data, whether it is personal, and the phrases that name it in interfaces.

    A phrase of `numbered` names it together with a number word, one of `coded` together with a code word. `of_persons`
    are words that name it together with a person only; `ended_by` are words beside which it is nobody's;
    `false_friends` are phrases that look like it and mean something else.
    """

    concept: str
    name: Text
    is_personal: bool
    phrases: list[str]
    numbered: list[str] = field(default_factory=list)
    coded: list[str] = field(default_factory=list)
    of_persons: list[str] = field(default_factory=list)
    ended_by: list[str] = field(default_factory=list)
    false_friends: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Words that stand before or behind a phrase."""

    before: list[str]
    after: list[str]


@dataclass(frozen=True, slots=True)
class FieldNamesFile:
    """The usual names of fields. Persons and qualifiers say more of a concept; a head word makes it another thing.

    `number_words` say that a field holds the number of a thing (`so`, `no`), `code_words` that it holds its code.
    """

    codelist: Head
    persons: list[str]
    qualifiers: list[str]
    heads: list[str]
    number_words: Surroundings
    code_words: Surroundings
    concepts: list[Concept]


@dataclass(frozen=True, slots=True)
class CoreEntity:
    """A core entity: the names of schemas that stand for it, and the concepts of fields that identify one."""

    code: str
    name: Text
    phrases: list[str]
    keys: list[str]


@dataclass(frozen=True, slots=True)
class CommonList:
    """A common code list: the concepts of fields it is for, how documents name it, and the possible codes."""

    code: str
    name: Text
    decisions: list[str]
    concepts: list[str]
    words: list[str]
    forms: dict[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """Something that texts may say, and the phrases by which they seem to say it."""

    code: str
    name: Text
    phrases: list[str]


@dataclass(frozen=True, slots=True)
class SubjectWords:
    """Something that platforms are for, and the phrases that name it.

    `has_one_at_each_level` says that every ministry and province keeps one of its own, `is_broad` that it is a whole
    sector, in which two platforms may do different things.
    """

    code: str
    name: Text
    phrases: list[str]
    has_one_at_each_level: bool = False
    is_broad: bool = False


@dataclass(frozen=True, slots=True)
class OperationWords:
    """A function of operations, and by what they seem to have it.

    These are the phrases that their addresses and ids are, the words that these hold, the names of their parameters.
    """

    code: str
    name: Text
    phrases: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    parameters: list[str] = field(default_factory=list)
