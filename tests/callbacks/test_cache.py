from concurrent.futures import ThreadPoolExecutor

from callbacks.cache import Cache


def test_a_result_is_made_once():
    made: list[int] = []
    cache = Cache(2)
    for _ in range(3):
        assert cache.remember("key", lambda: made.append(1) or "result") == "result"
    assert made == [1]


def test_none_is_a_result_too():
    made: list[int] = []
    cache = Cache(2)
    for _ in range(2):
        assert cache.remember("key", lambda: made.append(1)) is None
    assert made == [1]


def test_the_least_recently_used_goes_first():
    cache = Cache(2)
    cache.remember("a", lambda: 1)
    cache.remember("b", lambda: 2)
    cache.remember("a", lambda: 3)
    cache.remember("c", lambda: 4)
    assert len(cache) == 2
    assert cache.remember("a", lambda: 5) == 1
    assert cache.remember("b", lambda: 6) == 6


def test_no_entries_means_no_keeping():
    cache = Cache(0)
    assert cache.remember("key", lambda: 1) == 1
    assert cache.remember("key", lambda: 2) == 2
    assert len(cache) == 0


def test_a_failure_is_not_kept():
    cache = Cache(2)

    def fail() -> str:
        raise ValueError

    for _ in range(2):
        try:
            cache.remember("key", fail)
        except ValueError:
            continue
    assert cache.remember("key", lambda: "right") == "right"


def test_threads_get_the_result_of_their_own_key():
    cache = Cache(8)
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda n: cache.remember(n % 20, lambda: n % 20), range(2_000)))
    assert results == [n % 20 for n in range(2_000)]
    assert len(cache) == 8
