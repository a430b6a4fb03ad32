"""`compliance demo`: the main job with nothing to configure, on a simulated fleet."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Final

from compliance.cli.arguments import add_judging_options
from compliance.cli.judging import judge
from compliance.cli.live import base_dossiers, collect, keep
from compliance.cli.output import deliver
from compliance.locale import Translator

HELP: Final = "audit a simulated fleet of the national platforms (SIMULATED)"
_LIVE: Final = {
    "allow_private": True,
    "timeout": 10.0,
    "rate": 50.0,
    "concurrency": 8,
    "remote_refs": False,
    "all": False,
    "hub_client": "VN/GOV/EXAMPLE/portal",
    "hub_stranger": "VN/GOV/EXAMPLE/stranger",
}
_CLIENT: Final = "example-portal"


def configure(parser: ArgumentParser, words: Translator) -> None:
    out = Path("compliance-demo")
    parser.add_argument(
        "-o", "--out", type=Path, default=out, metavar="FOLDER", help=words("folder for the report and the dossiers")
    )
    parser.add_argument(
        "--seed", type=int, default=2026, metavar="N", help=words("which mixture of faults (default: 2026)")
    )
    add_judging_options(parser, words)


def run(options: Namespace, words: Translator) -> int:
    """A demonstration reports, it does not gate: planted faults are no failure, something not judged is."""
    from ndxp_mocks import serve_hub, start_fleet

    fleet_folder = options.out / "fleet"
    settings = Namespace(**{**vars(options), **_LIVE, "root": fleet_folder})
    with start_fleet(fleet_folder, seed=options.seed) as fleet, serve_hub(fleet=fleet) as hub:
        settings.ca, settings.hub = fleet.ca_file, hub.url
        settings.hub_credential = f"client-credentials=file:{_secret(options.out, hub.secret(_CLIENT))}"
        dossiers = collect(base_dossiers([str(path) for path in fleet.records], settings), settings, words)
    paths = keep(dossiers, options.out / "dossiers")
    report = judge(list(zip(dossiers, paths, strict=True)), options)
    page = options.out / "report.html"
    outputs = [*options.output, f"html={page}"]
    status = deliver(report, Namespace(**{**vars(options), "output": outputs}), words, fail_on="never")
    if not options.quiet:
        target = sys.stdout if options.format == "text" else sys.stderr
        print(words("HTML report: {file}", file=page.resolve().as_posix()), file=target)
    return status


def _secret(folder: Path, secret: str) -> Path:
    """The made-up secret in a file, because secrets are given by reference only."""
    file = folder / "hub-secret"
    file.unlink(missing_ok=True)
    file.touch(mode=0o600)
    file.write_text(f"{_CLIENT}:{secret}", encoding="ascii")
    return file
