"""The cache of results: by snapshot, link and day; bounded; and the directory that is served."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest

from builders import TODAY, a_directory, a_facility, criteria
from finder.directory import Directory
from finder.errors import DirectoryUnreadable
from finder.pages.frame.caching import ResultsCache, answered
from finder.pages.frame.served import Served


@pytest.fixture(scope="module")
def directory() -> Directory:
    """Three facilities."""
    return a_directory(*(a_facility(name=f"Alder {n}") for n in range(3)))


def test_the_same_question_is_answered_once(directory: Directory) -> None:
    cache = ResultsCache()
    first = cache.answered(directory, criteria("near=22903&care=iop"), TODAY)
    assert cache.answered(directory, criteria("care=IOP&near=22903&within=25"), TODAY) is first


def test_another_link_day_or_page_is_another_question(directory: Directory) -> None:
    cache = ResultsCache()
    first = cache.answered(directory, criteria("care=iop"), TODAY)
    assert cache.answered(directory, criteria("care=php"), TODAY) is not first
    assert cache.answered(directory, criteria("care=iop&page=2"), TODAY) is not first
    assert cache.answered(directory, criteria("care=iop"), TODAY + timedelta(days=1)) is not first


def test_another_snapshot_is_asked_anew_and_the_old_one_is_let_go(directory: Directory) -> None:
    cache = ResultsCache()
    cache.answered(directory, criteria(""), TODAY)
    other = a_directory(a_facility())
    assert cache.answered(other, criteria(""), TODAY).total == 1
    assert len(cache) == 1


def test_the_least_recently_used_result_goes_first(directory: Directory) -> None:
    cache = ResultsCache(most_results=2)
    queries = [criteria(f"q=alder+{n}") for n in range(3)]
    first = cache.answered(directory, queries[0], TODAY)
    second = cache.answered(directory, queries[1], TODAY)
    cache.answered(directory, queries[0], TODAY)
    cache.answered(directory, queries[2], TODAY)
    assert len(cache) == 2
    assert cache.answered(directory, queries[0], TODAY) is first
    assert cache.answered(directory, queries[1], TODAY) is not second


def test_long_lists_take_the_room_of_many_short_ones(directory: Directory) -> None:
    cache = ResultsCache(most_facilities=5)
    cache.answered(directory, criteria(""), TODAY)
    cache.answered(directory, criteria("care=iop"), TODAY)
    assert len(cache) == 1


def test_a_list_longer_than_the_room_is_still_answered(directory: Directory) -> None:
    cache = ResultsCache(most_facilities=1)
    assert cache.answered(directory, criteria(""), TODAY).total == 3
    assert len(cache) == 1


def test_many_threads_may_ask_at_once(directory: Directory) -> None:
    cache = ResultsCache(most_results=4)
    queries = [criteria(f"q=alder+{n % 6}") for n in range(60)]
    with ThreadPoolExecutor(8) as threads:
        results = list(threads.map(lambda one: cache.answered(directory, one, TODAY), queries))
    assert [one.criteria for one in results] == queries
    assert len(cache) == 4


def test_all_pages_share_one_cache(directory: Directory) -> None:
    query = criteria("care=iop")
    assert answered(directory, query, TODAY) is answered(directory, query, TODAY)


def test_a_directory_is_opened_once_and_only_when_it_is_asked_for(directory: Directory) -> None:
    openings: list[Directory] = []
    begun, go_on = Event(), Event()

    def opening() -> Directory:
        begun.set()
        go_on.wait(10)
        openings.append(directory)
        return directory

    serving = Served(opening)
    assert openings == []
    with ThreadPoolExecutor(2) as threads:
        asked = [threads.submit(lambda: serving.directory) for _thread in range(2)]
        begun.wait(10)
        go_on.set()
        assert [one.result() for one in asked] == [directory, directory]
    assert len(openings) == 1


def test_a_directory_that_could_not_be_opened_is_tried_again(directory: Directory) -> None:
    tries = iter([False, True])

    def opening() -> Directory:
        if not next(tries):
            raise DirectoryUnreadable("folder", "the directory is damaged")
        return directory

    serving = Served(opening)
    with pytest.raises(DirectoryUnreadable):
        _ = serving.directory
    assert serving.directory is directory


def test_another_directory_can_be_served_from_now_on(directory: Directory) -> None:
    serving = Served(lambda: directory)
    other = a_directory(a_facility())
    serving.replace(other)
    assert serving.directory is other
