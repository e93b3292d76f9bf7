#!/usr/bin/env python3
"""Proves that run_tests.py counts what ran, and that no way of not running tests looks good."""

import pathlib
import sys
import tempfile
import unittest

import run_tests
from run_tests import Count, judge


def judged(text, status=0, timed_out=False, left_behind=False, selected=False):
    return judge(text, status, timed_out, left_behind, selected)


class Counting(unittest.TestCase):
    def test_doctest(self):
        text = ("[doctest] test cases:  3 |  2 passed | 1 failed | 4 skipped\n"
                "[doctest] assertions: 9 | 8 passed | 1 failed |\n")
        self.assertEqual(judged(text, 1), (Count(2, 1, 4), None))

    def test_doctest_with_a_filter_skips_nothing(self):
        text = "[doctest] test cases: 2 | 2 passed | 0 failed | 30 skipped\n"
        self.assertEqual(judged(text, selected=True), (Count(2, 0, 0), None))

    def test_unittest(self):
        text = "Ran 5 tests in 0.1s\n\nFAILED (failures=1, errors=1, skipped=1)\n"
        self.assertEqual(judged(text, 1), (Count(2, 2, 1), None))
        self.assertEqual(judged("Ran 1 test in 0.1s\n\nOK\n"), (Count(1, 0, 0), None))

    def test_plain_line(self):
        self.assertEqual(judged("7 passed, 1 failed, 2 skipped\n", 1), (Count(7, 1, 2), None))


class Distrust(unittest.TestCase):
    def assert_failed(self, result):
        self.assertGreater(result[0].failed, 0)
        self.assertIsNotNone(result[1])

    def test_no_summary(self):
        self.assert_failed(judged("", 0))
        self.assert_failed(judged("Segmentation fault\n", -11))

    def test_crash_after_the_summary(self):
        self.assert_failed(judged("[doctest] test cases: 2 | 2 passed | 0 failed | 0 skipped", 99))

    def test_no_test(self):
        self.assert_failed(judged("Ran 0 tests in 0.000s\n\nOK\n"))

    def test_good_status_of_failed_tests(self):
        self.assert_failed(judged("1 passed, 1 failed\n", 0))

    def test_time_limit_and_left_processes(self):
        self.assert_failed(judged("1 passed, 0 failed\n", -9, timed_out=True))
        self.assert_failed(judged("1 passed, 0 failed\n", 0, left_behind=True))

    def test_a_real_program_that_leaves_one_behind(self):
        with tempfile.TemporaryDirectory() as folder:
            run_tests.LOGS = pathlib.Path(folder)
            run_tests.LEFT_BEHIND_SECONDS_MAX = 0.1
            script = "sleep 60 & echo '1 passed, 0 failed'"
            count, wrong, *_ = run_tests.run(run_tests.Program("left", ["sh", "-c", script]))
            self.assertEqual((count, wrong), (Count(1, 1, 0), "left processes running"))


if __name__ == "__main__":
    sys.exit(unittest.main())
