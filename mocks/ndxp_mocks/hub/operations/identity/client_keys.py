"""The keys of a client: several may be in force, so that one can follow the other without a gap."""

from collections.abc import Mapping
from typing import Any

from ndxp_mocks.hub.domain.identity.clients import key_row_id, key_state, keys_of
from ndxp_mocks.hub.domain.identity.key_material import KeyMaterial, of_certificate, of_jwk
from ndxp_mocks.hub.domain.identity.revocations import revoke
from ndxp_mocks.hub.handlers import answers
from ndxp_mocks.hub.http.messages import HubAnswer, HubProblem, HubRequest
from ndxp_mocks.hub.http.paging import page
from ndxp_mocks.hub.state.table import Row, etag_of
from ndxp_mocks.hub.state.world import World


@answers("tokens.client_keys.list")
def list_keys(request: HubRequest) -> HubAnswer:
    """Newest first."""
    client_id = _own_client(request)
    rows = reversed(list(keys_of(request.world, client_id)))
    return page(request, rows, lambda row: _key_view(request.world, row))


@answers("tokens.client_keys.create")
def create_key(request: HubRequest) -> HubAnswer:
    """Register a JWK, or the key of a certificate. Raises HubProblem 409 if the client has this key already."""
    client_id = _own_client(request)
    row = _new(request, client_id, _material(request.body))
    if row["id"] in request.world.identity.client_keys:
        raise HubProblem(409, "already-exists", f"the client has the key {row['kid']} already; take a new one")
    location = f"/oauth2/clients/{client_id}/keys/{row['kid']}"
    return _answer(request.world, request.world.identity.client_keys.put(row), 201, (("Location", location),))


@answers("tokens.client_keys.get")
def get_key(request: HubRequest) -> HubAnswer:
    """Return one key of an own client."""
    return _answer(request.world, _row(request))


@answers("tokens.client_keys.delete")
def delete_key(request: HubRequest) -> HubAnswer:
    """Revoke the key at once and for good. Raises HubProblem 409 if the client could not authenticate any more."""
    row = _row(request)
    world, client_id = request.world, row["client_id"]
    active = [each for each in keys_of(world, client_id) if key_state(world, each) == "active"]
    if [each["id"] for each in active] == [row["id"]] and not world.identity.clients.rows[client_id].get("secret"):
        raise HubProblem(409, "state-conflict", "this is the client's last credential; register another key first")
    if row["revoked_at"] is None:
        world.identity.client_keys.change(row["id"], revoked_at=world.clock.stamp())
        revoke(world, "key", row["kid"], client_id=client_id)
    return HubAnswer(204)


def _new(request: HubRequest, client_id: str, material: KeyMaterial) -> Row:
    kid = material.jwk["kid"]
    return {
        "id": key_row_id(client_id, kid),
        "kid": kid,
        "client_id": client_id,
        "jwk": material.jwk,
        "certificate_thumbprint": material.certificate_thumbprint,
        **{name: request.body.get(name) for name in ("certificate", "not_before", "expires_at")},
        "created_at": request.world.clock.stamp(),
        "last_used_at": None,
        "revoked_at": None,
    }


def _own_client(request: HubRequest) -> str:
    """Return the client of the path.

    Raises HubProblem 403 for one of another system, 404 for one that does not exist.
    """
    client_id: str = request.path["client_id"]
    client = request.world.identity.clients.find(client_id)
    if request.caller is not None and request.caller.client_id == client_id:
        return client_id
    if client is None or request.caller is None or client["system_id"] != request.caller.system_id:
        raise HubProblem(404, "not-found", "the caller's system has no such client")
    return client_id


def _row(request: HubRequest) -> Row:
    row = request.world.identity.client_keys.find(key_row_id(_own_client(request), request.path["kid"]))
    if row is None:
        raise HubProblem(404, "not-found", "the client has no such key")
    return row


def _key_view(world: World, row: Row) -> dict[str, Any]:
    """Return the ClientKey of the contract; the state depends on the clock, and so does the entity tag."""
    told = {name: value for name, value in row.items() if name not in ("id", "etag")}
    found = {**told, "state": key_state(world, row)}
    return {**found, "etag": etag_of(found)}


def _answer(world: World, row: Row, status: int = 200, headers: tuple[tuple[str, str], ...] = ()) -> HubAnswer:
    return HubAnswer(status, _key_view(world, row), headers)


def _material(body: Mapping[str, Any]) -> KeyMaterial:
    """Read the key. Raises HubProblem 422 for one that the hub cannot use."""
    try:
        return of_certificate(body["certificate"]) if "certificate" in body else of_jwk(body["jwk"])
    except ValueError as error:
        pointer = "/certificate" if "certificate" in body else "/jwk"
        flaw = {"pointer": pointer, "code": "unusable", "detail": str(error)}
        raise HubProblem(422, "request-invalid", f"{pointer}: {error}", errors=[flaw]) from error
