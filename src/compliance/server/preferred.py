"""Which of our languages a program or a browser wants (RFC 9110, 12.5.4)."""

from typing import Final

from compliance.model.language import LANGUAGES, Language

FIRST: Final[Language] = "vi"
"""The language of whoever asks for none of ours."""


def preferred(accepted: str) -> Language:
    """Return the language that a field `Accept-Language` asks for most of those that there are."""
    asked = sorted(((_weight(part), part) for part in accepted.split(",")), key=lambda pair: -pair[0])
    names = (part.partition(";")[0].strip().partition("-")[0].lower() for weight, part in asked if weight > 0)
    return next((language for name in names for language in LANGUAGES if name == language), FIRST)


def _weight(part: str) -> float:
    """Return how much a language is wanted, from 0 to 1; 0 for what says no number."""
    name, _, weight = part.partition(";")[2].replace(" ", "").partition("=")
    if not name:
        return 1.0
    try:
        return float(weight) if name.lower() == "q" and len(weight) <= len("0.000") else 0.0
    except ValueError:
        return 0.0
