"""Prove who you are with a key of your own (private_key_jwt), and find out why a token is refused.

Chứng minh danh tính bằng khóa bí mật (private_key_jwt) và tìm hiểu vì sao mã truy cập bị từ chối.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from joserfc.jwk import ECKey

from ndxp_sdk import Client, PrivateKeyJwt
from ndxp_sdk.examples._connecting import PORTAL, connect, run


def main(ndxp: Client) -> None:
    """Make a key, register its public half, use it; then see what `explain` says of one that nobody registered."""
    with TemporaryDirectory() as folder:
        registered = made(Path(folder) / "registered.pem")
        jwk = {name: str(value) for name, value in registered.as_dict(private=False).items()}
        key = ndxp.tokens.client_keys.create(PORTAL, jwk=jwk)
        print("registered:", key.state)

        with connect(credential=PrivateKeyJwt(PORTAL, f"file:{folder}/registered.pem")) as signing:
            print("services:", len(signing.catalog.services.list().collect()))

        made(Path(folder) / "other.pem")
        with connect(credential=PrivateKeyJwt(PORTAL, f"file:{folder}/other.pem")) as refused:
            for check in refused.tokens.explain(["catalog:read"]):
                if check.passed is False:
                    print("fails:", check.name, "-", check.advice.en if check.advice else "")


def made(path: Path) -> ECKey:
    """Make a new key in a file that only its owner can read."""
    key = ECKey.generate_key("P-256")
    path.touch(0o600)
    path.write_bytes(key.as_pem(private=True))
    return key


if __name__ == "__main__":
    run(main)
