"""The persons that an answer shows."""

import json
from datetime import date

import pytest

from compliance.loading.facts.published import facts
from compliance.model.observation import HttpExchange
from compliance.model.record import Service


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"so_cccd": "079301000001", "ho_ten": "Lê Thị Bến"}, ["person"]),
        ({"so_cccd": 79301000001, "ho_ten": "Lê Thị Bến"}, ["person"]),
        ({"so_cccd": 1190012345, "ngay_sinh": "1990-05-12"}, ["person"]),
        ({"so_cccd": 79301000001}, ["number"]),
        ({"so_cccd": 123456, "ho_ten": "Lê Thị Bến"}, []),
        ({"so_cccd": 999190012345, "ho_ten": "Lê Thị Bến"}, []),
        ({"so_cccd": True, "ho_ten": "Lê Thị Bến"}, []),
        ({"so_cccd": "07930100***1", "ho_ten": "Lê Thị Bến"}, []),
    ],
    ids=range(8),
)
def test_a_person_is_known_by_the_number_beside_a_name_or_a_birth_date(servers, tls, look, document, record, expected):
    raw = json.dumps({"items": [record]}).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(raw)}\r\n\r\n"
    service = Service("api", base_url=f"https://127.0.0.1:{servers.answer(head.encode() + raw, tls()).port}/v1")
    looks = look(service, documents={"api": document(("/citizens", {"get": {}}))}, facts=facts(date(2026, 11, 1)))
    exchanges = (each for each in looks.observations if isinstance(each, HttpExchange) and each.operation)
    readings = [reading for each in exchanges if (reading := each.reading("personal_data"))]
    assert readings
    assert [[said.kind for said in reading.remarks] for reading in readings] == [expected] * len(readings)
