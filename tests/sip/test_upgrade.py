"""Calls go on while the server moves to another executable: what is heard of it, and that nothing
that was acknowledged is lost."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

import os
import time

from support import network
from support.call_load import CallLoad
from support.figures import percentile, spread
from support.floor import FloorTest
from support.gaps import Listener
from support.journal import journal_of_breaks
from support.talks import TalksTest
from support.udp_relay import UdpRelay
from support.upgrade import all_run, other_relevo, programs, upgrade
from support.waiting import wait_until

SILENCE_S_MAX = 1.0  # More than what the machine itself was silent meanwhile.
CALLS_A_SECOND = 3
PHONES_OF_LOAD = [str(code) for code in range(1001, 1015)]
BREAKING = ("1018", "1019")
REFUSED_MAX = 2  # Calls that arrive in the very moment in which voice changes, twice.
SECONDS_MAX = 120
GONE_BACK_S_MAX = 3 + SILENCE_S_MAX  # A voice that hangs is given 3 s.


class CallsGoOn(TalksTest):
    def setUp(self):
        super().setUp()
        ends = self.rtp(near={"numbered": True}, far={"numbered": True})
        relay = UdpRelay(("127.0.0.1", ends["far"].port))
        self.addCleanup(relay.stop)
        ends["near"].target = relay.address
        self.control = Listener(ends["far"])
        self.connect()

    def move(self, program, status=0, silence_s_max=SILENCE_S_MAX, patience_s=30):
        """The upgrade's lines, and what was heard of it: each end's longest silence."""
        began = time.monotonic()
        done = upgrade(self.server, program, patience_s)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        ended = time.monotonic()
        silences = self.silences(began, ended)
        machine = self.control.window(began, time.monotonic()).silence_s
        print(f"{pathlib.Path(program).name}: {ended - began:.1f} s, {len(silences)} ends: silence "
              f"{spread(silences)}; outside of the server {machine * 1000:.0f} ms")
        self.assertLess(max(silences) - max(0, machine), silence_s_max)
        return silences

    def check_all_end_once(self):
        self.talk_on()
        self.hang_up()
        self.check_contacts()
        self.assertNotIn(" error ", self.server.log())

    def test_there_and_back(self):
        other = other_relevo(self.folder)
        silences = []
        for program in (other, os.environ["RELEVO_BINARY"]):
            silences += self.move(program)
            self.assertEqual(programs(self.server), all_run(program))
        self.assertLess(percentile(silences, 0.5), SILENCE_S_MAX / 2)
        self.check_all_end_once()

    def test_core_and_voice_together(self):
        other = other_relevo(self.folder, "link-2")
        self.move(other)
        self.assertEqual(programs(self.server), all_run(other))
        self.check_all_end_once()

    def test_a_core_that_is_bad_is_not_heard(self):
        silences = self.move(other_relevo(self.folder, "core-hangs"), status=2, patience_s=5)
        self.assertEqual(programs(self.server), all_run(os.environ["RELEVO_BINARY"]))
        self.assertLess(percentile(silences, 0.5), 0.1)
        self.check_all_end_once()

    def test_a_voice_that_is_bad(self):
        self.move(other_relevo(self.folder, "voice-hangs"), status=2, silence_s_max=GONE_BACK_S_MAX)
        self.assertEqual(programs(self.server), all_run(os.environ["RELEVO_BINARY"]))
        self.check_all_end_once()


class UnderLoad(FloorTest):
    changes = {"wrap_up_s = 10": "wrap_up_s = 0"}

    def setUp(self):
        super().setUp()
        self.journals = [journal_of_breaks(self.server.client(code)) for code in BREAKING]
        self.load = CallLoad(self, PHONES_OF_LOAD, CALLS_A_SECOND, SECONDS_MAX).start()
        for journal in self.journals:
            journal.start()

    def test_what_arrives_and_what_is_acknowledged_meanwhile(self):
        for program in (other_relevo(self.folder), os.environ["RELEVO_BINARY"]):
            answered = [len(journal.entries) for journal in self.journals]
            done = upgrade(self.server, program)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            for journal, before in zip(self.journals, answered):
                wait_until(lambda journal=journal, before=before:
                           len(journal.entries) > before + 10, 10, "commands are taken")
        self.assertEqual(programs(self.server), all_run(os.environ["RELEVO_BINARY"]))
        for journal in self.journals:
            journal.stop()
        log = self.watcher.all_events()
        for journal in self.journals:
            journal.assert_kept(log)
            journal.assert_repeated(journal.entries)
        customers, failed = self.load.finish()
        print(f"{sum(len(journal.entries) for journal in self.journals)} answers kept, "
              f"{sum(journal.repeated for journal in self.journals)} requests were repeated; "
              f"{customers} calls, {failed} failed")
        self.assertLessEqual(failed, REFUSED_MAX, self.load.customers.story())
        self.wait_empty()
        rows = self.watcher.all_contacts()
        for row in rows:
            kinds = [event["kind"] for event in self.watcher.contact(row["id"])["events"]]
            for kind in ("contact_arrived", "contact_closed"):
                self.assertEqual(kinds.count(kind), 1, (row["id"], kinds))
        self.assertGreaterEqual(len(rows), customers)


if __name__ == "__main__":
    network.main()
