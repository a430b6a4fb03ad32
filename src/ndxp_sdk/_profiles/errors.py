"""Errors of profile files, which can be said in another language."""

from ndxp_sdk.errors import Facts, InvalidConfiguration


class Wrong(InvalidConfiguration):
    """`where` is the file, the line and the setting, empty where there is none; `template` holds `parameters`."""

    def __init__(self, message: str, facts: Facts | None = None) -> None:
        super().__init__(message, facts)
        self.where = ""
        self.template = message
        self.parameters: dict[str, str | int] = {}


def wrong(template: str, where: str = "", /, **parameters: str | int) -> Wrong:
    """Return the error for a sentence with its parameters."""
    sentence = template.format_map(parameters) if parameters else template
    error = Wrong(f"{where}: {sentence}" if where else sentence)
    error.where, error.template, error.parameters = where, template, parameters
    return error
