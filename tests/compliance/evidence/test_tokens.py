"""Keys that stay on a token: SoftHSM plays one, with the same library interface as those of the authorities."""

import json
import os
import subprocess
import sys
from base64 import urlsafe_b64decode
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pkcs11
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding

from tools.signers import Signer, person

from .conftest import People, members

pytestmark = [pytest.mark.system, pytest.mark.usefixtures("sockets_and_processes")]

Run = Callable[..., Any]
MODULES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib64/pkcs11/libsofthsm2.so",
    "/usr/local/lib/softhsm/libsofthsm2.so",
)
LABEL, PIN = "Kiểm tra", "4711-0815"
KEYS = {"rsa": b"\x01", "p256": b"\x02", "p521": b"\x03", "lonely": b"\x04", "weak": b"\x05"}


def token_of(label: str) -> pkcs11.Token:
    return pkcs11.lib(module()).get_token(token_label=label)


def module() -> str:
    return next(each for each in MODULES if Path(each).exists())


def key_of(name: str) -> ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey:
    curves: dict[str, ec.EllipticCurve] = {"p256": ec.SECP256R1(), "p521": ec.SECP521R1(), "lonely": ec.SECP256R1()}
    if name in curves:
        return ec.generate_private_key(curves[name])
    return rsa.generate_private_key(65537, 1024 if name == "weak" else 2048)


@pytest.fixture(scope="module")
def token(
    tmp_path_factory: pytest.TempPathFactory, people: People, sockets_and_processes: None
) -> Iterator[dict[str, Signer]]:
    """Make two tokens, one with a key of each kind; all but the lonely one have their certificate beside them."""
    folder = tmp_path_factory.mktemp("tokens")
    (folder / "conf").write_text(f"directories.tokendir = {folder}\nobjectstore.backend = file\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(folder / "conf"))
        for label in (LABEL, "Other"):
            softhsm("--init-token", "--free", "--label", label, "--so-pin", "12345678", "--pin", PIN)
        assert people.auditor.above is not None
        signers = {name: person(f"Auditor {name}", people.auditor.above, key=key_of(name)) for name in KEYS}
        for name, signer in signers.items():
            (folder / name).write_bytes(signer.key_pem())
            shown = ("--token", LABEL, "--label", name, "--id", KEYS[name].hex(), "--pin", PIN)
            softhsm("--import", str(folder / name), *shown)
            (folder / name).unlink()
        with token_of(LABEL).open(user_pin=PIN, rw=True) as session:
            for name in KEYS.keys() - {"lonely"}:
                put(session, signers[name].certificate, KEYS[name])
            put(session, people.auditor.above.certificate, b"\x09")
        yield signers


def softhsm(*arguments: str) -> None:
    subprocess.run(["softhsm2-util", *arguments], check=True, capture_output=True, env=os.environ)


def put(session: pkcs11.Session, certificate: x509.Certificate, identifier: bytes) -> None:
    session.create_object(
        {
            pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
            pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
            pkcs11.Attribute.TOKEN: True,
            pkcs11.Attribute.ID: identifier,
            pkcs11.Attribute.SUBJECT: certificate.subject.public_bytes(),
            pkcs11.Attribute.VALUE: certificate.public_bytes(Encoding.DER),
        }
    )


@pytest.fixture
def sign_on_token(run: Run, folder: Path, token: dict[str, Signer]) -> Callable[..., Any]:
    """Sign the dossier with a key of the token."""
    (folder / "lonely.pem").write_bytes(token["lonely"].pem())
    for name, pin in (("pin", PIN), ("wrong", "0000-9999")):
        (folder / name).write_text(pin, encoding="utf-8")
        (folder / name).chmod(0o600)

    def signed(parts: str, *further: str, pin: str | None = "file:pin") -> Any:
        address = f"pkcs11:{parts}?module-path={quote(module())}"
        return run("sign", "a.dossier", "--key", address, *(("--key-password", pin) if pin else ()), *further)

    return signed


@pytest.mark.parametrize(("name", "algorithm"), [("rsa", "RS256"), ("p256", "ES256"), ("p521", "ES512")])
def test_a_key_on_a_token_signs_and_whoever_trusts_its_authority_sees_that(
    name: str, algorithm: str, sign_on_token: Any, verified: Any, folder: Path, token: dict[str, Signer]
) -> None:
    ended = sign_on_token(f"token={quote(LABEL)};object={name}")
    assert (ended.status, ended.out) == (0, ""), ended.err
    (signature,) = verified("--ca", "root.pem", status=0)["signatures"]
    assert (signature["standing"], signature["signer"]) == ("trusted", f"CN=Auditor {name}")
    (content,) = (data for each, data in members(folder / "a.dossier").items() if each.startswith("signatures/"))
    protected = json.loads(content)["protected"]
    assert json.loads(urlsafe_b64decode(protected + "=="))["alg"] == algorithm
    assert PIN.encode() not in content


def test_a_key_is_found_by_its_id_and_needs_no_name_of_its_token_where_the_key_tells_it(
    sign_on_token: Any, verified: Any
) -> None:
    assert sign_on_token(f"token={quote(LABEL)};id=%02;type=private").status == 0
    (signature,) = verified("--ca", "root.pem", status=0)["signatures"]
    assert signature["signer"] == "CN=Auditor p256"


def test_a_key_without_certificate_takes_one_from_a_file_or_is_trusted_itself(
    sign_on_token: Any, verified: Any, folder: Path, token: dict[str, Signer]
) -> None:
    (folder / "lonely.public.pem").write_bytes(token["lonely"].public_pem())
    assert sign_on_token(f"token={quote(LABEL)};object=lonely").status == 0
    assert verified("--trusted-key", "lonely.public.pem", status=0)["signatures"][0]["standing"] == "trusted"
    assert sign_on_token(f"token={quote(LABEL)};object=lonely", "--certificate", "lonely.pem").status == 0
    states = {each["signer"]: each["standing"] for each in verified("--ca", "root.pem", status=1)["signatures"]}
    assert states["CN=Auditor lonely"] == "trusted"


@pytest.mark.parametrize(
    ("parts", "pin", "said"),
    [
        (f"token={quote(LABEL)};object=rsa", "file:wrong", "the token refused the PIN; it was tried once"),
        (
            f"token={quote(LABEL)};object=rsa",
            None,
            "no private key on the token fits the address; where keys are shown",
        ),
        (f"token={quote(LABEL)};object=no", "file:pin", "no private key on the token fits the address"),
        (f"token={quote(LABEL)}", "file:pin", "5 keys on the token fit the address: lonely, p256, p521, rsa, weak"),
        (f"token={quote(LABEL)};object=weak", "file:pin", "this is no key that is signed with here: RSA of at least"),
        ("token=None", "file:pin", f"no token fits the address of the key; there are: {LABEL}, Other"),
        ("object=rsa", "file:pin", f"2 tokens fit the address of the key: {LABEL}, Other"),
    ],
)
def test_what_does_not_fit_is_told(parts: str, pin: str | None, said: str, sign_on_token: Any) -> None:
    ended = sign_on_token(parts, pin=pin)
    assert (ended.status, ended.out) == (2, "")
    assert said in " ".join(ended.err.split())
    assert "0000-9999" not in ended.err


def test_a_certificate_of_another_key_is_refused(sign_on_token: Any) -> None:
    ended = sign_on_token(f"token={quote(LABEL)};object=rsa", "--certificate", "lonely.pem")
    assert ended.status == 2
    assert "the certificate in it is of another key" in ended.err


def test_a_token_that_signs_hashes_only_signs_too(folder: Path, token: dict[str, Signer], verified: Any) -> None:
    conf = Path(os.environ["SOFTHSM2_CONF"]).read_text("utf-8")
    (folder / "conf").write_text(f"{conf}slots.mechanisms = -CKM_SHA256_RSA_PKCS\n", encoding="utf-8")
    address = f"pkcs11:token={quote(LABEL)};object=rsa?module-path={quote(module())}"
    program = [
        sys.executable,
        "-m",
        "compliance.cli",
        "sign",
        "a.dossier",
        "--key",
        address,
        "--key-password",
        "env:PIN",
    ]
    environment = {**os.environ, "SOFTHSM2_CONF": str(folder / "conf"), "PIN": PIN}
    ended = subprocess.run(program, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    assert verified("--ca", "root.pem", status=0)["signatures"][0]["signer"] == "CN=Auditor rsa"
