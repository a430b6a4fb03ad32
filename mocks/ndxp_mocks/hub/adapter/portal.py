"""The older way through an adapter: log in, then send the session in the JSON body of every call. SIMULATED data.

Whatever path begins with `mapi/` belongs to a made-up portal that stands behind every destination: `mapi/login` gives a
session, any other answers by the `service` that the body names.
"""

import json
from collections.abc import Mapping
from typing import Any, Final

from ndxp_mocks.hub.domain.identity.sealed_tokens import seal, unseal
from ndxp_mocks.hub.state.world import World
from ndxp_mocks.hub.transport.answer import WireAnswer, json_answer
from ndxp_mocks.hub.xroad.incoming import IncomingCall

LOGINS: Final = ("/mapi/login", "/bndp/public/v1/login")
_SPACE: Final = "/mapi/"
_SESSION: Final = "session"
_LIFETIME: Final = 1800.0
_PROCEDURE: Final = {"MATTHC": "1.000999", "TENTTHC": "Thủ tục mô phỏng", "MACOQUAN": "G99", "TRANGTHAI": "1"}
_DOSSIER: Final = {
    "MaHoSo": "000.00.00.G99-260115-0001",
    "TrangThaiHoSo": "2",
    "NgayTiepNhan": "20260115083000",
}
_RESULTS: Final[Mapping[str, list[dict[str, str]]]] = {
    "LayThuTuc": [_PROCEDURE],
    "LayDanhSachTTHC": [_PROCEDURE, {**_PROCEDURE, "MATTHC": "2.000999"}],
    "LayDanhMucCoQuan": [{"MADONVI": "G99", "TENDONVI": "Cơ quan mô phỏng"}],
    "TraCuuHoSo": [_DOSSIER],
    "DongBoHoSoMC": [],
    "CapNhatTienDoHoSoMC": [],
    "DongBoHoiDap": [],
    "DongBoKetQuaHoiDapGuiTuDVCQG": [],
}


def is_portal_path(path: str) -> bool:
    """Return whether this path, the adapter's own part taken off, is the portal's."""
    return path in LOGINS or path.startswith(_SPACE)


def portal_answer(world: World, incoming: IncomingCall) -> WireAnswer:
    """Answer with 200 always: whether it went well stands in `error_code`, 0 for well."""
    asked = _body(incoming)
    if asked is None:
        return _failed("1", "the body is not a JSON object")
    if any(incoming.path.endswith(login) for login in LOGINS):
        return _login(world, asked)
    if unseal(world, _SESSION, str(asked.get("session", ""))) is None:
        return _failed("2", "the session is not valid or has ended")
    result = _RESULTS.get(str(asked.get("service")))
    if result is None:
        return _failed("3", "there is no such service")
    return json_answer(200, {"error_code": "0", "result": result, "simulated": True})


def _login(world: World, asked: Mapping[str, Any]) -> WireAnswer:
    user, password = str(asked.get("username", "")), str(asked.get("password", ""))
    if not user or password != f"simulated-secret-{user}":
        return _failed("1", "user name or password is wrong")
    return json_answer(200, {"error_code": 0, "session": seal(world, _SESSION, {"user": user}, _LIFETIME)})


def _failed(code: str, message: str) -> WireAnswer:
    return json_answer(200, {"error_code": code, "message": message, "result": [], "simulated": True})


def _body(incoming: IncomingCall) -> Mapping[str, Any] | None:
    try:
        body = json.loads(incoming.body)
    except (ValueError, RecursionError):
        return None
    return body if incoming.method == "POST" and isinstance(body, dict) else None
