"""Call a service through a security server of X-Road, and keep what an auditor will ask for.

Gọi một dịch vụ qua máy chủ an ninh X-Road và giữ lại những gì người kiểm tra sẽ hỏi đến.
"""

from ndxp_sdk import Client
from ndxp_sdk.examples._connecting import ENTERPRISE, SERVICE, SYSTEM, run


def main(ndxp: Client) -> None:
    """Ask for one enterprise, on behalf of a dossier."""
    for method in ndxp.exchange.allowed_methods(SYSTEM):  # the rights of the own system there
        print("may call:", method.service_code)

    answer = ndxp.exchange.call(
        SERVICE,
        "GET",
        "/enterprises/{code}",
        values={"code": ENTERPRISE},  # what fills braces is encoded, and never logged
        issue="000.00.00.H00-261122-0001",  # the dossier; it goes into the monitoring of X-Road
    )
    enterprise = answer.raise_for_status().json()
    print(enterprise["enterprise_code"], enterprise["enterprise_label"])
    print("X-Road-Id:", answer.ids.message_id)
    print("evidence:", answer.request_hash)


if __name__ == "__main__":
    run(main)
