"""Records that something went wrong with: in their structure, or in their bytes. A seed gives the same ones again."""

import json
import random
from collections.abc import Callable
from typing import Any

RECORD: dict[str, Any] = {
    "slug": "household-business",
    "name_vi": "Hộ kinh doanh",
    "name_en": "Household business",
    "owner": {"code": "G12", "name_vi": "Bộ Tài chính"},
    "environment": "production",
    "classes": ["new-platform"],
    "status": "operating",
    "operational_from": "2026-08-01",
    "services": [
        {
            "id": "households",
            "base_url": "https://api.example.gov.vn/v1",
            "plain_http_url": "http://api.example.gov.vn/v1",
            "sharing_form": "default",
            "fee": {"agency": 0, "public": 500},
            "published_on": "2026-09-01",
        },
        {"id": "tax-codes", "fee": "none", "legal_basis": "none"},
    ],
    "connections": [
        {"via": "NDXP", "status": "connected", "network": "state", "since": "2026-09-01", "evidence": ["a"]},
        {"via": "direct", "status": "planned", "network": "internet", "connected": False},
    ],
    "notices": [{"noticed_on": "2026-10-01", "planned": True, "starts_on": "2026-10-20"}],
    "security_level": {
        "level": 3,
        "decision": "12/QĐ-VD",
        "on": "2026-08-25",
        "appraiser": "Bộ Công an",
        "approver": "Bộ Tài chính",
        "sector": "civil",
        "parts": [{"name": "a", "level": 2}],
        "built_before_2026_07_01": False,
        "measures_planned_on": "2027-05-31",
    },
    "level_facts": {"subjects_basic": 250000, "provinces": 34, "procedures": True},
    "log_retention_months": 6,
    "project": {"kind": "hire", "budget": "state", "hiring_report": {"on": "2026-07-05", "quality_section": "a"}},
    "min_requirements": {"met_on": "none", "roadmap_until": "2028-06-30"},
    "major_changes": [{"on": "2026-10-01", "assessed_on": "2026-10-10"}],
    "recovery_plan": {"undetermined": {"contact": {"unit": "a"}, "due": "2026-12-31"}},
    "list_memberships": [{"list": "list-2026-1132", "number": "7", "issued": "2026-06-24"}],
    "milestones": [{"date": "2026-08", "event": {"en": "Opened", "vi": "Khai trương"}}],
    "provenance": {"source": "the owner", "declared": True, "updated_on": "2026-11-01"},
}
HOSTILE: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -5,
    10**400,
    -(10**400),
    1e308,
    5e-324,
    "",
    " ",
    "none",
    "NONE",
    "yes",
    "không",
    "\ud800",
    "a\udfffb",
    "\x00\x1b[31m\u202e",
    "x" * 5000,
    "ệ" * 300,
    "{found} {} {0} %s",
    "{{ 7 * 7 }}<script>",
    "0001-01-01",
    "9999-12-31",
    "2099-01-01",
    "2026-13-45",
    "2026-02-30",
    "-2026-01-01",
    "2026-11-28T23:59:60+14:00",
    "https://[",
    "http://[::1%25eth0]/",
    "https://user:s3cret@a.example/",
    "https://a\ud800.example/",
    "https://a.example:99999/",
    "//[",
    "ftp://x.vn",
    "http://a.example.",
    [],
    {},
    [[]],
    [None],
    {"": None},
    {"agency": "5"},
    ["a"] * 200,
    [{"id": "households"}] * 50,
)
KEYS = ("owners", "onwer", "slg", "servces", "via", "id", "", "$ref", "/", "~", "fee", "declared", "a" * 300, "\ud800")


def mutated(seed: int) -> tuple[str, bytes]:
    """Return the name and the bytes of one record: of most the structure is changed, of some the bytes."""
    chance = random.Random(seed)
    tree = json.loads(json.dumps(RECORD))
    for _ in range(chance.choice((0, 1, 1, 2, 3, 8))):
        chance.choice(_CHANGES)(tree, chance)
    if chance.random() < 0.02:
        tree["facts"] = _nested(chance.choice((490, 600)), chance)
    whole = [tree, json.loads(json.dumps(RECORD))] if chance.random() < 0.05 else tree
    content = json.dumps(whole, indent=chance.choice((None, 1)), ensure_ascii=chance.random() < 0.5)
    name = f"record-{seed}.{chance.choice(('json', 'yaml'))}"
    raw = content.encode("utf-8", "surrogatepass")
    return name, _spoilt(raw, chance) if chance.random() < 0.3 else raw


def _containers(tree: Any) -> list[Any]:
    found = [tree]
    for container in found:
        members = container.values() if isinstance(container, dict) else container
        found.extend(member for member in members if isinstance(member, dict | list))
    return found


def _place(tree: Any, chance: random.Random) -> tuple[Any, Any] | None:
    """Return a container that holds something, and a key or an index of it."""
    full = [container for container in _containers(tree) if container]
    if not full:
        return None
    container = chance.choice(full)
    return container, chance.choice(list(container) if isinstance(container, dict) else range(len(container)))


def _replace(tree: Any, chance: random.Random) -> None:
    if place := _place(tree, chance):
        place[0][place[1]] = json.loads(json.dumps(chance.choice(HOSTILE)))


def _delete(tree: Any, chance: random.Random) -> None:
    if place := _place(tree, chance):
        del place[0][place[1]]


def _rename(tree: Any, chance: random.Random) -> None:
    place = _place(tree, chance)
    if place and isinstance(place[0], dict):
        place[0][chance.choice(KEYS)] = place[0].pop(place[1])


def _misspell(tree: Any, chance: random.Random) -> None:
    place = _place(tree, chance)
    if place and isinstance(place[0], dict) and place[1]:
        at = chance.randrange(len(place[1]))
        place[0][place[1][:at] + place[1][at + 1 :]] = place[0].pop(place[1])


def _repeat(tree: Any, chance: random.Random) -> None:
    lists = [container for container in _containers(tree) if isinstance(container, list) and container]
    if lists:
        chosen = chance.choice(lists)
        chosen.extend(json.loads(json.dumps(chosen)) * chance.choice((1, 2, 20)))


def _deepen(tree: Any, chance: random.Random) -> None:
    if place := _place(tree, chance):
        place[0][place[1]] = _nested(chance.choice((5, 40)), chance)


def _nested(levels: int, chance: random.Random) -> Any:
    deep: Any = "deep"
    for _ in range(levels):
        deep = [deep] if chance.random() < 0.5 else {"a": deep}
    return deep


_CHANGES: tuple[Callable[[Any, random.Random], None], ...] = (
    _replace,
    _replace,
    _replace,
    _delete,
    _rename,
    _misspell,
    _repeat,
    _deepen,
)


def _spoilt(raw: bytes, chance: random.Random) -> bytes:
    """Return the bytes with some changed, cut, doubled or put in."""
    spoilt = bytearray(raw)
    for _ in range(chance.choice((1, 1, 2, 5, 30))):
        at = chance.randrange(len(spoilt) + 1)
        match chance.randrange(5):
            case 0 if at < len(spoilt):
                spoilt[at] = chance.randrange(256)
            case 1:
                del spoilt[at : at + chance.choice((1, 1, 5, 200))]
            case 2:
                spoilt[at:at] = chance.choice(
                    (b"{", b"}", b"[", b'"', b":", b"\n", b"\x00", b"\xff", b"- ", b"&a ", b"*a")
                )
            case 3:
                spoilt[at:at] = spoilt[at : at + 40]
            case 4:
                spoilt[at:at] = chance.choice((b"\r", b"\xe2\x80\xa8", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"9" * 4400))
    return bytes(spoilt)
