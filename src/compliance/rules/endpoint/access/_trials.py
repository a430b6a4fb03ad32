"""The platforms in the examples of rules on trials."""

from typing import Final

from compliance.model.example import Platform
from compliance.model.location import Place
from compliance.model.observation import HttpExchange, Trial, Wrong
from compliance.model.observation.content import BodyContent, Reading, Remark

URL: Final = "https://a.example/v1/households"
READ: Final = Place("openapi.yaml", "/paths/~1households/get")
RECORD: Final = "slug: household-business\nowner: {code: G12}\nservices: [{id: households, document: openapi.yaml}]\n"
_SCHEMES: Final = "components: {securitySchemes: {token: {type: http, scheme: bearer}}}\n"
GUARDED: Final = "{security: [{token: []}]}"


def trial(  # noqa: PLR0913 - what examples differ in
    wrong: Wrong,
    status: int | None,
    *,
    usual: int | None = 200,
    size: int = 52,
    method: str = "GET",
    headers: tuple[tuple[str, str], ...] = (),
    seen: str | None = None,
    subject: str = "",
) -> Trial:
    """Return a trial of the read of the examples; `seen` is what was read in its body."""
    content = BodyContent((Reading("no_data", (Remark(seen),) if seen else ()),))
    exchange = HttpExchange(method, URL, status, READ, headers=headers, body_size=size, content=content)
    return Trial(exchange, wrong, usual, subject=subject)


def platform(*trials: Trial | HttpExchange, operation: str = GUARDED, record: str = RECORD) -> Platform:
    """Return a platform of which this was seen; a stranger is refused where nothing else was seen of one."""
    has_one = any(isinstance(each, HttpExchange) or each.wrong is Wrong.NO_CREDENTIAL for each in trials)
    strangers = () if has_one else (trial(Wrong.NO_CREDENTIAL, 401, headers=(("www-authenticate", "Bearer"),)),)
    document = f"openapi: 3.1.0\n{_SCHEMES}paths: {{/households: {{get: {operation}}}}}\n"
    return Platform(record, {"openapi.yaml": document}, (*strangers, *trials))
