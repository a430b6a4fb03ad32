"""A call that changes something got no answer: look its ids up before you repeat it.

Một lời gọi làm thay đổi dữ liệu không nhận được trả lời: hãy tra mã thông điệp trước khi gọi lại.

To see it happen: `ndxp-mocks hub --fault 'answer-reset-mid-body*1'`.
"""

from ndxp_sdk import Client, OutcomeUnknown
from ndxp_sdk.examples._connecting import SERVICE, run


def main(ndxp: Client) -> None:
    """Order an export; without an answer, ask the transaction log what became of it."""
    try:
        answer = ndxp.exchange.call(SERVICE, "POST", "/exports/enterprises")
        print("answered:", answer.status)
    except OutcomeUnknown as error:
        print("unknown:", error.ids.message_id is not None, "- may be repeated:", error.retryable)
        records = ndxp.transactions.find(error)
        if not records:
            print("not logged so far: ask again in a minute, then it was not sent")
        for record in records:
            print("the log says:", record.outcome, record.status)


if __name__ == "__main__":
    run(main)
