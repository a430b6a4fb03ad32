"""References to a secret that stands alone, such as the password of a key: `env:NAME`, `file:PATH` or `cmd:PROGRAM`."""

from compliance.model.dataclass import dataclass, replace
from compliance.model.text import Message
from compliance.probes.credential_reference import is_place, place_beside


@dataclass(frozen=True, slots=True)
class SecretReference:
    """Where a secret is to be found; it holds none."""

    place: str

    def reveal(self) -> str:
        """Return the secret; raises `CredentialUnusable` with words that show nothing of it."""
        import ndxp_sdk  # noqa: PLC0415 - because settings need no client of a hub
        from compliance.probes.errors import CredentialUnusable  # noqa: PLC0415
        from compliance.probes.hub.problems import problem_of  # noqa: PLC0415

        try:
            return ndxp_sdk.Secret.at(self.place).reveal()
        except ndxp_sdk.NdxpError as error:
            problem = problem_of(error)
        raise CredentialUnusable(Message.of("the password could not be had: {problem}", problem=problem))

    def beside(self, folder: str) -> "SecretReference":
        """Return the same, with a relative file meant from a folder."""
        return replace(self, place=place_beside(self.place, folder))


def read_secret_reference(text: str) -> SecretReference:
    """Parse a reference; raises `CredentialUnusable` with words that repeat nothing that might be the secret."""
    if is_place(text):
        return SecretReference(text.strip())
    from compliance.probes.errors import CredentialUnusable  # noqa: PLC0415 - because settings need none of the errors

    message = Message.of("a password is given by reference, never by itself: env:NAME, file:PATH or cmd:PROGRAM")
    raise CredentialUnusable(message)
