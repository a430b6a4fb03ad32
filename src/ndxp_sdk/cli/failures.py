"""Failures that end a command early, with the words for them."""

from ndxp_sdk.cli.exit_status import USAGE
from ndxp_sdk.locale import Words


class Failure(Exception):
    """A command cannot go on; `template` is translated and filled when it is told."""

    def __init__(self, template: str, *, status: int = USAGE, **parameters: str | int) -> None:
        super().__init__(template)
        self.template = template
        self.status = status
        self.parameters = parameters

    def told(self, words: Words) -> str:
        """Return the sentence."""
        from ndxp_sdk.cli.messages import part

        known = {
            name: part(value, words) if isinstance(value, str) else value for name, value in self.parameters.items()
        }
        return words(self.template, **known)
