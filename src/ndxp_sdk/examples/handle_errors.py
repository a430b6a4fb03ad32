"""Handle errors: whose they are, whether anything was sent, whether to repeat the call.

Xử lý lỗi: lỗi của bên nào, đã gửi đi chưa, có nên gọi lại không.
"""

from collections.abc import Callable

from ndxp_sdk import Client, NdxpError, NotSent, OutcomeUnknown, Retry, UsageError
from ndxp_sdk.errors import AccessDenied
from ndxp_sdk.examples._connecting import SERVICE, STRANGER, connect, run
from ndxp_sdk.explanations import explain


def main(ndxp: Client) -> None:
    """Let several calls fail, and say of each what a program would do."""
    stranger = connect(STRANGER)
    nobody = Client("http://localhost:9", client="VN/GOV/EXAMPLE/portal", retry=Retry(attempts=1))
    failing: dict[str, Callable[[], object]] = {
        "no such id": lambda: ndxp.exchange.call("VN/GOV", "GET"),
        "no such service": lambda: ndxp.exchange.call(f"{SERVICE}-2"),
        "no such path": lambda: ndxp.exchange.call(SERVICE, "GET", "/nothing").raise_for_status(),
        "no right": lambda: stranger.exchange.call(SERVICE),
        "nobody there": lambda: nobody.exchange.call(SERVICE),
    }
    for name, call in failing.items():
        try:
            call()
        except NdxpError as error:
            print(f"{name}: {type(error).__name__} origin={error.origin} sent={error.sent} -> {decision(error)}")
            last = error
    print(explain(last, "vi").splitlines()[0])
    stranger.close()
    nobody.close()


def decision(error: NdxpError) -> str:
    """Decide what a program does with an error; the narrower kinds come first."""
    match error:
        case UsageError():
            return "mend the program"
        case OutcomeUnknown():
            return "look the ids up in the transaction log"
        case NotSent():
            return "put the work back into the queue"  # the SDK has repeated it already as far as that made sense
        case AccessDenied():
            return "ask for access: catalog.access_requests"
        case NdxpError(retryable=True):
            return f"again in {error.retry_after or 60:g} s"
    return f"tell the operator ({error.origin}); the message id is {'known' if error.ids.message_id else 'unknown'}"


if __name__ == "__main__":
    run(main)
