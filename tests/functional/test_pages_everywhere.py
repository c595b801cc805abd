"""Every page at three widths and in both colour schemes: nothing an automatic check can find is wrong with it."""

from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.functional.accessibility import find_faults

PAGES = {
    "overview": "/",
    "overview of a wedge": "/?area=leeds-east",
    "overview in a year without figures": "/?view=in-year",
    "trends": "/trends",
    "trends of a wedge": "/trends?measure=persistent-absence&area=leeds-east&show=neighbours,core,england,wedges",
    "wedges": "/wedges",
    "one wedge": "/wedges?area=leeds-east&measure=neet",
    "neighbours": "/neighbours",
    "neighbours without a polarity": "/neighbours?measure=looked-after-rate&neighbours=2021&average=median",
    "gaps": "/gaps",
    "a gap in points that breaks cut": "/gaps?pair=attainment-8-fsm&order=movement&neighbours=2021&average=median",
    "a gap that is not judged": "/gaps?home=E08000019&pair=early-years-asian",
    "pathway": "/pathway",
    "pathway of another place and year": "/pathway?home=E09000007&year=2019&neighbours=2021&average=median",
    "plan": "/plan?plan=cypp-2009-14",
    "plan in force": "/plan",
    "curve": "/curve",
    "curve of a plan of the past": "/curve?plan=cypp-2009-14&priority=cypp-2009-14.need-for-care",
    "curve of what nobody counts": "/curve?plan=cypp-2009-14&priority=cypp-2009-14.places-to-go",
    "report card": "/report-card?area=leeds-east",
    "report card for young people": "/report-card?edition=young&paper=slide&year=2019&quarter=2",
    "data": "/data",
    "data of one measure": "/data?measure=persistent-absence",
    "about": "/about",
    "explore": "/explore",
    "explore with wedges and groups": "/explore?measures=neet,looked-after-rate&areas=home,wedges&groups=all,sen:ehcp",
    "pack": "/pack",
    "not found": "/no-such-page",
    "a query with faults": "/trends?measure=no-such-measure&from=abc",
}
# The document that does not exist is meant to be answered with 404, which Chromium notes on the console.
EXPECTED = {"/no-such-page": ("status of 404",)}
SIZES: tuple[tuple[int, Literal["light", "dark"]], ...] = (
    (320, "dark"),
    (768, "dark"),
    (1440, "light"),
)  # a colour is the same at every width: those of each scheme are looked at once
each_page = pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())


@each_page
def test_page_is_whole_accessible_and_keeps_to_its_width(page: Page, watch, visit, settle, address: str):
    watch.expect(*EXPECTED.get(address, ()))
    for width, scheme in SIZES:  # opened on a phone, whose window then grows
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        settle() if page.url.startswith("http") else visit(address)
        assert not (found := find_faults(page, colours=width > 320)), "\n".join([f"{width} px, {scheme}:", *found])
