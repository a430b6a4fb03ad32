"""When, from where and through which hub a platform was looked at."""

from datetime import datetime

from compliance.model.dossier import Dossier
from compliance.model.inspection import Inspection


def inspection(dossier: Dossier, at: datetime) -> Inspection:
    """Return the circumstances of a look at that time; the hub is the first that was asked."""
    asked = (getattr(seen, "hub", None) for seen in dossier.observations)
    return Inspection(at, dossier.vantage, next((hub for hub in asked if hub), None), dossier.hub_channel)
