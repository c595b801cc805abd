"""What holds for the repository as a whole, and nobody would notice in one file."""

import ast
import hashlib
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest

from dashboard.config import EMBEDDED, Settings

ROOT = Path(__file__).resolve().parent.parent
RAW = ROOT.parent / "shared" / "data" / "raw"
PRODUCT = ("app.py", "assets", "callbacks", "dashboard", "data_access", "layouts")
MEGABYTE = 1024 * 1024


def tracked() -> list[Path]:
    """Every file of the repository, as git knows it; deleted ones left out."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout.decode()
    return [path for name in listing.split("\0") if name and (path := ROOT / name).is_file()]


def product_sources(*endings: str) -> list[Path]:
    """Our own source files: what is vendored is not ours to judge."""
    return [
        path
        for path in tracked()
        if path.relative_to(ROOT).parts[0] in PRODUCT and path.suffix in endings and "vendor" not in path.parts
    ]


@pytest.mark.skipif(not RAW.exists(), reason="the publishers' files are not at hand")
def test_no_file_of_the_publishers_is_committed():
    theirs = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in RAW.rglob("*") if path.is_file()}
    committed = {path: theirs.get(hashlib.sha256(path.read_bytes()).hexdigest()) for path in tracked()}
    assert {path: source for path, source in committed.items() if source} == {}


def test_shipped_figures_stay_within_ten_megabytes():
    shipped = [path for path in tracked() if "published" in path.parts]
    assert sum(path.stat().st_size for path in shipped) <= 10 * MEGABYTE


def test_nothing_is_loaded_from_a_content_network_or_a_map_server():
    hosts = re.compile(
        r"cdn\.|jsdelivr|unpkg|googleapis|gstatic|cloudflare|bootstrapcdn|fonts\.google|openstreetmap|mapbox|maptiler",
    )
    found = {
        str(path): hit for path in product_sources(".py", ".js", ".css", ".html") for hit in hosts.findall(read(path))
    }
    assert found == {}


def test_style_sheets_and_scripts_fetch_from_nowhere_else():
    fetching = re.compile(r"""(?:url\(|@import|src\s*=|fetch\(|import)\s*["'(]*\s*(?:https?:)?//[^\s"')]+""")
    found = {str(path): hit for path in product_sources(".js", ".css") for hit in fetching.findall(read(path))}
    assert found == {}


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def example_settings() -> dict[str, str]:
    lines = read(ROOT / ".env.example").splitlines()
    return dict(match.groups() for line in lines if (match := re.fullmatch(r"#([A-Z0-9_]+)=(.*)", line)))


def test_env_example_names_every_setting_and_no_other():
    assert sorted(example_settings()) == sorted(name.upper() for name in Settings.model_fields)


def test_env_example_shows_the_defaults(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(ROOT)
    shown = {name.lower(): value for name, value in example_settings().items()}
    shown["database_url"] = shown["database_url"].replace("instance/", f"{EMBEDDED.parent}/", 1)
    assert Settings(_env_file=None, **shown) == Settings(_env_file=None)


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_to_one_version(name: str):
    lines = [line.split("#")[0].strip() for line in read(ROOT / name).splitlines()]
    loose = [line for line in lines if line and not re.match(r"-r |[\w.-]+(\[\w+\])?==[\w.]+(; .*)?$", line)]
    assert loose == []


def test_links_between_documents_lead_somewhere():
    broken = []
    for document in (path for path in tracked() if path.suffix == ".md"):
        for target in re.findall(r"\]\(([^)\s#]+)[^)]*\)", read(document)):
            if not re.match(r"[a-z]+:", target) and not (document.parent / unquote(target)).exists():
                broken.append(f"{document.relative_to(ROOT)}: {target}")
    assert broken == []


def test_every_document_is_in_the_index():
    index = read(ROOT / "docs" / "README.md")
    documents = {path.relative_to(ROOT / "docs").as_posix() for path in tracked() if path.match("docs/**/*.md")}
    documents |= {path.relative_to(ROOT / "docs").as_posix() for path in tracked() if path.match("docs/*.md")}
    assert sorted(name for name in documents - {"README.md"} if f"({name})" not in index) == []


def test_nothing_unfinished_is_left_in_the_tree():
    marks = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|NotImplementedError")
    assert [str(path) for path in product_sources(".py", ".js", ".css") if marks.search(read(path))] == []


def test_modules_are_short_enough_to_read_at_once():
    limit = 280
    lengths = {path.relative_to(ROOT).as_posix(): len(read(path).splitlines()) for path in product_sources(".py")}
    assert {name: lines for name, lines in lengths.items() if lines > limit} == {}


def test_functions_fit_on_a_screen():
    limit, found = 60, {}
    for path in product_sources(".py"):
        for node in ast.walk(ast.parse(read(path))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > limit:
                    found[f"{path.relative_to(ROOT)}:{node.name}"] = lines
    assert found == {}


def test_serving_a_page_loads_no_data_frames():
    heavy = "{'pandas', 'numpy', 'scipy', 'pyarrow', 'openpyxl', 'kaleido'}"
    script = f"import sys, app; app.create_app(); print(sorted({heavy} & set(sys.modules)))"
    said = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True)
    assert said.stdout.strip() == "[]"
