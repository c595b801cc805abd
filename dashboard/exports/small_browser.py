"""The browser that draws pictures, kept small: it has a page that draws, and nothing that a person would look at.

Imported only where a picture is drawn: it brings Kaleido and what drives Chromium.
"""

import os
from collections.abc import MutableMapping, Sequence
from pathlib import Path

from choreographer.browsers import Chromium
from kaleido import PageGenerator

# The pages draw bars and lines alone, and the same script draws them here: a quarter of the whole of plotly.js, which
# Kaleido reads anew for each picture.
ROOT = Path(__file__).resolve().parents[2]
PLOTLY = ROOT / "assets" / "vendor" / "plotly-basic.min.js"
# The typeface of the pages, so that words in a picture are as wide as those that it was laid out for.
FONTS = ROOT / "dashboard" / "papers" / "fonts.conf"
# Chromium keeps a process for the list below its address bar, and one for a page that might come next.
UNUSED = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "SpareRendererForSitePerProcess")
# It draws with the processor alone, and its scripts are held rather small than quick: no picture takes longer for that.
SMALL = ("--disable-software-rasterizer", "--js-flags=--expose-gc --optimize-for-size")
# The page of the last picture is let go when the next one begins, not when a hundred of them fill the memory.
LET_GO = "<script>window.gc?.()</script>"


class SmallBrowser(Chromium):
    """Chromium without the processes that only a person at a screen needs."""

    def get_cli(self) -> Sequence[str]:
        """The command that starts it."""
        return [*super().get_cli(), f"--disable-features={','.join(UNUSED)}", *SMALL]

    def get_env(self) -> MutableMapping[str, str]:
        """What it is started with; a list of fonts that somebody has chosen stays."""
        known: MutableMapping[str, str] = super().get_env()
        if not os.environ.get("FONTCONFIG_FILE"):
            known["FONTCONFIG_FILE"] = str(FONTS)
        return known


def build_page() -> PageGenerator:
    """The page in which every picture is drawn."""
    page = PageGenerator(plotly=PLOTLY.as_uri(), mathjax=False)
    page.header += LET_GO
    return page
