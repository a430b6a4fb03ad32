"""Three copies of one document: declared, served by the platform, at the hub; collected, kept and judged offline."""

import json
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from compliance.cli.main import main
from ndxp_mocks import HubSettings, flawless, serve, serve_hub, yaml_codec
from ndxp_mocks.records import write
from ndxp_mocks.serving.fleet import Fleet

SERVED, AT_HUB = "endpoint.served_document_is_the_published_one", "exchange.hub_document_is_the_served_one"
Change = Callable[[Any], Any]


def turned(data: Any) -> Any:
    """The same in another order, with other servers."""
    if isinstance(data, dict):
        return {key: turned(data[key]) for key in reversed(data) if key != "servers"}
    return [turned(each) for each in data] if isinstance(data, list) else data


def without_a_path(document: Any) -> Any:
    document["paths"].popitem()
    return document


def of_another_version(document: Any) -> Any:
    document["info"]["version"] = "9.9.9"
    return document


def judged(folder: Path, capsys: pytest.CaptureFixture[str], change: Change, *faults: str) -> dict[str, Any]:
    """The verdicts on the pairs, by rule, once the declared document was written anew; the hub has the first one."""
    with ExitStack() as stack:
        served = stack.enter_context(serve(flawless()))
        record = write(served, folder)
        fleet = Fleet(folder, (record,), served.ca_file, {served.platform.entry.slug: served})
        hub = stack.enter_context(serve_hub(HubSettings(faults=frozenset(faults)), fleet=fleet))
        declared = folder / "documents" / record.name
        declared.write_text(json.dumps(change(yaml_codec.read(declared.read_bytes())), indent=3), encoding="utf-8")
        secret = folder / "secret"
        secret.write_text(f"example-portal:{hub.secret('example-portal')}", encoding="ascii")
        secret.chmod(0o600)
        who = ["--ca", str(served.ca_file), "--hub", hub.url, "--hub-credential", f"client-credentials=file:{secret}"]
        given = [str(record), "--root", str(folder), "--allow-private", "--rate", "50", *who]
        assert main(["collect", *given, "-o", str(folder / "platform.dossier")]) == 0
    return offline(folder, capsys)


def offline(folder: Path, capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, Any]:
    capsys.readouterr()
    main(["judge", str(folder / "platform.dossier"), "--fail-on", "never", "--format", "json", *options])
    (subject,) = json.loads(capsys.readouterr().out)["subjects"]
    return {each["rule"]: each for each in subject["verdicts"] if each["rule"] in {SERVED, AT_HUB}}


def outcomes(verdicts: dict[str, Any]) -> dict[str, str]:
    return {rule: verdict["outcome"] for rule, verdict in verdicts.items()}


def test_order_servers_and_form_are_no_difference(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    verdicts = judged(tmp_path, capsys, turned)
    assert outcomes(verdicts) == {SERVED: "met", AT_HUB: "met"}


@pytest.mark.parametrize(
    ("change", "said"),
    [(without_a_path, "the served document has /"), (of_another_version, "says something else here")],
)
def test_a_declared_document_that_differs_is_found_with_the_place_in_both_files(
    change: Change, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    verdicts = judged(tmp_path, capsys, change)
    assert outcomes(verdicts) == {SERVED: "breached", AT_HUB: "met"}
    (violation,) = verdicts[SERVED]["violations"]
    (other,) = violation["related"]
    assert said in violation["message"]
    assert violation["location"]["uri"].endswith("/v1/openapi.json")
    assert other["uri"].endswith(f"documents/{flawless().entry.slug}.yaml")
    assert violation["location"]["pointer"].split("/")[1] == other["pointer"].split("/")[1] != ""


def test_a_document_at_the_hub_that_differs_is_found_with_the_place_in_both_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    verdicts = judged(tmp_path, capsys, turned, "hub-document-outdated")
    assert outcomes(verdicts) == {SERVED: "met", AT_HUB: "breached"}
    (violation,) = verdicts[AT_HUB]["violations"]
    (other,) = violation["related"]
    assert violation["location"]["uri"].endswith("/versions/1.0.0/specification")
    assert (violation["location"]["pointer"], other["pointer"]) == ("/info/version", "/info/version")
    assert other["uri"].endswith("/v1/openapi.json")
    (vietnamese,) = offline(tmp_path, capsys, "--lang", "vi")[AT_HUB]["violations"]
    assert vietnamese["message"] == "ở đây tài liệu đang cung cấp khác với tài liệu trên trục"
