#!/usr/bin/env python3
"""`relevo rules`: rules under figures that are made up, and over a log of the past."""
# Also on: dev

import pathlib
import re
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from support.command import check_refused, relevo
from support.loopback import StartTest

DEMO = pathlib.Path(__file__).resolve().parents[2] / "examples" / "demo" / "operation.toml"
RULE = """
[[rule]]
code = "conectados"
name_es = "Alguien trabaja"
name_en = "Somebody works"
of = "operation"
when = ["connected_time over 24 h > 0 s"]

[[rule]]
code = "nunca"
name_es = "Nunca"
name_en = "Never"
of = "queue"
when = ["offered over 24 h > 1000000"]
"""


class RuleTests(StartTest):
    def file(self, text):
        path = self.folder / "operation.toml"
        path.write_text(text)
        return path

    def test_those_of_the_demo_go_as_they_say(self):
        done = relevo("rules", "test", DEMO)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        lines = done.stdout.splitlines()
        self.assertEqual(len(lines), DEMO.read_text().count("[[rule_test]]"))
        for line in lines:
            self.assertRegex(line, r"^ok +[a-z-]+ \(.*operation\.toml:\d+\)$")

    def test_one_that_does_not_says_where_and_what_happened(self):
        text = DEMO.read_text()
        wrong = text.replace('"62 s fires"', '"61 s fires"')
        self.assertNotEqual(wrong, text)
        at = wrong[:wrong.index('"61 s fires"')].count("\n") + 1
        done = relevo("rules", "test", self.file(wrong))
        self.assertEqual((done.returncode, done.stderr), (1, ""))
        self.assertIn(f"failed espera: {self.folder}/operation.toml:{at}: `61 s fires`: "
                      "instead it fires at 62 s\n", done.stdout)

    def test_a_file_without_tests_tests_nothing(self):
        path = self.file(DEMO.read_text().split("# What is not as it should be")[0])
        check_refused(self, relevo("rules", "test", path), 1, str(path), "[[rule_test]]")

    def test_a_wrong_file_is_refused(self):
        path = self.file(DEMO.read_text().replace("abandonment over", "abandoment over"))
        check_refused(self, relevo("rules", "test", path), 1, "abandoment", "did you mean")

    def test_neither_of_both(self):
        check_refused(self, relevo("rules"), 1, "--help")

    def test_help_has_examples(self):
        for words in (["rules"], ["rules", "test"], ["rules", "backtest"]):
            done = relevo(*words, "--help")
            self.assertEqual(done.returncode, 0)
            self.assertIn("  relevo rules ", done.stdout)


class RulesBacktest(StartTest):
    def backtest(self, server, *words):
        path = self.folder / "rules.toml"
        path.write_text(DEMO.read_text() + RULE)
        done = relevo("rules", "backtest", "--data", server.data, "--operation", path, *words)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        first, heading, *rows = done.stdout.splitlines()
        self.assertRegex(first, r"^From \d{4}-\d\d-\d\dT\S+Z to \d{4}-\d\d-\d\dT\S+Z$")
        self.assertEqual(heading.split(), ["rule", "alerts", "subjects", "longest"])
        return {row.split()[0]: re.split(r" +", row, maxsplit=3)[1:] for row in rows}

    def with_data(self):
        server = self.server().start()
        client = server.client("1001")
        client.command("sign_in_agent")
        client.command("sign_out_agent")
        client.command("sign_in_agent")
        return server

    def test_beside_a_running_server_and_after_it(self):
        server = self.with_data()
        rows = self.backtest(server)
        self.assertEqual(rows["conectados"][:2], ["1", "1"])
        self.assertTrue(rows["conectados"][2].endswith("operation demo"), rows)
        self.assertEqual(rows["nunca"], ["0", "0", "none"])
        self.assertEqual(rows["abandono"], ["0", "0", "none"])
        self.ends(server)
        self.assertEqual(self.backtest(server, "--days", 1)["conectados"][:2], ["1", "1"])

    def test_there_is_no_log(self):
        done = relevo("rules", "backtest", "--data", self.folder / "none", "--operation", DEMO)
        check_refused(self, done, 1, "none", "there is no log")
        self.assertFalse((self.folder / "none").exists())


if __name__ == "__main__":
    unittest.main()
