import gzip
import re
from pathlib import Path

import brotli
import pytest

from callbacks.static_files import StaticFiles

ASSETS = Path(__file__).resolve().parents[2] / "assets"


@pytest.fixture
def files() -> StaticFiles:
    return StaticFiles(ASSETS)


def test_the_address_changes_with_the_content_and_only_then(tmp_path: Path):
    (tmp_path / "vendor").mkdir()
    for weight in (400, 700):
        (tmp_path / "vendor" / f"atkinson-hyperlegible-latin-{weight}-normal.woff2").write_bytes(b"font")
    (tmp_path / "a.css").write_text("a{}")
    first = StaticFiles(tmp_path).url("site.css")
    assert StaticFiles(tmp_path).url("site.css") == first
    (tmp_path / "a.css").write_text("b{}")
    assert StaticFiles(tmp_path).url("site.css") != first


@pytest.mark.parametrize("name", ["site.css", "site.js", "plotly-basic.min.js"])
@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"),
    [("br, gzip", "br", brotli.decompress), ("gzip", "gzip", gzip.decompress), ("", None, bytes)],
)
def test_every_encoding_is_the_same_file(client, files: StaticFiles, name: str, accepted, encoding, unpack):
    answer = client.get(files.url(name), headers={"Accept-Encoding": accepted})
    plain = client.get(files.url(name), headers={"Accept-Encoding": ""})
    assert answer.headers.get("Content-Encoding") == encoding
    assert unpack(answer.data) == plain.data
    assert answer.headers["Vary"] == "Accept-Encoding"


def test_files_are_kept_for_good(client, files: StaticFiles):
    assert "immutable" in client.get(files.url("site.css")).headers["Cache-Control"]


def test_a_font_is_not_compressed_again(client, files: StaticFiles):
    answer = client.get(
        files.url("atkinson-hyperlegible-latin-400-normal.woff2"), headers={"Accept-Encoding": "br, gzip"}
    )
    assert "Content-Encoding" not in answer.headers
    assert answer.mimetype == "font/woff2"


def test_what_was_compressed_beforehand_is_the_vendored_file():
    for packed in (ASSETS / "vendor").glob("*.br"):
        assert brotli.decompress(packed.read_bytes()) == (ASSETS / "vendor" / packed.stem).read_bytes()


def test_every_vendored_file_has_its_licence_and_is_listed():
    notes = (ASSETS / "vendor" / "README.md").read_text(encoding="utf-8")
    for path in (ASSETS / "vendor").iterdir():
        assert path.name == "README.md" or path.name.removesuffix(".br") in notes, path.name


def test_the_document_asks_for_nothing_that_is_not_there(client):
    document = client.get("/trends").get_data(as_text=True)
    addresses = re.findall(r'(?:src|href)="(/[^"]+)"', document)
    assert len(addresses) > 10
    for address in addresses:
        assert client.get(address).status_code == 200, address


def test_dashs_own_plotly_and_the_grid_are_not_asked_for(client):
    document = client.get("/trends").get_data(as_text=True)
    assert 'src="/_dash-component-suites/plotly' not in document
    assert 'src="/_dash-component-suites/dash_ag_grid' not in document


def test_component_scripts_are_compressed_and_kept(client):
    document = client.get("/").get_data(as_text=True)
    address = re.findall(r'src="(/_dash-component-suites/[^"]+)"', document)[0]
    packed = client.get(address, headers={"Accept-Encoding": "br"})
    plain = client.get(address, headers={"Accept-Encoding": ""})
    assert packed.headers["Content-Encoding"] == "br"
    assert brotli.decompress(packed.data) == plain.data
    assert "immutable" in packed.headers["Cache-Control"]
