"""Call an API of NGSP or of a provincial LGSP through its gateway, also with the static field `lgspaccesstoken`.

Gọi một API của NGSP hoặc LGSP qua cổng, kể cả biến thể có trường cố định `lgspaccesstoken`.

Needs a hub that plays such a gateway: `ndxp-mocks hub --profile gateway`.
"""

from ndxp_sdk import Client, Gateway, LgspAccessToken
from ndxp_sdk.examples._connecting import PORTAL, connect, run, simulated_secret

REGISTRY = "VN/GOV/G12/dkkd/enterprises"
# Where the gateway has the API: `/{api}/{version}` below the base URL.
NGSP = Gateway({REGISTRY: "apiCSDLDKDN/1.0"})


def main(ndxp: Client) -> None:
    """Ask the business registry for a made-up enterprise, by two kinds of credential."""
    show(ndxp)

    static = LgspAccessToken(PORTAL, simulated_secret(PORTAL), app_name="portal", partner_code="000.00.00.H00")
    with connect(dialect=NGSP, credential=static) as provincial:
        show(provincial)


def show(ndxp: Client) -> None:
    """Show one call; what the API says of its own work stands in its envelope, not in the status."""
    answer = ndxp.exchange.call(REGISTRY, "POST", "/chiTietDoanhNghiep", json={"msdn": "0000000000"})
    result = answer.result()
    print(answer.status, result.ok, result.message, result.data[0]["TenDoanhNghiep"])


if __name__ == "__main__":
    run(main, dialect=NGSP, hub="ndxp-mocks hub --profile gateway")
