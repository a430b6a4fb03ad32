"""Ask for what takes time: the provider answers later, in parts, and the consumer fetches and confirms it.

Yêu cầu một việc cần thời gian: bên cung cấp trả kết quả sau, theo từng phần; bên yêu cầu lấy về và xác nhận.
"""

from ndxp_sdk import Client
from ndxp_sdk.examples._connecting import PROVIDER, SERVICE, SYSTEM, run


def main(ndxp: Client, provider: Client) -> None:
    """Both sides in turn; in the field hours may lie between their steps."""
    started = ndxp.exchange.interactions.create(
        service=SERVICE, method="POST", path="/exports/enterprises", data={"province_code": "01"}
    )
    print("consumer:", started.state)

    provider.exchange.interactions.respond(started.id, "accepted", source=f"/{SYSTEM}", parts=2)
    for number, text in enumerate(("code;name\n", "9999000001;Công ty Mẫu\n"), 1):
        provider.exchange.interactions.put_result(started.id, number, content=text, media_type="text/csv")

    ready = ndxp.exchange.interactions.get(started)
    print("consumer:", ready.state, len(ready.result), "parts")
    parts = [ndxp.exchange.interactions.result(ready, part.part).content for part in ready.result]
    print(b"".join(parts).decode(), end="")
    print("consumer:", ndxp.exchange.interactions.confirm(ready).state)


if __name__ == "__main__":
    run(main, "example-portal", PROVIDER)
