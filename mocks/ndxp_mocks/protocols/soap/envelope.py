"""Envelopes of SOAP 1.1 as they go out."""

from typing import Final

from ndxp_mocks.protocols.soap.parser import ENVELOPE
from ndxp_mocks.protocols.xml_text import element

MEDIA_TYPE: Final = "text/xml;charset=utf-8"


def envelope(body: str) -> bytes:
    """Return the envelope with this XML in its body."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<SOAP-ENV:Envelope xmlns:SOAP-ENV="{ENVELOPE}"><SOAP-ENV:Body>{body}</SOAP-ENV:Body></SOAP-ENV:Envelope>'
    ).encode()


def fault(code: str, text: str, detail: str = "") -> bytes:
    """Return the envelope of a fault; `detail` is XML, and the code says whose failure it is (SOAP 1.1, 4.4)."""
    told = f"{element('faultcode', code)}{element('faultstring', text)}<faultactor></faultactor>"
    return envelope(f"<SOAP-ENV:Fault>{told}{f'<detail>{detail}</detail>' if detail else ''}</SOAP-ENV:Fault>")
