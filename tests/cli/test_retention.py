#!/usr/bin/env python3
"""`serve --keep-log DAYS`: old events go, the past that is left stays, and what is gone is said.

The server lives through days: its wall clock is shifted.
"""

import json
import os
import pathlib
import re
import sys
import unittest
from datetime import datetime, timedelta

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from support.api import Refused
from support.command import check_refused, relevo
from support.loopback import StartTest, operation_text
from support.upgrade import other_relevo, upgrade
from support.waiting import wait_until

SHIFT = pathlib.Path(os.environ["RELEVO_BINARY"]).parent / "libclock_shift.so"
DAY_S = 24 * 3600
FILES_A_DAY = 3
# So many agents more that each change of the operation fills a file of the log.
MANY_AGENTS = """
[[agents]]
from = "2001"
to = "4000"
team = "equipo-2"
site = "home"
skills = { spanish = 7 }
"""


class Retention(StartTest):
    def setUp(self):
        super().setUp()
        self.operation = self.folder / "operation.toml"
        self.changes = 0
        self.change_operation()
        self.running = self.server(self.operation, more=("--log-file-kb", "64"))

    def change_operation(self):
        self.changes += 1
        ring = {"ring_s = 20": f"ring_s = {5 + self.changes}"}
        self.operation.write_text(operation_text(ring) + MANY_AGENTS)

    def start(self, days_ago, keep=True):
        """The server as it was then."""
        if keep and "--keep-log" not in self.running.command:
            self.running.command += ["--keep-log", "1"]
        self.running.environment = dict(os.environ, LD_PRELOAD=str(SHIFT),
                                        CLOCK_SHIFT_S=str(-days_ago * DAY_S))
        self.running.start()
        self.watcher = self.running.client("s01")

    def files(self):
        return sorted((self.running.data / "log").glob("0*.log"))

    def first(self):
        """The position that the log begins with."""
        return int(self.files()[0].stem)

    def a_day(self, days_ago, keep=True):
        """One contact, and files of the log behind it."""
        self.start(days_ago, keep)
        self.call(self.running).hang_up()
        wait_until(lambda: not self.watcher.board()["contacts"], what="the end")
        before = len(self.files())
        while len(self.files()) < before + FILES_A_DAY:
            self.change_operation()
            done = relevo("apply", self.operation, "--http", self.running.http, "--yes",
                          settings={"RELEVO_PASSWORD": "demo-admin"})
            self.assertEqual(done.returncode, 0, done.stderr)
        self.board = self.watcher.board()
        self.ends(self.running)

    def command(self, name, *words):
        return relevo(name, *words, "--data", self.running.data)

    def answer(self, path):
        """The sentence with which it is refused."""
        with self.assertRaises(Refused) as refused:
            self.watcher.get(path)
        self.assertEqual(refused.exception.status, 404)
        return refused.exception.problem["detail"]

    def three_days(self):
        self.a_day(3)
        self.assertEqual(self.first(), 1)
        self.then = self.board
        self.a_day(2)
        self.assertIn("old events are dropped up_to=", self.running.log())
        self.assertGreater(self.first(), 1)
        self.a_day(0)

    def test_without_it_all_is_kept(self):
        self.a_day(3, keep=False)
        self.a_day(0, keep=False)
        self.assertEqual(self.first(), 1)
        self.assertNotIn("old events", self.running.log())

    def test_a_small_server_keeps_no_more_than_two_days_longer(self):
        """Its files never fill: they last a day, and a snapshot a day stands for what went."""
        at = self.running.command.index("--log-file-kb")
        del self.running.command[at:at + 2]
        for days_ago in range(6, -1, -1):
            self.start(days_ago)
            self.call(self.running).hang_up()
            wait_until(lambda: not self.watcher.board()["contacts"], what="the end")
            first = self.watcher.get("/events?limit=1")["rows"][0]["at"]
            last = self.watcher.board()["at"]
            self.ends(self.running)
        kept = datetime.fromisoformat(last) - datetime.fromisoformat(first)
        self.assertLess(kept, timedelta(days=3, minutes=5))
        self.assertGreater(kept, timedelta(days=1))
        self.assertLess(len(self.files()), 5)

    def test_the_past_that_is_left_stays_and_what_is_gone_is_said(self):
        self.three_days()
        first = self.first()
        begins = f"the log begins with position {first} of "
        self.start(0)
        self.assertGreater(int(self.running.start_fields()["snapshot"]), first)
        contacts = {row["id"] for row in self.watcher.all_contacts()}
        self.assertEqual(contacts, {1, 2, 3})
        self.assertIn(begins, self.answer("/contacts/1"))
        self.assertEqual(self.watcher.contact(3)["events"][0]["kind"], "contact_arrived")
        self.assertRegex(self.answer("/board?at=" + self.then["at"]),
                         r"nothing before position \d+ of \S+Z can be shown")
        self.assertIn(begins, self.answer("/events?after=1"))
        self.assertEqual(self.watcher.get("/events?limit=1")["next"], first)
        self.assertEqual(self.watcher.get("/board?at=" + self.board["at"])["at"], self.board["at"])

        done = self.command("tail", "--lines", 0, "--json")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(json.loads(done.stdout.splitlines()[0])["position"], first)
        check_refused(self, self.command("tail", "--after", 1), 1, "--after 1", begins)
        check_refused(self, self.command("replay", "--until", self.then["position"]), 1,
                      "nothing before position")
        check_refused(self, self.command("replay", "--until", self.then["at"]), 1, self.then["at"],
                      "nothing before position")
        check_refused(self, self.command("explain", 1), 1, "no contact 1", begins)
        self.assertEqual(self.command("explain", 3).returncode, 0)
        self.ends(self.running)

    def test_verify_says_what_there_is(self):
        self.three_days()
        self.start(0)
        seen = self.watcher.get("/state")
        self.ends(self.running)
        done = self.command("verify", "--position", seen["position"])
        self.assertEqual(done.returncode, 0, done.stderr)
        first = self.first()
        oldest = min((self.running.data / "snapshots").glob("*.snap"))
        self.assertRegex(done.stdout, rf"(?m)^events {first} to \d+: the log begins with position "
                         rf"{first} of \S+Z, what was before it was dropped; the state before "
                         rf"them is from {re.escape(str(oldest))}$")
        self.assertIn(f"position={seen['position']} hash={seen['hash']}\n", done.stdout)
        check_refused(self, self.command("verify", "--position", 1), 1, "nothing before position")

        damaged = self.files()[0]
        data = bytearray(damaged.read_bytes())
        data[len(data) // 2] ^= 1
        damaged.chmod(0o600)
        damaged.write_bytes(data)
        check_refused(self, self.command("verify"), 2, damaged.name)

    def test_a_start_without_the_archive_or_the_newest_snapshots_goes_on(self):
        self.three_days()
        self.start(0)
        seen = self.watcher.get("/state")
        self.ends(self.running)
        (self.running.data / "archive.sqlite").unlink()
        for path in sorted((self.running.data / "snapshots").glob("*.snap"))[1:]:
            path.write_bytes(path.read_bytes()[:-1])
        self.start(0)
        self.assertIn("contacts that ended between two positions are not in the archive",
                      self.running.log())
        self.assertEqual(max(row["id"] for row in self.watcher.all_contacts()), 3)
        self.ends(self.running)
        done = self.command("verify", "--position", seen["position"])
        self.assertIn(f"position={seen['position']} hash={seen['hash']}\n", done.stdout)

    def test_a_program_that_would_need_the_whole_log_does_not_take_over(self):
        self.three_days()
        self.start(0)
        core = self.running.child("core")
        done = upgrade(self.running, other_relevo(self.folder, "state-2"))
        check_refused(self, done, 1, "cannot use the snapshots", "old events were dropped")
        self.assertEqual(self.running.child("core"), core)
        self.ends(self.running)

    def test_a_start_without_any_snapshot_is_refused(self):
        self.three_days()
        for path in (self.running.data / "snapshots").glob("*.snap"):
            path.write_bytes(b"nonsense")
        words = f"up to position {self.first() - 1} were dropped", "no snapshot in"
        check_refused(self, relevo(*self.running.command[1:]), 2, *words)
        check_refused(self, self.command("verify"), 2, "no snapshot in")


if __name__ == "__main__":
    unittest.main()
