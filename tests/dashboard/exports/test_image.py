"""Pictures drawn on the server: the right one for each caller, and a clear word where none can be drawn."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import kaleido
import pytest

from dashboard.exports.image import ImageMaker, ImageUnavailableError

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def figure(title: str) -> dict:
    return {"data": [{"type": "scatter", "x": [1, 2], "y": [3, 4]}], "layout": {"title": {"text": title}}}


@pytest.fixture(scope="module")
def images():
    maker = ImageMaker()
    yield maker
    maker.close()


def test_a_png_is_1600_by_900(images):
    picture = images.draw(figure("Size"), "png")
    assert picture.startswith(PNG_SIGNATURE)
    assert (int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])) == (1600, 900)


def test_a_pdf_is_a_pdf(images):
    assert images.draw(figure("Paper"), "pdf").startswith(b"%PDF-")


def test_words_are_in_the_typeface_of_the_pages(images):
    """The same picture in a typeface that no machine has: were ours not found either, both would be alike."""
    ours, other = figure("Words"), figure("Words")
    ours["layout"]["font"], other["layout"]["font"] = {"family": "Atkinson Hyperlegible"}, {"family": "No Such Face"}
    assert images.draw(ours, "png") != images.draw(other, "png")


def test_eight_threads_each_get_their_own_picture(images):
    titles = [f"Chart number {number} of many" for number in range(24)]
    with ThreadPoolExecutor(8) as pool:
        pictures = list(pool.map(lambda title: images.draw(figure(title), "svg").decode(), titles))
    assert [title in picture for title, picture in zip(titles, pictures, strict=True)] == [True] * len(titles)


def test_a_server_without_chromium_says_what_to_do_instead(monkeypatch):
    def refuse(*_args, **_kwargs):
        raise RuntimeError("no browser")

    monkeypatch.setattr(kaleido, "start_sync_server", refuse)
    with pytest.raises(ImageUnavailableError, match="needs Chromium"):
        ImageMaker().draw(figure("None"), "png")


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processes are looked up in /proc")
def test_the_browser_has_one_page_and_no_process_for_what_nobody_looks_at(images):
    images.draw(figure("Alone"), "svg")
    assert sum("--type=renderer" in command for command in commands_below(os.getpid())) == 1


def commands_below(pid: int) -> Iterator[str]:
    """The command lines of all processes that come from one."""
    with suppress(OSError):  # it has ended meanwhile
        yield Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            for child in children.read_text().split():
                yield from commands_below(int(child))
