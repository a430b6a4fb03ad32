"""Connections through NDOP that are in use, since a clause speaks of them."""

from datetime import date

from compliance.model.facts import Facts
from compliance.model.record import Connection


def is_used_since(connection: Connection, clause: str, facts: Facts) -> bool:
    """Return whether it is in use, and not known to be older than the clause."""
    begins = facts.catalogue.requirements[clause].applies.start or date.min
    is_used = connection.is_over("ndop") and connection.is_connected and connection.exists
    return is_used and (connection.since is None or connection.since >= begins)
