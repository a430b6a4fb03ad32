"""A client whose hub is a list of answers, given one after the other; what it was asked is kept."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

from ndxp_sdk import Client, Retry

PROMPT = Retry(first_wait=0.0, longest_wait=0.0)


@dataclass
class Desk:
    """Answers in order; the last one again and again."""

    answers: tuple[httpx.Response, ...]
    requests: list[httpx.Request] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        told = self.answers[min(len(self.requests), len(self.answers)) - 1]
        return httpx.Response(told.status_code, headers=told.headers, content=told.content)

    @property
    def asked(self) -> httpx.Request:
        """The only request."""
        (request,) = self.requests
        return request


Open = Callable[..., tuple[Any, Desk]]


@pytest.fixture
def desk() -> Iterator[Open]:
    """Opens a client; its arguments are what the hub answers."""
    opened: list[Client] = []

    def open_client(*answers: httpx.Response) -> tuple[Any, Desk]:
        hub = Desk(answers)
        client = Client("https://hub.example", transport=httpx.MockTransport(hub), retry=PROMPT)
        opened.append(client)
        return client, hub

    yield open_client
    for client in opened:
        client.close()
