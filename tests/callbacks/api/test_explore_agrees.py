"""Whatever is chosen on Explore: the page's table, the files and the API query hold the same cells."""

import csv
import io
from decimal import ROUND_HALF_UP, Decimal
from urllib.parse import urlencode

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from callbacks.explore import PAGE_ROWS
from dashboard.measures import load_catalogue
from dashboard.missing import REASONS
from dashboard.selection import AREA_WORDS

LEEDS = "E08000035"
HOMES = [LEEDS, "E08000019", "E09000007"]
SOME_AREAS = [*AREA_WORDS, LEEDS, "leeds-east", "leeds-west-without-kirkstall", "E12000003", "E06000010"]
RARE_GROUPS = ["all", "sen:ehcp", "sen:support", "vulnerable:all", "social-care:looked-after", "phase:primary"]


@pytest.fixture(scope="module")
def reader(shipped_app):
    return shipped_app.server.test_client()


@pytest.fixture(scope="module")
def measures(reader):
    return {each["id"]: each for each in reader.get("/api/v1/measures").json}


def some(values, least=0, most=4):
    return st.lists(st.sampled_from(values), min_size=least, max_size=most, unique=True).map(",".join)


# The query of a page: few of everything, now and then years.
CHOICES = st.fixed_dictionaries(
    {
        "home": st.sampled_from(HOMES),
        "measures": some(sorted(load_catalogue()), 1),
        "areas": some(SOME_AREAS, 1),
        "groups": some(RARE_GROUPS, most=3),
        "table": st.sampled_from(["wide", "long"]),
        "from": st.sampled_from(["", "2008", "2016", "2022"]),
        "to": st.sampled_from(["", "2022", "2024"]),
    }
)


def in_words(value, decimals):
    """The value rounded half away from zero, thousands separated: the second implementation."""
    rounded = Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    sign = "\u2212" if rounded < 0 else ""
    return f"{sign}{abs(rounded):,}"


def read_page(document):
    """The rows of the page's table, each a list of (shown, value, note) or texts, as assets/explore.js reads them."""
    columns = []
    for column in document["columns"]:
        if "words" in column:
            columns.append([column["words"][place] for place in column["at"]])
            continue
        cells = []
        for row, value in enumerate(column["values"]):
            plain = "–" if value is None else str(int(value)) if float(value).is_integer() else repr(value)
            status = column["missing"].get(str(row))
            notes = [f"{status}: {REASONS[status]}"] if status else []
            notes += column["flags"].get(str(row), [])
            cells.append((column["shown"].get(str(row), plain), value, "; ".join(notes)))
        columns.append(cells)
    return [column["title"] for column in document["columns"]], [list(row) for row in zip(*columns, strict=True)]


def read_file(titles, rows):
    """The rows of a file in the same form; its columns are split into shown, value and note."""
    found = []
    for row in rows:
        cells, texts = {}, {}
        for title, cell in zip(titles, row, strict=True):
            for ending in (" (as shown)", " (value)", " (note)"):
                if title.endswith(ending):
                    cells.setdefault(title.removesuffix(ending), {})[ending] = cell
                    break
            else:
                texts[title] = cell
        figures = {
            title: (
                parts[" (as shown)"],
                None if parts[" (value)"] in ("", None) else float(parts[" (value)"]),
                parts.get(" (note)") or "",
            )
            for title, parts in cells.items()
        }
        found.append(texts | figures)
    return found


def read_workbook(content):
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Figures"]
    lines = [list(line) for line in sheet.iter_rows(values_only=True)]
    top = next(at for at, line in enumerate(lines) if line[0] == "Area")
    return lines[top], lines[top + 1 :]


def as_excel_keeps(cell):
    """A workbook keeps sixteen digits of a number: the limits of an interval have more."""
    if isinstance(cell, str) or cell[1] is None:
        return cell
    return (cell[0], float(f"{cell[1]:.16g}"), cell[2])


def expected_cells(observations, measures, titles, form):
    """What the API says, by (code, measure, group, heading): shown, value, note."""
    cells = {}
    for each in observations:
        measure = measures[each["measure"]]
        heading = each["period_label"] if form == "long" or each["period_label"] in titles else each["period_end"][:4]
        notes = [f"{each['status']}: {REASONS[each['status']]}"] if each["status"] else []
        notes += [flag for flag in ("illustrative", "provisional") if each[flag]]
        shown = (
            REASONS[each["status"]].split(":")[0] if each["status"] else in_words(each["value"], measure["decimals"])
        )
        key = (each["area"], measure["short"], each["breakdown"], heading)
        assert key not in cells
        cells[key] = (shown, each["value"], notes, each)
    return cells


def kept_on_page(titles, rows, expected, groups):
    """What the API says of the rows that a cut page has."""
    cells = (dict(zip(titles, row, strict=True)) for row in rows)
    keys = {(row["Code"], row["Measure"], groups[row.get("Group", "All")], row["Period"]) for row in cells}
    return {key: cell for key, cell in expected.items() if key in keys}


def without_local(note):
    return [part for part in note.split("; ") if part and part != "local"]


def check_against_api(titles, rows, expected, groups, form):
    """Every figure of the API is in the table and the other way round; what is nowhere is a dash."""
    texts = {"Area", "Measure", "Group", "Unit", "Code", "Source", "Each year is", "Period"}
    seen = set()
    for row in rows:
        cells = dict(zip(titles, row, strict=True))
        group = groups[cells.get("Group", "All")]
        headings = ["Figure"] if form == "long" else [title for title in titles if title not in texts]
        for heading in headings:
            key = (cells["Code"], cells["Measure"], group, cells["Period"] if form == "long" else heading)
            shown, value, note = cells[heading]
            if key not in expected:
                assert (shown, value, note) == ("–", None, "")
                continue
            seen.add(key)
            assert (shown, value) == expected[key][:2]
            assert without_local(note) == expected[key][2]
            if form == "long":
                each = expected[key][3]
                assert [cells[name][1] for name in ("Lower limit", "Upper limit", "Numerator", "Denominator")] == [
                    each[name] for name in ("lower", "upper", "numerator", "denominator")
                ]
    assert seen == set(expected)


@pytest.fixture(scope="module")
def groups(shipped_app, reader):
    found = reader.get(f"/api/v1/explore/options?home={LEEDS}").json["offers"]["groups"]
    return {words: code for _, members in found for code, words, _, _ in members} | {"All": "all"}


@given(chosen=CHOICES)
@settings(
    max_examples=25,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_page_files_and_api_hold_the_same_cells(reader, measures, groups, chosen):
    query = urlencode(chosen)
    options = reader.get(f"/api/v1/explore/options?{query}").json
    page = reader.get(f"/api/v1/explore?{query}")
    assert page.status_code == 200
    observations = reader.get(options["api"]).json if options["api"] else []
    assert len(observations) == options["count"]
    if not observations:
        assert page.json["message"] == options["message"] != ""
        return
    assert (page.json["message"], options["message"]) == ("", "")
    titles, rows = read_page(page.json)
    expected = expected_cells(observations, measures, titles, chosen["table"])
    if any("the files have all" in note for note in page.json["notes"]):
        assert (len(rows), chosen["table"]) == (PAGE_ROWS, "long")
        check_against_api(titles, rows, kept_on_page(titles, rows, expected, groups), groups, "long")
        return
    check_against_api(titles, rows, expected, groups, chosen["table"])

    as_shown = [dict(zip(titles, row, strict=True)) for row in rows]
    text = reader.get(f"/api/v1/export/data?chart=explore&format=csv&{query}").data.decode("utf-8-sig")
    header, *lines = csv.reader(io.StringIO(text))
    assert [{title: row[title] for title in titles} for row in read_file(header, lines)] == as_shown
    workbook = reader.get(f"/api/v1/export/data?chart=explore&format=xlsx&{query}").data
    found = read_file(*read_workbook(workbook))
    assert [{title: as_excel_keeps(row[title]) for title in titles} for row in found] == [
        {title: as_excel_keeps(cell) for title, cell in row.items()} for row in as_shown
    ]
    document = reader.get(f"/api/v1/export/data?chart=explore&format=json&{query}").json
    assert [column["title"] for column in document["columns"]] == titles
    for line, row in zip(document["rows"], rows, strict=True):
        for cell, shown in zip(line, row, strict=True):
            if isinstance(shown, str):
                assert cell["shown"] == shown
            else:
                notes = [f"{cell['status']}: {cell['reason']}"] if cell["status"] else []
                assert (cell["shown"], cell["value"], "; ".join([*notes, *cell["flags"]])) == shown
