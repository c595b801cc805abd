import shlex

import pytest

from dashboard.errors import ReaderError
from data_access.local.sheet_mapping import FIELDS, SYNONYMS, SheetMapping, parse_mapping, recognise


def test_a_mapping_is_written_as_it_is_read() -> None:
    said = SheetMapping(
        columns={"area": "Name of place", "numerator": "N=1"}, constants={"measure": "neet"},
        spread="period", spread_holds="numerator",
    )  # fmt: skip
    words = shlex.split(" ".join(said.flags()))
    parts = [words[place + 1] for place, word in enumerate(words) if word == "--map"]
    assert parse_mapping(parts, words[words.index("--spread") + 1]) == said
    assert SheetMapping.model_validate_json(said.model_dump_json()) == said


@pytest.mark.parametrize(
    ("parts", "spread", "words"),
    [
        (["measure"], None, "OURS=THEIRS"),
        (["measure="], None, "OURS=THEIRS"),
        (["colour=Red"], None, "Allowed: measure, area, period"),
        (["area=A", "area:=Leeds"], None, "mapped twice"),
        ([], "colour", "Allowed: measure, area, period"),
        ([], "period=note", "Allowed: measure, area, period"),
    ],
)
def test_any_other_mapping_is_refused(parts: list[str], spread: str | None, words: str) -> None:
    with pytest.raises(ReaderError, match=words):
        parse_mapping(parts, spread)


def test_no_name_stands_for_two_columns() -> None:
    names = [name for synonyms in SYNONYMS.values() for name in synonyms]
    assert len(names) == len(set(names))
    assert set(SYNONYMS) == set(FIELDS)


def test_the_most_telling_name_is_taken() -> None:
    assert recognise(["Year", "Month", "Area name", "AREA_CODE", "Rate per 10,000"]) == {
        "period": "Month", "area": "AREA_CODE", "value": "Rate per 10,000",
    }  # fmt: skip
