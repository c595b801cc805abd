"""Writes a paper as a file: draws the pictures that it needs, then sets it. Says how far it is."""

from collections.abc import Callable

from dashboard.exports.image import ImageFormat
from dashboard.papers.books import write_book
from dashboard.papers.paper import FORMAT_WORDS, Paper, PaperFormat
from dashboard.papers.portable import write_pdf
from dashboard.papers.slides import write_slides
from dashboard.papers.word import write_word

Draw = Callable[[dict[str, object], ImageFormat], bytes]
Tell = Callable[[int, int, str], None]
WRITERS = {"docx": write_word, "pptx": write_slides, "xlsx": write_book, "pdf": write_pdf}


def write_paper(
    paper: Paper,
    file_format: PaperFormat,
    draw: Draw,
    tell: Tell = lambda done, total, step: None,
    put_away: Callable[[], None] = lambda: None,
) -> bytes:
    """The file. ``draw`` makes a picture of a figure; ``tell`` hears of each step: how many are done, of how many.

    ``put_away`` is called when all is drawn: what drew need not lie in the memory beside what sets the file.

    Raises ImageUnavailableError where a picture is needed and cannot be drawn, and what ``tell`` raises.
    """
    kind: ImageFormat = "svg" if file_format == "pdf" else "png"
    wanted = [(number, item) for number, item in enumerate(paper.items) if item.wants_picture(file_format)]
    total = len(wanted) + 1
    pictures = {}
    for done, (number, item) in enumerate(wanted):
        tell(done, total, f"Drawing chart {done + 1} of {len(wanted)}")
        pictures[number] = draw(item.figure, kind)
    put_away()
    tell(len(wanted), total, f"Writing the file for {FORMAT_WORDS[file_format].split(',')[0]}")
    content = WRITERS[file_format](paper, pictures)
    tell(total, total, "Done")
    return content
