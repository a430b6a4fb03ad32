"""What documents are made of that are to make work grow."""

import json
from typing import Any, Final

HEAD: Final = {"openapi": "3.2.0", "info": {"title": "a", "version": "1.0.0"}}
TOKEN: Final = {"t": {"type": "http", "scheme": "bearer"}}


def document(**members: Any) -> str:
    return json.dumps({**HEAD, "paths": {}, **members})


def components(**members: Any) -> str:
    return document(components=members)
