"""What holds for every test: nothing of this machine gets in, and what is made once serves all workers."""

import os
import signal
import threading

import pytest
from hypothesis import settings as hypothesis_settings

from dashboard.config import Settings

pytest_plugins = ("tests.postgresql", "tests.stores", "tests.servers")

# A deadline would be a timed assertion: slow machines would fail tests that are right.
hypothesis_settings.register_profile("untimed", deadline=None, print_blob=True)
hypothesis_settings.load_profile("untimed")


def pytest_configure() -> None:
    """A run that is told to stop (`timeout`, a cancelled job) takes its servers and clusters with it."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, lambda *_: pytest.exit("told to stop", returncode=143))


@pytest.fixture(autouse=True, scope="session")
def _settings_of_this_machine_do_not_matter() -> None:
    """Neither a developer's ``.env`` nor variables of their shell reach a test."""
    Settings.model_config["env_file"] = None
    for name in Settings.model_fields:
        os.environ.pop(name.upper(), None)
