"""The OpenAPI document as it is served: with the address and the cookie of this dashboard."""

from functools import lru_cache
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from compliance.locale import words as words_of
from compliance.model.language import Language
from compliance.server.access.entrance import session_cookie
from compliance.server.access.identity import Action
from compliance.server.api.answering import in_json, sent
from compliance.server.api.call import Call
from compliance.server.api.document import document
from compliance.server.api.parameters import read
from compliance.server.api.refusals import Refused
from compliance.server.api.walking import modules
from compliance.server.errors import error_page

PATH: Final = "/openapi.json"
NEEDS: Final = Action.SEE_PAGES


def show(request: Request) -> Response:
    try:
        call = Call(request, read((), {}, request.query_params))
    except Refused as error:
        return error_page(request, error.status, error.message)
    return sent(in_json(_document(request.url.scheme, request.url.netloc, call.language), call), call)


@lru_cache(maxsize=8)
def _document(scheme: str, host: str, language: Language) -> dict[str, Any]:
    cookie = session_cookie(is_tls=scheme == "https")
    return document(modules(), f"{scheme}://{host}", cookie, words_of(language))
