"""Bytes inside JSON: base64 there, bytes here."""

import base64
import binascii
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer


def _decoded(given: object) -> object:
    if not isinstance(given, str):
        return given
    try:
        return base64.b64decode(given, validate=True)
    except (binascii.Error, ValueError):
        raise ValueError("the text is no base64") from None


def _encoded(octets: bytes) -> str:
    return base64.b64encode(octets).decode("ascii")


Octets = Annotated[bytes, BeforeValidator(_decoded), PlainSerializer(_encoded, return_type=str)]
"""A text is read as base64; bytes are taken as they are."""
