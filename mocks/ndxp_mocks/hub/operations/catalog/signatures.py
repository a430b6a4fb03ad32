"""The parties sign an agreement: a compact JWS (RFC 7515) over the text of its content hash."""

from typing import Final

from joserfc import jws
from joserfc.errors import JoseError

from ndxp_mocks.hub.domain.catalog.agreements import AGREEMENT, shown_agreement
from ndxp_mocks.hub.domain.catalog.mutations import change_row, conflict, require_state
from ndxp_mocks.hub.domain.catalog.parties import caller_of, invalid, party_of, require
from ndxp_mocks.hub.domain.identity.clients import key_row_id, key_state
from ndxp_mocks.hub.domain.identity.jwt import CLIENT_ALGORITHMS, public_key
from ndxp_mocks.hub.handlers import answers
from ndxp_mocks.hub.http.messages import HubAnswer, HubRequest
from ndxp_mocks.hub.operations.catalog.agreements import agreement_of
from ndxp_mocks.hub.state.table import Row

_SIGNABLE: Final = ("pending", "active", "suspended")
_SIGNERS: Final = {"consumer", "producer"}


@answers("catalog.agreements.sign")
def sign(request: HubRequest) -> HubAnswer:
    """Sign for the caller's own part; a pending agreement is active once both have signed."""
    row, party = agreement_of(request), request.path["party"]
    require(party_of(request, row) == party, f"only the {party} signs for it")
    require_state(AGREEMENT, row, _SIGNABLE)
    signature = _verified(request, party)
    if signature.pop("payload") != row["content_hash"]:
        raise conflict("the signature is over another content than that of the agreement; read its contract again")
    others = [each for each in row["signatures"] if each["party"] != party]
    signed = change_row(request, AGREEMENT, row, "signed", signatures=[*others, signature])
    return HubAnswer(body=shown_agreement(_activated(request, signed)))


def _activated(request: HubRequest, row: Row) -> Row:
    if row["state"] != "pending" or {each["party"] for each in row["signatures"]} != _SIGNERS:
        return row
    state = "suspended" if row["suspended_by"] else "active"
    since = row["valid_from"] or request.world.clock.stamp()
    return change_row(request, AGREEMENT, row, "activated", state=state, valid_from=since)


def _verified(request: HubRequest, party: str) -> Row:
    """Return the Signature of the contract, with the payload.

    Raises HubProblem 422 unless a key of the caller made it.
    """
    world, text = request.world, request.raw.decode("utf-8", errors="replace").strip()
    try:
        header = jws.extract_compact(text.encode()).protected
        key = world.identity.client_keys.find(key_row_id(caller_of(request).client_id, str(header.get("kid"))))
        if key is None or key_state(world, key) != "active":
            raise invalid("", "unknown-key", "the kid names no active key of the client; register one first")
        payload = jws.deserialize_compact(text, public_key(key["jwk"]), list(CLIENT_ALGORITHMS)).payload
    except (JoseError, ValueError) as error:
        raise invalid("", "wrong-signature", "the body is no compact JWS by the key that it names") from error
    return {
        "party": party,
        "key_id": str(header["kid"]),
        "algorithm": str(header["alg"]),
        "signed_at": world.clock.stamp(),
        "jws": text,
        "payload": (payload or b"").decode("utf-8", errors="replace"),
    }
