"""Lines of the command `ndxp-mocks hub`: the addresses of the hub, its callers, and a sample call. Prints nothing."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from ndxp_mocks.hub.domain.catalog.parties import system_of
from ndxp_mocks.hub.domain.catalog.service_endpoints import endpoints_of
from ndxp_mocks.hub.injection.known import known_hub_faults
from ndxp_mocks.hub.seeding import PORTAL, every, few
from ndxp_mocks.hub.state.world import World
from ndxp_mocks.platform.platform import Platform, listed
from ndxp_mocks.serving.hub import ServedHub

ALL: Final = "all"
_CLIENT: Final = "example-portal"
_LONGEST_NUMBER: Final = 3


def chosen_platforms(text: str | None) -> tuple[Platform, ...]:
    """Parse `all`, a number of platforms, or slugs with commas between; return a few if nothing is asked for.

    UndescribedPlatform for a slug that is on no list.
    """
    if text is None:
        return few()
    if text == ALL:
        return every()
    if text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER:
        return every()[: int(text)]
    return tuple(map(listed, text.split(",")))


def introduction(served: ServedHub, words: Mapping[str, str], *, prefers_tls: bool) -> Iterator[str]:
    """Yield the lines of the introduction."""
    settings = served.world.settings
    yield words["simulated_hub"]
    yield f"{words['address']}: {served.tls_url}"
    yield f"{words['plain_address']}: {served.url}"
    yield f"{words['ca_file']}: {served.ca_file}"
    yield f"{words['client_certificate']}: {served.certificates[_CLIENT].certificate_file}"
    yield f"{words['client_key']}: {served.certificates[_CLIENT].key_file}"
    yield f"{words['connection_type_of']}: {settings.usual_connection}"
    yield f"{words['profile_of']}: {settings.profile}"
    yield f"{words['faults_of']}: {', '.join(sorted(served.world.faults)) or words['none']}"
    yield f"{words['services_of']}: {len(served.world.catalog.services)}"
    yield f"{words['clients_of']}: {', '.join(_main_clients(served))}"
    yield f"{words['secrets_of']}: {served.secret('CLIENT_ID')}"
    yield words["try_it"]
    yield from (f"  {line}" for line in _calls(served, prefers_tls=prefers_tls))


def fault_rows() -> list[dict[str, Any]]:
    """Name, layer, rule and description of every fault of the hub, for a table or as JSON."""
    return [
        {
            "name": name,
            "layer": fault.layer,
            "rule": fault.rule,
            "description": {"en": fault.description, "vi": fault.description_vi},
        }
        for name, fault in sorted(known_hub_faults().items())
    ]


def _main_clients(served: ServedHub) -> list[str]:
    clients = [client_id for client_id in served.client_ids if client_id.startswith("example-")]
    return [*clients, "provider-SLUG"]


def _calls(served: ServedHub, *, prefers_tls: bool) -> Iterator[str]:
    is_secure = prefers_tls or served.world.settings.usual_connection != "http"
    url = served.tls_url if is_secure else served.url
    shown = served.certificates[_CLIENT]
    trust = f" --cacert {served.ca_file}" if is_secure else ""
    identity = f" --cert {shown.certificate_file} --key {shown.key_file}" if is_secure else ""
    credentials = f"-u {_CLIENT}:{served.secret(_CLIENT)} -d grant_type=client_credentials"
    token = "/token" if served.world.settings.profile == "gateway" else "/oauth2/token"
    yield f"curl{trust} {credentials} {url}{token}"
    call = _sample_call(served.world)
    if call is not None:
        yield f"curl{trust}{identity} {call.format(url=url)}"


def _sample_call(world: World) -> str | None:
    """Return a call of the first service, as the profile wants it; None if no service can be called without more."""
    for version in world.catalog.versions:
        for endpoint in endpoints_of(world, version):
            if endpoint["method"] == "GET" and "*" not in endpoint["path"]:
                return _SAMPLES[world.settings.profile](version["service_id"], endpoint["path"])
    return None


def _through_adapter(service_id: str, path: str) -> str:
    code = system_of(service_id).replace("/", ":")
    return f"'{{url}}/XrdAdapter/RestService/forward{path}?dstcode={code}'"


def _through_security_server(service_id: str, path: str) -> str:
    return f"-H 'X-Road-Client: {PORTAL}' {{url}}/r1/{service_id}{path}"


def _through_gateway(service_id: str, path: str) -> str:
    return f"-H 'Authorization: Bearer TOKEN' {{url}}/{service_id.split('/')[3]}/1.0.0{path}"


_SAMPLES: Final = {
    "xroad-7.7": _through_security_server,
    "xroad-7.8": _through_security_server,
    "ndxp-adapter": _through_adapter,
    "gateway": _through_gateway,
}
