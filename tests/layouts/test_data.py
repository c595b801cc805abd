from datetime import date
from typing import Any

import pytest

from dashboard.catalogue import Counts, DatasetEntry, Part
from dashboard.coverage import STATES, build_coverage
from dashboard.measures import Measure
from dashboard.periods import winter_average
from dashboard.schema import Catalogue, Change, Dataset
from layouts import data as page
from layouts.coverage_grid import LETTERS, grid_data
from layouts.data_sources import dataset_list, parts_table, revision_part
from layouts.to_html import to_html
from tests.dashboard.coverage_examples import MEASURE, catalogue, figure, missing

HASH = "0123456789abcdef" * 4


def dataset(**changes: Any) -> Dataset:
    fields = {
        "slug": "lait", "title": "The <tool>", "publisher": "DfE", "licence": "Open Government Licence v3.0",
        "url": "https://www.gov.uk", "published": date(2026, 4, 1), "next_update": None, "sha256": HASH,
        "imported_at": "2026-11-22T02:54:48+00:00", "imported_by": "me", "version": 2,
    }  # fmt: skip
    return Dataset(**(fields | changes))


def listed(measures: list[Measure], *datasets: Dataset) -> Catalogue:
    return Catalogue(
        version=2, published_at="", measures={one.id: one for one in measures}, areas={}, neighbour_sets={},
        datasets={one.slug: one for one in datasets}, breakdowns={"all": "All", "sen:ehcp": "With an EHCP"},
        periods={one.id: (winter_average(2025),) for one in measures}, below_city=frozenset(),
    )  # fmt: skip


def entry(**changes: Any) -> str:
    found = DatasetEntry(dataset(**changes), 10, 1, Counts(3, 1), (Change(2, "lait", "neet", 3, 1, 0),), first=False)
    return to_html(dataset_list([found], listed([MEASURE])))


def test_the_skeleton_needs_no_data() -> None:
    assert page.layout().to_plotly_json()["type"] == "Div"


def test_a_measure_is_found_by_its_words_code_and_source() -> None:
    measure = MEASURE.model_copy(update={"source": "DfE, Something", "source_code": "16-17 NEET", "polarity": "low"})
    ((topic, (entry,)),) = page.measure_list([measure], listed([measure]))
    name, title, line, others, imported = entry
    assert (topic, name, title, imported) == ("T", "neet", "NEET", False)
    assert line == "% · lower is better · latest: Dec 2024 to Feb 2025 · next update not stated · DfE, Something"
    assert "16-17 NEET" in others


def test_an_imported_measure_is_marked() -> None:
    measure = MEASURE.model_copy(update={"shipped": False})
    assert page.measure_list([measure], listed([measure]))[0][1][0][-1] is True
    sentence = page.lead_sentence([measure], listed([measure], dataset()), "1 May 2026")
    assert sentence == "1 measure (1 of them imported) from 1 dataset: data version 2, published here 1 May 2026."


def test_a_dataset_says_where_it_comes_from_and_what_it_brought() -> None:
    text = entry()
    assert "The &lt;tool&gt;" in text
    assert "1 April 2026" in text
    assert ">not stated<" in text
    assert f"{HASH[:12]}…" in text
    assert f'<code class="data-hash">{HASH}</code>' in text
    assert "Against the version before: 3 new and 1 changed, by measure" in text
    assert "nationalarchives.gov.uk" in text


@pytest.mark.parametrize("url", ["javascript:alert(1)", "", "data:text/html,x"])
def test_an_address_that_leads_nowhere_is_no_link(url: str) -> None:
    text = entry(url=url, licence="Single figures quoted from public statements")
    assert f'href="{url}"' not in text
    table = to_html(parts_table([part()], listed([MEASURE], dataset(url=url, licence="Unknown"))))
    assert "<a " not in table


def test_illustrative_and_local_are_said() -> None:
    text = entry(illustrative=True, local=True)
    assert "flag-illustrative" in text
    assert "flag-local" in text
    assert "flag-" not in entry()


def part(**changes: Any) -> Part:
    base = Part("lait", False, winter_average(2024), winter_average(2025), 10, 8, 0, 2, ("sen:ehcp",))
    return base._replace(**changes)


def test_the_parts_name_groups_and_datasets_that_are_gone() -> None:
    found = to_html(parts_table([part(), part(dataset="old")], listed([MEASURE], dataset())))
    assert "<summary>1 group</summary><ul><li>With an EHCP</li></ul>" in found
    assert "2024 to 2025" in found
    assert "old (taken out)" in found


def test_a_fresh_store_shows_a_sentence_and_no_empty_table() -> None:
    text = to_html(revision_part("These are the first figures.", [], [], MEASURE))
    assert text == "<p>These are the first figures.</p>"


def test_revisions_are_a_table_and_a_count_for_each_version() -> None:
    row = ("Leeds", "2025", "All", "4.9 %", "5.0 %", "changed", "2", "LAIT")
    text = to_html(revision_part("Some.", [(2, "1 changed")], [row], MEASURE))
    assert "<li>Version 2: 1 changed</li>" in text
    assert '<td class="number">5.0 %</td>' in text


def test_every_state_has_a_letter_of_its_own() -> None:
    assert len(set(LETTERS.values())) == len(LETTERS) == len(STATES)


def test_the_grid_goes_as_a_letter_for_each_cell() -> None:
    found = grid_data(build_coverage(MEASURE, catalogue(), [figure(), missing("E08000032", 1, "c")]), "Sentence.")
    assert found["periods"][2] == ["2025", "Dec 2024 to Feb 2025"]
    groups = {title: (shares, members) for title, shares, members in found["groups"]}
    assert groups["Yorkshire"] == (
        ((0, 2), (0, 3), (1, 3)),
        [["Bradford", ".c."], ["Leeds", "..f"], ["North Yorkshire", "n.."]],
    )
    assert groups["England"] == ([], [["England", "..."]])
    assert found["states"]["c"] == ["c", "suppressed: too few children to publish safely"]
    assert set(found["states"]) == {"f", "c", ".", "n"}
