"""Ask for access to a service, follow the request until it is an agreement, say what it is for, and call.

Xin quyền truy cập một dịch vụ, theo dõi đến khi thành thỏa thuận, khai mục đích sử dụng, rồi gọi.
"""

from ndxp_sdk import Client
from ndxp_sdk.errors import AccessDenied
from ndxp_sdk.examples._connecting import PROVIDER, SERVICE, STRANGER, run


def main(ndxp: Client, provider: Client) -> None:
    """Ask for access; in this example the provider is at hand and approves at once."""
    try:
        ndxp.exchange.call(SERVICE, "GET", "/enterprises")
    except AccessDenied as error:
        print("before:", error.code)

    request = ndxp.catalog.access_requests.create(
        consumer_system_id=str(ndxp.config.client),
        service_id=SERVICE,
        version="1.0.0",
        endpoints=[{"method": "GET", "path": "/enterprises/**"}, {"method": "GET", "path": "/enterprises"}],
        justification="Kiểm tra tình trạng doanh nghiệp khi tiếp nhận hồ sơ",
    )
    request = ndxp.catalog.access_requests.submit(request)  # submit wants the state that you saw: give what you read
    print("request:", request.state)

    provider.catalog.access_requests.approve(provider.catalog.access_requests.get(request))

    request = ndxp.catalog.access_requests.get(request)  # a real consumer looks again, or follows catalog.events
    agreement = ndxp.catalog.agreements.get(request.agreement_id or "")
    print("request:", request.state, "agreement:", agreement.state)
    purpose = ndxp.catalog.purposes.create(
        agreement, title="Tiếp nhận hồ sơ", legal_basis="Nghị định 278/2025/NĐ-CP", daily_calls=100
    )
    purpose = ndxp.catalog.purposes.activate(purpose)
    print("purpose:", purpose.state, ndxp.catalog.purposes.quota(purpose).remaining, "calls left today")
    print("after:", ndxp.exchange.call(SERVICE, "GET", "/enterprises").status)


if __name__ == "__main__":
    run(main, STRANGER, PROVIDER)
