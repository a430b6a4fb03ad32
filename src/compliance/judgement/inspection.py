"""When, from where and through which hub a platform was looked at."""

from compliance.model.dossier import Dossier
from compliance.model.verdict import Inspection


def inspection(dossier: Dossier) -> Inspection | None:
    """Return the circumstances of the look, None if nothing was looked at over the network."""
    if dossier.collected_at is None:
        return None
    asked = (getattr(seen, "hub", None) for seen in dossier.observations)
    return Inspection(dossier.collected_at, dossier.vantage, next((hub for hub in asked if hub), None))
