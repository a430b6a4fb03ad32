"""`pytest --compliance openapi.yaml`: one test for each rule and each document or record.

`pytest --compliance-target https://… --compliance-spec openapi.yaml`: one test for each rule on the running service.

Found by the entry point `pytest11`, and so loaded in every run of pytest where this package is installed: nothing else
is imported before somebody asks for it.
"""

TYPE_CHECKING = False  # because every run of pytest would load `typing` for it
if TYPE_CHECKING:
    import pytest

OPTIONS = {
    "fail-on": "fail, warn, advice, never: mức nhẹ nhất làm phép thử không đạt · the least weight that fails a test",
    "lang": "vi, en: ngôn ngữ · language",
    "waivers": "tệp miễn trừ · accepted breaches, with reason and expiry",
    "select": "chỉ chạy các quy tắc này, được lặp lại · run only these rules; may be repeated",
    "ignore": "không chạy các quy tắc này, được lặp lại · do not run these rules; may be repeated",
    "as-of": "xét theo pháp luật của ngày này · judge by the law of this day",
}
"""Options of `compliance check` that pytest has as `--compliance-NAME`; all others stand in the file of settings."""

LIVE_OPTIONS = {
    "mode": "safe, staging: mức quan sát · how far the looks go",
    "credential": "SCHEME=REF, được lặp lại: thông tin xác thực lấy từ đâu · where a credential comes from",
    "ca": "chứng thư của các tổ chức được tin cậy, PEM · certificates of the authorities to trust, in PEM",
    "proxy": "http://HOST:PORT, env, env:NAME: máy chủ proxy đi qua · proxy to go through",
    "rate": "N/s: số yêu cầu mỗi giây · requests a second",
}
"""Options of `compliance audit` that pytest has as `--compliance-NAME` beside a target."""


def pytest_addoption(parser: "pytest.Parser") -> None:
    """Add the options; their help is in both languages, because a catalogue would have to be loaded to choose one."""
    group = parser.getgroup("compliance", "NDXP: tài liệu OpenAPI và hồ sơ · OpenAPI documents and records")
    asked = "xét tài liệu, hồ sơ hoặc thư mục, được lặp lại · judge a document, record or folder; may be repeated"
    group.addoption("--compliance", action="append", default=[], metavar="PATH", help=asked)
    for name, told in OPTIONS.items():
        group.addoption(f"--compliance-{name}", action="append", default=[], metavar=name.upper(), help=told)
    target = "quan sát dịch vụ đang chạy ở địa chỉ này · look at the service that runs at this address"
    group.addoption("--compliance-target", metavar="URL", help=target)
    spec = "tài liệu OpenAPI của dịch vụ đó · the OpenAPI document of that service"
    group.addoption("--compliance-spec", metavar="FILE", help=spec)
    private = "cho phép địa chỉ nội bộ · loopback and private addresses too"
    group.addoption("--compliance-allow-private", action="store_true", help=private)
    for name, told in LIVE_OPTIONS.items():
        group.addoption(f"--compliance-{name}", action="append", default=[], metavar=name.upper(), help=told)
    always = "như --compliance, cho mọi lần chạy · as --compliance, in every run"
    parser.addini("compliance", always, type="args", default=[])


def pytest_configure(config: "pytest.Config") -> None:
    """Take part in the run if it was asked for."""
    config.addinivalue_line("markers", "compliance: a rule, made by --compliance or --compliance-target")
    wanted = ("compliance", "compliance_target", "compliance_spec")
    if any(map(config.getoption, wanted)) or config.getini("compliance"):
        from compliance.pytest_plugin.run import ComplianceRun  # noqa: PLC0415 - as said above

        config.pluginmanager.register(ComplianceRun(config), "compliance-run")
