"""The pack in a real browser: gathered while browsing, put in order by keyboard, annotated, taken as a paper."""

import io
import json
from pathlib import Path

import pptx


def test_charts_are_gathered_ordered_annotated_and_taken(visit):
    page = visit("/neighbours")
    for name in ("neighbours", "neighbours-change"):
        page.locator(f"[data-block={name}] [data-pack=add]").click()
    page.locator("#announcer", has_text="holds 2 now").wait_for(state="attached")
    page.locator("[data-block=neighbours] [data-pack=add]").click()
    page.locator("#announcer", has_text="in the pack already").wait_for(state="attached")
    headlines = [
        page.locator(f"[data-block={name}] .block-headline").inner_text()
        for name in ("neighbours", "neighbours-change")
    ]

    page.locator(".nav a[data-page=pack]").click()
    page.locator(".pack-item", has_text=headlines[1]).wait_for()
    assert "4.9" not in json.dumps(page.evaluate("({...localStorage})"))  # charts by name, no figure
    page.locator("#pack-note-0").fill("Look at Croydon")
    page.locator("[data-pack=down][data-place='0']").focus()
    page.keyboard.press("Enter")
    page.locator(".pack-item >> nth=0", has_text=headlines[1]).wait_for()
    assert page.evaluate("document.activeElement.dataset.pack") == "up"  # the last one cannot go further down
    page.locator("#pack-title").fill("For the Board")

    with page.expect_download() as download:
        page.locator(".pack-take [data-paper=pptx]").click()
    page.locator("#paper-panel", has_text="Saved: for-the-board-version-1.pptx").wait_for()
    slides = list(pptx.Presentation(io.BytesIO(Path(download.value.path()).read_bytes())).slides)
    assert [slide.shapes.title.text_frame.text for slide in slides] == ["For the Board", *reversed(headlines)]
    assert "Look at Croydon" in slides[2].notes_slide.notes_text_frame.text

    page.locator("[data-pack=empty]").click()
    page.locator("[data-pack=undo]").press("Enter")
    page.locator(".pack-item", has_text=headlines[0]).wait_for()


def test_a_paper_of_the_page_is_begun_and_cancelled(visit):
    page = visit("/wedges")
    page.locator(".paper-menu summary").click()
    page.locator(".paper-menu [data-paper=pdf]").click()
    page.locator("#paper-panel progress").wait_for()
    page.locator("#paper-panel button", has_text="Cancel").click()
    page.locator("#paper-panel", has_text="The paper was cancelled").wait_for()
