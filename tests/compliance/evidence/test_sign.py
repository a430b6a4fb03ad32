"""`compliance sign`, and what `verify` says of signatures: by whom, of what, with what certificate."""

import json
from base64 import b64encode, urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

import compliance
from compliance.model.text import local_day
from tools.signers import DAY, NOW, Signer, authority, person, rsa_key

from .conftest import People, kept, members, rewrite

Run = Callable[..., Any]
PASSWORD = "Tr0ng-sạch#2026"


def signatures(path: Path) -> dict[str, bytes]:
    return {name: data for name, data in members(path).items() if name.startswith("signatures/")}


def part(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def text_of(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def signed_by_hand(path: Path, signer: Signer, *, days_ago: int, form: str = "compliance-signature/1") -> None:
    """Sign with nothing but the published form, at a moment that is past."""
    content = members(path)
    manifest = json.loads(content["dossier.json"])
    digest = sha256(content["dossier.json"]).hexdigest()
    header = {
        "alg": "ES256" if isinstance(signer.key, ec.EllipticCurvePrivateKey) else "RS256",
        "typ": form,
        "iat": int((NOW - days_ago * DAY).timestamp()),
        "dossier": {"id": manifest["id"], "collected_at": manifest["collected_at"], "sha256": digest},
        "x5c": [b64encode(each.public_bytes(serialization.Encoding.DER)).decode() for each in signer.chain()],
    }
    protected = text_of(json.dumps(header).encode())
    signed = f"{protected}.{text_of(digest.encode())}".encode()
    if isinstance(signer.key, ec.EllipticCurvePrivateKey):
        der = signer.key.sign(signed, ec.ECDSA(hashes.SHA256()))
        value = b"".join(number.to_bytes(32) for number in decode_dss_signature(der))
    else:
        value = signer.key.sign(signed, PKCS1v15(), hashes.SHA256())
    member = json.dumps({"protected": protected, "signature": text_of(value)}).encode()
    rewrite(path, {**content, "signatures/by-hand.json": member})


def test_signature_names_who_nobody_was_asked_to_trust(run: Run, sign: Any, folder: Path) -> None:
    assert "signed by CN=Auditor An: a.dossier/signatures/" in sign().err
    ended = run("verify", "a.dossier")
    assert ended.status == 0
    assert "intact and signed by CN=Auditor An (certificate of CN=Example Office" in ended.out
    assert "whose certificate nobody was asked to trust" in ended.out
    assert "on the word of the signer" in ended.out
    assert "valid" not in ended.out


def test_signature_whose_authority_is_trusted_is_told_so(sign: Any, verified: Any, run: Run) -> None:
    sign()
    (found,) = verified("--ca", "root.pem", status=0)["signatures"]
    assert found["standing"] == "trusted"
    assert "whom you asked to trust" in found["says"]
    assert (found["signer"], found["issuer"], found["stamp"]) == ("CN=Auditor An", "CN=Example Office", None)


@pytest.mark.parametrize("name", ["auditor.pem", "public.pem"])
def test_signature_whose_key_is_trusted_is_told_so(
    sign: Any, verified: Any, folder: Path, people: People, name: str
) -> None:
    (folder / "public.pem").write_bytes(people.auditor.public_pem())
    sign()
    assert verified("--trusted-key", name, status=0)["signatures"][0]["standing"] == "trusted"
    assert verified("--trusted-key", "stranger.pem", status=1)["signatures"][0]["standing"] == "stranger"


def test_stranger_is_told_from_whom_one_trusts(sign: Any, verified: Any) -> None:
    sign()
    sign("stranger")
    found = verified("--ca", "root.pem", status=1)
    assert sorted((each["signer"], each["standing"]) for each in found["signatures"]) == [
        ("CN=Auditor An", "trusted"),
        ("CN=Stranger Binh", "stranger"),
    ]
    (flaw,) = found["flaws"]
    assert flaw["part"] == "certificate"
    assert found["intact"] is True


def test_dossier_without_signature_is_a_flaw_for_whoever_trusts_somebody(verified: Any) -> None:
    (flaw,) = verified("--ca", "root.pem", status=1)["flaws"]
    assert (flaw["part"], flaw["message"]) == ("signature", "nobody has signed it")


def test_certificate_that_had_ended_at_the_time_of_signing_is_told(verified: Any, folder: Path, people: People) -> None:
    late = person("Auditor Chi", people.root, (NOW - 90 * DAY, NOW - 40 * DAY))
    signed_by_hand(folder / "a.dossier", late, days_ago=10)
    for trusting in ((), ("--ca", "root.pem")):
        found = verified(*trusting, status=1)
        assert found["signatures"][0]["standing"] == "expired-when-signed"
        assert found["flaws"][0]["part"] == "certificate"


def test_certificate_that_has_ended_since_is_told_from_that(verified: Any, folder: Path, people: People) -> None:
    late = person("Auditor Chi", people.root, (NOW - 90 * DAY, NOW - 40 * DAY))
    signed_by_hand(folder / "a.dossier", late, days_ago=60)
    found = verified("--ca", "root.pem", status=1)["signatures"][0]
    assert found["standing"] == "expired-since"
    assert "is the word of the signer alone" in found["says"]
    then = local_day(NOW - 50 * DAY).isoformat()
    assert verified("--ca", "root.pem", "--as-of", then, status=0)["signatures"][0]["standing"] == "trusted"


def test_another_form_and_a_weak_key_are_no_signature(verified: Any, folder: Path, people: People) -> None:
    path = folder / "a.dossier"
    bare = members(path)
    signed_by_hand(path, people.auditor, days_ago=0, form="other/1")
    assert verified("--ca", "root.pem", status=1)["signatures"][0]["standing"] == "broken"
    rewrite(path, bare)
    signed_by_hand(path, person("Auditor Em", people.root, key=rsa_key(1024)), days_ago=0)
    assert verified(status=1)["signatures"][0]["standing"] == "broken"
    rewrite(path, bare)
    signed_by_hand(path, person("Auditor Em", people.root, key=rsa_key()), days_ago=0)
    assert verified("--ca", "root.pem", status=0)["signatures"][0]["standing"] == "trusted"


def test_certificate_that_is_itself_named_to_trust_is_trusted_while_it_lasts(sign: Any, verified: Any) -> None:
    sign("stranger")
    assert verified("--ca", "stranger.pem", status=0)["signatures"][0]["standing"] == "trusted"
    assert verified("--ca", "auditor.pem", status=1)["signatures"][0]["standing"] == "stranger"


def test_signature_of_the_future_is_refused(verified: Any, folder: Path, people: People) -> None:
    signed_by_hand(folder / "a.dossier", people.auditor, days_ago=-3)
    found = verified(status=1)["signatures"][0]
    assert found["standing"] == "broken"
    assert "still to come" in found["says"]


def test_form_is_the_published_one_and_its_value_fits_without_our_code(sign: Any, folder: Path, people: People) -> None:
    sign()
    ((_, member),) = signatures(folder / "a.dossier").items()
    whole = json.loads(member)
    assert set(whole) == {"protected", "signature"}
    header = json.loads(part(whole["protected"]))
    digest = sha256(members(folder / "a.dossier")["dossier.json"]).hexdigest()
    assert header["dossier"]["sha256"] == digest
    value = part(whole["signature"])
    der = encode_dss_signature(int.from_bytes(value[:32]), int.from_bytes(value[32:]))
    key = people.auditor.key.public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey)
    key.verify(der, f"{whole['protected']}.{text_of(digest.encode())}".encode(), ec.ECDSA(hashes.SHA256()))


def test_signature_over_another_dossier_is_told(sign: Any, verified: Any, folder: Path) -> None:
    kept(folder, "b.dossier", minutes=5)
    sign(dossier="b.dossier")
    rewrite(folder / "a.dossier", members(folder / "a.dossier") | signatures(folder / "b.dossier"))
    found = verified("--ca", "root.pem", status=1)
    assert found["signatures"][0]["standing"] == "other-dossier"
    assert found["flaws"][0]["part"] == "signature"
    assert "another dossier: household-business, collected" in found["flaws"][0]["message"]


def test_manifest_that_was_altered_after_signing_is_named(sign: Any, verified: Any, folder: Path) -> None:
    sign()
    path = folder / "a.dossier"
    content = members(path)
    rewrite(path, {**content, "dossier.json": content["dossier.json"].replace(b'"vantage": null', b'"vantage": "x"')})
    found = verified(status=1)
    assert found["signatures"][0]["standing"] == "manifest-altered"
    assert [(flaw["part"], flaw["name"]) for flaw in found["flaws"]] == [("manifest", "dossier.json")]
    assert found["intact"] is False


def test_every_altered_part_of_a_signature_is_told(sign: Any, verified: Any, folder: Path) -> None:
    sign()
    path = folder / "a.dossier"
    content = members(path)
    ((name, member),) = signatures(path).items()
    whole = json.loads(member)
    header = json.loads(part(whole["protected"]))
    other = "B" if whole["signature"][0] == "A" else "A"
    for altered in (
        {**whole, "signature": other + whole["signature"][1:]},
        {**whole, "protected": text_of(json.dumps({**header, "iat": header["iat"] - 1}).encode())},
        {**whole, "protected": text_of(json.dumps({**header, "alg": "none"}).encode()), "signature": ""},
        {**whole, "protected": text_of(json.dumps({**header, "alg": "HS256"}).encode())},
        {**whole, "protected": text_of(json.dumps({**header, "x5c": ["AAAA"]}).encode())},
        {**whole, "protected": text_of(json.dumps({**header, "x5c": [[]]}).encode())},
        {**whole, "protected": text_of(json.dumps({**header, "dossier": []}).encode())},
        {**whole, "payload": "AAAA"},
        {**whole, "header": []},
        {**whole, "header": {"timestamp": 5}},
        {**whole, "protected": 7},
        {**whole, "protected": text_of(b"[" * 100_000)},
        [],
        None,
    ):
        rewrite(path, {**content, name: json.dumps(altered).encode()})
        found = verified(status=1)
        assert [(flaw["part"], flaw["name"]) for flaw in found["flaws"]] == [("signature", name)], altered
        assert found["signatures"][0]["standing"] == "broken"
        assert found["intact"] is True


def test_no_turned_bit_of_a_signed_dossier_goes_unnoticed(sign: Any, folder: Path) -> None:
    sign()
    path = folder / "a.dossier"
    trusting = compliance.Trusting(authorities=folder / "root.pem")
    before, held = path.read_bytes(), members(path)
    for place in range(0, len(before), 2):
        path.write_bytes(before[:place] + bytes((before[place] ^ 1,)) + before[place + 1 :])
        (found,) = compliance.verify(path, trusting=trusting).dossiers
        assert found.flaws or members(path) == held, place  # because the day of a member in the archive is no evidence


def test_second_signature_changes_nothing_of_the_first_nor_of_the_evidence(sign: Any, folder: Path, run: Run) -> None:
    path = folder / "a.dossier"
    before = members(path)
    report = run("judge", "a.dossier", "--format", "json", "--as-of", "2026-11-28").out
    sign()
    first = members(path)
    sign("stranger")
    second = members(path)
    assert {name: first[name] for name in before} == before
    assert {name: second[name] for name in first} == first
    assert len(signatures(path)) == 2
    assert run("judge", "a.dossier", "--format", "json", "--as-of", "2026-11-28").out == report


def test_too_many_or_too_large_signatures_are_refused(run: Run, sign: Any, verified: Any, folder: Path) -> None:
    path = folder / "a.dossier"
    content = members(path)
    rewrite(path, {**content, "signatures/a.json": b" " * 300_000})
    assert verified(status=1)["flaws"][0]["message"].startswith("it has more than")
    rewrite(path, {**content, **{f"signatures/{number}.json": b"{}" for number in range(101)}})
    assert verified(status=1)["flaws"][0]["message"].startswith("there are 101 of them")
    rewrite(path, {**content, **{f"signatures/{number}.json": b"{}" for number in range(100)}})
    assert "not signed: it has 100 signatures" in run("sign", "a.dossier", "--key", "auditor.key.pem").err


def test_dossier_that_is_not_as_it_was_kept_is_not_signed(run: Run, folder: Path) -> None:
    path = folder / "a.dossier"
    rewrite(path, {**members(path), "more": b"x"})
    before = path.read_bytes()
    ended = run("sign", "a.dossier", "--key", "auditor.key.pem")
    assert ended.status == 2
    assert "a.dossier/more: not signed, because it is not as it was kept" in ended.err
    assert path.read_bytes() == before


@pytest.mark.parametrize("has_password", [True, False])
@pytest.mark.parametrize("kind", ["pem", "p12"])
def test_keys_are_taken_as_agencies_have_them(
    run: Run,
    verified: Any,
    folder: Path,
    people: People,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    *,
    has_password: bool,
) -> None:
    password = PASSWORD if has_password else None
    auditor = people.auditor
    whole = auditor.key_pem(password) + auditor.pem() if kind == "pem" else auditor.pkcs12(password)
    (folder / "own").write_bytes(whole)
    monkeypatch.setenv("KEY_PASSWORD", PASSWORD)
    given = ("--key-password", "env:KEY_PASSWORD") if has_password else ()
    ended = run("sign", "a.dossier", "--key", "own", *given)
    assert ended.status == 0, ended.err
    assert verified("--ca", "root.pem", status=0)["signatures"][0]["standing"] == "trusted"


def test_rsa_key_signs_with_rs256(sign: Any, verified: Any, folder: Path, people: People) -> None:
    person("Auditor Dung", people.root, key=rsa_key()).write(folder, "rsa")
    sign("rsa")
    assert verified("--ca", "root.pem", status=0)["signatures"][0]["standing"] == "trusted"
    ((_, member),) = signatures(folder / "a.dossier").items()
    whole = json.loads(member)
    digest = sha256(members(folder / "a.dossier")["dossier.json"]).hexdigest()
    public = serialization.load_pem_private_key((folder / "rsa.key.pem").read_bytes(), None).public_key()
    assert isinstance(public, RSAPublicKey)
    signed = f"{whole['protected']}.{text_of(digest.encode())}".encode()
    public.verify(part(whole["signature"]), signed, PKCS1v15(), hashes.SHA256())


def test_key_without_certificate_is_known_by_its_digest(run: Run, verified: Any, folder: Path, people: People) -> None:
    assert run("sign", "a.dossier", "--key", "auditor.key.pem").status == 0
    (folder / "public.pem").write_bytes(people.auditor.public_pem())
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    digest = sha256(people.auditor.key.public_key().public_bytes(serialization.Encoding.DER, form)).hexdigest()
    found = verified(status=0)["signatures"][0]
    assert (found["standing"], found["key"], found["signer"]) == ("not-asked", digest, None)
    assert "intact and signed with the key sha256:" in found["says"]
    assert verified("--ca", "root.pem", status=1)["signatures"][0]["standing"] == "stranger"
    assert verified("--trusted-key", "public.pem", status=0)["signatures"][0]["standing"] == "trusted"


def test_certificate_of_the_authority_cannot_sign_for_it(run: Run, verified: Any, folder: Path, people: People) -> None:
    people.root.write(folder, "root-itself")
    ended = run("sign", "a.dossier", "--key", "root-itself.key.pem", "--certificate", "root-itself.pem")
    assert ended.status == 2
    assert "is not for signatures" in ended.err
    signed_by_hand(folder / "a.dossier", people.root, days_ago=0)
    found = verified("--ca", "root.pem", status=1)["signatures"][0]
    assert (found["standing"], "is not for signatures" in found["says"]) == ("broken", True)


def test_expired_certificate_does_not_sign(run: Run, folder: Path, people: People) -> None:
    person("Auditor Chi", people.root, (NOW - 90 * DAY, NOW - 40 * DAY)).write(folder, "late")
    ended = run("sign", "a.dossier", "--key", "late.key.pem", "--certificate", "late.pem")
    assert ended.status == 2
    assert "not signed: the certificate is valid from" in ended.err


def test_keys_and_certificates_that_cannot_be_used_are_told(run: Run, folder: Path, people: People) -> None:
    curve = Signer(ec.generate_private_key(ec.SECP256K1()), people.auditor.certificate)
    (folder / "curve.pem").write_bytes(curve.key_pem())
    (folder / "weak.pem").write_bytes(Signer(rsa_key(1024), people.auditor.certificate).key_pem())
    (folder / "locked.pem").write_bytes(people.auditor.key_pem(PASSWORD))
    (folder / "locked.p12").write_bytes(people.auditor.pkcs12(PASSWORD))
    (folder / "wrong.txt").write_text("not the password")
    (folder / "wrong.txt").chmod(0o600)
    (folder / "no").write_bytes(b"no")
    for said, *arguments in (
        ("this is no key that is signed with here", "curve.pem"),
        ("this is no key that is signed with here", "weak.pem"),
        ("there is no such file: missing.pem", "missing.pem"),
        ("there is no private key in it", "auditor.pem"),
        ("is encrypted: say where its password is", "locked.pem"),
        ("could not be decrypted", "locked.pem", "--key-password", "file:wrong.txt"),
        ("say where that is, with --key-password", "locked.p12"),
        ("opens with the password", "locked.p12", "--key-password", "file:wrong.txt"),
        ("neither PEM nor PKCS#12", "no"),
        ("is of another key", "auditor.key.pem", "--certificate", "stranger.pem"),
        ("there is no certificate in it", "auditor.key.pem", "--certificate", "no"),
    ):
        ended = run("sign", "a.dossier", "--key", *arguments)
        assert (ended.status, ended.out) == (2, ""), said
        assert said in ended.err
    (folder / "large.pem").write_bytes(b" " * 5_000_000)
    assert "it has more than 4194304 bytes" in run("sign", "a.dossier", "--key", "large.pem").err
    assert (
        "the password could not be had"
        in run("sign", "a.dossier", "--key", "locked.pem", "--key-password", "env:NO_SUCH_VARIABLE").err
    )
    assert "there is no such file: b.dossier" in run("sign", "b.dossier", "--key", "auditor.key.pem").err


def test_no_key_and_no_password_stands_in_any_output(
    run: Run, folder: Path, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMPLIANCE_DEBUG", "")
    monkeypatch.setenv("KEY_PASSWORD", PASSWORD)
    monkeypatch.setenv("WRONG", "An0ther#Passwort")
    (folder / "own.pem").write_bytes(people.auditor.key_pem(PASSWORD) + people.auditor.pem())
    (folder / "bare.pem").write_bytes(people.auditor.key_pem())
    outputs = [
        run("sign", "a.dossier", "--key", "own.pem", "--key-password", PASSWORD),
        run("sign", "a.dossier", "--key", "own.pem", "--key-password", "env:WRONG"),
        run("sign", "a.dossier", "--key", "own.pem", "--key-password", "env:KEY_PASSWORD"),
        run("sign", "a.dossier", "--key", "bare.pem"),
        run("sign", "a.dossier", "--key", people.auditor.key_pem().decode()),
        run("verify", "a.dossier"),
        run("verify", "a.dossier", "--format", "json"),
        run("verify", "a.dossier", "--ca", "bare.pem"),
        run("verify", "a.dossier", "--trusted-key", "bare.pem"),
    ]
    assert [each.status for each in outputs] == [64, 2, 0, 0, 64, 0, 0, 2, 2]
    secrets = [PASSWORD, "An0ther#Passwort", *people.auditor.key_pem().decode().splitlines()[1:-1]]
    kept_in = b"".join(members(folder / "a.dossier").values()).decode()
    for text in (*(each.out + each.err for each in outputs), kept_in):
        assert not [secret for secret in secrets if secret in text]


def test_library_signs_and_returns_the_signature(folder: Path) -> None:
    made = compliance.sign(folder / "a.dossier", folder / "auditor.key.pem", certificate=folder / "auditor.pem")
    trusting = compliance.Trusting(authorities=folder / "root.pem")
    (found,) = compliance.verify(folder / "a.dossier", trusting=trusting).dossiers[0].signatures
    assert (made.standing, found.standing) == (compliance.Standing.NOT_ASKED, compliance.Standing.TRUSTED)
    assert made.name == found.name


def test_name_in_a_certificate_cannot_command_the_terminal(run: Run, folder: Path) -> None:
    person("Auditor \x1b[2J", authority("Root \x1b[1m")).write(folder, "odd")
    ended = run("sign", "a.dossier", "--key", "odd.key.pem", "--certificate", "odd.pem")
    assert ended.status == 0
    assert "\x1b" not in ended.err + run("verify", "a.dossier").out
