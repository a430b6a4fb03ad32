"""PKCS#12 files: certificate and key in one."""

import secrets
import ssl
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from ndxp_sdk.errors import InvalidConfiguration, MissingExtra
from ndxp_sdk.tls._loading import said

if TYPE_CHECKING:
    from ndxp_sdk.secrets import Secret

try:
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, PrivateFormat
    from cryptography.hazmat.primitives.serialization.pkcs12 import PKCS12KeyAndCertificates, load_pkcs12
except ImportError:
    raise MissingExtra("PKCS#12 files need the extra `jwt`: pip install 'ndxp-sdk[jwt]'") from None


def load(context: ssl.SSLContext, path: Path, password: "Secret | None") -> None:
    """Load key and chain into `context`. Raises InvalidConfiguration: unreadable, wrong password, no key in it."""
    bundle = _bundle(path, password)
    if bundle.key is None or bundle.cert is None:
        raise InvalidConfiguration(f"{path} has no key with its certificate: export both together")
    # because OpenSSL's context takes a key from files only: a private one, encrypted, gone at once
    passphrase = secrets.token_urlsafe(32)
    encrypted = bundle.key.private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase.encode())
    )
    chain = [bundle.cert.certificate, *(extra.certificate for extra in bundle.additional_certs)]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "pair.pem"
        file.write_bytes(encrypted + b"".join(each.public_bytes(Encoding.PEM) for each in chain))
        try:
            context.load_cert_chain(file, None, passphrase)
        except ssl.SSLError as error:
            reason = said(error)
        else:
            return
    raise InvalidConfiguration(f"the key and certificate in {path} are none that TLS takes ({reason})")


def _bundle(path: Path, password: "Secret | None") -> PKCS12KeyAndCertificates:
    try:
        return load_pkcs12(path.read_bytes(), None if password is None else password.reveal().encode())
    except OSError as error:
        raise InvalidConfiguration(f"{path} cannot be read: {error.strerror}") from None
    except ValueError:
        hint = "check the password" if password is not None else "give its password as Tls(password=Secret.at('env:…'))"
        raise InvalidConfiguration(f"{path} is no PKCS#12 file that can be opened: {hint}") from None
