"""Styles, scripts and fonts: joined, fingerprinted by content, compressed once, and kept by browsers for good."""

import gzip
import hashlib
import json
import mimetypes
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import brotli
from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, NotFound

from dashboard.charts import theme

FOR_GOOD = "public, max-age=31536000, immutable"
_SUITES = "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>"


@dataclass(slots=True)
class StaticFile:
    """One body and its compressed forms, made when first asked for."""

    body: bytes
    mimetype: str
    _encoded: dict[str, bytes] = field(default_factory=dict)

    def reply(self, accepted: str) -> Response:
        """The response in the best encoding that the ``Accept-Encoding`` header takes."""
        encoding = next((name for name in ("br", "gzip") if name in accepted), None)
        if encoding is None or self.mimetype.startswith("font/"):
            response = Response(self.body, mimetype=self.mimetype)
        else:
            response = Response(self._encode(encoding), mimetype=self.mimetype)
            response.headers["Content-Encoding"] = encoding
        response.headers["Cache-Control"] = FOR_GOOD
        response.headers["Vary"] = "Accept-Encoding"
        return response

    def _encode(self, encoding: str) -> bytes:
        if encoding not in self._encoded:
            packed = brotli.compress(self.body, quality=5) if encoding == "br" else gzip.compress(self.body, 6)
            self._encoded[encoding] = packed
        return self._encoded[encoding]

    def hold(self, encoding: str, packed: bytes) -> None:
        """Take a form that was compressed beforehand."""
        self._encoded[encoding] = packed


class StaticFiles:
    """The files of assets/ under ``/static/<fingerprint>/<name>``."""

    def __init__(self, folder: Path) -> None:
        self._files: dict[str, StaticFile] = {}
        self._urls: dict[str, str] = {}
        for path in sorted((folder / "vendor").glob("*")):
            if path.suffix in (".js", ".woff2"):
                self._add(path.name, path.read_bytes())
        for path in (*folder.glob("*.svg"), *folder.glob("plain/*.js")):
            self._add(path.name, path.read_bytes())
        self._hold_compressed(folder / "vendor")
        self._add("site.css", _join_styles(folder, self._urls).encode())
        self._add("site.js", _join_scripts(folder).encode())

    def _add(self, name: str, body: bytes) -> None:
        path = f"{hashlib.sha256(body).hexdigest()[:12]}/{name}"
        self._files[path] = StaticFile(body, mimetypes.guess_type(name)[0] or "font/woff2")
        self._urls[name] = f"/static/{path}"

    def _hold_compressed(self, vendor: Path) -> None:
        for packed in vendor.glob("*.br"):
            self._files[self._urls[packed.stem].removeprefix("/static/")].hold("br", packed.read_bytes())

    def url(self, name: str) -> str:
        """The address of a file, its fingerprint included. Raises KeyError for a file that is not there."""
        return self._urls[name]

    def serve(self, path: str) -> Response:
        """The file at a fingerprinted path; 404 for anything else."""
        if path not in self._files:
            raise NotFound
        return self._files[path].reply(request.headers.get("Accept-Encoding", ""))


def _join_styles(folder: Path, urls: Mapping[str, str]) -> str:
    faces = "".join(
        f"@font-face{{font-family:'Atkinson Hyperlegible';font-weight:{weight};font-display:swap;"
        f"src:url({urls[f'atkinson-hyperlegible-latin-{weight}-normal.woff2']}) format('woff2')}}\n"
        for weight in (400, 700)
    )
    sheets = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.css"))]
    return "\n".join([theme.stylesheet(), faces, *sheets])


def _join_scripts(folder: Path) -> str:
    shared = {
        "templates": {"light": theme.template(dark=False), "dark": theme.template(dark=True)},
        "inTheDark": theme.IN_THE_DARK,
    }
    first = f"window.curveTheme={json.dumps(shared, separators=(',', ':'))};"
    return "\n".join([first, *(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.js")))])


def register(server: Flask, files: StaticFiles) -> None:
    """Serve the files, and Dash's own component scripts from memory in the same way."""
    server.add_url_rule("/static/<path:path>", "static_files", files.serve)
    serve_suite: Callable[..., Any] = server.view_functions[_SUITES]
    held: dict[str, StaticFile] = {}

    def serve_suite_once(package_name: str, fingerprinted_path: str) -> Response:
        from dash.fingerprint import check_fingerprint

        path, _ = check_fingerprint(fingerprinted_path)
        key = f"{package_name}/{path}"
        if key not in held:
            try:
                made = server.make_response(serve_suite(package_name, fingerprinted_path))
            except HTTPException:
                raise
            except Exception as error:  # Dash has a different exception for each way of asking for what is not there
                raise NotFound from error
            if made.status_code != 200:
                return made
            held[key] = StaticFile(made.get_data(), made.mimetype or "text/javascript")
        return held[key].reply(request.headers.get("Accept-Encoding", ""))

    server.view_functions[_SUITES] = serve_suite_once
