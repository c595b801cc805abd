"""One set of cases for both twins: dashboard/charts/visible.py here, assets/chart_visible.js in Node."""

import copy
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from dashboard.charts.visible import select_visible
from dashboard.selection import DEFAULT_SHOWN, Selection
from dashboard.selection_reading import Vocabulary, parse_query

ROOT = Path(__file__).resolve().parents[3]
CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "visible_cases.json").read_text(encoding="utf-8"))
KNOWN = Vocabulary("E08000035", ["E08000035"], ["neet"], ["leeds-east", "leeds-west"])
IN_NODE = """
const silent = { addEventListener() {}, querySelectorAll: () => [], documentElement: { dataset: {} } };
globalThis.document = silent;
globalThis.window = { addEventListener() {}, matchMedia: () => silent, requestIdleCallback() {} };
new Function(require("fs").readFileSync(process.argv[1], "utf8"))();
const { selectVisible, toSelection } = window.curveVisible;
const cases = JSON.parse(require("fs").readFileSync(0, "utf8"));
const read = (query) => toSelection(Object.fromEntries(new URLSearchParams(query)));
console.log(JSON.stringify(cases.map(({ figure, query }) => selectVisible(figure, read(query)))));
"""


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_python_shows_what_the_case_says(case: dict[str, Any]):
    before = copy.deepcopy(case["figure"])
    assert select_visible(case["figure"], parse_query(case["query"], KNOWN)) == case["expected"]
    assert case["figure"] == before


def test_browser_shows_the_same():
    node = shutil.which("node")
    if not node:
        pytest.skip("Node is not installed; tests/functional drives the same script in Chromium")
    script = ROOT / "assets" / "chart_visible.js"
    run = subprocess.run(
        [node, "-e", IN_NODE, str(script)], input=json.dumps(CASES).encode(), capture_output=True, check=True
    )
    shown = json.loads(run.stdout)
    assert {case["case"]: got for case, got in zip(CASES, shown, strict=True)} == {
        case["case"]: case["expected"] for case in CASES
    }


@pytest.mark.parametrize("name", ["chart_visible.js", "filter_bar.js"])
def test_browser_knows_the_same_usual_comparators(name: str):
    script = (ROOT / "assets" / name).read_text(encoding="utf-8")
    if name == "chart_visible.js":
        usual = script.split('show: "')[1].split('"')[0].split(",")
    else:
        every = json.loads(script.split("const ALL_SHOWN = ")[1].split(";")[0])
        usual = [comparator for comparator in every if comparator != "core"]
    assert set(usual) == DEFAULT_SHOWN


def test_selecting_twice_is_selecting_once():
    selection = Selection("E08000035", start=2019, end=2020)
    for case in CASES:
        once = select_visible(case["figure"], selection)
        assert select_visible(once, selection) == once
