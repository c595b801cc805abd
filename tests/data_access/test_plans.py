"""Plans in the store: what is shipped, what somebody changes, what is undone, and that nothing else is ever lost."""

import csv
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, delete, update
from sqlalchemy.exc import DBAPIError

from dashboard.errors import NotFoundError, ReaderError
from dashboard.measures import load_catalogue
from dashboard.plan import PlanPart
from dashboard.plan_assembly import assemble_plans
from data_access import shipped_plans, tables
from data_access.audit import Actor, AuditFilter
from data_access.engine import open_engine
from data_access.people import People
from data_access.plan_changes import ChangedMeanwhileError, Edit, PlanEditor, new_id
from data_access.plans import Plans
from data_access.shipped_plans import read_shipped_plans
from data_access.store import prepare_store

ANN, BEN = Actor("ann", "analyst"), Actor("ben", "administrator")
PLAN = "cypp-2009-14"
PRIORITY = f"{PLAN}.attendance"
ACTION = f"{PRIORITY}.action-2"


@pytest.fixture
def engine(prepared_file: Path, tmp_path: Path) -> Iterator[Engine]:
    """A store of its own with the shipped plans."""
    made = open_engine(f"sqlite:///{shutil.copy(prepared_file, tmp_path / 'store.sqlite')}")
    yield made
    made.dispose()


@pytest.fixture
def each_engine(prepared_store_url: str) -> Iterator[Engine]:
    """The same on each database."""
    made = open_engine(prepared_store_url)
    yield made
    made.dispose()


@pytest.fixture
def plans(engine: Engine) -> Plans:
    return Plans(engine)


@pytest.fixture
def editor(engine: Engine) -> PlanEditor:
    return PlanEditor(engine)


def edit_of(part: PlanPart, **body: object) -> Edit:
    said = {name: value for name, value in {**part.body, **body}.items() if value is not None}
    return Edit(part.id, part.kind, part.parent, said, part.revision, part.archived)


def states(plans: Plans) -> dict[str, tuple[object, ...]]:
    """What is stored of every part, without who and when."""
    return {part.id: (dict(part.body), part.position, part.parent, part.archived) for part in plans.fetch_parts()}


def order(plans: Plans, parent: str, kind: str) -> list[str]:
    found = [part for part in plans.fetch_parts() if (part.parent, part.kind) == (parent, kind) and not part.archived]
    return [part.id for part in sorted(found, key=lambda part: part.position)]


def test_every_shipped_part_is_stored_once_and_reads_back(plans: Plans, engine: Engine) -> None:
    shipped = {part.id: part for part in read_shipped_plans(load_catalogue())}
    stored = {part.id: replace(part, updated_at="") for part in plans.fetch_parts()}
    assert stored == shipped
    before = plans.fetch_changes(limit=1)
    prepare_store(engine)
    assert plans.fetch_changes(limit=1) == before


def test_the_shipped_plans_say_what_the_papers_say() -> None:
    book = assemble_plans(read_shipped_plans(load_catalogue()), load_catalogue())
    assert [plan.years for plan in book.plans] == ["since 2019", "2015–19", "2011–15", "2009–14", "2006–09"]
    assert [plan.id for plan in book.plans if plan.current] == ["obsessions"]
    plan = book.find(PLAN)
    assert plan is not None
    assert len(plan.priorities) == 9
    given = {(target.indicator.rsplit(".")[-1], target.period.key): target.value for target in plan.targets}
    assert given["ni-117", "2009/10"] == 7.8
    assert given["ni-117", "2010/11"] == 6.8
    assert given["looked-after", "2010"] == 67.5  # at 31 March, as the measure is counted
    assert given["looked-after", "2011"] == 59.3
    assert given["ni-92", "2010/11"] is None
    assert [tally.total for tally in plan.tallies] == [44]
    assert (plan.tallies[0].green, plan.tallies[0].amber, plan.tallies[0].red) == (9, 34, 1)
    assert not plan.recommendations  # only totals are known
    assert len(book.find("cypp-2011-15").outcomes) == 5  # type: ignore[union-attr]


def test_a_target_of_another_definition_says_why(plans: Plans) -> None:
    book = assemble_plans(plans.fetch_parts(), load_catalogue())
    for plan in book.plans:
        for target in plan.targets:
            assert target.compares or target.measure is None or target.why_not.endswith("."), target.id


def test_a_changed_part_keeps_who_when_before_and_after(plans: Plans, editor: PlanEditor, engine: Engine) -> None:
    part = plans.find_part(ACTION)
    act = editor.apply(ANN, [edit_of(part, rag="amber", evidence="12 schools")])
    now = plans.find_part(ACTION)
    assert (now.body["rag"], now.revision, now.updated_by, now.shipped) == ("amber", 2, "ann", False)
    (change,) = plans.fetch_changes(act=act)
    assert (change.actor, change.what, change.part, change.revision) == ("ann", "changed", ACTION, 2)
    assert change.before is not None
    assert (change.before["body"], change.after["body"]) == (dict(part.body), dict(now.body))
    (row,) = People(engine).fetch_audit(AuditFilter(action="changed plan"), limit=10)
    assert (row.actor, row.subject, row.detail["part"]) == ("ann", part.body["text"], ACTION)


def test_saving_what_is_there_already_changes_nothing(plans: Plans, editor: PlanEditor) -> None:
    before = plans.fetch_changes(limit=1)
    assert editor.apply(ANN, [edit_of(plans.find_part(ACTION))]) == 0
    assert plans.fetch_changes(limit=1) == before


def test_who_has_not_seen_the_latest_change_is_shown_it(plans: Plans, editor: PlanEditor) -> None:
    seen = plans.find_part(ACTION)
    editor.apply(ANN, [edit_of(seen, lead="Ann’s team")])
    with pytest.raises(ChangedMeanwhileError) as refused:
        editor.apply(BEN, [edit_of(seen, lead="Ben’s team")])
    assert refused.value.now.body["lead"] == "Ann’s team"
    with pytest.raises(ChangedMeanwhileError):
        editor.set_archived(BEN, ACTION, seen.revision, archived=True)
    assert plans.find_part(ACTION).body["lead"] == "Ann’s team"


def test_all_edits_of_an_act_happen_or_none(plans: Plans, editor: PlanEditor) -> None:
    before, seen = states(plans), plans.find_part(ACTION)
    wrong = Edit(new_id("target"), "target", PRIORITY, {"period": "2010"})
    with pytest.raises(NotFoundError, match="no target can hang there"):
        editor.apply(ANN, [edit_of(seen, lead="Somebody"), wrong])
    with pytest.raises(NotFoundError, match="no such part"):
        editor.apply(ANN, [edit_of(seen, lead="Somebody"), Edit("nowhere", "action", PRIORITY, {}, revision=3)])
    assert states(plans) == before


def test_parts_move_among_their_like_and_no_further(plans: Plans, editor: PlanEditor) -> None:
    first, second, *rest = order(plans, PRIORITY, "action")
    assert editor.move(ANN, first, up=True) == 0
    assert editor.move(ANN, rest[-1], up=False) == 0
    editor.move(ANN, second, up=True)
    assert order(plans, PRIORITY, "action") == [second, first, *rest]
    editor.move(ANN, second, up=False)
    assert order(plans, PRIORITY, "action") == [first, second, *rest]


def test_what_is_archived_is_left_out_with_what_hangs_on_it_and_comes_back(plans: Plans, editor: PlanEditor) -> None:
    editor.set_archived(ANN, PRIORITY, 1, archived=True)
    book = assemble_plans(plans.fetch_parts(), load_catalogue())
    assert len(book.find(PLAN).priorities) == 8  # type: ignore[union-attr]
    assert not [action for action in book.find(PLAN).actions if action.priority == PRIORITY]  # type: ignore[union-attr]
    editor.set_archived(BEN, PRIORITY, 2, archived=False)
    assert len(assemble_plans(plans.fetch_parts(), load_catalogue()).find(PLAN).priorities) == 9  # type: ignore[union-attr]


def test_one_plan_is_in_force(plans: Plans, editor: PlanEditor) -> None:
    editor.apply(ANN, [edit_of(plans.find_part(PLAN), current=True)])
    book = assemble_plans(plans.fetch_parts(), load_catalogue())
    assert [plan.id for plan in book.plans if plan.current] == [PLAN]


def test_undoing_any_act_restores_what_was_and_undoing_that_restores_it_again(each_engine: Engine) -> None:
    plans, editor = Plans(each_engine), PlanEditor(each_engine)
    new = Edit(new_id("action"), "action", PRIORITY, {"text": "Visit schools"})
    acts = (
        lambda: editor.apply(ANN, [edit_of(plans.find_part(ACTION), rag="red"), new], what="imported"),
        lambda: editor.move(ANN, ACTION, up=True),
        lambda: editor.apply(ANN, [edit_of(plans.find_part(PLAN), current=True)]),
        lambda: editor.set_archived(BEN, PRIORITY, plans.find_part(PRIORITY).revision, archived=True),
    )
    for do in acts:
        before = states(plans)
        act = do()
        done = states(plans)
        assert done != before
        undone = editor.undo(BEN, act)
        after = states(plans)
        gone = after.pop(new.id, None) if new.id not in before else None
        assert after == before
        assert gone is None or gone[3] is True  # what was added is archived
        assert plans.fetch_changes(act=undone)[0].undoes == act
        editor.undo(BEN, undone)
        assert states(plans) == done


def test_what_was_changed_again_is_not_undone_over_it(plans: Plans, editor: PlanEditor) -> None:
    first = editor.apply(ANN, [edit_of(plans.find_part(ACTION), lead="One")])
    second = editor.apply(BEN, [edit_of(plans.find_part(ACTION), lead="Two")])
    with pytest.raises(ReaderError, match="undo the later change first"):
        editor.undo(ANN, first)
    editor.undo(ANN, second)
    assert plans.find_part(ACTION).body["lead"] == "One"


def test_what_came_with_the_product_cannot_be_undone(plans: Plans, editor: PlanEditor) -> None:
    for act in (1, 999):
        with pytest.raises(NotFoundError):
            editor.undo(ANN, act)


def test_the_history_is_only_ever_added_to(each_engine: Engine) -> None:
    for statement in (update(tables.plan_change).values(actor="nobody"), delete(tables.plan_change)):
        with pytest.raises(DBAPIError, match="only ever added to"), each_engine.begin() as connection:
            connection.execute(statement)


def test_a_later_release_changes_what_nobody_has_touched(
    plans: Plans, editor: PlanEditor, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for file in shipped_plans.FOLDER.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    with (tmp_path / "action.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["lead"] = "A later release"
    with (tmp_path / "action.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    editor.apply(ANN, [edit_of(plans.find_part(ACTION), lead="Ann’s team")])
    read = shipped_plans.read_shipped_plans
    monkeypatch.setattr(shipped_plans, "read_shipped_plans", lambda measures: read(measures, tmp_path))
    prepare_store(engine)
    assert plans.find_part(ACTION).body["lead"] == "Ann’s team"
    assert plans.find_part(f"{PRIORITY}.action-1").body["lead"] == "A later release"
