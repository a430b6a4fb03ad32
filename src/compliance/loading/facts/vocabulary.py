"""The code lists of the words in records."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from compliance.loading.facts.catalogue import day
from compliance.loading.facts.specs import read_spec
from compliance.model.text import Text
from compliance.model.vocabulary import (
    Channel,
    ConnectionState,
    Network,
    SharingForm,
    SharingMethod,
    System,
    Vocabulary,
)


@cache
def channels() -> Vocabulary[Channel]:
    """Return the channels over which data is exchanged."""
    return Vocabulary(
        Channel(
            **common,
            is_hub=row["is_hub"],
            is_national=row["is_national"],
            operating_from=day(row.get("operating_from")),
        )
        for common, row in _rows("channels")
    )


@cache
def channels_by_code() -> dict[str, Channel]:
    """Return the channels, by code."""
    return {channel.code: channel for channel in channels().entries}


@cache
def connection_states() -> Vocabulary[ConnectionState]:
    """Return the states of a connection."""
    rows = _rows("connection-states")
    return Vocabulary(ConnectionState(**common, counts_as_connected=row["counts_as_connected"]) for common, row in rows)


@cache
def networks() -> Vocabulary[Network]:
    """Return the networks that connections run over."""
    return Vocabulary(Network(**common, is_state=row["is_state"]) for common, row in _rows("networks"))


@cache
def sharing_forms() -> Vocabulary[SharingForm]:
    """Return the forms in which data is shared."""
    return Vocabulary(SharingForm(**common) for common, _ in _rows("sharing-forms"))


@cache
def sharing_methods() -> Vocabulary[SharingMethod]:
    """Return the ways by which data is shared."""
    return Vocabulary(SharingMethod(**common, is_lawful=row["is_lawful"]) for common, row in _rows("sharing-methods"))


def systems() -> Vocabulary[System]:
    """Return the national systems that clauses name."""
    return Vocabulary(System(**common) for common, _ in _rows("well-known-systems"))


def _rows(name: str) -> Iterator[tuple[dict[str, Any], Mapping[str, Any]]]:
    """Yield what every entry has, and the row with the rest."""
    for row in read_spec(f"codelists/{name}.yaml")["entries"]:
        yield {"code": row["code"], "name": Text(**row["name"]), "also": tuple(row.get("also", ()))}, row
