"""The package as a whole."""

import subprocess
import sys

import pytest

import ndxp_mocks


def test_public_names_are_there() -> None:
    assert sorted(ndxp_mocks.__all__) == sorted(set(ndxp_mocks.__all__))
    assert all(hasattr(ndxp_mocks, name) for name in ndxp_mocks.__all__)


@pytest.mark.usefixtures("sockets_and_processes")
def test_oracle_loads_nothing_of_what_it_judges() -> None:
    program = "import sys, ndxp_mocks.cli.main; print({'compliance', 'ndxp_sdk'} & set(sys.modules))"
    loaded = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "set()"
