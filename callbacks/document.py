"""The HTML document around the application: language, styles, fonts, scripts. It holds no inline script of ours."""

import re

from flask import request

from callbacks.static_files import StaticFiles
from layouts.pages import page_at

_DOCUMENT = """<!DOCTYPE html>
<html lang="en"{scheme}>
<head>
{metas}
<meta name="description" content="How children and young people are doing: by wedge, against statistical neighbours, \
region and England.">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="icon" type="image/svg+xml" href="{icon}">
<link rel="preload" href="{regular}" as="font" type="font/woff2" crossorigin>
<link rel="preload" href="{bold}" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="{style}">
<script async id="plotly" src="{plotly}"></script>
<link rel="preload" href="/_dash-layout" as="fetch" crossorigin="anonymous">
<link rel="preload" href="/_dash-dependencies" as="fetch" crossorigin="anonymous">
{css}
</head>
<body>
<noscript><p class="no-script">This page draws its charts with JavaScript, which is switched off here. The same figures
are at <a href="/api/v1/measures">/api/v1</a>.</p></noscript>
{before}
<div id="react-entry-point"><div class="_dash-loading"></div></div>
{after}
{config}
<script src="{script}" data-grid="{grid_url}"></script>
{scripts}
{grid}
{renderer}
</body>
</html>"""


# What Dash adds to every page and none of ours uses: fillings for browsers of 2018, and the old table.
_UNUSED = re.compile(r'<script src="[^"]*/(?:deps/polyfill@|dash_table/)[^"]*"></script>\n?')


def build_index(files: StaticFiles, grid_url: str, frame: tuple[str, str], **parts: str) -> str:
    """The document, with the ``frame`` before and after what Dash takes care of.

    The reader's choice of light or dark is in a cookie, so that the first paint has it.
    """
    scheme = request.cookies.get("scheme", "")
    page = page_at(request.path)
    parts["scripts"] = _UNUSED.sub("", parts["scripts"])
    return _DOCUMENT.format(
        scheme=f' data-scheme="{scheme}"' if scheme in ("light", "dark") else "",
        icon=files.url("icon.svg"),
        regular=files.url("atkinson-hyperlegible-latin-400-normal.woff2"),
        bold=files.url("atkinson-hyperlegible-latin-700-normal.woff2"),
        style=files.url("site.css"),
        plotly=files.url("plotly-basic.min.js"),
        script=files.url("site.js"),
        grid=f'<script src="{grid_url}"></script>' if page and page.grid else "",
        grid_url=grid_url,
        before=frame[0],
        after=frame[1],
        **parts,
    )
