"""What a hub answers, as the contracts' own examples have it."""

from collections.abc import Mapping
from typing import Any

import httpx

from contracts.instances import full
from contracts.reading import contracts


def sample(name: str, file: str = "catalogue.yaml", **members: Any) -> dict[str, Any]:
    """The fullest instance of a schema, with these members."""
    return {**full(contracts(), f"{file}#", contracts()[file]["components"]["schemas"][name]), **members}


def page(*items: Any, next_cursor: str | None = None) -> dict[str, Any]:
    """A page of a list."""
    return {"items": list(items), "next_cursor": next_cursor}


def answer(body: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> httpx.Response:
    """An answer in JSON."""
    return httpx.Response(status, json=body, headers=headers)


def problem(status: int, code: str, **members: Any) -> httpx.Response:
    """An answer that is a problem."""
    told = {
        "type": f"https://hub.example/problems/{code}",
        "title": code,
        "status": status,
        "code": code,
        "origin": "caller",
    }
    return answer({**told, "retryable": False, **members}, status, {"Content-Type": "application/problem+json"})
