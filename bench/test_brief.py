#!/usr/bin/env python3
"""Every bench works: each is run briefly, and its figures mean nothing then."""

import pathlib
import re
import subprocess
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[1]
LINE = re.compile(r"^(\w+\.\w+) +\S+.* brief$", re.MULTILINE)


def figures(bench):
    """The names of the figures that the bench printed."""
    done = subprocess.run([ROOT / "dev", "bench", bench, "--brief"], capture_output=True, text=True,
                          timeout=600, check=False)
    if done.returncode != 0:
        raise AssertionError(f"bench {bench} ended with {done.returncode}:\n{done.stdout}"
                             f"{done.stderr}")
    return LINE.findall(done.stdout)


class Brief(unittest.TestCase):
    def test_routing(self):
        self.assertIn("routing.decision_p99_1500_agents", figures("routing"))

    def test_journal(self):
        self.assertIn("journal.replay_10M", figures("journal"))

    def test_opus(self):
        self.assertIn("opus.leg_second", figures("opus"))

    def test_mix(self):
        self.assertEqual(figures("mix"), ["mix.listened_call_second", "mix.barged_call_second",
                                          "mix.conference_call_second"])

    def test_feed(self):
        self.assertEqual(figures("feed"), ["feed.change_15000_agents", "feed.frame_to_100_viewers"])

    def test_figures(self):
        self.assertEqual(figures("figures"), ["figures.event", "figures.read_15000"])

    def test_rules(self):
        self.assertEqual(figures("rules"), ["rules.look_200_of_1500"])

    def test_sim(self):
        self.assertIn("sim.real_time_20_agents", figures("sim"))

    def test_setup(self):
        self.assertEqual(figures("setup"), ["setup.call"])


if __name__ == "__main__":
    unittest.main()
