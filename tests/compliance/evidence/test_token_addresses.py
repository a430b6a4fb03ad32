"""Addresses of keys on tokens (RFC 7512): what is wrong with one is told, and never shows a PIN."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
NOWHERE = "module-path=%2Fnowhere%2Ftoken.so"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("pkcs11:token=Auditor", "does not say which library speaks to the token: add ?module-path=FILE"),
        ("pkcs11:", "does not say which library speaks to the token"),
        ("pkcs11:?module-path=", "does not say which library speaks to the token"),
        (f"pkcs11:token=A;token=B?{NOWHERE}", "has token twice"),
        (f"pkcs11:tokken=A?{NOWHERE}", "has tokken; known there are token, serial, manufacturer, model, object"),
        (f"pkcs11:token=A?{NOWHERE}&slot=1", "has slot; known there are module-path"),
        (f"pkcs11:object=a;type=cert?{NOWHERE}", "names something else: type=private is expected"),
        (f"pkcs11:object=%FF?{NOWHERE}", "object in the address of the key is no UTF-8"),
        (f"pkcs11:token=A?{NOWHERE}", "the token could not be used: OS exception while loading /nowhere/token.so"),
    ],
)
def test_what_is_wrong_with_an_address_is_told(address: str, said: str, run: Run, folder: Path) -> None:
    ended = run("sign", "a.dossier", "--key", address)
    assert (ended.status, ended.out) == (2, "")
    assert said in " ".join(ended.err.split())


@pytest.mark.parametrize("address", [f"pkcs11:pin-value=4711?{NOWHERE}", f"pkcs11:token=A?{NOWHERE}&pin-value=4711"])
def test_a_pin_in_an_address_is_refused_and_not_repeated(address: str, run: Run, folder: Path) -> None:
    ended = run("sign", "a.dossier", "--key", address)
    assert ended.status == 2
    assert "the PIN does not belong into the address of the key: say where it is, with --key-password" in ended.err
    assert "4711" not in ended.err + ended.out
