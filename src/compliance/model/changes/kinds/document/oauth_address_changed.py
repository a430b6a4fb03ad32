"""The address at which a token is got is another one.

Programs that have the address in their settings ask at the former one.

To avoid it, keep the former address working, or tell those who use it before it changes.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level
from compliance.model.changes.example import offered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import DocumentPair
from compliance.model.changes.schemes import ADDRESSES, flows
from compliance.model.example import Versions


@change(Level.WARNING)
def oauth_address_changed(pair: DocumentPair) -> Iterator[Difference]:
    newer = flows(pair.newer)
    for key, node in flows(pair.older).items():
        other = newer.get(key)
        for address in ADDRESSES if other is not None else ():
            old, new = node.text(address), other.text(address) if other is not None else None
            if old is not None and old != new:
                at = other.at if other is not None else pair.newer_at
                yield Difference(
                    "`{address}` of {scheme} is now {new}, before it was {old}",
                    between=(node.at, at),
                    scheme=key[0],
                    address=address,
                    old=old[:100],
                    new=(new or "-")[:100],
                )


def _scheme(url: str) -> str:
    flows = f"clientCredentials: {{tokenUrl: {url}, scopes: {{}}}}"
    return f"components: {{securitySchemes: {{dang_nhap: {{type: oauth2, flows: {{{flows}}}}}}}}}\n"


FOUND = {
    "`tokenUrl` of dang_nhap is now https://b.example/token, before it was https://a.example/token": Versions(
        offered("/ho: {get: {}}", _scheme("https://a.example/token")),
        offered("/ho: {get: {}}", _scheme("https://b.example/token")),
    )
}
HARMLESS = [Versions(offered("", _scheme("https://a.example/t")), offered("", _scheme("https://a.example/t")))]
