"""Figures as PNG, SVG or PDF, drawn by a headless Chromium that Kaleido drives.

Kaleido's server hands one caller's picture to another when threads meet in it (plotly/Kaleido#444), so one lock covers
every drawing. Chromium starts with the first picture and is started anew every RESTART_AFTER pictures.
"""

import atexit
import os
import threading
from typing import Any, Literal

from dashboard.exports.decorate import HEIGHT, SCALE, WIDTH

ImageFormat = Literal["png", "svg", "pdf"]
RESTART_AFTER = 200
TIMEOUT_SECONDS = 60


class ImageUnavailableError(Exception):
    """No picture can be drawn on this server; the words are safe to show."""


class ImageMaker:
    """Draws one figure at a time. Make one for each process, after it has forked."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._drawn = 0
        self._owner = 0

    def draw(self, figure: dict[str, Any], image_format: ImageFormat) -> bytes:
        """The picture of a decorated figure; a PNG has 1600 × 900 pixels.

        Raises ImageUnavailableError where Chromium is missing, fails or is busy for too long.
        """
        if not self._lock.acquire(timeout=TIMEOUT_SECONDS):
            raise ImageUnavailableError("The server is busy drawing other pictures. Please try again in a minute.")
        try:
            return self._draw(figure, image_format)
        finally:
            self._lock.release()

    def close(self) -> None:
        """Stop Chromium; the next picture starts it again."""
        with self._lock:
            self._stop()

    def _draw(self, figure: dict[str, Any], image_format: ImageFormat) -> bytes:
        import kaleido

        try:
            self._start()
            layout = figure["layout"]
            width, height = layout.get("width", WIDTH), layout.get("height", HEIGHT)
            opts = {"format": image_format, "width": width, "height": height, "scale": SCALE * WIDTH / width}
            picture = kaleido.calc_fig_sync(figure, opts=opts)
        except Exception as error:  # whatever the browser did, the reader needs the same advice
            self._stop()
            raise ImageUnavailableError(
                "This server cannot draw pictures just now: it needs Chromium. Use the page's own PNG and SVG buttons, "
                "which draw in your browser, or take the data as CSV or XLSX."
            ) from error
        self._drawn += 1
        return bytes(picture)

    def _start(self) -> None:
        if self._owner == os.getpid() and self._drawn < RESTART_AFTER:
            return
        self._stop()
        import kaleido

        from dashboard.exports.small_browser import SmallBrowser, build_page

        kaleido.start_sync_server(
            silence_warnings=True, timeout=TIMEOUT_SECONDS, browser_cls=SmallBrowser, page_generator=build_page()
        )
        self._owner, self._drawn = os.getpid(), 0
        atexit.register(self._stop)

    def _stop(self) -> None:
        if self._owner == os.getpid():
            import kaleido

            kaleido.stop_sync_server(silence_warnings=True)
        self._owner = 0
