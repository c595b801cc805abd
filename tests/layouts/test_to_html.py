from html.parser import HTMLParser

import pytest
from dash import dcc, html
from hypothesis import given
from hypothesis import strategies as st

from layouts.to_html import to_html


class Reader(HTMLParser):
    """What a browser would make of it: text and the attributes of the first element."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.attributes, self.tags = "", {}, []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes = self.attributes or dict(attrs)

    def handle_data(self, data):
        self.text += data


def test_names_of_attributes_are_those_of_html():
    label = html.Label(
        "Measure", htmlFor="measure", className="quiet", tabIndex="-1", **{"aria-label": "a", "data-x": "1"}
    )
    expected = {"for": "measure", "class": "quiet", "tabindex": "-1", "aria-label": "a", "data-x": "1"}
    assert Reader(to_html(label)).attributes == expected


def test_no_attribute_is_lost_or_added():
    given = {"className": "a", "id": "b", "hidden": True, "tabIndex": "0", "aria-label": "c", "data-block": "d"}
    made = html.Section("words", role="region", **given)
    held = {name for name, value in made.to_plotly_json()["props"].items() if name != "children" and value is not None}
    assert len(Reader(to_html(made)).attributes) == len(held) == len(given) + 1


def test_a_style_is_written_as_css():
    drawn = html.Span(style={"maskImage": 'url("data:image/svg+xml,%3Csvg")', "color": "red"})
    assert Reader(to_html(drawn)).attributes["style"] == 'mask-image:url("data:image/svg+xml,%3Csvg");color:red'


def test_a_switch_is_there_or_not():
    assert to_html(html.Div(hidden=True)) == "<div hidden></div>"
    assert to_html(html.Div(hidden=False)) == "<div></div>"


def test_children_nest_and_nothing_is_nothing():
    assert to_html([html.P(["one", html.B("two"), None, 3]), html.Br()]) == "<p>one<b>two</b>3</p><br>"


def test_what_needs_react_is_refused():
    with pytest.raises(TypeError, match="Store"):
        to_html(html.Div(dcc.Store(id="x")))


@given(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\r\0"), max_size=40))
def test_no_text_becomes_markup(text: str):
    read = Reader(to_html(html.Span(text, title=text)))
    assert read.tags == ["span"]
    assert read.text == text
    assert read.attributes["title"] == text
