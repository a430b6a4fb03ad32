"""Hooks of pre-commit, run by pre-commit itself."""

import os
import subprocess
import sys
from pathlib import Path

from tools.pipelines import PROGRAMS, REPOSITORY


def git(folder: Path, *arguments: str) -> str:
    """Run git as somebody, whatever is set for this machine, and return what it says."""
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.gov.vn", "-c", "init.defaultBranch=main")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = ["git", *identity, *arguments]
    return subprocess.run(command, cwd=folder, env=kept, capture_output=True, text=True, check=True).stdout.strip()


def pre_commit(folder: Path, home: Path, config: str) -> subprocess.CompletedProcess[str]:
    """Run all hooks of a configuration on all files of a folder."""
    (folder / ".pre-commit-config.yaml").write_text(config, "utf-8")
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "LC_", "LANGUAGE"))}
    path = f"{PROGRAMS}{os.pathsep}{kept['PATH']}"
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", "--all-files", "--verbose"],
        cwd=folder,
        env={**kept, "PATH": path, "PRE_COMMIT_HOME": str(home), "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def hooks(folder: Path) -> tuple[Path, str]:
    """Make a repository of the hooks; return it with its commit."""
    folder.mkdir(parents=True)
    (folder / ".pre-commit-hooks.yaml").write_bytes((REPOSITORY / ".pre-commit-hooks.yaml").read_bytes())
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "hooks")
    return folder, git(folder, "rev-parse", "HEAD")
