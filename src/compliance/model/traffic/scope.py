"""Which requests belong to a document, where it does not say so itself."""

from compliance.model.dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TrafficScope:
    """What stands in place of what the servers of a document say, and what is left out.

    `base_paths` are those with which requests begin, "/" for logs behind a proxy that takes the base away; `hosts` are
    those that count, at any port if none is named. Paths that a glob of `ignore` fits, as "/static/*" does, are left
    out.
    """

    base_paths: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
