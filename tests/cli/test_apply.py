#!/usr/bin/env python3
"""`relevo apply` and `relevo status` against a running server."""
# Also on: dev

import os
import pathlib
import pty
import re
import subprocess
import sys
import threading
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from support.command import check_refused, environment, relevo
from support.loopback import ServerTest, operation_text

NEW_QUEUE = """
[[queue]]
code = "%s"
number = "%s"
campaign = "sales-sur"
skills = { english = 3 }
"""
ADMIN = {"RELEVO_PASSWORD": "demo-admin"}


class Apply(ServerTest):
    def setUp(self):
        self.file = self.folder / "next.toml"
        self.write()
        self.addCleanup(self.apply_first)

    def apply_first(self):
        """The operation is again what it was."""
        self.write()
        self.assertEqual(self.apply("--yes").returncode, 0)

    def write(self, more="", changes=None):
        self.file.write_text(operation_text(changes) + more)

    def apply(self, *words, settings=None):
        return relevo("apply", self.file, "--http", self.server.http, *words,
                      settings={**ADMIN, **(settings or {})})

    def queues(self):
        return {queue["id"]: queue["number"] for queue in self.client("admin").board()["queues"]}

    def position(self):
        return self.client("admin").board()["position"]

    def ask(self, answer):
        """`apply` at a terminal where somebody types the answer: (exit status, what was shown)."""
        ours, theirs = pty.openpty()
        process = subprocess.Popen(
            [os.environ["RELEVO_BINARY"], "apply", str(self.file), "--http", self.server.http],
            stdin=theirs, stdout=theirs, stderr=theirs, env=environment(**ADMIN))
        self.addCleanup(os.close, ours)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        os.close(theirs)
        shown = b""
        while b"[y/N]" not in shown:
            shown += os.read(ours, 4096)
        os.write(ours, answer.encode())
        try:
            while piece := os.read(ours, 4096):
                shown += piece
        except OSError:  # The other end of a terminal closes like this.
            pass
        return process.wait(10), shown.decode()

    def test_shows_asks_and_does_nothing_on_no(self):
        self.write(NEW_QUEUE % ("tarde", "5002"), {"target_s = 30": "target_s = 40"})
        before, position = self.queues(), self.position()
        for answer in ("n\n", "\n", "\x04"):
            with self.subTest(repr(answer)):
                status, shown = self.ask(answer)
                self.assertEqual(status, 1)
                for word in ("tarde", "sales-en", "30", "40", "Nothing was changed"):
                    self.assertIn(word, shown)
        self.assertEqual(self.queues(), before)
        after = self.client("admin").get(f"/events?after={position}&limit=1000")["rows"]
        self.assertNotIn("operation_applied", [event["kind"] for event in after])

    def test_applies_on_yes(self):
        self.write(NEW_QUEUE % ("tarde", "5002"))
        status, shown = self.ask("y\n")
        self.assertEqual(status, 0, shown)
        self.assertEqual(self.queues()["tarde"], "5002")

    def test_asks_nobody_when_nobody_is_there(self):
        self.write(NEW_QUEUE % ("tarde", "5002"))
        check_refused(self, self.apply(), 1, "--yes")
        self.assertNotIn("tarde", self.queues())

    def test_applies_at_one_position(self):
        self.write(NEW_QUEUE % ("tarde", "5002") + NEW_QUEUE % ("noche", "5003"))
        before = self.position()
        done = self.apply("--yes")
        self.assertEqual(done.returncode, 0, done.stderr)
        position = int(re.search(r"^Applied at position (\d+)\.$", done.stdout, re.MULTILINE)[1])
        events = self.client("admin").get(f"/events?after={before}&limit=1000")["rows"]
        applied = [event for event in events if event["kind"] == "operation_applied"]
        self.assertEqual(len(applied), 1)
        self.assertLessEqual(applied[0]["position"], position)
        self.assertEqual(self.queues(), {"soporte": "5000", "sales-en": "5001", "tarde": "5002",
                                         "noche": "5003"})

    def test_a_queue_removed_is_retired_and_its_number_is_another_ones(self):
        text = operation_text()
        start = text.index("# Sales in English")
        end = text.index("# Who signs in without")
        self.file.write_text(text[:start] + NEW_QUEUE % ("tarde", "5001") + text[end:])
        done = self.apply("--yes")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("sales-en", done.stdout)
        self.assertEqual(self.queues(), {"soporte": "5000", "tarde": "5001"})
        customer = self.customer()
        contact = self.dial(customer, "5001")
        self.assertEqual(self.watcher.contact(contact)["queue"], "tarde")
        # What is in use is not taken away under a customer.
        self.write()
        check_refused(self, self.apply("--yes"), 1, "contacts")
        self.assertIn("tarde", self.queues())
        customer.hang_up()
        self.wait_empty()

    def test_same_file_changes_nothing(self):
        self.apply_first()
        done = self.apply("--yes")
        self.assertEqual(done.returncode, 0)
        self.assertIn("stay as they are", done.stdout)

    def test_wrong_file_is_refused_with_its_line(self):
        self.write("\n[[queue]]\ncode = \"tarde\"\nring_s = 4\n")
        position = self.position()
        check_refused(self, self.apply("--yes"), 1, "next.toml:", "queue")
        events = self.client("admin").get(f"/events?after={position}&limit=1000")["rows"]
        self.assertNotIn("operation_applied", [event["kind"] for event in events])

    def test_who_may_not(self):
        self.write(NEW_QUEUE % ("tarde", "5002"))
        done = self.apply("--yes", "--user", "s01", settings={"RELEVO_PASSWORD": "demo-s01"})
        check_refused(self, done, 1, "administrator")
        self.assertNotIn("tarde", self.queues())

    def test_wrong_password(self):
        check_refused(self, self.apply("--yes", settings={"RELEVO_PASSWORD": "demo-wrong"}), 1,
                      "password")

    def test_no_password(self):
        check_refused(self, self.apply("--yes", settings={"RELEVO_PASSWORD": ""}), 1,
                      "--password-file", "RELEVO_PASSWORD")

    def test_password_file(self):
        path = self.folder / "password"
        path.write_text("demo-admin\n")
        done = self.apply("--yes", "--password-file", path,
                          settings={"RELEVO_PASSWORD": "demo-wrong"})
        self.assertEqual(done.returncode, 0, done.stderr)
        path.unlink()
        check_refused(self, self.apply("--yes", "--password-file", path), 1, "--password-file",
                      str(path))

    def test_no_server(self):
        done = relevo("apply", self.file, "--http", "127.0.0.1:1", "--yes", settings=ADMIN)
        check_refused(self, done, 2, "127.0.0.1:1")

    def test_two_at_once_never_mix(self):
        files = []
        for code, number in (("tarde", "5002"), ("noche", "5003")):
            path = self.folder / f"{code}.toml"
            path.write_text(operation_text() + NEW_QUEUE % (code, number))
            files.append(path)
        done = {}

        def apply(path):
            done[path.stem] = relevo("apply", path, "--http", self.server.http, "--yes",
                                     settings=ADMIN)

        threads = [threading.Thread(target=apply, args=[path]) for path in files]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        fine = [code for code, one in done.items() if one.returncode == 0]
        self.assertTrue(fine, done)
        for code, one in done.items():
            if code not in fine:
                check_refused(self, one, 1, "operation")
        added = set(self.queues()) - {"soporte", "sales-en"}
        self.assertEqual(len(added), 1)
        self.assertTrue(added <= set(fine))

    def test_log_knows_no_name_secret_or_number(self):
        self.write(NEW_QUEUE % ("tarde", "5002"), {"Rocío Villanueva Prado": "Zoraida Quiñones"})
        self.assertEqual(self.apply("--yes").returncode, 0)
        contact = self.dial(self.customer("5559876543"))
        self.watcher.contact(contact)
        log = b"".join(path.read_bytes() for path in (self.server.data / "log").glob("*.log"))
        for known in (b"soporte", b"tarde"):
            self.assertIn(known, log)
        for secret in ("Zoraida", "Gabriela Montes", "María Fernanda", "5559876543", "demo-1001",
                       "demo-admin", *self.tokens.values()):
            self.assertNotIn(secret.encode(), log, secret)


class Status(ServerTest):
    def test_one_screen(self):
        self.dial(self.customer())
        done = relevo("status", "--http", self.server.http, "--user", "s01",
                      settings={"RELEVO_PASSWORD": "demo-s01"})
        self.assertEqual(done.returncode, 0, done.stderr)
        lines = done.stdout.splitlines()
        self.assertLessEqual(len(lines), 25)
        self.assertLessEqual(max(map(len, lines)), 80)
        self.assertRegex(done.stdout, r"(?m)^soporte +1 ")
        self.assertRegex(done.stdout, r"(?m)^sales-en +0 ")
        self.assertRegex(done.stdout, r"(?m)^agents +offline 20")
        self.assertRegex(done.stdout, r"(?m)^contacts +queued 1")

    def test_leaves_no_session_behind(self):
        def sessions():
            rows = self.client("admin").get("/events?after=0&limit=1000")["rows"]
            kinds = [row["kind"] for row in rows]
            return kinds.count("session_opened") - kinds.count("session_closed")
        before = sessions()
        relevo("status", "--http", self.server.http, "--user", "s01",
               settings={"RELEVO_PASSWORD": "demo-s01"})
        self.assertEqual(sessions(), before)

    def test_no_server(self):
        check_refused(self, relevo("status", "--http", "127.0.0.1:1", settings=ADMIN), 2,
                      "127.0.0.1:1")


if __name__ == "__main__":
    unittest.main()
