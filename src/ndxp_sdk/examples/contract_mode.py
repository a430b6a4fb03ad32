"""Hold calls to the published document: a wrong request is not sent, a wrong answer not believed.

Đối chiếu lời gọi với tài liệu đã công bố: yêu cầu sai thì không gửi, trả lời sai thì không tin.

Needs `pip install 'ndxp-sdk[validation]'`.
"""

from ndxp_sdk import Client, UsageError
from ndxp_sdk.examples._connecting import ENTERPRISE, SERVICE, run


def main(ndxp: Client) -> None:
    """Call operations by the names that the document gives them."""
    enterprises = ndxp.service(SERVICE)
    print("operations:", len(enterprises.operations()))

    answer = enterprises.operation("readEnterprise")(path={"enterprise_code": ENTERPRISE})
    print("answered:", answer.json()["state"])

    try:
        enterprises.operation("listEnterprise")(query={"legal_form": "cooperative"})
    except UsageError as error:
        print(error.sent, "-", error.message)


if __name__ == "__main__":
    run(main)
