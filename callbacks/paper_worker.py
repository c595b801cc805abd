"""Writes one paper: ``python -m callbacks.paper_worker FOLDER``, with the paper on the standard input."""

import os
import pickle
import sys
from collections.abc import Callable
from pathlib import Path

import structlog

from callbacks.paper_jobs import read_progress, write_progress
from dashboard.exports.image import ImageMaker, ImageUnavailableError
from dashboard.papers.paper import Paper, PaperFormat
from dashboard.papers.press import Draw, write_paper

log = structlog.get_logger()


class CancelledError(Exception):
    """Nobody wants the paper any more."""


def work(place: Path, given: bytes, draw: Draw, put_away: Callable[[], None] = lambda: None) -> None:
    """Write the paper into the folder of its job, and say there how far it is and how it ended.

    ``put_away`` is called when all its pictures are drawn.
    """
    paper, file_format, key = _unpack(given)

    def tell(done: int, total: int, step: str) -> None:
        if not place.exists() or (place / "cancelled").exists():
            raise CancelledError
        if done < total:
            write_progress(place, read_progress(place)._replace(done=done, total=total, step=step))

    try:
        content = write_paper(paper, file_format, draw, tell, put_away)
        _keep(place, content, key)
    except CancelledError:
        return
    except ImageUnavailableError as error:
        _fail(place, str(error))
    except Exception as error:
        log.error("paper failed", exc_info=error)
        _fail(place, "The paper could not be written. The page's own downloads still work")


def _unpack(given: bytes) -> tuple[Paper, PaperFormat, bytes]:
    paper, file_format, key = pickle.loads(given)  # noqa: S301 (from the server that started this process)
    return paper, file_format, key


def _keep(place: Path, content: bytes, key: bytes) -> None:
    from cryptography.fernet import Fernet

    (place / "paper").write_bytes(Fernet(key).encrypt(content))
    last = read_progress(place)
    if (place / "cancelled").exists():
        (place / "paper").unlink(missing_ok=True)
        return
    write_progress(place, last._replace(state="done", done=last.total, step="Done"))


def _fail(place: Path, words: str) -> None:
    if place.exists():
        write_progress(place, read_progress(place)._replace(state="failed", step=words))


def main() -> None:
    """Work behind the server: what people look at comes first."""
    if hasattr(os, "nice"):
        os.nice(5)
    images = ImageMaker()
    try:
        work(Path(sys.argv[1]), sys.stdin.buffer.read(), images.draw, images.close)
    finally:
        images.close()


if __name__ == "__main__":
    main()
