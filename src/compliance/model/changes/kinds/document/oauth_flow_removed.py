"""A way to get a token is no longer offered.

Programs that get their token that way get none.

To avoid it, keep the flow until every program has changed to another one.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level
from compliance.model.changes.example import offered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import DocumentPair
from compliance.model.changes.schemes import flows
from compliance.model.example import Versions


@change(Level.BREAKING)
def oauth_flow_removed(pair: DocumentPair) -> Iterator[Difference]:
    newer = flows(pair.newer)
    schemes = {name for name, _ in newer}
    for (scheme, flow), node in flows(pair.older).items():
        if (scheme, flow) not in newer and scheme in schemes:
            yield Difference(
                "the scheme {scheme} no longer offers the flow {flow}",
                scheme=scheme,
                flow=flow,
                between=(node.at, pair.newer_at),
            )


def _scheme(*flows: str) -> str:
    written = ", ".join(f"{flow}: {{tokenUrl: https://a.example/token, scopes: {{}}}}" for flow in flows)
    return f"components: {{securitySchemes: {{dang_nhap: {{type: oauth2, flows: {{{written}}}}}}}}}\n"


_PATHS = "/ho: {get: {security: [{dang_nhap: []}]}}"
FOUND = {
    "the scheme dang_nhap no longer offers the flow password": Versions(
        offered(_PATHS, _scheme("clientCredentials", "password")), offered(_PATHS, _scheme("clientCredentials"))
    )
}
HARMLESS = [
    Versions(offered(_PATHS, _scheme("clientCredentials")), offered(_PATHS, _scheme("password", "clientCredentials")))
]
