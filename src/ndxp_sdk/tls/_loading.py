"""Load files into a TLS context; InvalidConfiguration names the file that is wrong."""

import ssl
from pathlib import Path
from typing import TYPE_CHECKING

from ndxp_sdk.errors import InvalidConfiguration

if TYPE_CHECKING:
    from ndxp_sdk.secrets import Secret


def load_trusted(context: ssl.SSLContext, ca: str | Path) -> None:
    """Trust the certificates of a PEM file or folder. InvalidConfiguration if it holds none."""
    path = Path(ca)
    try:
        context.load_verify_locations(**{"capath" if path.is_dir() else "cafile": str(path)})
    except (OSError, ssl.SSLError) as error:
        raise InvalidConfiguration(f"{path} holds no certificate to trust: PEM is expected ({said(error)})") from None


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
