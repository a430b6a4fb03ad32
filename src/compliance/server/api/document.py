"""The OpenAPI document of the API, made from its resources."""

from collections.abc import Iterator
from types import ModuleType
from typing import Any, Final

from compliance.locale import Translator
from compliance.model.text import Message
from compliance.server.api.answering import FILE, JSON
from compliance.server.api.call import ROOT
from compliance.server.api.parameters import Parameter
from compliance.server.api.schemas import reference, schemas_of
from compliance.server.problems import KINDS, MEDIA_TYPE, Problem

VERSION: Final = "1.0.0"
_REFUSALS: Final = (400, 401, 403, 404, 429, 500, 503)
_OTHERWISE: Final = "default"
_TITLE: Final = Message.of("API of the dashboard of connections")
_PURPOSE: Final = Message.of(
    "What the pages of the dashboard show, for programs: which national platforms are connected, by what evidence, "
    "what was found at each, and what changed. It is read only. The results are signals for oversight and replace no "
    "decision of a competent authority."
)
_HABITS: Final = Message.of(
    "Names are given in both languages; sentences are in the language that `Accept-Language` asks for, Vietnamese "
    "without it. A complete run never changes: an answer has an `ETag`, and who sends it as `If-None-Match` is "
    "answered 304 as long as nothing else is to be told. Lists come in pages; `next` leads to the next one, of the "
    "same run. An unknown parameter is refused. Errors are problems (RFC 9457)."
)
_RIGHTS: Final = Message.of(
    "Somebody with the role owner is told of its own platforms alone: the platforms of others are as if they were not "
    "there, and numbers are counted without them. Fields may be added to any object without notice."
)
_TAGS: Final = {
    "runs": Message.of("Runs: who looked when, and what changed from one to the next."),
    "trend": Message.of("All platforms from run to run."),
    "owners": Message.of("Owners of platforms."),
    "platforms": Message.of("Platforms, and what was found at each."),
    "requirements": Message.of("Requirements of the law and of good practice."),
    "rules": Message.of("Rules by which platforms are judged."),
    "due": Message.of("What begins to bind, and what runs out."),
    "overlaps": Message.of("Platforms that are like one another."),
}


def document(resources: Iterator[ModuleType], address: str, cookie: str, words: Translator) -> dict[str, Any]:
    """Return the document for a dashboard at an address, whose sessions have a cookie of that name."""
    told = list(resources)
    forms = [each.FORM for each in told if each.FORM is not FILE]
    return {
        "openapi": "3.1.1",
        "info": {
            "title": words.message(_TITLE),
            "version": VERSION,
            "description": "\n\n".join(map(words.message, (_PURPOSE, _HABITS, _RIGHTS))),
            "contact": {"name": words("Operator of the dashboard"), "url": f"{address}/"},
        },
        "servers": [{"url": f"{address}{ROOT}", "description": words("This dashboard")}],
        "tags": [{"name": name, "description": words.message(said)} for name, said in _TAGS.items()],
        "security": [{"key": []}, {"session": []}, {"proxy": []}],
        "paths": {each.PATH: {"get": _operation(each, words)} for each in told},
        "components": {
            "schemas": schemas_of([*forms, Problem], words),
            "parameters": {each.key: _parameter(each, words) for each in _parameters(told)},
            "headers": _headers(words),
            "responses": _responses(words),
            "securitySchemes": _security(cookie, words),
        },
    }


def _operation(resource: ModuleType, words: Translator) -> dict[str, Any]:
    summary, description = resource.SAYS
    return {
        "operationId": resource.__name__.rpartition(".")[2],
        "tags": [resource.PATH.split("/")[1]],
        "summary": words.message(summary),
        "description": words.message(description),
        "parameters": [{"$ref": f"#/components/parameters/{each.key}"} for each in resource.PARAMETERS],
        "responses": {
            "200": _success(resource, words),
            **{str(status): {"$ref": f"#/components/responses/{status}"} for status in (304, *_REFUSALS)},
            _OTHERWISE: {"$ref": f"#/components/responses/{_OTHERWISE}"},
        },
    }


def _success(resource: ModuleType, words: Translator) -> dict[str, Any]:
    if resource.FORM is FILE:
        content = {"application/zip": {"schema": {"type": "string", "format": "binary"}}}
        return {"description": words("The file."), "headers": _of("ETag", "Last-Modified"), "content": content}
    return {
        "description": words("What was asked for."),
        "headers": _of("ETag", "Last-Modified", "Content-Language", "Link"),
        "content": {JSON: {"schema": reference(resource.FORM)}},
    }


def _of(*headers: str) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in headers}


def _headers(words: Translator) -> dict[str, Any]:
    said = {
        "ETag": words("Tag of the content, to be sent as `If-None-Match` with the next call."),
        "Last-Modified": words("When the run ended that is told of, if it is one that is complete."),
        "Content-Language": words("Language of the texts."),
        "Link": words("The next page as `rel=next`, if there is one."),
        "Retry-After": words("Seconds after which to try again."),
        "WWW-Authenticate": words("By what one may come in: a key as `Bearer` (RFC 6750)."),
    }
    whole = {"type": "integer", "minimum": 0}
    return {
        name: {"description": text, "schema": whole if name == "Retry-After" else {"type": "string"}}
        for name, text in said.items()
    }


def _responses(words: Translator) -> dict[str, Any]:
    refusals = {str(status): _refusal(words.message(KINDS[status][1])) for status in _REFUSALS}
    refusals["404"]["description"] = words("It is not there, it has no verdicts, or it is not for who asks to see.")
    refusals["401"]["headers"] = _of("WWW-Authenticate")
    refusals["429"]["headers"] = refusals["503"]["headers"] = _of("Retry-After")
    known = {"description": words("Who asks has the content already."), "headers": _of("ETag")}
    return {"304": known, **refusals, _OTHERWISE: _refusal(words("Another refusal."))}


def _refusal(description: str) -> dict[str, Any]:
    return {"description": description, "content": {MEDIA_TYPE: {"schema": reference(Problem)}}}


def _parameters(resources: list[ModuleType]) -> list[Parameter]:
    return list(dict.fromkeys(each for resource in resources for each in resource.PARAMETERS))


def _parameter(parameter: Parameter, words: Translator) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "in": "path" if parameter.is_in_path else "query",
        "required": parameter.is_in_path,
        "description": words.message(parameter.says),
        "schema": parameter.value.schema,
        **({} if parameter.example is None else {"example": parameter.example}),
    }


def _security(cookie: str, words: Translator) -> dict[str, Any]:
    return {
        "key": {
            "type": "http",
            "scheme": "bearer",
            "description": words(
                "The key of a program, which an operator makes with `compliance keys add`. It is sent as "
                "`Authorization: Bearer …` and never in an address, reads only, and ends on a day."
            ),
        },
        "session": {
            "type": "apiKey",
            "in": "cookie",
            "name": cookie,
            "description": words(
                "The session of somebody who logged in on the pages. A dashboard on this machine alone asks for none."
            ),
        },
        "proxy": {
            "type": "apiKey",
            "in": "header",
            "name": "X-Remote-User",
            "description": words(
                "Where a reverse proxy logs people in, it names them in this field, or in another that was agreed on. "
                "It is taken from the proxy alone, with the secret that both share; a caller cannot send it."
            ),
        },
    }
