"""`oasOpFormDataConsumeCheck`: an operation with a form consumes a media type of forms."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from compliance.rulesets.target import Fault, Target

NAME: Final = "oasOpFormDataConsumeCheck"
OPTIONS: Final = None
INPUT: Final = ("object",)
_FORMS: Final = ("application/x-www-form-urlencoded", "multipart/form-data")


def check(target: Target, _options: Mapping[str, Any]) -> Iterator[Fault]:
    consumed, parameters = target.value.get("consumes"), target.value.get("parameters")
    if not isinstance(consumed, list) or not isinstance(parameters, list):
        return
    has_form = any(isinstance(each, dict) and each.get("in") == "formData" for each in parameters)
    if has_form and not any(form in str(media) for media in consumed for form in _FORMS):
        yield Fault.of("the operation has parameters of a form and consumes no media type of forms")
