"""Give the checker addresses that are traps: `cd tests && python -m tools.hostile_addresses`.

Each stands once as the address of a service, once as a reference in a document, and once in a redirect. Hosts lead to
loopback or nowhere. Nothing may be raised, no report be lost, and none take five seconds of the processor.
"""

import argparse
import json
import random
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import compliance
from compliance.model.grades import Outcome

SCHEMES = (
    "https://",
    "http://",
    "HTTPS://",
    "htps://",
    "https:/",
    "https:",
    "//",
    "",
    "javascript:",
    "file:///",
    " https://",
)
HOSTS = (
    *("127.0.0.1", "localhost", "LOCALHOST", "localhost.", "localhost..", ".localhost", "a..localhost", "-.localhost"),
    *("127.1", "2130706433", "0x7f.0.0.1", "0177.0.0.1", "127.0.0.1.", "127。0。0。1", "ⓛocalhost", "é.localhost"),
    *("[::1]", "[::ffff:127.0.0.1]", "[::1%25lo]", "[::1%lo]", "[0:0:0:0:0:0:0:1]", "[::1%25\x1b[31m]"),
    *("[", "]", "[]", "[::", "::1", "[v1.x:]", "[127.0.0.1]", "[localhost]", "", ".", "*.localhost", "_a.localhost"),
    *("a b.localhost", "a\tb.localhost", "a\nb.localhost", "a\x00b.localhost", "\ud800.localhost", "\u202e.localhost"),
    *("a\u2100b.localhost", "xn--a.localhost", "xn--.localhost", f"{'a' * 64}.localhost", f"{'a.' * 140}localhost"),
    *(
        "%6cocalhost",
        "localhost%00",
        "localhost\\@127.0.0.1",
        "user:s3cret@127.0.0.1",
        "@127.0.0.1",
        "user@",
        "𝟙𝟚𝟟.0.0.1",
    ),
)
PORTS = (":1", ":1", "", ":", ":0", ":-1", ":65536", f":{'9' * 5000}", ":٨٠", ":80a", ":0x50")
PATHS = (
    *("", "/", "/v1", "?", "#", "/\ud800", "/%ZZ", "/\r\nX-A: b", "/\x00", "/../..", "//", "/;a=b", f"/{'a' * 9000}"),
    *("/ệ?a=ễ#ố", "?a=b&c", "/{id}", "/a b", "/%2e%2e/", "\\..\\", "/[", "/\u2028"),
)
_LONGEST = 5.0


def addresses(count: int, seed: int) -> Iterator[str]:
    """Yield addresses, each host and each path in some of them."""
    chance = random.Random(seed)
    seen: set[str] = set()
    for host, path in product(HOSTS, PATHS):
        seen.add(f"{chance.choice(SCHEMES[:2])}{host}{chance.choice(PORTS)}{path}")
    for scheme, host in product(SCHEMES, HOSTS):
        seen.add(f"{scheme}{host}:1/")
    yield from chance.sample(sorted(seen), min(count, len(seen)))


@contextmanager
def redirecting() -> Iterator[str]:
    """Serve redirects to whatever the query asks for, over plain HTTP; gives the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            target = "".join(parse_qs(urlsplit(self.path).query, errors="surrogatepass").get("to", ()))
            location = "".join(sign for sign in target if sign not in "\r\n").encode("utf-8", "surrogatepass")
            self.wfile.write(b"HTTP/1.1 302 Found\r\nLocation: " + location + b"\r\nContent-Length: 0\r\n\r\n")

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


def troubles_with(look: Callable[[], Any]) -> Iterator[str]:
    """Yield what is wrong with the report on one address, in every format."""
    started = time.process_time()
    try:
        report = look()
        for form in ("json", "text", "html"):
            compliance.render(report, form, language="vi").encode()
        json.loads(compliance.render(report, "json"))
    except Exception as error:  # noqa: BLE001 - this is what is looked for
        yield f"raised {type(error).__name__}: {str(error)[:200]}"
        return
    if not report.subjects:
        yield "the report is empty"
    for subject in report.subjects:
        yield from (f"{v.rule}: {v.reason}" for v in subject.verdicts if v.outcome is Outcome.ERROR)
        for reason in (str(gap.reason) for gap in subject.gaps):
            if "the checker itself failed" in reason or "error of the checker" in reason or _tells_the_secret(reason):
                yield reason
    if (seconds := time.process_time() - started) > _LONGEST:
        yield f"it took {seconds:.1f} s"


def _tells_the_secret(reason: str) -> bool:
    """Return whether a password is repeated; in what is no address but the name of a file there is none."""
    return "s3cret" in reason and "there is no such file" not in reason


def looks_at(address: str, folder: Path, server: str) -> Iterator[Callable[[], Any]]:
    """Yield the three ways in which an address is met."""
    network = compliance.NetworkSettings(timeout=1, rate=1000, allow_private=True)
    record, document, moved = (folder / name for name in ("record.json", "openapi.json", "moved.json"))
    services = [{"id": "a", "base_url": address, "plain_http_url": address, "document": address}]
    record.write_text(json.dumps({"slug": "a", "owner": {"code": "G12"}, "services": services}), "ascii")
    yield lambda: compliance.audit(record, network=network, reading=compliance.Reading(fetch=True))
    led = f"{server}/?to={quote(address.encode('utf-8', 'surrogatepass'))}"
    for file, target in ((document, address), (moved, led)):
        paths = {"/a": {"$ref": target}, "/b": {"get": {"externalDocs": {"url": target}}}}
        api = {
            "openapi": "3.1.0",
            "info": {"title": "a", "version": "1.0.0"},
            "servers": [{"url": address}],
            "paths": paths,
        }
        file.write_text(json.dumps(api), "ascii")
        yield lambda file=file: compliance.check(file, network=network, reading=compliance.Reading(fetch=True))


def main() -> int:
    """Try the addresses in turn; print what went wrong and how many there were."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=20261128)
    parser.add_argument("--count", type=int, default=600)
    options = parser.parse_args()
    count = troubles = 0
    with tempfile.TemporaryDirectory() as folder, redirecting() as server:
        for address in addresses(options.count, options.seed):
            count += 1
            for number, look in enumerate(looks_at(address, Path(folder), server)):
                for trouble in troubles_with(look):
                    troubles += 1
                    print(f"{address[:120]!a} {number}: {trouble}", flush=True)
    print(f"{count} addresses, three ways each; {troubles} troubles")
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main())
