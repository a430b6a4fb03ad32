"""Read what the APIs behind NGSP and LGSP answer: their envelopes, their dates, their half-known dates of birth.

Đọc trả lời của các API sau NGSP, LGSP: phong bì kết quả, cách ghi ngày, ngày sinh chỉ biết một phần.

Needs a hub that plays such a gateway: `ndxp-mocks hub --profile gateway`.
"""

from ndxp_sdk import Client, Gateway
from ndxp_sdk.dates import EPOCH_MILLISECONDS, PARTIAL_DATE, VIETNAMESE_DATE
from ndxp_sdk.examples._connecting import run

REGISTRY = "VN/GOV/G12/dkkd/enterprises"
CIVIL_STATUS = "VN/GOV/G15/hotich/records"
APIS = Gateway({REGISTRY: "apiCSDLDKDN/1.0", CIVIL_STATUS: "apiHoTichTuPhap/1.0"})


def main(ndxp: Client) -> None:
    """Read two envelopes in one view, and the dates in them."""
    found = ndxp.exchange.call(REGISTRY, "POST", "/chiTietDoanhNghiep", json={"msdn": "0000000000"}).result()
    print(found.ok, found.message, VIETNAMESE_DATE.parse(found.data[0]["NgayCap"]))
    missing = ndxp.exchange.call(REGISTRY, "POST", "/chiTietDoanhNghiep", json={"msdn": "0000000001"})
    print(missing.status, missing.result().ok, missing.result().message)

    # 200 in this body is an error; the profile of the API knows that, and a guess without one does not
    record = ndxp.exchange.call(CIVIL_STATUS, "POST", "/traCuu", json={"error": "200"})
    print(record.status, record.result("civil-status").ok, record.result("civil-status").message)

    born = PARTIAL_DATE.parse("1960")
    print(born.precision, born.year, PARTIAL_DATE.format(born))
    print(EPOCH_MILLISECONDS.parse("1795285800000").isoformat())


if __name__ == "__main__":
    run(main, dialect=APIS, hub="ndxp-mocks hub --profile gateway")
