"""What errors of a platform show of how it is made, and what only looks as if they did."""

import json
from collections import defaultdict
from pathlib import Path

import pytest
import yaml

from compliance.model.observation import HttpExchange
from compliance.model.record import Service

INNOCENT = [
    # names of errors are written like names of hosts
    {"code": "error.internal"},
    {"code": "errors.server.internal"},
    {"code": "ERR.INTERNAL"},
    {"code": "grpc.status.internal"},
    {"code": "validation.user.local"},
    {"type": "https://a.example/problems/internal"},
    {"detail": "host@a.local"},
    # numbers of versions and articles are written like addresses
    {"detail": "Điều 10.2.1.1 khoản 2"},
    {"detail": "Bảng 10.1.2.3 không có"},
    {"detail": "version: 10.0.1.2"},
    # sentences that are not those of a language
    {"detail": "Notice: you can register on line 24/7"},
    {"detail": 'File "a.xlsx", line 3: the value is missing'},
    {"detail": "column birth_date does not exist"},
    {"detail": "Table 5 does not exist"},
    {"detail": "Main.javascript"},
    {"code": "auth.token.ExpiredError"},
    # the path of the request, which frameworks repeat
    {"path": "/app/data/export.xml"},
    {"detail": "No static resource: /app/data/export.xml"},
]
TELLING = [
    ("address", {"detail": "could not connect to db01.prod.internal"}),
    ("address", {"detail": "http://redis:6379 refused"}),
    ("address", {"detail": "redis://x:y@cache:6379"}),
    ("address", {"detail": "localhost:5432"}),
    ("address", {"detail": "dial tcp 10.0.0.5:5432: connect: connection refused"}),
    ("address", {"detail": "[fd00::1]:5432"}),
    ("address", {"detail": "no way to fe80::1"}),
    ("trace", {"detail": "<b>Warning</b>:  f() failed in <b>/a.php</b> on line <b>12</b><br />"}),
    ("trace", {"detail": "Warning: Undefined variable $a in a.php on line 4"}),
    ("trace", {"detail": 'File "/a/main.py", line 3, in f'}),
    ("trace", {"detail": 'File "<frozen runpy>", line 198, in f'}),
    ("trace", {"stackTrace": ["vn.example.UserServiceImpl.find(UserServiceImpl.java:42)"]}),
    ("trace", {"stackTrace": [{"methodName": "find", "fileName": "UserServiceImpl.java", "lineNumber": 42}]}),
    ("trace", {"detail": "com.microsoft.sqlserver.jdbc.SQLServerException: x"}),
    ("trace", {"detail": "com.mysql.cj.jdbc.exceptions.CommunicationsException: x"}),
    ("trace", {"detail": "org.hibernate.exception.ConstraintViolationException: x"}),
    ("trace", {"detail": "Npgsql.PostgresException (0x80004005): 42P01"}),
    ("trace", {"detail": "django.db.utils.OperationalError"}),
    ("sql", {"detail": 'relation "users" does not exist'}),
    ("sql", {"detail": "column u.name does not exist"}),
    ("sql", {"detail": "Table 'app.users' doesn't exist"}),
    ("sql", {"detail": "Unknown column 'a' in 'field list'"}),
    ("sql", {"detail": "MongoServerError: E11000 duplicate key error collection: app.users"}),
    ("sql", {"detail": "SequelizeDatabaseError: x"}),
    ("path", {"detail": "/app/settings.xml"}),
]


@pytest.fixture
def shown(servers, tls, look, document):
    def ask(body):
        raw = json.dumps(body).encode()
        head = f"HTTP/1.1 500 Error\r\nContent-Type: application/json\r\nContent-Length: {len(raw)}\r\n\r\n"
        service = Service("api", base_url=f"https://127.0.0.1:{servers.answer(head.encode() + raw, tls()).port}/app")
        looks = look(service, documents={"api": document(("/data/export.xml", {"get": {}}))})
        exchanges = (each for each in looks.observations if isinstance(each, HttpExchange) and each.operation)
        readings = [reading for each in exchanges if (reading := each.reading("internals"))]
        assert readings
        return {said.kind for reading in readings for said in reading.remarks}

    return ask


@pytest.mark.parametrize("body", INNOCENT, ids=range(len(INNOCENT)))
def test_what_only_looks_like_internals_is_none(shown, body):
    assert shown(body) == set()


@pytest.mark.parametrize(("kind", "body"), TELLING, ids=range(len(TELLING)))
def test_internals_are_told_by_their_kind(shown, kind, body):
    assert shown(body) == {kind}


LISTS = Path(__file__).with_name("data")


@pytest.fixture(params=["tuning", "held_out"])
def listed(request, servers, tls, look, document):
    """Innocent and telling texts of one list, each with the kinds that an audit of its operation read."""
    texts = yaml.safe_load((LISTS / f"internals_{request.param}.yaml").read_text(encoding="utf-8"))
    bodies = [*texts["innocent"], *(text for _, text in texts["telling"])]

    async def handler(reader, writer):
        while head := await reader.readuntil(b"\r\n\r\n"):
            kind, raw = sent(bodies[int(head.split()[1].partition(b"/t")[2] or 0)])
            writer.write(f"HTTP/1.1 500 x\r\nContent-Type: {kind}\r\nContent-Length: {len(raw)}\r\n\r\n".encode() + raw)
            await writer.drain()

    base = f"https://127.0.0.1:{servers.listen(handler, tls()).port}/v1"
    numbers = [range(start, min(start + 40, len(bodies))) for start in range(0, len(bodies), 40)]
    services = [Service(f"part-{each.start}", base_url=base) for each in numbers]
    paths = {f"part-{each.start}": document(*((f"/t{n}", {"get": {}}) for n in each)) for each in numbers}
    looks = look(*services, documents=paths)
    kinds = defaultdict(set)
    for each in looks.observations:
        if isinstance(each, HttpExchange) and each.operation and (reading := each.reading("internals")):
            kinds[int(each.url.rpartition("/t")[2])].update(remark.kind for remark in reading.remarks)
    assert sorted(kinds) == list(range(len(bodies)))
    return texts, [kinds[n] for n in range(len(bodies))]


def sent(body):
    if isinstance(body, str) and body.startswith(("<!", "<html")):
        return "text/html", body.encode()
    return "application/json", json.dumps(body if isinstance(body, dict) else {"detail": body}).encode()


def test_prose_is_told_from_internals(listed):
    texts, read = listed
    innocent, telling = texts["innocent"], texts["telling"]
    assert min(len(innocent), len(telling)) >= 30
    assert [(text, kinds) for text, kinds in zip(innocent, read, strict=False) if kinds] == []
    shown = zip(telling, read[len(innocent) :], strict=True)
    assert [(text, kinds) for (kind, text), kinds in shown if kind not in kinds] == []
