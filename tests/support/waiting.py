"""Waiting for something to become true: by looking again and again, never longer than said."""

import time

LOOK_EACH_S = 0.02


def wait_until(condition, timeout=10, what="the condition"):
    """What `condition()` gives as soon as it is true. AssertionError after `timeout` seconds."""
    deadline = time.monotonic() + timeout
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > deadline:
            raise AssertionError(f"after {timeout} s still not: {what}; last seen: {found!r}")
        time.sleep(LOOK_EACH_S)
