"""`pytest --compliance openapi.yaml`: one test for each rule and each document or record.

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


def pytest_addoption(parser: "pytest.Parser") -> None:
    """Add the options; their help is in both languages, because a catalogue would have to be loaded to choose one."""
    group = parser.getgroup("compliance", "NDXP: tài liệu OpenAPI và hồ sơ · OpenAPI documents and records")
    asked = "xét tài liệu, hồ sơ hoặc thư mục, được lặp lại · judge a document, record or folder; may be repeated"
    group.addoption("--compliance", action="append", default=[], metavar="PATH", help=asked)
    for name, told in OPTIONS.items():
        group.addoption(f"--compliance-{name}", action="append", default=[], metavar=name.upper(), help=told)
    always = "như --compliance, cho mọi lần chạy · as --compliance, in every run"
    parser.addini("compliance", always, type="args", default=[])


def pytest_configure(config: "pytest.Config") -> None:
    """Take part in the run if it was asked for."""
    config.addinivalue_line("markers", "compliance: a rule on a document or record, made by --compliance")
    if config.getoption("compliance") or config.getini("compliance"):
        from compliance.pytest_plugin.run import ComplianceRun  # noqa: PLC0415 - as said above

        config.pluginmanager.register(ComplianceRun(config), "compliance-run")
