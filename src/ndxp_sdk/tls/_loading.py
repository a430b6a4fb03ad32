"""Load files into a TLS context; InvalidConfiguration names the file that is wrong."""

import re
import ssl
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ndxp_sdk.errors import InvalidConfiguration

if TYPE_CHECKING:
    from ndxp_sdk.secrets import Secret


_HASHED: Final = re.compile(r"[0-9a-f]{8}\.[0-9]+")
_SEQUENCE: Final = b"\x30"  # with which every certificate in DER begins (X.690, 8.9)


def load_trusted(context: ssl.SSLContext, ca: str | Path) -> None:
    """Trust the certificates of a file, in PEM or DER, or of a folder. InvalidConfiguration if it holds none."""
    path = Path(ca)
    try:
        if path.is_dir():
            _load_folder(context, path)
        elif is_der(content := path.read_bytes()):  # because Windows exports a certificate so
            context.load_verify_locations(cadata=content)
        else:
            context.load_verify_locations(cafile=str(path))
    except (OSError, ssl.SSLError) as error:
        text = f"{path} holds no certificate to trust: PEM or DER is expected ({said(error)})"
        raise InvalidConfiguration(text) from None


def _load_folder(context: ssl.SSLContext, folder: Path) -> None:
    """Trust a folder; OpenSSL finds nothing in it but by the hash of a name, and does not say so."""
    if not any(_HASHED.fullmatch(file.name) for file in folder.iterdir()):
        raise InvalidConfiguration(
            f"the folder {folder} has no certificate under the hash of its name: run `openssl rehash` on it, "
            "or name a file"
        )
    context.load_verify_locations(capath=str(folder))


def is_der(content: bytes) -> bool:
    """Return whether the content of a file is one certificate in DER, rather than some in PEM."""
    return content.startswith(_SEQUENCE)


def load_pair(context: ssl.SSLContext, chain: str | Path, key: str | Path | None, password: "Secret | None") -> None:
    """Load certificate and key; an encrypted key without a password raises, where OpenSSL would ask the terminal."""

    def asked() -> str:
        if password is None:
            raise InvalidConfiguration(
                f"{key or chain} is encrypted: give its password as Tls(password=Secret.at('env:…'))"
            )
        return password.reveal()

    try:
        context.load_cert_chain(chain, key, asked)
    except (OSError, ssl.SSLError) as error:
        text = f"{chain} and {key or chain} are no certificate with its key: PEM and the right password are expected"
        raise InvalidConfiguration(f"{text} ({said(error)})") from None


def said(error: OSError) -> str:
    """Return what OpenSSL or the system says of a failure, in a few words."""
    return getattr(error, "reason", None) or error.strerror or type(error).__name__
