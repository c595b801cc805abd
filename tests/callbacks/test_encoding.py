import json
import subprocess
import sys

import pytest
from dash import html

from callbacks.encoding import encode


def test_components_are_taken_apart_wherever_they_stand():
    got = json.loads(encode({"response": {"page": {"children": [html.P("words"), 1, None, (2.5, "x")]}}}))
    assert got["response"]["page"]["children"][0] == {
        "type": "P", "namespace": "dash_html_components", "props": {"children": "words"},
    }  # fmt: skip
    assert got["response"]["page"]["children"][1:] == [1, None, [2.5, "x"]]


def test_a_missing_number_is_null():
    assert encode([float("nan")]) == "[null]"


def test_anything_else_has_no_place():
    with pytest.raises(TypeError, match="set"):
        encode({"data": {1, 2}})


def test_a_page_is_served_without_the_packages_of_the_importers(tmp_path):
    """Start-up and memory of every worker: pandas and numpy are for imports, alembic for the command line."""
    program = (
        "import sys, app; client = app.create_app().server.test_client();"
        "[client.get(path) for path in ('/', '/_dash-layout', '/_dash-dependencies', '/healthz')];"
        "print([name for name in ('pandas', 'numpy', 'scipy', 'alembic', 'xlsxwriter') if name in sys.modules])"
    )
    environment = {"DATABASE_URL": f"sqlite:///{tmp_path / 'empty.sqlite'}", "PATH": ""}
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True, env=environment)
    assert run.stdout.splitlines()[-1] == "[]"
