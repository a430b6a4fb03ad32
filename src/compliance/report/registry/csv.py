"""The registry as CSV: a row for each platform, in the order of the list.

The names of the columns are the same in every language, so that programs hold on to them; what nobody says is empty.
"""

from typing import Final

from compliance.locale import Translator
from compliance.model.registry import ListPlace, RegisteredPlatform, Registry
from compliance.report.separated import separated

_COLUMNS: Final = (
    "slug", "name_vi", "name_en", "aliases", "owner_code", "owner_vi", "owner_en", "kind", "field", "subjects_vi",
    "subjects_en", "status", "operational_from", "list", "place", "named_as", "deadline", "lists", "addresses",
    "contact", "declared_by_owner", "source", "updated_on",
)  # fmt: skip


def write(registry: Registry, words: Translator) -> str:  # noqa: ARG001 - as every form is given them
    return separated(_COLUMNS, (_row(each, registry) for each in registry.platforms))


def _row(platform: RegisteredPlatform, registry: Registry) -> dict[str, str]:
    listed = place_on(platform, registry)
    return {
        "slug": platform.slug,
        "name_vi": platform.name.vi,
        "name_en": platform.name.en,
        "aliases": "; ".join(platform.aliases),
        "owner_code": platform.owner_code or "",
        "owner_vi": platform.owner.vi,
        "owner_en": platform.owner.en,
        "kind": platform.kind or "",
        "field": platform.field or "",
        "subjects_vi": "; ".join(each.vi for each in platform.subjects),
        "subjects_en": "; ".join(each.en for each in platform.subjects),
        "status": platform.status or "",
        "operational_from": platform.operational_from.isoformat() if platform.operational_from else "",
        "list": listed.list.number if listed else "",
        "place": listed.place if listed else "",
        "named_as": listed.named_as if listed else "",
        "deadline": (listed.deadline or "") if listed else "",
        "lists": "; ".join(map(shown, platform.places)),
        "addresses": " ".join(platform.addresses),
        "contact": platform.contact or "",
        "declared_by_owner": "yes" if platform.is_declared else "no",
        "source": platform.source or "",
        "updated_on": platform.updated_on.isoformat() if platform.updated_on else "",
    }


def place_on(platform: RegisteredPlatform, registry: Registry) -> ListPlace | None:
    """Return the place on the list that was asked for, else on the last one that the platform stands on."""
    chosen = registry.chosen
    return next((each for each in platform.places if chosen is None or each.list.id == chosen.id), None)


def shown(place: ListPlace) -> str:
    """Return the number of a list with the place on it."""
    doubt = "?" if place.is_doubtful else ""
    return f"{place.list.number} ({place.place}){doubt}" if place.place else f"{place.list.number}{doubt}"
