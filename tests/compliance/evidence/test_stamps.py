"""Time stamps (RFC 3161) of signatures, from an authority of our own on loopback."""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from compliance.model.text import local_day
from tools.signers import DAY, NOW, Signer, authority, person, stamper
from tools.stamp_authority import Served, refusal, serving, withdrawn

from .conftest import People, members, rewrite

Run = Callable[..., Any]

pytestmark = pytest.mark.usefixtures("sockets_and_processes")


@pytest.fixture(scope="module")
def stamps(people: People) -> Signer:
    return stamper("Example Time", people.root)


@pytest.fixture
def stamped(sign: Any, stamps: Signer) -> Callable[..., None]:
    """Sign the dossier with a time stamp, of the authority that the root vouches for unless told otherwise."""

    def signed(name: str = "auditor", *, by: Signer = stamps) -> None:
        with serving(by, NOW) as address:
            sign(name, "--timestamp", address, "--allow-private")

    return signed


def signature(path: Path) -> tuple[str, dict[str, Any]]:
    ((name, member),) = ((name, data) for name, data in members(path).items() if name.startswith("signatures/"))
    return name, json.loads(member)


def test_stamp_says_when_and_by_whom(stamped: Any, verified: Any, run: Run) -> None:
    stamped()
    stamp = verified(status=0)["signatures"][0]["stamp"]
    assert (stamp["standing"], stamp["moment"], stamp["authority"]) == ("not-asked", NOW.isoformat(), "CN=Example Time")
    (found,) = verified("--ca", "root.pem", status=0)["signatures"]
    assert (found["standing"], found["stamp"]["standing"]) == ("trusted", "trusted")
    ended = run("verify", "a.dossier", "--ca", "root.pem")
    assert "by CN=Example Time: made for this signature by an authority that you trust" in ended.out


def test_authority_is_asked_only_where_it_is_named_and_told_a_hash_only(sign: Any, stamps: Signer) -> None:
    served = Served()
    with serving(stamps, NOW, served=served) as address:
        sign()
        assert served.asked == []
        sign("auditor", "--timestamp", address, "--allow-private")
    (asked,) = served.asked
    assert len(asked) < 100
    assert b"Auditor" not in asked


def test_stamp_keeps_a_signature_beyond_the_end_of_its_certificate(
    stamped: Any, sign: Any, verified: Any, folder: Path, people: People
) -> None:
    later = local_day(NOW + 60 * DAY).isoformat()
    sign()
    assert verified("--ca", "root.pem", "--as-of", later, status=1)["signatures"][0]["standing"] == "expired-since"
    rewrite(folder / "a.dossier", {n: d for n, d in members(folder / "a.dossier").items() if "signatures" not in n})
    stamped()
    assert verified("--ca", "root.pem", "--as-of", later, status=0)["signatures"][0]["standing"] == "trusted"


def test_stamp_of_a_stranger_keeps_no_signature_beyond_the_end_of_its_certificate(stamped: Any, verified: Any) -> None:
    stamped(by=stamper("Elsewhere Time", authority("Elsewhere Root")))
    later = local_day(NOW + 60 * DAY).isoformat()
    assert verified("--ca", "root.pem", "--as-of", later, status=1)["signatures"][0]["standing"] == "expired-since"


def test_moment_of_a_trusted_stamp_counts_and_not_the_word_of_the_signer(
    sign: Any, verified: Any, folder: Path, people: People, stamps: Signer
) -> None:
    with serving(stamps, NOW + 60 * DAY) as address:
        sign("auditor", "--timestamp", address, "--allow-private")
    later = local_day(NOW + 70 * DAY).isoformat()
    found = verified("--ca", "root.pem", "--as-of", later, status=1)
    assert found["signatures"][0]["standing"] == "expired-when-signed"


def test_stamp_of_another_file_is_told(stamped: Any, verified: Any, folder: Path) -> None:
    stamped("stranger")
    _, other = signature(folder / "a.dossier")
    rewrite(folder / "a.dossier", {n: d for n, d in members(folder / "a.dossier").items() if "signatures" not in n})
    stamped()
    name, own = signature(folder / "a.dossier")
    swapped = json.dumps({**own, "header": other["header"]}).encode()
    rewrite(folder / "a.dossier", {**members(folder / "a.dossier"), name: swapped})
    for trusting in ((), ("--ca", "root.pem")):
        found = verified(*trusting, status=1)
        assert found["signatures"][0]["stamp"]["standing"] == "other-file"
        assert [(flaw["part"], flaw["name"]) for flaw in found["flaws"]] == [("stamp", name)]


def test_stamp_whose_authority_is_not_trusted_is_told_from_that(stamped: Any, verified: Any) -> None:
    stamped(by=stamper("Elsewhere Time", authority("Elsewhere Root")))
    found = verified("--ca", "root.pem", status=1)
    assert found["signatures"][0]["standing"] == "trusted"
    assert found["signatures"][0]["stamp"]["standing"] == "stranger"
    assert [flaw["part"] for flaw in found["flaws"]] == ["stamp"]
    assert verified(status=0)["signatures"][0]["stamp"]["standing"] == "not-asked"


def test_authority_below_another_is_trusted_by_its_root_only(
    stamped: Any, verified: Any, folder: Path, people: People
) -> None:
    below = authority("Example Stamps", people.root)
    (folder / "below.pem").write_bytes(below.certificate.public_bytes(Encoding.PEM))
    stamped(by=stamper("Example Time 2", below))
    assert verified("--ca", "root.pem", status=0)["signatures"][0]["stamp"]["standing"] == "trusted"
    assert verified("--ca", "below.pem", status=1)["signatures"][0]["stamp"]["standing"] == "stranger"


def test_certificates_in_a_stamp_may_stand_in_any_order(sign: Any, verified: Any, people: People) -> None:
    below = authority("Example Stamps", people.root)
    by = stamper("Example Time 2", below)
    held = [by.certificate, below.certificate, people.root.certificate]
    for chain in permutations(held):
        with serving(by, NOW, chain=chain) as address:
            sign("auditor", "--timestamp", address, "--allow-private")
    found = verified("--ca", "root.pem", status=0)["signatures"]
    assert [each["stamp"]["standing"] for each in found] == ["trusted"] * 6


def test_certificate_that_is_not_for_stamps_stamps_nothing(
    stamped: Any, verified: Any, people: People, stamps: Signer
) -> None:
    stamped(by=Signer(stamps.key, person("No Stamper", people.root, key=stamps.key).certificate, people.root))
    assert verified("--ca", "root.pem", status=1)["signatures"][0]["stamp"]["standing"] == "broken"


def test_altered_stamp_is_told(stamped: Any, verified: Any, folder: Path) -> None:
    stamped()
    path = folder / "a.dossier"
    name, own = signature(path)
    whole = b64decode(own["header"]["timestamp"])
    content = members(path)
    for altered in (whole[:-1] + bytes((whole[-1] ^ 1,)), whole[:40], b"", refusal(), withdrawn(whole)):
        member = json.dumps({**own, "header": {"timestamp": b64encode(altered).decode()}}).encode()
        rewrite(path, {**content, name: member})
        found = verified("--ca", "root.pem", status=1)
        assert found["signatures"][0]["stamp"]["standing"] == "broken"
        assert [flaw["part"] for flaw in found["flaws"]] == ["stamp"]
    assert verified(status=1)["signatures"][0]["stamp"]["standing"] == "broken"


@pytest.fixture
def unsigned(run: Run, folder: Path) -> Iterator[Callable[..., str]]:
    """Sign with a stamp from what serves at an address, in vain; the dossier stays as it was."""
    before = (folder / "a.dossier").read_bytes()

    def ended(served: AbstractContextManager[str], *further: str) -> str:
        with served as address:
            result = run("sign", "a.dossier", "--key", "auditor.key.pem", "--timestamp", address, *further)
        assert (result.status, result.out) == (2, "")
        said: str = result.err
        return said

    yield ended
    assert (folder / "a.dossier").read_bytes() == before


def test_authority_that_gives_no_stamp_leaves_the_dossier_unsigned(unsigned: Any, stamps: Signer) -> None:
    private = "--allow-private"
    assert "gave no time stamp" in unsigned(serving(stamps, NOW, answer=refusal()), private)
    assert "gave no time stamp" in unsigned(serving(stamps, NOW, answer=b"<html>"), private)
    assert "answered 500 and no time stamp" in unsigned(serving(stamps, NOW, status=500), private)
    assert "answered 200 and no time stamp" in unsigned(serving(stamps, NOW, answer=b"x" * 70_000), private)


def test_stamp_for_another_request_is_refused(unsigned: Any, sign: Any, stamps: Signer, folder: Path) -> None:
    served = Served()
    before = (folder / "a.dossier").read_bytes()
    with serving(stamps, NOW, served=served) as address:
        sign("auditor", "--timestamp", address, "--allow-private")
    (folder / "a.dossier").write_bytes(before)
    assert "gave no time stamp" in unsigned(serving(stamps, NOW, answer=served.given[0]), "--allow-private")


@pytest.mark.parametrize("place", [-4, 30], ids=["its number", "its hash"])
def test_stamp_that_differs_from_what_was_asked_is_refused(unsigned: Any, stamps: Signer, place: int) -> None:
    def misread(asked: bytes) -> bytes:
        altered = bytearray(asked)
        altered[place] ^= 1
        return bytes(altered)

    assert "gave no time stamp" in unsigned(serving(stamps, NOW, misread=misread), "--allow-private")


def test_private_address_needs_leave_and_its_query_is_not_shown(unsigned: Any, run: Run, stamps: Signer) -> None:
    assert "--allow-private" in unsigned(serving(stamps, NOW))
    ended = run("sign", "a.dossier", "--key", "auditor.key.pem", "--timestamp", "http://127.0.0.1:9/?key=gEhe1m-9Zq")
    assert ended.status == 2
    assert "gEhe1m" not in ended.err
    ended = run("sign", "a.dossier", "--key", "auditor.key.pem", "--timestamp", "http://u:gEhe1m-9Zq@127.0.0.1/")
    assert ended.status == 2
    assert "without credentials" in ended.err
    assert "gEhe1m" not in ended.err
