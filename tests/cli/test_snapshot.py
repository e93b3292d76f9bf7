#!/usr/bin/env python3
"""A start from a snapshot and the rest of the log is as good as one from the whole log."""
# Also on: dev

import os
import pathlib
import shutil
import signal
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from support.command import check_refused, relevo
from support.loopback import StartTest
from support.waiting import wait_until


class SnapshotTest(StartTest):
    def setUp(self):
        super().setUp()
        self.running = self.server().start()

    def snapshots(self):
        """The files, the oldest first."""
        return sorted((self.running.data / "snapshots").glob("*.snap"))

    def some_contacts(self, count=2):
        """Customers who left; one agent did this and that."""
        agent = self.running.client("1001")
        agent.command("sign_in_agent")
        for _time in range(count):
            customer = self.call(self.running)
            customer.hang_up()
            wait_until(lambda: not self.running.client("s01").board()["contacts"], what="the end")
        agent.command("sign_out_agent")

    def started_from(self):
        """The position of the snapshot that the last start of the core began with."""
        return int(self.running.start_fields()["snapshot"])

    def lives(self):
        watcher = self.running.client("s01")
        rows = watcher.all_contacts()
        return rows, [watcher.contact(row["id"])["events"] for row in rows]

    def kill_all(self):
        pids = [self.running.child("core"), self.running.child("voice"), self.running.process.pid]
        for pid in reversed(pids):  # The supervisor first: nothing is started again.
            os.kill(pid, signal.SIGKILL)
        self.running.process.wait()
        wait_until(lambda: not any(pathlib.Path(f"/proc/{pid}").exists() for pid in pids), 5,
                   "the end of all")

    def check_and_end(self):
        """What the running core says it is, its log gives without any snapshot."""
        seen = self.running.client("s01").get("/state")
        self.ends(self.running)
        self.running.assert_replays(seen)


class FromSnapshot(SnapshotTest):
    def test_an_orderly_end_leaves_one_and_the_next_start_takes_it(self):
        self.assertEqual(self.started_from(), 0)
        self.some_contacts()
        before = self.lives()
        self.ends(self.running)
        newest = self.snapshots()[-1]
        self.assertEqual(newest.stat().st_mode & 0o777, 0o600)
        self.running.start()
        self.assertEqual(self.started_from(), int(newest.stem))
        self.assertEqual(self.lives(), before)
        self.check_and_end()

    def test_killed_behind_one_it_comes_back_with_all_contacts(self):
        self.some_contacts()
        self.ends(self.running)
        self.running.start()
        self.some_contacts()
        before = self.lives()
        self.assertEqual(len(before[0]), 4)
        self.kill_all()
        self.running.start()
        self.assertGreater(self.started_from(), 0)
        self.assertEqual(self.lives(), before)
        self.some_contacts(1)
        self.assertEqual(len(self.lives()[0]), 5)
        self.check_and_end()


class Damaged(SnapshotTest):
    def two_snapshots(self):
        for _time in range(2):
            self.some_contacts(1)
            before = self.lives()
            self.ends(self.running)
            self.running.start()
        self.ends(self.running)
        self.assertGreaterEqual(len(self.snapshots()), 2)
        return before

    def spoil(self, path):
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)

    def test_the_one_before_is_taken_or_the_whole_log_with_a_warning_each(self):
        before = self.two_snapshots()
        newest, older = self.snapshots()[-1], self.snapshots()[-2]
        self.spoil(newest)
        self.running.start()
        self.assertEqual(self.started_from(), int(older.stem))
        self.assertEqual(self.lives(), before)
        self.assertEqual(self.running.log().count("snapshot left aside"), 1)
        self.assertIn(newest.name, self.running.log())
        self.kill_all()
        for path in self.snapshots():
            if path != newest:
                self.spoil(path)
        self.running.start()
        self.assertEqual(self.started_from(), 0)
        self.assertEqual(self.lives(), before)
        self.check_and_end()

    def test_an_archive_that_is_gone_or_damaged_is_folded_again(self):
        before = self.two_snapshots()
        (self.running.data / "archive.sqlite").unlink()
        self.running.start()
        self.assertEqual(self.started_from(), 0)
        self.assertEqual(self.lives(), before)
        self.ends(self.running)
        (self.running.data / "archive.sqlite").write_bytes(b"nonsense" * 1000)
        self.running.start()
        self.assertIn("the archive is begun anew", self.running.log())
        self.assertEqual(self.lives(), before)
        self.check_and_end()

    def with_an_older_log(self):
        """What is beside the log knows of more than the log has; gives the position of its end."""
        self.some_contacts(1)
        self.ends(self.running)
        end = int(self.snapshots()[-1].stem)
        kept = self.running.data / "kept"
        shutil.copytree(self.running.data / "log", kept)
        self.running.start()
        self.some_contacts(1)
        self.ends(self.running)
        shutil.rmtree(self.running.data / "log")
        kept.rename(self.running.data / "log")
        return end

    def everything(self):
        """Every file of log and snapshots with its bytes."""
        return {path: path.read_bytes() for folder in ("log", "snapshots")
                for path in (self.running.data / folder).iterdir()
                if path.is_file() and path.name != "lock"}

    def test_a_log_that_ends_before_what_is_known_of_it_stops_the_start(self):
        end = self.with_an_older_log()
        newest = self.snapshots()[-1]
        archive = self.running.data / "archive.sqlite"
        for known, away in (newest, archive), (archive, newest):
            with self.subTest(known=known.name):
                away.rename(self.folder / away.name)
                before = self.everything()
                check_refused(self, relevo(*self.running.command[1:]), 2, f"position {end} but",
                              f"{known} knows {int(newest.stem)}", f"--cut-after {end}")
                self.assertEqual(self.everything(), before)
                away.unlink(missing_ok=True)  # A start without an archive makes one.
                (self.folder / away.name).rename(away)

    def test_a_cut_takes_what_knows_of_more_aside(self):
        end = self.with_an_older_log()
        newest = self.snapshots()[-1]
        done = relevo("verify", "--data", self.running.data, "--cut-after", end, "--yes")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(f"{newest} knows of positions behind {end}", done.stdout)
        self.assertIn(f"archive.sqlite knows of positions behind {end}", done.stdout)
        side, = (self.running.data / "log").glob(f"cut-{end:020}-1")
        self.assertTrue((side / newest.name).exists())
        self.assertTrue((side / "archive.sqlite").exists())
        self.running.start()
        self.assertEqual(len(self.lives()[0]), 1)
        self.some_contacts(1)
        self.assertEqual(len(self.lives()[0]), 2)
        self.check_and_end()


if __name__ == "__main__":
    unittest.main()
