"""A service or an own system that nobody knows, and the names that were perhaps meant."""

from argparse import Namespace
from collections.abc import Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from ndxp_sdk.cli.causes.cause import Cause
from ndxp_sdk.errors import Answered, IdentityError, NdxpError, NotFound
from ndxp_sdk.identifiers import ServiceId
from ndxp_sdk.locale import Words

if TYPE_CHECKING:
    from ndxp_sdk import Client

_MOST: Final = 2000


def unknown_name(error: Answered, client: "Client", options: Namespace) -> Cause | None:
    """Return the cause, None if the error is of another kind or the name is known after all."""
    own, asked = client.config.client, getattr(options, "service", None)
    if isinstance(error, IdentityError) and error.facts.family_code is not None and own is not None:
        return _own(str(own), client, options.vocabulary)
    if isinstance(error, NotFound) and isinstance(asked, str):
        return _service(ServiceId.parse(asked), error, client, options.vocabulary)
    return None


def _own(own: str, client: "Client", words: Words) -> Cause | None:
    try:
        known = [str(row.identifier) for row in client.exchange.list_clients()]
    except NdxpError:
        known = []
    if own in known:
        return None
    sentence = words("the hub does not know the own system {id}", id=own) + _meant(own, known, words)
    return Cause(sentence, words("write client as it was registered, in the profile or as --client"), "caller")


def _service(asked: ServiceId, error: Answered, client: "Client", words: Words) -> Cause | None:
    known = _offered(asked, client)
    # because a gateway says the same of a path, and where nobody lists services it cannot be told which is meant
    is_certain = known or error.facts.family_code or not (error.facts.operation or "").startswith("exchange.")
    if str(asked) in known or not is_certain:
        return None
    sentence = words("there is no service {id} here", id=str(asked)) + _meant(str(asked), known, words)
    return Cause(sentence, words("look for it: ndxp services search WORD"), "caller", NotFound)


def _offered(asked: ServiceId, client: "Client") -> Sequence[str]:
    """Return the services of the catalogue, else those of which the security servers tell."""
    try:
        return [str(each.id) for each in client.catalog.services.list(limit=500).collect(limit=_MOST)]
    except NdxpError:
        pass
    try:
        systems = [row.identifier.slash for row in client.exchange.list_clients() if row.subsystem_name is not None]
        near = get_close_matches(asked.system.slash, systems, 1)
        return [f"{each}/{row.service_code}" for each in near for row in client.exchange.list_methods(each)]
    except NdxpError:
        return ()


def _meant(name: str, known: Sequence[str], words: Words) -> str:
    near = get_close_matches(name, known, 3, 0.8)
    return "; " + words("did you mean {near}?", near=", ".join(near)) if near else ""
