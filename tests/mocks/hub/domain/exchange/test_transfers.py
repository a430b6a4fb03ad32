"""Sets of files are uploaded in parts, sealed by their hashes and read whole or in ranges."""

import hashlib
from typing import Any

import httpx
import pytest

from mocks.hub.domain.exchange.receiving import PROVIDER, call, matching, world
from mocks.hub.domain.identity.asking import AGREEMENT, PORTAL
from ndxp_mocks.hub.http.digests import content_digest
from ndxp_mocks.hub.state.world import World

FILES = {"a.csv": bytes(range(256)) * 300, "empty": b"", "b-1.bin": b"b" * 10}
PART = 65536


def declaration(name: str, body: bytes, **members: Any) -> dict[str, Any]:
    return {"name": name, "size": len(body), "sha256": hashlib.sha256(body).hexdigest(), **members}


def announce(hub: World, **members: Any) -> httpx.Response:
    """The provider sends FILES to the portal, unless told otherwise."""
    told = [declaration(name, body, media_type="text/csv") for name, body in FILES.items()]
    body = {"recipient": PORTAL, "files": told, "part_size": PART, **members}
    return call(hub, "POST", "/transfers", "provider", json=body)


def put(hub: World, path: str, number: int, body: bytes, client: str = "provider", **headers: str) -> httpx.Response:
    told = {"Content-Type": "application/octet-stream", "Content-Digest": content_digest(body), **headers}
    return call(hub, "PUT", f"{path}/parts/{number}", client, content=body, headers=told)


def upload(hub: World, made: httpx.Response, files: dict[str, bytes] | None = None) -> str:
    """Every part; the path of the transfer."""
    path = f"/transfers/{made.json()['id']}"
    for part in reversed(made.json()["parts"]):
        body = (files or FILES)[part["file"]][part["offset"] : part["offset"] + part["size"]]
        assert put(hub, path, part["number"], body).json()["received"]
    return path


def seal(hub: World, path: str) -> httpx.Response:
    return call(hub, "POST", f"{path}:seal", "provider", headers={"If-Match": "*"})


def sealed(hub: World) -> str:
    """A transfer that can be read; its path."""
    path = upload(hub, announce(hub))
    assert seal(hub, path).json()["state"] == "available"
    return path


def read(hub: World, path: str, name: str = "a.csv", **headers: str) -> httpx.Response:
    return call(hub, "GET", f"{path}/files/{name}", headers={name.replace("_", "-"): v for name, v in headers.items()})


def test_answer_says_in_which_parts_to_upload() -> None:
    made = announce(world())
    parts = [(each["number"], each["file"], each["offset"], each["size"]) for each in made.json()["parts"]]
    assert made.status_code == 201
    assert parts == [(1, "a.csv", 0, 65536), (2, "a.csv", 65536, 11264), (3, "empty", 0, 0), (4, "b-1.bin", 0, 10)]
    assert (made.json()["state"], made.json()["total_size"], made.json()["part_count"]) == ("created", 76810, 4)


def test_integer_of_json_may_be_written_with_a_point() -> None:
    made = announce(world(), files=[declaration("a", b"abc", size=3.0)], part_size=65536.0)
    assert (made.json()["parts"][0]["size"], made.json()["part_size"]) == (3, 65536)


def test_files_come_out_as_they_went_in() -> None:
    hub = world()
    path = sealed(hub)
    manifest = call(hub, "GET", f"{path}/manifest").json()
    assert [file["name"] for file in manifest["files"]] == list(FILES)
    for name, body in FILES.items():
        answer = read(hub, path, name)
        sha256 = hashlib.sha256(body).hexdigest()
        assert (answer.status_code, answer.content, answer.headers["etag"]) == (200, body, f'"{sha256}"')
        assert answer.headers["repr-digest"] == content_digest(body)
    acknowledged = call(hub, "POST", f"{path}:acknowledge", headers=matching(call(hub, "GET", path)))
    assert acknowledged.json()["state"] == "acknowledged"
    assert call(hub, "GET", f"{path}/manifest").json() == manifest
    assert read(hub, path).status_code == 200


def test_broken_upload_goes_on_with_what_is_missing() -> None:
    hub = world()
    path = f"/transfers/{announce(hub).json()['id']}"
    put(hub, path, 3, b"")
    row = call(hub, "GET", path, "provider").json()
    assert (row["state"], row["parts_received"]) == ("uploading", 1)
    assert [part["number"] for part in row["parts"] if not part["received"]] == [1, 2, 4]
    assert seal(hub, path).json()["code"] == "parts-missing"


@pytest.mark.parametrize(
    ("number", "body", "headers", "status", "code"),
    [
        (4, b"c" * 10, {"Content-Digest": content_digest(b"d" * 10)}, 400, "digest-mismatch"),
        (4, b"c" * 9, {}, 422, "request-invalid"),
        (4, b"c" * 11, {}, 422, "request-invalid"),
        (5, b"c", {}, 404, "not-found"),
        (4, b"c" * 10, {"Content-Type": "text/plain"}, 415, "unsupported-media-type"),
        (4, b"c" * 10, {"Content-Digest": "md5=:AAAA:"}, 400, "request-invalid"),
    ],
)
def test_part_that_is_not_what_was_announced_is_refused(
    number: int, body: bytes, headers: dict[str, str], status: int, code: str
) -> None:
    hub = world()
    path = f"/transfers/{announce(hub).json()['id']}"
    refused = put(hub, path, number, body, **headers)
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert call(hub, "GET", path, "provider").json()["parts_received"] == 0


def test_later_part_takes_the_place_of_the_earlier() -> None:
    hub = world()
    made = announce(hub)
    put(hub, f"/transfers/{made.json()['id']}", 4, b"c" * 10)
    path = upload(hub, made)
    assert seal(hub, path).json()["state"] == "available"
    assert put(hub, path, 4, b"b" * 10).status_code == 409


def test_file_whose_hash_differs_fails_the_transfer() -> None:
    hub = world()
    path = upload(hub, announce(hub), {**FILES, "b-1.bin": b"x" * 10})
    failed = seal(hub, path).json()
    assert (failed["state"], failed["problem"]["code"]) == ("failed", "integrity-failure")
    assert "b-1.bin" in failed["problem"]["detail"]
    assert read(hub, path).status_code == 409
    assert call(hub, "GET", f"{path}/manifest").status_code == 409


@pytest.mark.parametrize(
    ("files", "members", "status"),
    [
        ([declaration("a", b"")] * 2, {}, 422),
        ([{"name": "a", "size": 10**12, "sha256": "0" * 64}], {}, 422),
        ([declaration("../a", b"")], {}, 422),
        ([declaration("a", b"")], {"recipient": "VN/GOV/G12/unknown"}, 404),
        ([declaration("a", b"")], {"agreement_id": AGREEMENT, "recipient": "VN/GOV/EXAMPLE/stranger"}, 403),
        ([declaration("a", b"")], {"agreement_id": AGREEMENT}, 201),
    ],
)
def test_announcement_is_checked(files: list[dict[str, Any]], members: dict[str, Any], status: int) -> None:
    assert announce(world(), **{"files": files, **members}).status_code == status


@pytest.mark.parametrize(
    ("asked", "status", "first", "last"),
    [
        ("bytes=0-0", 206, 0, 0),
        ("bytes=10-19", 206, 10, 19),
        ("bytes=76799-", 206, 76799, 76799),
        ("bytes=76000-99999999", 206, 76000, 76799),
        ("bytes=-5", 206, 76795, 76799),
        ("bytes=-999999", 206, 0, 76799),
        ("bytes=0-1,4-5", 200, 0, 76799),
        ("bytes=5-4", 200, 0, 76799),
        ("lines=1-2", 200, 0, 76799),
        ("bytes=-", 200, 0, 76799),
        (f"bytes={'9' * 5_000}-", 200, 0, 76799),
        (f"bytes=-{'9' * 5_000}", 200, 0, 76799),
        ("bytes=76800-", 416, 0, 0),
        ("bytes=-0", 416, 0, 0),
    ],
)
def test_ranges(asked: str, status: int, first: int, last: int) -> None:
    hub = world()
    answer = read(hub, sealed(hub), Range=asked)
    assert answer.status_code == status
    if status == 416:
        assert answer.headers["content-range"] == "bytes */76800"
        assert answer.json()["code"] == "range-not-satisfiable"
        return
    assert answer.content == FILES["a.csv"][first : last + 1]
    assert answer.headers["content-digest"] == content_digest(answer.content)
    assert answer.headers["repr-digest"] == content_digest(FILES["a.csv"])
    assert answer.headers.get("content-range") == (f"bytes {first}-{last}/76800" if status == 206 else None)


@pytest.mark.parametrize(("tag", "status"), [("{}", 206), ('"other"', 200), ("W/{}", 200), ("Sat, 01 Jan 2028", 200)])
def test_range_counts_while_the_file_has_its_tag(tag: str, status: int) -> None:
    hub = world()
    path = sealed(hub)
    own = read(hub, path).headers["etag"]
    assert read(hub, path, Range="bytes=1-2", If_Range=tag.format(own)).status_code == status


def test_known_copy_comes_before_a_range() -> None:
    hub = world()
    path = sealed(hub)
    own = read(hub, path).headers["etag"]
    assert read(hub, path, Range="bytes=1-2", If_None_Match=own).status_code == 304
    assert read(hub, path, Range="bytes=1-2", If_None_Match='"other"').status_code == 206


def test_empty_file_has_no_range() -> None:
    hub = world()
    assert read(hub, sealed(hub), "empty", Range="bytes=0-").status_code == 416


def test_json_file_is_served_in_ranges_too() -> None:
    hub = world()
    files = {"a.json": b'{"a": "' + b"x" * 100 + b'"}'}
    told = [declaration("a.json", files["a.json"], media_type="application/json")]
    path = upload(hub, announce(hub, files=told), files)
    seal(hub, path)
    assert read(hub, path, "a.json", Range="bytes=3-8").content == files["a.json"][3:9]


def test_each_party_may_do_its_own_part_only() -> None:
    hub = world()
    hub.identity.clients.change("stranger", scopes=["exchange"])
    path = upload(hub, announce(hub))
    assert call(hub, "GET", path, "stranger").status_code == 404
    assert put(hub, path, 4, b"b" * 10, "portal").status_code == 403
    assert call(hub, "POST", f"{path}:seal", headers={"If-Match": "*"}).status_code == 403
    assert read(hub, path).status_code == 409
    seal(hub, path)
    assert call(hub, "POST", f"{path}:acknowledge", "provider", headers={"If-Match": "*"}).status_code == 403
    assert read(hub, path, "unknown").status_code == 404
    assert call(hub, "DELETE", path).status_code == 409
    call(hub, "POST", f"{path}:acknowledge", headers={"If-Match": "*"})
    assert call(hub, "DELETE", path).status_code == 204


def test_deleted_transfer_is_known_without_its_bytes() -> None:
    hub = world()
    path = sealed(hub)
    for _ in range(2):
        assert call(hub, "DELETE", path, "provider").status_code == 204
    assert call(hub, "GET", path).json()["state"] == "deleted"
    assert read(hub, path).status_code == 409
    assert not hub.contents


def test_transfer_ends_by_the_clock() -> None:
    hub = world()
    path = upload(hub, announce(hub, expires_in=3600))
    hub.clock.advance(3600)
    assert call(hub, "GET", path).json()["state"] == "deleted"
    assert not hub.contents


def test_lists_show_what_was_sent_and_what_was_received() -> None:
    hub = world()
    ids = [announce(hub, title=title).json()["id"] for title in ("first", "second")]
    for client, direction, expected in [
        ("provider", "sent", ids[::-1]),
        ("provider", "received", []),
        ("portal", "received", ids[::-1]),
        ("portal", None, ids[::-1]),
    ]:
        query = {"direction": direction} if direction else {}
        rows = call(hub, "GET", "/transfers", client, params=query).json()["items"]
        assert [row["id"] for row in rows] == expected
        assert all("parts" not in row for row in rows)
    assert call(hub, "GET", "/transfers", params={"state": "available"}).json()["items"] == []


def test_change_depends_on_the_state_that_was_seen() -> None:
    hub = world()
    made = announce(hub)
    path = upload(hub, made)
    assert call(hub, "POST", f"{path}:seal", "provider", headers=matching(made)).status_code == 412
    assert call(hub, "POST", f"{path}:seal", "provider").status_code == 428
    assert made.json()["sender"] == PROVIDER
