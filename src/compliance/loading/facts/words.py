"""The words and phrases by which names and texts seem to tell something."""

import re
from collections.abc import Mapping
from functools import cache

from compliance.loading.facts.specs import read_spec
from compliance.model.common_list import CommonList
from compliance.model.consent_words import ConsentWords, Phrases
from compliance.model.text import Text
from compliance.model.words import Function, Words


@cache
def operation_words() -> Mapping[str, str]:
    """Return the functions that operations seem to have, by phrases of their addresses and ids."""
    rows = read_spec("codelists/operation-words.yaml")["entries"]
    return {phrase: row["code"] for row in rows for phrase in row.get("phrases", ())}


@cache
def functions() -> Mapping[str, Function]:
    """Return the functions of operations, by code."""
    rows = read_spec("codelists/operation-words.yaml")["entries"]
    return {
        row["code"]: Function(row["code"], Words(row.get("words", ())), Words(row.get("parameters", ())))
        for row in rows
    }


@cache
def document_words() -> Mapping[str, Words]:
    """Return the words by which documents seem to speak of something, by the code of what that is."""
    return {row["code"]: Words(row["phrases"]) for row in read_spec("codelists/document-words.yaml")["entries"]}


@cache
def consent_words() -> ConsentWords:
    """Return the words by which a legal basis names consent."""
    return ConsentWords(_phrases("consent-words"))


def _phrases(name: str) -> Phrases:
    return {row["code"]: tuple(row["phrases"]) for row in read_spec(f"codelists/{name}.yaml")["entries"]}


@cache
def message_words() -> Mapping[str, frozenset[str]]:
    """Return the phrases in the names of members and operations, by what they tell."""
    return _sets("message-words")


@cache
def field_words() -> Mapping[str, frozenset[str]]:
    """Return the phrases in names and descriptions of fields, by what they tell."""
    return _sets("field-words")


@cache
def legacy_text() -> Mapping[str, frozenset[str]]:
    """Return words as they look in the wrong encoding, by the one that they are remains of."""
    return _sets("legacy-text")


def _sets(name: str) -> Mapping[str, frozenset[str]]:
    return {row["code"]: frozenset(row["phrases"]) for row in read_spec(f"codelists/{name}.yaml")["entries"]}


@cache
def core_entities() -> Mapping[str, frozenset[str]]:
    """Return the concepts of fields that identify a core entity, by the phrases that name one."""
    rows = read_spec("codelists/core-entities.yaml")["entries"]
    return {phrase: frozenset(row["keys"]) for row in rows for phrase in row["phrases"]}


@cache
def common_lists() -> tuple[CommonList, ...]:
    """Return the common code lists that are known for a kind of field."""
    return tuple(
        CommonList(
            code=row["code"],
            name=Text(**row["name"]),
            decisions=tuple(row["decisions"]),
            concepts=frozenset(row["concepts"]),
            words=frozenset(row["words"]),
            forms={concept: re.compile(form) for concept, form in row["forms"].items()},
        )
        for row in read_spec("codelists/common-lists.yaml")["entries"]
    )
