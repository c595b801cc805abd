from dataclasses import replace

import pytest
from flask import Flask, g

from callbacks.services import Services, build_vocabulary
from dashboard.errors import ReaderError
from dashboard.pinned import Pinned
from dashboard.rights import EVERYTHING, PUBLISHED_ONLY, Rights, Sight
from tests.callbacks.conftest import CATALOGUE, HOME

EAST = Sight(areas=frozenset({"leeds-east"}))


def test_only_current_authorities_are_homes_and_only_wedges_areas():
    known = build_vocabulary(CATALOGUE, HOME, 7)
    assert "E09999999" not in known.homes  # abolished
    assert HOME in known.homes
    assert set(known.areas) == {"leeds-east", "leeds-west"}
    assert set(known.measures) == set(CATALOGUE.measures)


def test_the_vocabulary_is_made_once_for_a_version(services: Services, repository):
    first = services.vocabulary()
    assert services.vocabulary() is first


def test_a_query_gives_its_selection_and_names_its_faults(services: Services):
    _, selection = services.open("measure=attendance")
    assert (selection.home, selection.measure) == (HOME, "attendance")
    with pytest.raises(ReaderError, match="there is no such value here"):
        services.open("measure=nest")


def test_a_query_that_names_a_version_is_answered_by_it(services: Services):
    then, selection = services.open("version=3&measure=attendance")
    assert (selection.version, then.catalogue().version, services.catalogue().version) == (3, 3, 7)
    assert then.pinned() == Pinned(3, "2025-11-21T09:00:00+00:00", 7)
    assert services.pinned() is None


def test_a_version_is_opened_once_with_a_cache_of_its_own(services: Services):
    then = services.at(3)
    assert services.at(3) is then
    assert then.at(3) is then.at(None) is then
    assert then.cache is not services.cache
    assert services.at(4) is not then


def test_a_version_is_opened_anew_after_each_publish(services: Services, repository):
    before = services.at(3)
    repository.catalogue = replace(CATALOGUE, version=8)
    after = services.at(3)
    assert after is not before
    assert after.newest == 8


def test_the_newest_version_may_be_named_too_and_is_not_superseded(services: Services):
    then, _ = services.open("version=7")
    pinned = then.pinned()
    assert pinned is not None
    assert not pinned.superseded


def test_where_nothing_is_unpublished_every_sight_shares_what_is_kept(services: Services, repository, monkeypatch):
    monkeypatch.setattr(repository, "holds_unpublished", lambda: False, raising=False)
    assert services.seen_by(EVERYTHING) is services


def test_each_sight_has_services_of_its_own(services: Services, repository, monkeypatch):
    monkeypatch.setattr(repository, "holds_unpublished", lambda: True, raising=False)
    monkeypatch.setattr(repository, "seen_by", lambda sight: ("store", sight), raising=False)
    all_of_it, east = services.seen_by(EVERYTHING), services.seen_by(EAST)
    assert all_of_it.repository == ("store", EVERYTHING)
    assert services.seen_by(Sight(areas=frozenset({"leeds-east"}))) is east
    caches = [each for one in (services, all_of_it, east) for each in (one.cache, one.opened)]
    assert len({id(cache) for cache in caches}) == len(caches)
    assert services.seen_by(PUBLISHED_ONLY) is services


def test_the_services_of_a_request_have_the_sight_of_its_reader(services: Services, repository, monkeypatch):
    monkeypatch.setattr(repository, "holds_unpublished", lambda: True, raising=False)
    monkeypatch.setattr(repository, "seen_by", lambda _: repository, raising=False)
    assert services.of_request() is services
    with Flask(__name__).test_request_context():
        for rights in (Rights("public"), Rights("reader", EAST.areas)):
            g.rights = rights
            assert services.of_request() is services
        g.rights = Rights("leader", EAST.areas)
        opened, _ = services.open("measure=attendance")
        assert opened.sight == EAST
        assert opened.of_request() is opened
        then, _ = services.open("version=3")
        assert (then.sight, then.newest) == (EAST, 7)
        assert then.cache not in (services.cache, opened.cache)
