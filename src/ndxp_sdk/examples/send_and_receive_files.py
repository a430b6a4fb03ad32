"""Send a large file to another system, and receive one although the line is cut in the middle.

Gửi một tệp lớn cho hệ thống khác, và nhận tệp dù đường truyền bị đứt giữa chừng.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from ndxp_sdk import Client
from ndxp_sdk.examples._connecting import PROVIDER, SYSTEM, run

LINES = 200_000


class Cut(Exception):
    """The line is cut; here the progress of the download says so."""


def main(ndxp: Client, provider: Client) -> None:
    """Send files as the portal; the provider receives, is interrupted, and goes on where it stopped."""
    with TemporaryDirectory() as folder:
        outgoing, incoming = Path(folder) / "households.csv", Path(folder) / "incoming.csv"
        outgoing.write_text("code;state\n" + "H1;active\n" * LINES, "utf-8")

        sent = ndxp.exchange.transfers.upload([outgoing], recipient=SYSTEM, part_size=1_000_000)
        print("sent:", sent.state, sent.part_count, "parts")

        received = provider.exchange.transfers.list(direction="received", state="available").first()
        if received is None:
            return
        try:
            provider.exchange.transfers.download_file(received, outgoing.name, incoming, progress=cut_in_the_middle)
        except Cut:
            print("cut; there is", [path.name for path in sorted(Path(folder).glob("incoming*"))])
        provider.exchange.transfers.download_file(received, outgoing.name, incoming)
        print("the same:", incoming.read_bytes() == outgoing.read_bytes())
        print("received:", provider.exchange.transfers.acknowledge(received).state)


def cut_in_the_middle(done: int, total: int | None) -> None:
    """Take note of the progress, and stop it."""
    if total is not None and done > total // 2:
        raise Cut


if __name__ == "__main__":
    run(main, "example-portal", PROVIDER)
