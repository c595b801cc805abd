"""``count`` and ``synthetic`` on the command line: from a made-up return to figures that a reader gets."""

import json
import shutil
from pathlib import Path

import pytest

from dashboard.rights import EVERYTHING
from data_access.__main__ import main
from data_access.engine import open_engine
from data_access.repository import Repository


@pytest.fixture
def store(tmp_path: Path, shipped_store: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A store of its own, as ``init`` leaves it."""
    path = shutil.copy(shipped_store.removeprefix("sqlite:///"), tmp_path / "store.sqlite")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path}")
    return f"sqlite:///{path}"


@pytest.mark.slow
def test_what_is_counted_is_read_as_figures_in_the_year(
    store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "made"
    assert main(["synthetic", "nccis", str(folder), "--rows", "3000", "--as-at", "2025-12-31"]) == 0
    known = json.loads((folder / "synthetic-answers.json").read_text())["counts"]
    arguments = ["count", "nccis", str(folder / "synthetic-nccis.csv"), "--as-at", "2025-12-31"]
    arguments += ["--lookup", str(folder / "synthetic-lookup.csv")]
    assert main([*arguments, "--dry-run"]) == 0
    assert "Dry run, nothing was stored" in capsys.readouterr().out
    assert main(arguments) == 0
    lost = known[""]["cohort"]
    assert f"Not placed in a wedge: {lost} of {known['city']['cohort']:,} young people" in capsys.readouterr().out
    engine = open_engine(store)
    found = {
        each.area: (each.numerator, each.denominator, each.period.key, each.provisional)
        for each in Repository(engine).fetch_observations(["neet"], in_year=True)
        if each.breakdown == "all" and each.value is not None
    }
    engine.dispose()
    assert found["E08000035"] == (known["city"]["neet"], known["city"]["cohort"], "2025-12", True)
    assert found["leeds-east"] == (known["leeds-east"]["neet"], known["leeds-east"]["cohort"], "2025-12", True)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "rows", "measure", "day", "period", "numerator", "denominator"),
    [
        ("attendance", 100_000, "persistent-absence", "2025-09-12", "2025-09-12", "persistent-absence", "enrolments"),
        ("ssda903", 2_000, "looked-after-number", "2026-03-31", "2026", "looked-after-number", None),
    ],
)
def test_what_is_counted_for_some_is_seen_by_them_only(
    store: str, tmp_path: Path, kind: str, rows: int, measure: str, day: str, period: str, numerator: str,
    denominator: str | None,
) -> None:  # fmt: skip
    folder = tmp_path / "made"
    assert main(["synthetic", kind, str(folder), "--rows", str(rows), "--as-at", day, "--format", "parquet"]) == 0
    known = json.loads((folder / "synthetic-answers.json").read_text())["counts"]
    arguments = ["count", kind, str(folder / f"synthetic-{kind}.parquet"), "--as-at", day, "--unpublished"]
    assert main([*arguments, "--lookup", str(folder / "synthetic-lookup.csv")]) == 0
    engine = open_engine(store)
    seen, published = (
        {
            each.area: (each.numerator if denominator else each.value, each.denominator)
            for each in repository.fetch_observations([measure], in_year=True)
            if each.breakdown == "all" and each.dataset.startswith("local-") and period in each.period.key
        }
        for repository in (Repository(engine).seen_by(EVERYTHING), Repository(engine))
    )
    engine.dispose()
    for area in ("E08000035", "leeds-east"):
        expected = known["city" if area == "E08000035" else area]
        assert seen[area] == (expected[numerator], expected[denominator] if denominator else None), seen
    assert not published


def test_faults_are_listed_and_nothing_is_stored(
    store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "clients.csv"
    path.write_text("client_id,date_of_birth,activity_code\n1,2008-12-01,999\n")
    assert main(["count", "nccis", str(path), "--as-at", "2025-12-31", "--json"]) == 2
    said = capsys.readouterr()
    assert [(fault["row"], fault["column"], fault["value"]) for fault in json.loads(said.out)] == [
        (2, "activity_code", "999")
    ]
    assert "clients.csv, row 2, column activity_code" in said.err


@pytest.mark.parametrize("arguments", [["--as-at", "31/12/2025"], [], ["--as-at", "2025-12-31", "--engine", "dask"]])
def test_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["count", "nccis", "a.csv", *arguments])
    assert stopped.value.code == 2
    assert "usage" in capsys.readouterr().err
