"""One of several processes that want the same token: 50 threads, five times each."""

import sys
from concurrent.futures import ThreadPoolExecutor
from urllib.request import ProxyHandler, Request, build_opener

from ndxp_sdk._http.response import Headers, Response
from ndxp_sdk.credentials import ClientSecret
from ndxp_sdk.secrets import Secret
from ndxp_sdk.tokens import FileCache, TokenProvider, TokenRequest, TokenSpec

THREADS, TURNS = 50, 5


def fetch(request: TokenRequest) -> Response:
    with build_opener(ProxyHandler({})).open(Request(request.url, request.content, dict(request.headers))) as answer:
        return Response(answer.status, Headers(), answer.read())


def main(url: str, folder: str) -> None:
    tokens = TokenProvider(ClientSecret("me", Secret("s")), token_url=url, cache=FileCache(folder))
    wanted = TokenSpec(frozenset({"exchange"}))
    with ThreadPoolExecutor(THREADS) as pool:
        _say("ready")
        sys.stdin.readline()
        found = [future.result() for future in [pool.submit(tokens.get, wanted, fetch) for _ in range(THREADS * TURNS)]]
    _say(f"{len(found)} {' '.join(sorted(set(found)))}")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
