"""Every colour and type size, once: the source of the Plotly template and of the CSS variables.

Colours follow the Government Analysis Function. Charts are built in the light colours below; ``IN_THE_DARK`` names
what each becomes on a dark page (assets/chart_colours.js swaps them), so that builders never ask for the scheme.
"""

from typing import Any

FONT = '"Atkinson Hyperlegible", "Segoe UI", system-ui, sans-serif'
TEXT_SIZE = 15  # px of type in charts; nothing is under 14

HOME = "#12436D"
SECOND = "#28A197"
THIRD = "#801650"
FOURTH = "#F46A25"
GREY_DARK = "#6F777B"
GREY_LIGHT = "#BFC1C3"
GREYS = (GREY_DARK, GREY_LIGHT)
SEQUENTIAL = ("#12436D", "#2073BC", "#6BACE6")
BETTER = "#2073BC"
BETTER_SOFT = "#D9E8F6"
WORSE = "#C2500F"
WORSE_SOFT = "#FBE3D6"
NEUTRAL = GREY_DARK
NEUTRAL_SOFT = "#E9ECEE"
INK = "#16202A"
PAPER = "#FFFFFF"

IN_THE_DARK: dict[str, str] = {
    HOME: "#7CBBF2",
    SECOND: "#45C9BE",
    THIRD: "#E58BB9",
    FOURTH: "#FF9A62",
    GREY_DARK: "#A3ADB5",
    GREY_LIGHT: "#56626D",
    SEQUENTIAL[1]: "#5AA2E4",
    SEQUENTIAL[2]: "#3E74A6",
    BETTER_SOFT: "#1B3A57",
    WORSE: "#FF9A62",
    WORSE_SOFT: "#4A2A17",
    NEUTRAL_SOFT: "#28333D",
    INK: "#ECF1F5",
    PAPER: "#17212B",
}

_LIGHT = {
    "home": HOME,
    "second": SECOND,
    "third": THIRD,
    "fourth": FOURTH,
    "better": BETTER,
    "better-soft": BETTER_SOFT,
    "worse": WORSE,
    "worse-soft": WORSE_SOFT,
    "neutral": NEUTRAL,
    "neutral-soft": NEUTRAL_SOFT,
    "grey": GREY_DARK,
    "grey-light": GREY_LIGHT,
    "ink": INK,
    "ink-quiet": "#4B5761",
    "paper": PAPER,
    "ground": "#F4F6F8",
    "line": "#D5DBE0",
    "line-strong": "#7C8790",
    "link": "#0F5499",
    "focus": "#FFB000",
    "on-home": "#FFFFFF",
    "banner": HOME,
    "on-banner": "#FFFFFF",
}
_DARK = {name: IN_THE_DARK.get(colour, colour) for name, colour in _LIGHT.items()} | {
    "better": "#7CBBF2",
    "ink-quiet": "#B4C0CA",
    "ground": "#0F161D",
    "line": "#33404C",
    "line-strong": "#8794A0",
    "link": "#8CC4F7",
    "on-home": "#0F161D",
    "banner": "#0B2740",
    "on-banner": "#FFFFFF",
}


def css_variables(dark: bool) -> dict[str, str]:
    """The custom properties of a scheme, without their leading dashes: ``{"home": "#12436D", …}``."""
    return dict(_DARK if dark else _LIGHT)


def stylesheet() -> str:
    """The CSS variables of both schemes: the reader's own choice (``data-scheme``) goes before the system's."""
    light, dark = (_declarations(css_variables(dark)) for dark in (False, True))
    return (
        f":root{{--font:{FONT};color-scheme:light;{light}}}\n"
        f"@media screen{{:root[data-scheme=dark]{{color-scheme:dark;{dark}}}}}\n"
        "@media screen and (prefers-color-scheme:dark){"
        f":root:not([data-scheme=light]){{color-scheme:dark;{dark}}}}}\n"
    )


def _declarations(variables: dict[str, str]) -> str:
    return ";".join(f"--{name}:{value}" for name, value in variables.items())


def template(dark: bool) -> dict[str, Any]:
    """The Plotly template of a scheme, as a plain dict ``{"layout": …}``; the page itself shows through."""
    colours = css_variables(dark)
    axis = {
        "gridcolor": colours["line"],
        "linecolor": colours["line-strong"],
        "zerolinecolor": colours["line-strong"],
        "tickcolor": colours["line-strong"],
        "zerolinewidth": 1,
        "gridwidth": 1,
        "ticklen": 5,
        "automargin": True,
        "title": {"standoff": 12},
        "fixedrange": True,
    }
    return {
        "layout": {
            "font": {"family": FONT, "size": TEXT_SIZE, "color": colours["ink"]},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "colorway": [colours[name] for name in ("home", "second", "third", "fourth", "grey", "grey-light")],
            "hovermode": "closest",
            "hoverlabel": {
                "bgcolor": colours["paper"],
                "bordercolor": colours["line-strong"],
                "font": {"family": FONT, "size": TEXT_SIZE, "color": colours["ink"]},
                "align": "left",
            },
            "dragmode": False,
            "showlegend": False,
            "margin": {"l": 56, "r": 24, "t": 16, "b": 44},
            "xaxis": axis | {"showgrid": False, "showline": True, "ticks": "outside"},
            "yaxis": axis | {"rangemode": "tozero"},
            "separators": ".,",
        }
    }
