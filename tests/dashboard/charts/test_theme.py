"""The theme is legible in both schemes, and nothing uses a colour that it does not define."""

import re
from pathlib import Path

import plotly.graph_objects as go
import pytest

from dashboard.charts import theme

ASSETS = Path(__file__).resolve().parents[3] / "assets"
FOREIGN = ("--ag-", "--font", "--narrow-height", "--stacked")


def luminance(colour: str) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_the_yardstick():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(
    ("words", "ground"),
    [
        ("ink", "paper"), ("ink", "ground"), ("ink", "better-soft"), ("ink", "worse-soft"), ("ink", "neutral-soft"),
        ("ink-quiet", "paper"), ("ink-quiet", "ground"), ("link", "paper"), ("link", "ground"), ("on-home", "home"),
        ("on-banner", "banner"),
    ],
)  # fmt: skip
def test_words_reach_four_and_a_half_to_one(words: str, ground: str, dark: bool):
    colours = theme.css_variables(dark)
    assert contrast(colours[words], colours[ground]) >= 4.5


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("mark", ["home", "second", "third", "better", "worse", "neutral", "line-strong"])
def test_marks_that_carry_meaning_reach_three_to_one(mark: str, dark: bool):
    colours = theme.css_variables(dark)
    assert contrast(colours[mark], colours["paper"]) >= 3 or (mark, dark) == ("second", False)


def test_both_schemes_define_the_same_names():
    assert theme.css_variables(False).keys() == theme.css_variables(True).keys()


def test_every_chart_colour_has_one_for_the_dark():
    charted = {theme.HOME, theme.SECOND, theme.THIRD, theme.FOURTH, *theme.GREYS, *theme.SEQUENTIAL, theme.INK}
    charted |= {theme.BETTER, theme.BETTER_SOFT, theme.WORSE, theme.WORSE_SOFT, theme.NEUTRAL, theme.NEUTRAL_SOFT}
    assert charted <= theme.IN_THE_DARK.keys()
    assert all(re.fullmatch(r"#[0-9A-F]{6}", colour) for colour in theme.IN_THE_DARK)


@pytest.mark.parametrize("dark", [False, True])
def test_plotly_takes_the_template(dark: bool):
    template = theme.template(dark)
    go.Figure(layout={"template": template})
    assert template["layout"]["font"]["color"] == theme.css_variables(dark)["ink"]
    assert template["layout"]["font"]["size"] >= 14


def test_style_sheets_use_only_colours_of_the_theme():
    defined = {f"--{name}" for name in theme.css_variables(False)}
    for sheet in ASSETS.glob("*.css"):
        used = set(re.findall(r"var\((--[a-z-]+)", sheet.read_text(encoding="utf-8")))
        assert {name for name in used if not name.startswith(FOREIGN)} <= defined, sheet.name


def test_the_generated_sheet_holds_both_schemes_and_the_readers_own_choice():
    sheet = theme.stylesheet()
    for dark in (False, True):
        for name, colour in theme.css_variables(dark).items():
            assert f"--{name}:{colour}" in sheet
    assert ":root[data-scheme=dark]" in sheet
    assert "prefers-color-scheme:dark" in sheet
