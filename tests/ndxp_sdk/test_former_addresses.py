"""What was renamed is still found by the names that it had, and what was pickled then can still be read."""

import base64
import pickle
import sys
import warnings
from importlib import import_module

import pytest

from ndxp_sdk import Client, MemberId, Retry
from ndxp_sdk._former import ADDRESSES
from ndxp_sdk.errors import QuotaExceeded

# Version 0.1.0 on QuotaExceeded("too many", Facts(status=429, …)), a MemberId and a Retry.
KEPT = base64.b64decode(
    "gASVMgEAAAAAAAAojA9uZHhwX3Nkay5lcnJvcnOUjA1RdW90YUV4Y2VlZGVklJOUjAh0b28gbWFueZSMD25keHBfc2RrLl9mYWN0c5SMBUZhY3Rz"
    "lJOUKYGUXZQoTowHdW5rbm93bpRNrQFOTk6JR0AAAAAAAAAASwBOaASMA0lkc5STlCmBlF2UKE6MAWGUTk5OTmViTk5lYoaUUpROjBRuZHhwX3Nk"
    "ay5pZGVudGlmaWVyc5SMCE1lbWJlcklklJOUKYGUXZQojAJWTpSMA0dPVpSMA0cxMpRlYowPbmR4cF9zZGsuX3JldHJ5lIwFUmV0cnmUk5QpgZRd"
    "lChLAkc/4AAAAAAAAEdAIAAAAAAAAEdATgAAAAAAAEsURz+5mZmZmZmaRz/wAAAAAAAAR0A+AAAAAAAAZWJ0lC4="
)


@pytest.fixture(autouse=True)
def _not_imported_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    for former in ADDRESSES:
        monkeypatch.delitem(sys.modules, former, raising=False)


@pytest.mark.parametrize("former", ADDRESSES)
def test_a_former_address_gives_the_module_of_today(former: str) -> None:
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        found = import_module(former)
    assert found is import_module(ADDRESSES[former])
    assert found.__name__ == ADDRESSES[former]
    assert found.__spec__ is not None
    assert found.__spec__.name == ADDRESSES[former]
    told = [(each.category, str(each.message)) for each in seen]
    if former.startswith("ndxp_sdk._"):
        assert told == []
    else:
        assert [category for category, _ in told] == [DeprecationWarning]
        assert told[0][1].startswith(f"{former} has moved: import ")


@pytest.mark.parametrize(
    ("former", "today"),
    [
        ("ndxp_sdk.Answer", "Response"),
        ("ndxp_sdk.AsyncDownload", "AsyncStreamedResponse"),
        ("ndxp_sdk.Download", "StreamedResponse"),
        ("ndxp_sdk.Raw", "RawResult"),
        ("ndxp_sdk.credentials.GivesHeaders", "HeaderCredential"),
        ("ndxp_sdk.raw.Raw", "RawResult"),
        ("ndxp_sdk.tls.LiveTls", "ReloadingContext"),
        ("ndxp_sdk.tokens.TokenSource", "TokenProvider"),
        ("ndxp_sdk.tokens.TokenWanted", "TokenSpec"),
        ("ndxp_sdk.tokens.evidence.Known", "KnownFacts"),
        ("ndxp_sdk._http.response.Answer", "Response"),
    ],
)
def test_a_former_name_gives_the_class_of_today(former: str, today: str) -> None:
    home, _, name = former.rpartition(".")
    module = import_module(home)
    with pytest.warns(DeprecationWarning, match=f"^{former} is called {today} now$") as seen:
        found = getattr(module, name)
    assert found is getattr(module, today)
    assert seen[0].filename == __file__
    assert not hasattr(module, "Nothing")


def test_the_configuration_of_a_client_has_its_former_name_too() -> None:
    with Client("https://hub.example") as client:
        with pytest.warns(DeprecationWarning, match=r"client\.core is called client\.config now"):
            found = client.core
        assert found is client.config


def test_the_warning_names_the_line_that_imports() -> None:
    with pytest.warns(DeprecationWarning, match=r"tokens\.source has moved: import ndxp_sdk\.tokens\.provider") as seen:
        from ndxp_sdk.tokens.source import TokenProvider  # type: ignore[import-not-found]  # because it is a former one
    from ndxp_sdk.tokens import TokenProvider as Today

    assert TokenProvider is Today
    assert seen[0].filename == __file__


def test_the_warning_says_where_the_names_of_a_module_that_is_private_now_are() -> None:
    with pytest.warns(DeprecationWarning, match=r"public of it from ndxp_sdk\.tokens or ndxp_sdk\.credentials"):
        import_module("ndxp_sdk.tokens.protocol")


def test_what_an_earlier_version_pickled_can_be_read() -> None:
    error, nothing, member, retry = pickle.loads(KEPT)
    assert nothing is None
    assert isinstance(error, QuotaExceeded)
    assert (error.message, error.status, error.retry_after, error.ids.request_id) == ("too many", 429, 2.0, "a")
    assert member == MemberId("VN", "GOV", "G12")
    assert retry == Retry(attempts=2)
    assert pickle.loads(pickle.dumps(error)).facts == error.facts


def test_no_other_name_is_found() -> None:
    with pytest.raises(ModuleNotFoundError, match=r"No module named 'ndxp_sdk\.nothing'"):
        import_module("ndxp_sdk.nothing")
