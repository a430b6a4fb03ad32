"""Run every pipeline once on one document, and print a table: `python tests/tools/run_pipelines.py`.

What they install is taken for installed: the programs beside this Python. The status has to be 1, because a warning is
to fail. A row ends with the files that were left, or the place that was named.
"""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))
from tools.hooks import hooks, pre_commit
from tools.pipelines import PROGRAMS, REPOSITORY, run_action, run_gitlab, run_jenkins

PLACE = "openapi.yaml:3:"
OPEN = "openapi: 3.1.0\ninfo: {title: t, version: 1.0.0}\npaths: {/households: {get: {}}}\n"
FOLDER = REPOSITORY / "pipelines"
WARN = {"COMPLIANCE_OPTIONS": "--fail-on warn"}


def main() -> int:
    """Give 0 where each pipeline stopped at the finding and left what it is to leave."""
    rows = [_row(name, run) for name, run in PIPELINES.items()]
    print(f"{'pipeline':<12}{'status':>7}{'seconds':>9}  left")
    for name, status, seconds, left in rows:
        print(f"{name:<12}{status:>7}{seconds:>9.1f}  {', '.join(left) or 'nothing'}")
    return int(any(status != 1 or not left for _, status, _, left in rows))


def _row(name: str, run: "Callable[[Path, Path], tuple[int, str]]") -> tuple[str, int, float, list[str]]:
    with TemporaryDirectory() as temporary:
        folder, beside = Path(temporary, "platform"), Path(temporary, "runner")
        (folder / ".compliance").mkdir(parents=True)
        (folder / ".compliance/bin").symlink_to(PROGRAMS)
        (folder / "openapi.yaml").write_text(OPEN, "utf-8")
        begin = time.monotonic()
        status, said = run(folder, beside)
        seconds = time.monotonic() - begin
        files = sorted(path.name for path in folder.glob("*.*") if path.is_file() and path.name != "openapi.yaml")
        left = [path for path in files if not path.startswith(".")]
        return name, status, seconds, [*left, *([PLACE] if PLACE in said or "file=openapi.yaml,line=3" in said else [])]


def _action(folder: Path, beside: Path) -> tuple[int, str]:
    done = {"install": {"programs": str(PROGRAMS)}}
    ran = run_action({"fail-on": "warn", "junit": "compliance.xml"}, folder, beside, done)
    return ran.status, ran.said


def _gitlab(folder: Path, _beside: Path) -> tuple[int, str]:
    ran = run_gitlab(FOLDER / "gitlab.yml", folder, WARN, first="set -f")
    return ran.status, ran.said


def _jenkins(folder: Path, _beside: Path) -> tuple[int, str]:
    ran = run_jenkins(FOLDER / "Jenkinsfile", folder, WARN, first=1)
    return ran.status, ran.said


def _pre_commit(folder: Path, beside: Path) -> tuple[int, str]:
    source, commit = hooks(beside / "hooks")
    hook = "{id: compliance-system, args: [--fail-on=warn]}"
    ran = pre_commit(folder, beside / "home", f"repos: [{{repo: '{source}', rev: '{commit}', hooks: [{hook}]}}]\n")
    return ran.returncode, ran.stdout


def _pytest(folder: Path, _beside: Path) -> tuple[int, str]:
    options = ("--compliance", "openapi.yaml", "--compliance-fail-on", "warn", "--junitxml", "compliance.xml")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    return ran.returncode, ran.stdout


PIPELINES: "dict[str, Callable[[Path, Path], tuple[int, str]]]" = {
    "GitHub": _action,
    "GitLab": _gitlab,
    "Jenkins": _jenkins,
    "pre-commit": _pre_commit,
    "pytest": _pytest,
}

if __name__ == "__main__":
    sys.exit(main())
