"""Executors: every task answered, a dead process costs its own task alone, a bug is raised."""

import pytest

from pipelines.warehouse.executor import Executor, Failure, InProcess, Processes
from tests.warehouse.tasks import devours_at_seven, dies_at_seven, double, has_a_bug, sleeps_at_seven


@pytest.mark.parametrize("executor", [InProcess(), Processes(2)])
def test_every_task_is_answered_with_its_number(executor: Executor) -> None:
    assert sorted(executor.map_unordered(double, range(20))) == [(n, 2 * n) for n in range(20)]


def test_a_process_that_dies_costs_its_own_task_alone() -> None:
    answers = dict(Processes(2).map_unordered(dies_at_seven, range(12)))
    assert answers.pop(7) == Failure("reader_crashed", "读取进程意外结束（退出码 11）")
    assert answers == {n: 2 * n for n in range(12) if n != 7}


def test_a_task_that_asks_for_too_much_memory_is_told_apart() -> None:
    answers = dict(Processes(2).map_unordered(devours_at_seven, range(9)))
    failure = answers.pop(7)
    assert isinstance(failure, Failure)
    assert failure.code == "reader_memory"
    assert answers == {n: 2 * n for n in range(9) if n != 7}


def test_a_task_that_never_ends_is_stopped() -> None:
    answers = dict(Processes(2).map_unordered(sleeps_at_seven, range(9), [5.0] * 9))
    failure = answers.pop(7)
    assert isinstance(failure, Failure)
    assert failure.code == "reader_timeout"
    assert answers == {n: 2 * n for n in range(9) if n != 7}


@pytest.mark.parametrize("executor", [InProcess(), Processes(2)])
def test_a_bug_in_a_task_is_raised(executor: Executor) -> None:
    with pytest.raises(ZeroDivisionError):
        list(executor.map_unordered(has_a_bug, range(3)))


def test_no_tasks_start_no_process() -> None:
    assert list(Processes(2).map_unordered(double, [])) == []
