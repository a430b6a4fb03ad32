"""P1 and P2: what it costs to begin. Each start is a fresh process that times itself."""

import importlib.util
import statistics
import subprocess
import sys
from collections.abc import Iterator

from benchmarks.sdk import Row, seconds

RUNS = 9
TIMED = "import time\nbegun = time.perf_counter()\n{}\nprint(time.perf_counter() - begun)"
OURS = """
from ndxp_sdk import Client, Tls
client = Client('https://hub.example')
Tls().context()
from ndxp_sdk.models.organizations import Organization
Organization.model_validate_json(b'{"id":"VN/GOV/G12","member_class":"GOV","member_code":"G12","name":{"vi":"B"},'
                                 b'"status":"active","etag":"e"}')
"""
YARDSTICK = """
import httpx
client = httpx.Client(base_url='https://hub.example')
from pydantic import BaseModel
class Name(BaseModel):
    vi: str
class Organization(BaseModel):
    id: str
    member_class: str
    member_code: str
    name: Name
    status: str
    etag: str
Organization.model_validate_json(b'{"id":"VN/GOV/G12","member_class":"GOV","member_code":"G12","name":{"vi":"B"},'
                                 b'"status":"active","etag":"e"}')
"""
PEER = "import openai\nclient = openai.OpenAI(api_key='x', base_url='https://hub.example')"


def started(code: str) -> float:
    """Seconds that `code` takes in a fresh interpreter, once that is up."""
    command = [sys.executable, "-c", TIMED.format(code)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def rows() -> Iterator[Row]:
    has_peer = importlib.util.find_spec("openai") is not None
    codes = {"import": "import ndxp_sdk", "ours": OURS, "yardstick": YARDSTICK}
    codes |= {"import openai": "import openai", "openai": PEER} if has_peer else {}
    measured = [{name: started(code) for name, code in codes.items()} for _ in range(RUNS)]
    beside = f"openai {statistics.median(run['import openai'] for run in measured) * 1000:.0f} ms" if has_peer else ""
    bare = statistics.median(run["import"] for run in measured) * 1000
    yield Row("P1", "import ndxp_sdk over bare Python", bare, "≤10", "ms", beside)
    ratio = statistics.median(run["ours"] / run["yardstick"] for run in measured)
    beside = f"openai {statistics.median(run['openai'] / run['yardstick'] for run in measured):.2f}" if has_peer else ""
    yield Row("P2", "client, TLS context and one model / httpx, BaseModel and TLS context", ratio, "≤1.35", "x", beside)
    yield Row("G8", "a further client", further() * 1000, "≤0.1", "ms")


def further() -> float:
    """Seconds for one more client of the same configuration."""
    from ndxp_sdk import Client

    Client("https://hub.example").config.transport.tls.context()
    return statistics.median(seconds(lambda: Client("https://hub.example"), 50) for _ in range(9))
