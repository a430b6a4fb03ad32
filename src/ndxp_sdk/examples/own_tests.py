"""Test your own program without a network: a hub in memory, own services behind it, faults on demand.

Kiểm thử chương trình của bạn mà không cần mạng: trục tích hợp trong bộ nhớ, dịch vụ do bạn đặt ra, lỗi bật theo ý muốn.

In a suite of pytest the fixtures do the same: `pytest_plugins = ["ndxp_sdk.testing.pytest"]`, then `ndxp_hub`.
"""

# ruff: noqa: S101 - because tests assert

from ndxp_sdk import Client, NdxpError
from ndxp_sdk.testing import InMemoryHub, ProviderAnswer, ProviderRequest

HOUSEHOLDS = "VN/GOV/G12/register/households"


def is_registered(ndxp: Client, code: str) -> bool | None:
    """Return whether a household is registered, as the program under test. None if that cannot be known now."""
    try:
        answer = ndxp.exchange.call(HOUSEHOLDS, "GET", "/v1/households/{code}", values={"code": code})
    except NdxpError:
        return None
    return answer.is_success if answer.status in {200, 404} else None


def register(request: ProviderRequest) -> object:
    """Return a provider that knows one household."""
    return {"code": "H1"} if request.path.endswith("/H1") else ProviderAnswer(404)


def main() -> None:
    """Three tests, as they would stand in your suite."""
    with InMemoryHub() as hub:
        provided = hub.provide(HOUSEHOLDS, register)
        ndxp = hub.client()

        assert is_registered(ndxp, "H1") is True
        assert is_registered(ndxp, "H2") is False
        print("it knows registered households from others")

        hub.faults.add("own-gateway-internal-error")
        assert is_registered(ndxp, "H1") is None
        hub.faults.clear()
        print("it says so when it cannot know")

        assert provided.requests[0].headers.get("X-Road-Client") == "VN/GOV/EXAMPLE/portal"
        assert str(hub.message_log[0].service) == HOUSEHOLDS
        print("it says who asks")


if __name__ == "__main__":
    main()
