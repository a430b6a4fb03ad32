"""Answers whose status says success and whose body says failure, as many systems on the NDXP write them."""

import re
from collections.abc import Mapping
from typing import Any, Final

from compliance.model.codelist import phrase
from compliance.model.pattern import late

_MOST_MEMBERS: Final = 7
"""What has more members is a record, and no envelope."""
_MOST_READ: Final = 4_096
_ERROR_CODES: Final = frozenset({"error code", "err code", "errcode", "error no", "errno", "ma loi"})
_SUCCESSES: Final = frozenset(
    {"success", "is success", "is successful", "succeeded", "ok", "is ok", "thanh cong", "is thanh cong"}
)
_STATUSES: Final = frozenset({"status", "trang thai"})
_ERRORS: Final = frozenset({"error", "errors", "loi"})
_MESSAGES: Final = frozenset(
    {"message", "msg", "error message", "error msg", "description", "thong bao", "mo ta", "mo ta loi", "noi dung loi"}
)
_DATA: Final = frozenset(
    {"data", "result", "results", "payload", "items", "records", "response data", "du lieu", "ket qua", "danh sach"}
)
_GOOD_CODES: Final = frozenset({"", "0", "00", "000", "0000", "200", "success", "ok", "none", "null", "false"})
_BAD_STATUSES: Final = frozenset({"0", "false", "error", "fail", "failed", "failure", "loi", "that bai"})
_SOAP_FAULT: Final = late(
    rb"<(?:[A-Za-z0-9_.-]{1,40}:)?Body[^<>]{0,400}>\s{0,400}<(?:[A-Za-z0-9_.-]{1,40}:)?Fault[\s>]", re.ASCII
)


def tells_failure(value: Any, body: bytes = b"") -> bool:
    """Return whether an answer with a status of success says that the call failed: in JSON, or as a SOAP Fault.

    What may mean either is no failure: a `Status` of 0 without a message, a code of 200, an error beside data.
    """
    if isinstance(value, Mapping):
        return _is_failure(value)
    return _SOAP_FAULT.search(body[:_MOST_READ]) is not None


def _is_failure(envelope: Mapping[str, Any]) -> bool:
    if len(envelope) > _MOST_MEMBERS:
        return False
    named = {phrase(name): member for name, member in envelope.items()}
    if any(named[name] for name in _DATA & named.keys()):
        return False
    codes = [_told(named[name]) for name in _ERROR_CODES & named.keys()]
    if codes:
        return any(code not in _GOOD_CODES for code in codes)
    if any(_told(named[name]) in {"false", "0"} for name in _SUCCESSES & named.keys()):
        return True
    if any(isinstance(named[name], str | dict | list) and named[name] for name in _ERRORS & named.keys()):
        return True
    is_explained = any(isinstance(named[name], str) and named[name] for name in _MESSAGES & named.keys())
    return is_explained and any(_told(named[name]) in _BAD_STATUSES for name in _STATUSES & named.keys())


def _told(value: Any) -> str:
    """Return a code as it is compared: `-1`, `"-1"` and `" -1 "` are one; what is no single value tells nothing."""
    return "" if isinstance(value, dict | list) else str(value).strip().lower()[:40]
