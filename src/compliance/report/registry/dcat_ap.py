"""The registry as DCAT-AP 3 in JSON-LD: a catalogue, in which each platform stands with its places on the lists.

A platform is a `dcat:Dataset`, the data that it keeps; where an address of it is known it is a `dcat:DataService` that
serves it, too. A place on a list is a `dcat:CatalogRecord`, the list a legal resource (`dcatap:applicableLegislation`).
The context stands in the file, so that nothing is fetched to read it. Nodes are named by name-based UUIDs (RFC 9562,
section 5.5) of what they are, which never change and claim nobody's name space. What nobody says is left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID, uuid5

from compliance.locale import Translator
from compliance.model.registry import ListPlace, OfficialList, RegisteredPlatform, Registry
from compliance.model.text import Text
from compliance.report.json_text import json_text

_SPACE: Final = UUID("5a3f0f0e-9a0c-5f0b-8d1f-6a4e0e6b7c21")
_LANGUAGES: Final = "http://publications.europa.eu/resource/authority/language/"
_VIET_NAM: Final = "http://publications.europa.eu/resource/authority/country/VNM"
_PROFILE: Final = "http://data.europa.eu/r5r/"
_AUTHORITY: Final = "http://purl.org/adms/publishertype/NationalAuthority"
_CONTEXT: Final[Mapping[str, Any]] = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

Node = dict[str, Any]


def write(registry: Registry, words: Translator) -> str:  # noqa: ARG001 - as every form is given them
    return json_text({"@context": dict(_CONTEXT), "@graph": list(_graph(registry))})


def _graph(registry: Registry) -> Iterator[Node]:
    """Yield the catalogue, then the platforms, then each agency, list and field that these name, once."""
    yield _catalogue(registry)
    further: dict[str, Node] = {}
    for platform in registry.platforms:
        yield from _platform(platform)
        further.update((node["@id"], node) for node in _named(platform))
    for listed in _lists(registry):
        further.update((node["@id"], node) for node in _legal_resource(listed))
    yield from further.values()
    yield {"@id": _id("fields"), "@type": "skos:ConceptScheme", "dct:title": _tagged(_FIELDS)}
    for node, kind, label in _FOREIGN:
        yield {"@id": node, "@type": kind, "skos:prefLabel": _tagged(label)}


_FOREIGN: Final = (
    (_VIET_NAM, "dct:Location", Text("Viet Nam", "Việt Nam")),
    (f"{_LANGUAGES}VIE", "dct:LinguisticSystem", Text("Vietnamese", "tiếng Việt")),
    (f"{_LANGUAGES}ENG", "dct:LinguisticSystem", Text("English", "tiếng Anh")),
    (_AUTHORITY, "skos:Concept", Text("national authority", "cơ quan trung ương")),
)
"""Nodes of vocabularies of others, with what they are, so that nothing is fetched to know it."""

_FIELDS: Final = Text("Fields of national digital platforms", "Lĩnh vực của nền tảng số quốc gia")
_COMPILER: Final = Text(
    "Compiled by the compliance checker for NDXP from published lists",
    "Công cụ kiểm tra tuân thủ NDXP tổng hợp từ các danh mục đã công bố",
)


def _catalogue(registry: Registry) -> Node:
    chosen = registry.chosen
    what = Text("Registry of the national digital platforms", "Sổ đăng ký nền tảng số quốc gia")
    title = Text(f"{what.en}, {chosen.number}", f"{what.vi}, {chosen.number}") if chosen is not None else what
    platforms = registry.platforms
    services = [_id("service", each.slug) for each in platforms if each.addresses]
    return {
        "@id": _id("catalogue", chosen.id if chosen is not None else "all"),
        "@type": "dcat:Catalog",
        "dct:title": _tagged(title),
        "dct:description": _tagged(_ABOUT),
        "dct:publisher": {"@id": _id("compiler"), "@type": "foaf:Agent", "foaf:name": _tagged(_COMPILER)},
        "dct:language": [_node(f"{_LANGUAGES}VIE"), _node(f"{_LANGUAGES}ENG")],
        "dct:modified": _day(registry.edition),
        "dct:spatial": _node(_VIET_NAM),
        "dcat:themeTaxonomy": _node(_id("fields")),
        "dcatap:applicableLegislation": [_node(_id("list", each.id)) for each in _lists(registry)],
        "dcat:dataset": [_node(_id("platform", each.slug)) for each in platforms],
        **({"dcat:service": list(map(_node, services))} if services else {}),
        "dcat:record": [_node(_record_id(each, place)) for each in platforms for place in each.places],
    }


_ABOUT: Final = Text(
    "Platforms of the official lists, compiled from what was published; it is no issue of the state. What is not said "
    "is unknown.",
    "Các nền tảng trong danh mục chính thức, tổng hợp từ thông tin đã công bố; không phải ấn bản của cơ quan nhà nước. "
    "Nội dung không nêu là chưa biết.",
)


def _lists(registry: Registry) -> Sequence[OfficialList]:
    return [registry.chosen] if registry.chosen is not None else registry.lists


def _platform(platform: RegisteredPlatform) -> Iterator[Node]:
    common = {
        "dct:title": _tagged(platform.name),
        "dct:identifier": platform.slug,
        "dct:description": _tagged(_described(platform)),
        "dct:publisher": _node(_owner_id(platform)),
        **_known("dcat:theme", _node(_id("field", platform.field)) if platform.field else None),
        **_known("dcat:keyword", [tag for each in platform.subjects for tag in _tagged(each)]),
        **_known("dcatap:applicableLegislation", [_node(_id("list", each.list.id)) for each in platform.places]),
        **_known("dcat:contactPoint", _contact(platform)),
        **_known("adms:status", _node(_id("status", platform.status)) if platform.status else None),
    }
    deadline = next((place.deadline for place in platform.places if place.deadline), None)
    yield {
        "@id": _id("platform", platform.slug),
        "@type": "dcat:Dataset",
        **common,
        "dct:spatial": _node(_VIET_NAM),
        **_known("dct:alternative", list(platform.aliases)),
        **_known("dct:available", deadline),
        **_known("dct:modified", _day(platform.updated_on)),
        **_known("dcat:landingPage", [{"@id": each, "@type": "foaf:Document"} for each in platform.addresses]),
    }
    if platform.addresses:
        yield {
            "@id": _id("service", platform.slug),
            "@type": "dcat:DataService",
            **common,
            "dct:description": _tagged(_served(platform)),
            "dcat:endpointURL": [_node(each) for each in platform.addresses],
            "dcat:servesDataset": _node(_id("platform", platform.slug)),
        }
    yield from (_record(platform, place) for place in platform.places)


def _described(platform: RegisteredPlatform) -> Text:
    """Return what a reader has to know first: whose it is, on which lists it stands, by when it is to be finished."""
    en, vi = [f"Owner: {platform.owner.en or '-'}."], [f"Cơ quan chủ quản: {platform.owner.vi or '-'}."]
    for place in platform.places:
        at = f" ({place.place})" if place.place else ""
        en.append(f"On the list {place.list.number}{at}" + (f", deadline {place.deadline}." if place.deadline else "."))
        vi.append(f"Thuộc {place.list.number}{at}" + (f", thời hạn {place.deadline}." if place.deadline else "."))
    return Text(" ".join(en), " ".join(vi))


def _served(platform: RegisteredPlatform) -> Text:
    """Return the same of its address, and how that is known."""
    said = _described(platform)
    if platform.is_declared:
        return said
    return Text(
        f"{said.en} The address is known from public texts; the owner did not declare it.",
        f"{said.vi} Địa chỉ biết qua văn bản công khai, không do cơ quan chủ quản khai báo.",
    )


def _record(platform: RegisteredPlatform, place: ListPlace) -> Node:
    """Return the place on a list: when it was issued, what it prints, and of when our record is."""
    return {
        "@id": _record_id(platform, place),
        "@type": "dcat:CatalogRecord",
        "foaf:primaryTopic": _node(_id("platform", platform.slug)),
        "dct:title": {"@value": place.named_as, "@language": "vi"},
        **_known("dct:identifier", f"{place.list.number} {place.place}".strip()),
        **_known("dct:issued", _day(place.list.issued)),
        "dct:modified": _day(platform.updated_on or place.list.issued),
        "dct:conformsTo": {"@id": _PROFILE, "@type": "dct:Standard"},
        "dct:source": _node(_id("list", place.list.id)),
    }


def _named(platform: RegisteredPlatform) -> Iterator[Node]:
    """Yield the owner, the field, the state and the lists that a platform names."""
    yield {
        "@id": _owner_id(platform),
        "@type": "foaf:Agent",
        "foaf:name": _tagged(platform.owner),
        **_known("dct:identifier", platform.owner_code),
        **_known("dct:type", _node(_AUTHORITY) if platform.owner_kind == "state-agency" else None),
    }
    for kind, code in (("field", platform.field), ("status", platform.status)):
        if code:
            label = {"@value": code.replace("-", " "), "@language": "en"}
            concept = {"@id": _id(kind, code), "@type": "skos:Concept", "skos:notation": code, "skos:prefLabel": label}
            yield concept | ({"skos:inScheme": _node(_id("fields"))} if kind == "field" else {})
    for place in platform.places:
        yield from _legal_resource(place.list)


def _legal_resource(listed: OfficialList) -> Iterator[Node]:
    issuer = _id("issuer", listed.issuer.vi)
    yield {
        "@id": _id("list", listed.id),
        "@type": "eli:LegalResource",
        "dct:title": _tagged(listed.title),
        "dct:identifier": listed.number,
        **_known("dct:issued", _day(listed.issued)),
        "dct:publisher": _node(issuer),
    }
    yield {
        "@id": issuer,
        "@type": "foaf:Agent",
        "foaf:name": _tagged(listed.issuer),
        "dct:type": _node(_AUTHORITY),
    }


def _contact(platform: RegisteredPlatform) -> Node | None:
    """Return whom to ask, as far as that is published; where it is not, the owner by name."""
    node: Node = {"@type": "vcard:Organization", "vcard:fn": _tagged(platform.owner)}
    if platform.contact and "@" in platform.contact:
        return node | {"vcard:hasEmail": _node(f"mailto:{platform.contact}")}
    return node if platform.owner.vi else None


def _owner_id(platform: RegisteredPlatform) -> str:
    return _id("agency", platform.owner_code or platform.owner.vi)


def _record_id(platform: RegisteredPlatform, place: ListPlace) -> str:
    return _id("record", f"{place.list.id}/{platform.slug}")


def _id(*named: str) -> str:
    return f"urn:uuid:{uuid5(_SPACE, '/'.join(named))}"


def _node(name: str) -> Node:
    return {"@id": name}


def _day(value: date | None) -> Node | None:
    return {"@value": value.isoformat(), "@type": "xsd:date"} if value else None


def _tagged(text: Text) -> list[Node]:
    return [{"@value": text.vi, "@language": "vi"}, {"@value": text.en, "@language": "en"}]


def _known(name: str, value: Any) -> Mapping[str, Any]:
    """Return a property with its value; nothing where nothing is known."""
    return {name: value} if value else {}
