"""/export/… gives what the page shows."""

import csv
import io

import openpyxl
import pytest

TRENDS = "chart=trends&measure=neet&home=E08000035"


def csv_rows(client, query):
    answer = client.get(f"/api/v1/export/data?{query}&format=csv")
    assert answer.status_code == 200, answer.text
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))


def plain(cell):
    """A cell as text; a number to twelve digits, since a workbook keeps fewer than a CSV file."""
    try:
        return f"{float(cell):.12g}"
    except (TypeError, ValueError):
        return cell or ""


def test_csv_carries_the_shown_and_the_stored_value(client):
    header, *rows = csv_rows(client, TRENDS)
    leeds = next(row for row in rows if row[0] == "Leeds")
    stored = {title: cell for title, cell in zip(header, leeds, strict=True) if title.endswith("(value)")}
    assert "4.9" in stored.values()


def test_workbook_has_typed_figures_definitions_and_symbols(client):
    answer = client.get(f"/api/v1/export/data?{TRENDS}&format=xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    assert book.sheetnames == ["Figures", "Definitions", "Symbols"]
    figures = [cell for row in book["Figures"].iter_rows(values_only=True) for cell in row]
    assert 4.9 in figures
    assert "suppressed: too few children to publish safely" in [row[1].value for row in book["Symbols"].iter_rows()]


def test_workbook_and_csv_hold_the_same_rows(client):
    header, *rows = csv_rows(client, TRENDS)
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/api/v1/export/data?{TRENDS}&format=xlsx").data))
    sheet = [list(row) for row in book["Figures"].iter_rows(values_only=True)]
    start = next(index for index, row in enumerate(sheet) if row[: len(header)] == header)
    assert [[plain(cell) for cell in row[: len(header)]] for row in sheet[start + 1 :]] == [
        [plain(cell) for cell in row] for row in rows
    ]


def test_illustrative_is_said_in_every_row_of_a_file(client):
    header, *rows = csv_rows(client, f"{TRENDS}&area=leeds-east")
    wedge = next(row for row in rows if row[0].startswith("East"))
    assert "Illustrative" in wedge[header.index("Labels")]
    assert any("illustrative" in cell for cell in wedge)


def test_figure_is_complete_on_its_own(client):
    figure = client.get(f"/api/v1/export/figure?{TRENDS}").json
    words = " ".join(note["text"] for note in figure["layout"]["annotations"])
    assert "Data version 1" in words
    assert "Department for Education" in words
    assert (figure["layout"]["width"], figure["layout"]["height"]) == (1280, 720)


def test_png_of_a_page_is_1600_by_900(client):
    answer = client.get(f"/api/v1/export/chart?{TRENDS}&format=png")
    assert answer.status_code == 200, answer.text
    assert (int.from_bytes(answer.data[16:20]), int.from_bytes(answer.data[20:24])) == (1600, 900)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="trends-neet-e08000035.png"'


@pytest.mark.parametrize("path", ["chart", "data", "figure"])
def test_every_fault_of_chart_format_and_selection_is_named_at_once(client, path):
    answer = client.get(f"/api/v1/export/{path}?chart=pie&format=bmp&measure=nett&colour=red")
    assert answer.status_code == 400
    assert {fault["parameter"] for fault in answer.json["faults"]} == {"chart", "format", "measure", "colour"}


def test_json_holds_the_cells_of_the_csv_file(client):
    header, *rows = csv_rows(client, TRENDS)
    document = client.get(f"/api/v1/export/data?{TRENDS}&format=json").json
    assert [row[0]["shown"] for row in document["rows"]] == [row[0] for row in rows]
    for made, row in zip(document["rows"], rows, strict=True):
        written = dict(zip(header, row, strict=True))
        for column, cell in zip(document["columns"], made, strict=True):
            title = f"{column['title']} ({column['unit']})" if column["unit"] else column["title"]
            if column["kind"] == "number":
                assert plain(written[f"{title} (value)"]) == plain(cell["value"])
                assert written[f"{title} (as shown)"].removeprefix("'") == cell["shown"]
    assert document["data_version"] == 1


def test_json_says_why_a_figure_is_missing(client):
    document = client.get("/api/v1/export/data?chart=trends&measure=persistent-absence&format=json").json
    missing = [cell for row in document["rows"] for cell in row if cell["status"]]
    assert missing
    assert all(cell["reason"] and cell["value"] is None for cell in missing)
