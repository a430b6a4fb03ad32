"""Trials of what an operation is given: one value missing, wrong or unknown, and bodies that cannot be meant. Pure.

At most one trial of each kind an operation, and some of each kind a service. Bodies go to operations that could change
data, so that only a staging environment is sent them.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from compliance.model.answers.contract.promise import promise_of
from compliance.model.instances import Instances
from compliance.model.observation import Wrong
from compliance.model.openapi.correlation import id_header
from compliance.model.openapi.operation import Operation
from compliance.model.openapi.parameter import Parameter
from compliance.model.openapi.security import keys_of
from compliance.probes.caller_trials import Has
from compliance.probes.credential_reference import Variant
from compliance.probes.ordinary_read import Read
from compliance.probes.planned_trial import Carried, PlannedTrial
from compliance.probes.sample_requests import Sample, filled, is_elsewhere, without
from compliance.probes.sample_values import sample_value
from compliance.probes.target import Endpoint
from compliance.probes.wrong_values import unknown_id, wrong_values

_OF_HTTP: Final = (
    "accept",
    "authorization",
    "cache-",
    "content-",
    "if-",
    "prefer",
    "range",
    "user-agent",
    "date",
    "host",
)
_OF_THE_WAY: Final = ("x-road-", "x-correlation-", "x-request-", "trace", "x-forwarded-", "x-b3-")
_WITH_BODY: Final = frozenset({"post", "put", "patch"})
_JSON: Final = "application/json"
_OTHER_TYPES: Final = ("text/plain", "text/csv", "image/png")
_MOST_OF_A_KIND: Final = 20
_OVERSIZE: Final = 1024 * 1024
_Found = tuple[Wrong, Sample]


def input_trials(
    endpoint: Endpoint, reads: Sequence[Read], *, has: Has, instances: Instances | None
) -> Iterator[PlannedTrial]:
    """Yield the trials of input of a service."""
    made = Counter[Wrong]()
    for read in reads:
        if read.sample is None:
            continue
        seen: set[Wrong] = set()
        for parameter in _parameters(read.sample.operation):
            for wrong, sample in _wrong_samples(read, read.sample, parameter, instances):
                if wrong not in seen and made[wrong] < _MOST_OF_A_KIND:
                    seen.add(wrong)
                    made[wrong] += 1
                    yield _trial(endpoint, read, wrong, sample, parameter.name, has)
    yield from _of_bodies(endpoint, has)


def _parameters(operation: Operation) -> Iterator[Parameter]:
    """Yield the parameters that may be wrong: credentials are tried elsewhere."""
    keys = keys_of(operation.files)
    for parameter in operation.parameters():
        is_input = parameter.place in {"query", "path"} or _is_input_header(operation, parameter)
        if is_input and (parameter.place, parameter.name.lower()) not in keys:
            yield parameter


def _is_input_header(operation: Operation, parameter: Parameter) -> bool:
    """Return whether it is a header that the operation itself demands: what HTTP has, and the way, may be passed over.

    An optional one is not sent at all.
    """
    name = parameter.name.lower()
    is_ours = name == id_header(operation).lower() or name.startswith(_OF_HTTP + _OF_THE_WAY)
    return parameter.place == "header" and parameter.is_required and not is_ours


def _wrong_samples(read: Read, sample: Sample, parameter: Parameter, instances: Instances | None) -> Iterator[_Found]:
    operation, known = sample.operation, read.service.sample_values or {}
    if parameter.place in {"query", "header"} and parameter.is_required:
        yield Wrong.MISSING_INPUT, without(sample, parameter.name)
    values = list(wrong_values(parameter, instances))
    if parameter.place == "path":
        example = sample_value(parameter, known)
        unknown = unknown_id(example.text, parameter, instances) if example is not None else None
        values += [(Wrong.UNKNOWN_ID, unknown)] if unknown is not None else []
    for wrong, text in values:
        arguments = {parameter.name: text} if parameter.place == "query" else {}
        made = filled(operation, arguments, {**known, parameter.name: text})
        if made is not None:
            yield wrong, made


def _trial(endpoint: Endpoint, read: Read, wrong: Wrong, sample: Sample, name: str, has: Has) -> PlannedTrial:
    return PlannedTrial(
        wrong,
        endpoint.base.below(sample.path),
        endpoint.base.shown_below(sample.shown),
        sample.operation,
        Carried.USUAL if has(sample.operation, Variant.USUAL) else Carried.NOTHING,
        read,
        headers=sample.headers,
        subject=name,
    )


def _of_bodies(endpoint: Endpoint, has: Has) -> Iterator[PlannedTrial]:
    """Yield bodies that no operation can mean, for the first one that takes JSON."""
    for operation in endpoint.document.nodes.operations if endpoint.document is not None else ():
        sample = filled(operation, known=endpoint.service.sample_values or {}) if _takes_json(operation) else None
        if sample is None:
            continue
        for wrong, media_type, content in (
            (Wrong.BROKEN_BODY, _JSON, b'{"'),
            (Wrong.WRONG_CONTENT_TYPE, _undocumented(operation), b"no JSON"),
            (Wrong.OVERSIZE_BODY, _JSON, _oversize()),
        ):
            if media_type is None:
                continue
            yield PlannedTrial(
                wrong,
                endpoint.base.below(sample.path),
                endpoint.base.shown_below(sample.shown),
                operation,
                Carried.USUAL if has(operation, Variant.USUAL) else Carried.NOTHING,
                method=operation.method.upper(),
                headers=(*sample.headers, ("Content-Type", media_type)),
                content=content,
                named=(("Content-Type", media_type),),
                subject="body",
            )
        return


def _undocumented(operation: Operation) -> str | None:
    """Return a media type that the body of an operation may not have, None if it may have any of those tried."""
    promised = promise_of(operation).request
    return next((each for each in _OTHER_TYPES if promised is None or promised.body(each) is None), None)


@cache
def _oversize() -> bytes:
    return b'{"filler": "' + b"a" * _OVERSIZE + b'"}'


def _takes_json(operation: Operation) -> bool:
    if operation.method not in _WITH_BODY or operation.function is not None or is_elsewhere(operation):
        return False
    body = operation.request_body
    content = body.get("content") if body is not None else None
    return content is not None and content.has(_JSON)
