"""Conditional requests of RFC 9110 §13: what a reader has already, and which state a change is meant for."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from ndxp_mocks.hub.http.messages import HubAnswer, HubProblem, HubRequest

ANY: Final = "*"
_TAG: Final = re.compile(r'(?:W/)?("[!#-~]*")')

ResourceReader = Callable[[], HubAnswer]


def quoted_tag(answer: HubAnswer) -> str | None:
    """Return the entity tag of an answer: its own header, or the member `etag` of its body."""
    own = next((value for name, value in answer.headers if name.lower() == "etag"), None)
    if own is None and isinstance(answer.body, dict):
        return answer.body.get("etag")
    return own


def unless_known(request: HubRequest, answer: HubAnswer) -> HubAnswer:
    """Return the answer, or 304 where If-None-Match names the state that it shows."""
    asked, tag = request.headers.get("if-none-match"), quoted_tag(answer)
    if asked is None or tag is None or answer.status != 200:
        return answer
    if asked.strip() != ANY and tag not in _tags(asked):
        return answer
    kept = tuple(pair for pair in answer.headers if not pair[0].lower().startswith("content-"))
    return HubAnswer(304, None, kept if any(name.lower() == "etag" for name, _ in kept) else (*kept, ("ETag", tag)))


def check(request: HubRequest, current: ResourceReader, *, is_required: bool) -> None:
    """Raise HubProblem 428 if If-Match is required and missing, 412 if the resource is in another state by now."""
    asked = request.headers.get("if-match")
    if asked is None:
        if is_required:
            raise HubProblem(428, "precondition-required", "If-Match with the etag that the change is meant for")
        return
    tag = _current(current, is_required=is_required)
    if tag is None or (asked.strip() != ANY and tag not in _tags(asked)):
        told = "the resource has changed since; read it again and decide anew"
        raise HubProblem(412, "precondition-failed", told)


def _current(current: ResourceReader, *, is_required: bool) -> str | None:
    """Return the tag of the present state; None if a resource that may be made by this very request is not there."""
    try:
        return quoted_tag(current())
    except HubProblem as problem:
        if problem.status == 404 and not is_required:
            return None
        raise


def _tags(field: str) -> Iterator[str]:
    return (found[1] for found in _TAG.finditer(field))
