"""specs/platforms to the registry as data that others may take over."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from compliance.loading.facts.catalogue import day
from compliance.loading.facts.codelists import agencies
from compliance.loading.facts.platform_matcher import platform_matcher
from compliance.loading.facts.platforms import lists, slugs
from compliance.loading.facts.specs import read_spec
from compliance.loading.records import registered
from compliance.model.platform_match import PlatformMatcher
from compliance.model.record import NONE, Record
from compliance.model.record_form.common import Contact
from compliance.model.registry import ListPlace, OfficialList, RegisteredPlatform, Registry
from compliance.model.text import Text


def registry(chosen: Mapping[str, Any] | None) -> Registry:
    """Return the platforms of a list in its order, or all by slug."""
    matcher = platform_matcher()
    names = [member["slug"] for member in _in_order(chosen["members"])] if chosen is not None else slugs()
    places = _places()
    return Registry(
        tuple(_platform(registered(slug)[0], places.get(slug, ()), matcher) for slug in names),
        _list(chosen["list"], chosen["members"]) if chosen is not None else None,
        _edition(),
    )


def _edition() -> date:
    return date.fromisoformat(read_spec("catalogue.yaml")["catalogue"]["version"].replace(".", "-"))


def _in_order(members: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    return sorted(members, key=lambda each: (each.get("group") or "", each.get("order") or 0))


def _places() -> Mapping[str, Sequence[ListPlace]]:
    """Return the places of each platform, on the last issued list first."""
    found: dict[str, list[ListPlace]] = {}
    for tree in sorted(lists().values(), key=lambda each: each["list"]["issued"] or "", reverse=True):
        listed = _list(tree["list"], tree["members"])
        for member in tree["members"]:
            found.setdefault(member["slug"], []).append(_place(listed, member))
    return found


def _place(listed: OfficialList, member: Mapping[str, Any]) -> ListPlace:
    place = f"{member.get('group') or ''}{member.get('order') or ''}"
    named = member.get("named_as") or read_spec(f"platforms/{member['slug']}.yaml").get("name_vi") or ""
    deadline = member.get("deadline")
    return ListPlace(listed, place, named, str(deadline) if deadline else None, "confidence" in member)


def _list(head: Mapping[str, Any], members: Sequence[object]) -> OfficialList:
    issuer = Text(head["issuer"]["name_en"], head["issuer"]["name_vi"])
    number = head["number"] or head["id"]
    return OfficialList(
        head["id"], number, Text(**head["title"]), issuer, day(head["issued"]), head.get("size"), len(members)
    )


def _platform(record: Record, places: Sequence[ListPlace], matcher: PlatformMatcher) -> RegisteredPlatform:
    owner = record.named_owner
    name = record.name_vi or record.name_en or record.slug
    owners = tuple(filter(None, (owner.name_vi, owner.name_en)))
    agency = agencies().named(owner.name_vi) if owner.name_vi else None
    told = matcher.reader.read(record.name_vi, owners)
    return RegisteredPlatform(
        slug=record.slug,
        name=Text(record.name_en or name, name),
        aliases=tuple(record.aliases or ()),
        owner=Text(owner.name_en or owner.name_vi or "", owner.name_vi or owner.name_en or ""),
        owner_code=owner.code,
        owner_kind=owner.kind or (agency.kind if agency else None),
        kind=record.kind,
        field=record.field,
        subjects=tuple(matcher.subjects[code].name for code in told.subjects),
        status=record.life_cycle,
        operational_from=record.operational_from,
        addresses=tuple(record.addresses) if isinstance(record.addresses, list) else (),
        contact=_contact(record),
        places=tuple(places),
        source=record.provenance.source,
        is_declared=record.is_declared,
        updated_on=record.provenance.updated_on,
    )


def _contact(record: Record) -> str | None:
    """Return how whoever runs the platform is reached: the mail address of the office, never that of a person."""
    contact = record.operation_contact
    if not isinstance(contact, Contact):
        return None
    return next((said for said in (contact.email, contact.unit) if said and said != NONE), None)


def own_names(platform: RegisteredPlatform) -> Iterator[str]:
    """Yield the further names of a platform, each once, but that which is the name itself."""
    named = (*platform.aliases, *(place.named_as for place in platform.places))
    seen = {platform.name.vi.casefold()}
    for name in named:
        if name.casefold() not in seen:
            seen.add(name.casefold())
            yield name
