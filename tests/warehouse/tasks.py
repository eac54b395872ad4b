"""Tasks for the executors, at module level so that a process of its own can run them."""

import os
import time


def double(number: int) -> int:
    return 2 * number


def dies_at_seven(number: int) -> int:
    if number == 7:
        os._exit(11)
    return 2 * number


def sleeps_at_seven(number: int) -> int:
    if number == 7:
        time.sleep(60)
    return 2 * number


def has_a_bug(number: int) -> int:
    return number // 0
