#!/usr/bin/env python3
"""A running server moves to another executable, and stays or goes back when that one is bad."""
# Also on: dev

import contextlib
import os
import pathlib
import signal
import socket
import stat
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from support.api import Client
from support.command import check_refused, relevo
from support.journal import journal_of_breaks
from support.loopback import StartTest
from support.upgrade import (VERSION_OF_OTHER, all_run, begin_upgrade, copy_of_relevo, other_relevo,
                             programs, upgrade)
from support.waiting import wait_until


class UpgradeTest(StartTest):
    def setUp(self):
        super().setUp()
        self.path = copy_of_relevo(self.folder)
        self.running = self.server(drain_s=60)
        self.running.command[0] = str(self.path)
        self.running.start()

    def ready(self):
        try:
            return Client(self.running.http).raw("GET", "/readyz")[0] == 200
        except OSError:
            return False

    def connected(self):
        """How often a voice has greeted a core."""
        return len(self.running.log_fields("voice connected"))

    def version(self):
        return Client(self.running.http).get("/about")["version"]

    def pids(self):
        return {name: self.running.child(name) for name in ("core", "voice")}

    def check_serves(self, customer=None):
        """Ready, the call of before lives, and a new one comes in; then all ends in order."""
        wait_until(self.ready, 10, "ready")
        if customer is not None:
            self.assertIsNone(customer.ended_by)
            customer.hang_up()
            watcher = self.running.client("s01")
            wait_until(lambda: not watcher.board()["contacts"], 10, "the end of the contact")
        self.call(self.running).hang_up()
        seen = self.running.client("s01").get("/state")
        self.ends(self.running)
        self.running.assert_replays(seen)

    def check_done(self, done):
        self.assertEqual((done.returncode, done.stderr), (0, ""), self.running.log())
        return done.stdout.splitlines()


class Done(UpgradeTest):
    def test_each_process_runs_the_new_program_and_nothing_else_changes(self):
        customer = self.call(self.running)
        before, supervisor = self.pids(), self.running.process.pid
        new = other_relevo(self.folder)
        lines = self.check_done(upgrade(self.running, new))
        self.assertEqual([line.split()[0] for line in lines],
                         ["asking", "relevo", "core", "voice", "all"], lines)
        self.assertIn(VERSION_OF_OTHER, lines[-1])
        self.assertEqual(programs(self.running), all_run(new))
        self.assertIsNone(self.running.process.poll())
        self.assertEqual(self.running.process.pid, supervisor)
        for name, pid in self.pids().items():
            self.assertNotEqual(pid, before[name])
        self.assertEqual(self.version(), VERSION_OF_OTHER)  # On the same port.
        self.assertEqual(self.running.log().count("\nready http="), 1)
        self.check_serves(customer)

    def test_by_default_what_is_installed_at_the_path_it_was_started_by(self):
        os.replace(other_relevo(self.folder), self.path)
        self.check_done(upgrade(self.running))
        self.assertEqual(programs(self.running), all_run(self.path))
        self.assertEqual(self.version(), VERSION_OF_OTHER)
        self.check_serves()

    def test_a_link_is_followed_to_where_it_leads_now(self):
        link = self.folder / "current"
        link.symlink_to(self.path)
        self.ends(self.running)
        self.running.command[0] = str(link)
        self.running.start()
        link.unlink()
        link.symlink_to(other_relevo(self.folder))
        self.check_done(upgrade(self.running))
        self.assertEqual(programs(self.running), all_run(self.folder / "good"))
        link.unlink()
        link.symlink_to(self.path)
        self.check_done(upgrade(self.running))  # It still knows the link.
        self.assertEqual(programs(self.running), all_run(self.path))
        self.check_serves()

    def test_there_and_back_again(self):
        customer = self.call(self.running)
        for program in (other_relevo(self.folder), self.path, self.folder / "good"):
            self.check_done(upgrade(self.running, program))
            self.assertEqual(programs(self.running), all_run(program))
        before = self.pids()
        self.assertIn("already", self.check_done(upgrade(self.running))[0])
        self.assertEqual(self.pids(), before)
        self.check_serves(customer)

    def test_what_is_acknowledged_meanwhile_is_in_the_log_once(self):
        journal = journal_of_breaks(self.running.client("1001")).start()
        for program in (other_relevo(self.folder), other_relevo(self.folder, "core-exits"),
                        self.path):
            upgrade(self.running, program)
        self.assertEqual(programs(self.running), all_run(self.path))
        journal.stop()
        log = self.running.client("s01").all_events()
        journal.assert_kept(log)
        self.assertGreater(len(journal.entries), 20)
        self.check_serves()

    def test_what_dies_afterwards_is_started_as_before(self):
        new = other_relevo(self.folder)
        self.check_done(upgrade(self.running, new))
        customer = self.call(self.running)
        for name in ("core", "voice"):
            pid, connected = self.running.child(name), self.connected()
            os.kill(pid, signal.SIGKILL)
            wait_until(lambda: self.running.child(name) not in (None, pid), 10, "another " + name)
            wait_until(lambda: self.connected() > connected, 10, "core and voice have met")
        causes = [death["cause"] for death in
                  self.running.log_fields("process died, starting it again")]
        self.assertEqual(causes, ["SIGKILL", "SIGKILL"])
        self.assertEqual(programs(self.running), all_run(new))
        self.check_serves(customer)

    def test_core_and_voice_change_together_when_they_would_not_understand_the_other_ones(self):
        customer = self.call(self.running)
        new = other_relevo(self.folder, "link-2")
        lines = self.check_done(upgrade(self.running, new))
        self.assertIn("core and voice are replaced together", lines[1])
        self.assertEqual(programs(self.running), all_run(new))
        self.check_serves(customer)

    def test_it_says_when_the_whole_log_is_to_be_read(self):
        lines = self.check_done(upgrade(self.running, other_relevo(self.folder, "state-2")))
        self.assertIn("reads the whole log", lines[1])
        self.check_serves()


class Refused(UpgradeTest):
    def check(self, program, *words, **how):
        before = self.pids()
        check_refused(self, upgrade(self.running, program, **how), 1, "relevo upgrade: ", *words)
        self.assertEqual(self.pids(), before)
        self.assertEqual(programs(self.running), all_run(self.path))

    def test_what_is_no_program(self):
        text = self.folder / "text"
        text.write_text("no program\n")
        self.check(text, str(text), "Permission denied")
        text.chmod(0o755)
        self.check(text, str(text), "does not run here")
        self.check(self.folder / "missing", "missing", "No such file")
        self.check(self.folder, "it is no file")
        self.check("/bin/true", "/bin/true", "is it a relevo?")
        self.check_serves()

    def test_what_does_not_run_here(self):
        self.check(other_relevo(self.folder, "check-fails"), "status 7", "a library is missing")
        self.check_serves()

    def test_what_prints_without_end(self):
        self.check(other_relevo(self.folder, "check-babbles"), "SIGKILL", "?[31mother_relevo says")
        self.check_serves()

    def test_what_does_not_say_what_it_is(self):
        self.check(other_relevo(self.folder, "check-hangs"), "it did not end within 10 s")
        self.check_serves()

    def test_other_formats(self):
        for name, words in (("log-2", ("its log is of format 2", "format 1")),
                            ("legs-2", ("leg store", "live calls would end")),
                            ("event-older", ("older than what runs", "relevo 0.")),
                            ("part-older", ("older than what runs", "relevo 0."))):
            self.check(other_relevo(self.folder, name), VERSION_OF_OTHER, *words)
        self.check_serves()

    def test_flags_that_it_does_not_take(self):
        config = self.folder / "relevo.toml"
        config.write_text('drain = "1"\n')
        self.ends(self.running)
        self.running.command += ["--config", str(config)]
        self.running.start()
        config.write_text('drian = "1"\n')
        self.check(copy_of_relevo(self.folder, "new"), "drian: there is no such key")
        self.check_serves()

    def test_nobody_is_there(self):
        for folder, word in ((self.folder / "missing", "no such folder"),
                             (self.folder, "nobody serves")):
            check_refused(self, relevo("upgrade", "--data", folder), 1, str(folder), word)
        self.assertFalse((self.folder / "missing").exists())
        (self.running.data / "serve.sock").unlink()
        check_refused(self, upgrade(self.running), 1, "cannot be asked")
        self.check_serves()
        check_refused(self, upgrade(self.running), 1, "nobody serves")

    def test_two_at_once(self):
        first = begin_upgrade(self.running, other_relevo(self.folder, "core-hangs"), 5)
        wait_until(lambda: "core-hangs" in programs(self.running).get("core", ""), 10, "it began")
        check_refused(self, upgrade(self.running), 1, "another upgrade is under way")
        first.communicate(timeout=30)
        self.assertEqual(first.returncode, 2)
        self.check_serves()

    def test_a_server_that_is_ending(self):
        customer = self.call(self.running)
        self.running.process.send_signal(signal.SIGTERM)
        wait_until(lambda: not self.ready(), what="not ready any more")
        check_refused(self, upgrade(self.running, other_relevo(self.folder)), 1, "is ending")
        customer.hang_up()
        self.assertEqual(self.running.process.wait(10), 0)


class WentBack(UpgradeTest):
    def check(self, name, *words, patience_s=20):
        customer = self.call(self.running)
        done = upgrade(self.running, other_relevo(self.folder, name), patience_s)
        check_refused(self, done, 2, VERSION_OF_OTHER, *words, "runs on the old program again")
        self.assertEqual(programs(self.running), all_run(self.path))
        self.check_serves(customer)

    def test_core_ends_at_once(self):
        self.check("core-exits", "core died again and again: status 7")

    def test_core_is_never_ready(self):
        self.check("core-hangs", "core was not ready within 1 s", patience_s=1)

    def test_core_ends_when_it_has_served(self):
        self.check("core-late", "core died again and again: SIGALRM")

    def test_core_never_says_that_it_is_ready(self):
        self.check("core-mute", "core was not ready within 3 s", patience_s=3)

    def test_voice_ends_at_once(self):
        self.check("voice-exits", "voice died again and again: status 7")

    def test_voice_is_never_ready(self):
        self.check("voice-hangs", "voice was not ready within 1 s", patience_s=1)

    def test_both_when_they_change_together(self):
        self.check("link-2-voice-exits", "voice died again and again: status 7")

    def test_a_program_that_serve_itself_cannot_become(self):
        customer = self.call(self.running)
        new = other_relevo(self.folder)
        begun = begin_upgrade(self.running, new, 60)
        wait_until(lambda: programs(self.running).get("voice") == str(new), 10, "voice runs it")
        os.chmod(new, 0)
        _printed, said = begun.communicate(timeout=30)
        self.assertEqual(begun.returncode, 2)
        self.assertIn("becoming the new program: Permission denied", said)
        self.assertEqual(programs(self.running), all_run(self.path))
        self.check_serves(customer)

    def test_a_core_whose_log_the_old_one_may_not_read_stays(self):
        bad = other_relevo(self.folder, "newer-voice-exits")
        done = upgrade(self.running, bad)
        check_refused(self, done, 2, "core does not", f"what only relevo {VERSION_OF_OTHER} reads")
        self.assertEqual(programs(self.running), all_run(self.path) | {"core": str(bad)})
        wait_until(self.ready, 10, "ready")
        # The next one, which is good, finds all of them.
        good = other_relevo(self.folder, "newer")
        self.check_done(upgrade(self.running, good))
        self.assertEqual(programs(self.running), all_run(good))
        self.check_serves()

    def test_a_core_whose_records_the_old_one_may_not_read_stays_too(self):
        bad = other_relevo(self.folder, "records-2-voice-exits")
        done = upgrade(self.running, bad)
        check_refused(self, done, 2, "core does not", f"what only relevo {VERSION_OF_OTHER} reads")
        self.assertEqual(programs(self.running), all_run(self.path) | {"core": str(bad)})
        self.check_serves()

    def test_a_core_that_may_have_changed_the_records_stays_though_it_said_nothing(self):
        bad = other_relevo(self.folder, "records-2-core-exits")
        done = upgrade(self.running, bad, 3)
        check_refused(self, done, 2, "core died again and again: status 7", "core does not",
                      f"what only relevo {VERSION_OF_OTHER} reads")
        self.assertEqual(programs(self.running)["voice"], str(self.path))
        # Nothing but one that reads them is taken.
        check_refused(self, upgrade(self.running, self.path), 1, "older than what runs")
        good = other_relevo(self.folder, "records-2")
        self.check_done(upgrade(self.running, good))
        self.assertEqual(programs(self.running), all_run(good))
        self.check_serves()

    def test_a_core_that_may_have_written_stays_though_it_was_never_ready(self):
        bad = other_relevo(self.folder, "newer-core-mute")
        done = upgrade(self.running, bad, 3)
        check_refused(self, done, 2, "core was not ready", "core does not")
        self.assertEqual(programs(self.running), all_run(self.path) | {"core": str(bad)})
        good = other_relevo(self.folder, "newer")
        self.check_done(upgrade(self.running, good))
        self.assertEqual(programs(self.running), all_run(good))
        self.check_serves()

    def test_the_next_one_is_measured_by_the_core_that_stayed(self):
        bad = other_relevo(self.folder, "newer-voice-exits")
        self.assertEqual(upgrade(self.running, bad).returncode, 2)
        for program in (other_relevo(self.folder), self.path):  # Neither reads what it may write.
            check_refused(self, upgrade(self.running, program), 1, "older than what runs",
                          VERSION_OF_OTHER)
        # One that writes no more than it does may be left again.
        worse = other_relevo(self.folder, "newer-core-exits")
        check_refused(self, upgrade(self.running, worse), 2, "runs on the old program again")
        self.assertEqual(programs(self.running), all_run(self.path) | {"core": str(bad)})
        self.check_serves()

    def test_a_core_that_dies_of_what_only_it_can_read_stays_too(self):
        bad = other_relevo(self.folder, "newer-core-late")
        done = upgrade(self.running, bad)
        check_refused(self, done, 2, "core does not", f"what only relevo {VERSION_OF_OTHER} reads")
        # The mended one is taken though core is dead most of the time.
        good = other_relevo(self.folder, "newer")
        self.check_done(upgrade(self.running, good))
        self.assertEqual(programs(self.running), all_run(good))
        self.check_serves()


class Interrupted(UpgradeTest):
    def begin(self, name):
        """An upgrade that hangs at this process."""
        customer = self.call(self.running)
        begun = begin_upgrade(self.running, other_relevo(self.folder, name), 60)
        process = name.partition("-")[0]
        wait_until(lambda: name in programs(self.running).get(process, ""), 10, "it began")
        return customer, begun

    def start_again(self):
        """As a service does, on the addresses that everybody knows."""
        for flag, address in (("--http", self.running.http), ("--sip", self.running.sip)):
            self.running.command[self.running.command.index(flag) + 1] = address
        self.running.start()

    def check_failed(self, begun, *words):
        _printed, said = begun.communicate(timeout=20)
        self.assertEqual(begun.returncode, 2)
        for word in words:
            self.assertIn(word, said)

    def check_drains(self, name):
        customer, begun = self.begin(name)
        self.running.process.send_signal(signal.SIGTERM)
        self.check_failed(begun, "serve was asked to end meanwhile")
        wait_until(lambda: "voice draining calls=1" in self.running.log(), 10, "voice drains")
        process = name.partition("-")[0]
        # Not there for a moment, while the one before it ends.
        wait_until(lambda: programs(self.running).get(process) == str(self.path), 10, "it is back")
        self.assertIsNone(customer.ended_by)
        customer.hang_up()
        self.assertEqual(self.running.process.wait(20), 0, self.running.log())
        self.running.start()
        self.check_serves()

    def test_a_server_that_is_told_to_end_while_core_changes_drains(self):
        self.check_drains("core-hangs")

    def test_a_server_that_is_told_to_end_while_voice_changes_drains(self):
        self.check_drains("voice-hangs")

    def test_the_next_serve_takes_over_from_a_supervisor_killed_meanwhile(self):
        customer, begun = self.begin("voice-hangs")
        self.running.process.kill()
        self.running.process.wait()
        self.check_failed(begun, "start relevo serve again")
        self.start_again()
        self.assertEqual(programs(self.running), all_run(self.path))
        self.check_serves(customer)

    def test_the_next_serve_takes_over_from_a_new_supervisor_that_ends(self):
        customer = self.call(self.running)
        bad = other_relevo(self.folder, "serve-exits")
        done = upgrade(self.running, bad)
        check_refused(self, done, 2, "start relevo serve again")
        self.assertEqual(self.running.process.wait(5), 7)
        self.assertIsNone(customer.ended_by)
        self.start_again()
        self.assertEqual(programs(self.running), all_run(self.path))
        self.check_serves(customer)

    def test_who_asked_may_leave(self):
        new = other_relevo(self.folder)
        begun = begin_upgrade(self.running, new, 20)
        wait_until(lambda: programs(self.running).get("core") == str(new), 10, "it began")
        begun.kill()
        begun.communicate()
        wait_until(lambda: programs(self.running) == all_run(new), 20, "all runs on it")
        self.check_serves()


class Door(UpgradeTest):
    def ask(self, message):
        """What is answered to it; nothing when the connection is closed without a word."""
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as line:
            line.settimeout(5)
            line.connect(str(self.running.data / "serve.sock"))
            with contextlib.suppress(BrokenPipeError):
                line.send(message)
            try:
                return line.recv(4096).decode()
            except ConnectionResetError:
                return ""

    def test_only_this_user_may_ask(self):
        mode = (self.running.data / "serve.sock").stat().st_mode
        self.assertTrue(stat.S_ISSOCK(mode))
        self.assertEqual(stat.S_IMODE(mode), 0o600)
        self.ends(self.running)
        self.assertFalse((self.running.data / "serve.sock").exists())

    def test_garbage_is_refused(self):
        for message in (b"x", b"upgrade", b"upgrade ", b"upgrade x /bin/true",
                        b"upgrade 30", b"upgrade 0 /bin/true", b"upgrade 3601 ", b"upgrade -1 ",
                        b"upgrade 99999999999999999999 ", bytes(range(256)) * 30):
            self.assertIn("refused the request is not understood", self.ask(message), message)
        for message in (b"upgrade 30 relative", b"upgrade 30 /bin/tr\0ue"):
            self.assertIn("refused --program", self.ask(message), message)
        self.assertEqual(self.ask(b"u" * 9000), "")
        self.assertEqual(programs(self.running), all_run(self.path))
        self.check_serves()

    def test_who_connects_and_says_nothing_is_in_nobodys_way(self):
        silent = [socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) for _each in range(20)]
        for line in silent:
            self.addCleanup(line.close)
            line.connect(str(self.running.data / "serve.sock"))
            line.settimeout(5)
        self.assertEqual(silent[0].recv(10), b"")  # The oldest goes.
        self.check_done(upgrade(self.running, other_relevo(self.folder)))
        self.check_serves()


if __name__ == "__main__":
    unittest.main()
