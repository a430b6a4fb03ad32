"""What a rule may know beside its subject."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from compliance.model.dataclass import dataclass

if TYPE_CHECKING:  # because each of these is read when somebody asks for it
    from compliance.model.calendar import Calendar
    from compliance.model.codelist import Addressee, Agencies, Bearer, Extension, OwnerKind
    from compliance.model.common_list import CommonList
    from compliance.model.conflict import Question
    from compliance.model.consent_words import ConsentWords
    from compliance.model.field_names import FieldNames
    from compliance.model.instances import Instances
    from compliance.model.ladder import Stage
    from compliance.model.platform_list import PlatformLists
    from compliance.model.platform_match import PlatformMatcher
    from compliance.model.requirement import Catalogue
    from compliance.model.text import Text
    from compliance.model.vocabulary import Channel, System, Vocabulary
    from compliance.model.words import Function, Words


@dataclass(frozen=True)
class Facts:
    """The date of the audit and the published facts. A rule that takes it as second parameter gets the auditor's.

    `lists` are the code lists of `specs/codelists` by id, each the names of its codes; `channels` are those of one of
    them, with what else is known of each, `systems` the national systems that clauses name.

    `operation_words` are the functions that operations seem to have, by phrases of their addresses and ids; `functions`
    tells of each by what else they seem to have it. `document_words` are words by what a document that holds them seems
    to speak of. `message_words` are phrases in the names of members and operations, by what they tell. `common_lists`
    are the code lists that are common to all agencies, as far as any is known for a kind of field. `core_entities` are
    the concepts of fields that identify an entity with master data, by the phrases that name one.
    `field_words` are phrases in names and descriptions by what they tell, `legacy_text` words by the encoding that they
    are remains of.

    `questions` are those that several sources answer. `platform_regime` is the class of platform that the regime for
    digital platforms binds. `instances` holds values
    against schemas, `platform_lists` the official lists of platforms. `platform_matcher` compares
    names and purposes of platforms.
    """

    as_of: date
    catalogue: "Catalogue"
    addressees: "Mapping[str, Addressee]"
    bearers: "Mapping[str, Bearer]"
    owner_kinds: "Mapping[str, OwnerKind]"
    agencies: "Agencies"
    field_names: "FieldNames"
    operation_words: "Mapping[str, str]"
    functions: "Mapping[str, Function]"
    document_words: "Mapping[str, Words]"
    message_words: "Mapping[str, frozenset[str]]"
    common_lists: "tuple[CommonList, ...]"
    core_entities: "Mapping[str, frozenset[str]]"
    field_words: "Mapping[str, frozenset[str]]"
    legacy_text: "Mapping[str, frozenset[str]]"
    extensions: "Mapping[str, Extension]"
    platform_regime: "Addressee"
    lists: "Mapping[str, Mapping[str, Text]]"
    channels: "Mapping[str, Channel]"
    systems: "Vocabulary[System]"
    calendar: "Calendar"
    ladder: "tuple[Stage, ...]"
    questions: "tuple[Question, ...]"
    platform_lists: "PlatformLists"
    platform_matcher: "PlatformMatcher"
    consent_words: "ConsentWords"
    instances: "Instances"

    @classmethod
    def read_late(cls, as_of: date, readers: Mapping[str, Callable[[], Any]]) -> "Facts":
        """Return facts of which each is read when somebody asks for it first."""
        late = object.__new__(cls)
        vars(late).update(as_of=as_of, _readers=readers)
        return late

    if not TYPE_CHECKING:  # because type checkers know every fact, and would take any other name for one

        def __getattr__(self, name: str) -> Any:
            """Read what was not asked for yet."""
            reader = vars(self).get("_readers", {}).get(name)
            if reader is None:
                raise AttributeError(f"there is no fact {name}")
            vars(self)[name] = found = reader()
            return found
