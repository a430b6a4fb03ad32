"""Read faults of X-Road in each of their forms: header, JSON, XML, SOAP fault."""

import re
from dataclasses import dataclass
from typing import Final

from ndxp_sdk._error_mapping.xroad_codes import PREFIXES, normalised
from ndxp_sdk._http.response import Response
from ndxp_sdk._http.untrusted_body import child_text, json_object, local_name, string, xml_root

_PREFIX: Final = re.compile(r"^[\w.\-]{1,40}:(?=\w)")


@dataclass(frozen=True, slots=True)
class Report:
    """X-Road's three members; `is_soap` says that they came in a SOAP fault."""

    type: str
    message: str | None = None
    detail: str | None = None
    is_soap: bool = False

    @property
    def is_of_xroad(self) -> bool:
        """Whether the type begins as X-Road's own do; providers use SOAP faults and this shape too."""
        code = f"{normalised(self.type[:512])}."
        return any(code.startswith(f"{prefix}.") for prefix in PREFIXES) and code != "client."


def report_of(answer: Response) -> Report | None:
    """Return the fault of a response, by its body if that has a known form, otherwise by its header."""
    header = answer.headers.get("X-Road-Error")
    found = _in_json(answer) or _in_xml(answer)
    if header and not (found and found.is_of_xroad):
        return Report(header, found.message, found.detail) if found else Report(header)
    return found


def _in_json(answer: Response) -> Report | None:
    body = json_object(answer.content)
    if body is None or not isinstance(body.get("type"), str) or "status" in body:
        return None
    return Report(body["type"], string(body.get("message")), string(body.get("detail")))


def _in_xml(answer: Response) -> Report | None:
    root = xml_root(answer.content)
    if root is None:
        return None
    match local_name(root):
        case "error":
            kind = child_text(root, "type")
            return None if kind is None else Report(kind, child_text(root, "message"), child_text(root, "detail"))
        case "Envelope":
            kind = child_text(root, "faultcode", "Value")
            text, detail = child_text(root, "faultstring", "Text"), child_text(root, "faultDetail", "detail")
            # because SOAP 1.1 writes its code with the prefix of a namespace, `SOAP-ENV:Client`
            return None if kind is None else Report(_PREFIX.sub("", kind), text, detail, is_soap=True)
    return None
