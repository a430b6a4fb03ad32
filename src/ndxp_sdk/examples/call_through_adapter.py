"""Call a service through an adapter of NDXP: the same call, another dialect.

Gọi một dịch vụ qua bộ chuyển đổi (adapter) của NDXP: vẫn lời gọi ấy, chỉ khác phương ngữ.
"""

from ndxp_sdk import Adapter, Client
from ndxp_sdk.examples._connecting import ENTERPRISE, SERVICE, run


def main(ndxp: Client) -> None:
    """Ask for one enterprise; the adapter knows who we are by the connection."""
    answer = ndxp.exchange.call(SERVICE, "GET", "/enterprises/{code}", values={"code": ENTERPRISE})
    print(answer.status, answer.raise_for_status().json()["enterprise_label"])


if __name__ == "__main__":
    # Adapters differ in how they write `dstcode`; `VXPAdapter` is the name of some of them.
    run(main, dialect=Adapter("XrdAdapter", destination_in="query"))
