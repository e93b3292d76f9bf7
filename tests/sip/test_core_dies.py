"""The core is killed again and again under load: what was promised stays, and nobody hears it.

`RELEVO_KILLS` says how often, 20 where it says nothing; `./dev soak core-dies` 200 times.
"""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

import os
import random
import signal
import time

from support import network
from support.call_load import CallLoad
from support.floor import FloorTest
from support.gaps import Listener
from support.journal import Journal, journal_of_breaks
from support.machine import Starts
from support.figures import percentile, spread
from support.udp_relay import UdpRelay
from support.waiting import wait_until

KILLS = int(os.environ.get("RELEVO_KILLS", "20"))
SEED = int(os.environ.get("RELEVO_SEED", "3"))
LIFE_S = (0.05, 4.0)  # How long a core serves before the next kill, at random.
BACK_S_MAX = 2.0
BUSY_MIN = 5  # A machine that takes so many times its best to start a program says nothing of us.
CALLS_A_SECOND = 3
LOST_MAX = 1  # Packets in a row.
LATE_S_MAX = 0.04  # Of a packet, when those of the control are in time.
SECONDS_MAX = 60 + 8 * KILLS
PHONES_OF_LOAD = [str(code) for code in range(1001, 1015)]
PHONES_THAT_TALK = ("1015", "1016")
PHONE_ON_HOLD = "1017"
BREAKING = ("1018", "1019")
AGAIN = 0.15  # How often the next core is killed before it is ready, too,
AGAIN_S = 0.15  # and within what time after its start.


class CoreDies(FloorTest):
    changes = {"wrap_up_s = 10": "wrap_up_s = 0"}

    def talk(self):
        """Two conversations that last for the whole test; [(name, Listener)], with the control."""
        names = [f"{side}{agent}" for agent in PHONES_THAT_TALK for side in ("customer", "agent")]
        ends = self.rtp(**{name: {"numbered": True} for name in (*names, "near", "far")})
        self.talking = []
        for agent in PHONES_THAT_TALK:
            at_phone, at_customer = ends[f"agent{agent}"], ends[f"customer{agent}"]
            who = self.sipp_agent(agent, "agent", rtp_port=at_phone.port, expires=3600,
                                  seconds_max=SECONDS_MAX)
            calls = self.sipp("customer_stays", [(at_customer.port,)], seconds_max=SECONDS_MAX)
            calls.start()
            self.join(calls, at_customer)
            self.join(who.phone, at_phone)
            who.wait_state("talking")
            self.talking.append((who, calls))
        relay = UdpRelay(("127.0.0.1", ends["far"].port))
        self.addCleanup(relay.stop)
        ends["near"].target = relay.address
        heard = {name: Listener(ends[name]) for name in names}
        wait_until(lambda: all(len(end.audio()) > 25 for end in ends.values() if end is not
                               ends["near"]), 5, "everybody hears")
        return heard, Listener(ends["far"])

    def put_on_hold(self):
        """A conversation whose agent puts it on hold and resumes it all the time: the Journal."""
        agent = self.sipp_agent(PHONE_ON_HOLD, "agent", expires=3600, seconds_max=SECONDS_MAX)
        calls = self.sipp("customer_stays", [(39994,)], seconds_max=SECONDS_MAX).start()
        agent.wait_state("talking")
        self.talking.append((agent, calls))
        contact = agent.contact()
        return Journal(agent.client, f"hold-{agent.code}",
                       (("hold", {"contact": contact}), ("resume", {"contact": contact})),
                       lambda event: event["kind"] in ("contact_held", "contact_resumed"))

    def kill_core(self, again_after_s=None):
        """Kills it, and the next one too before it is ready if it is said after how long; (when,
        seconds until ready again, seconds until a command was accepted)."""
        killed = wait_until(lambda: self.server.child("core"), what="a core")
        os.kill(killed, signal.SIGKILL)
        at = time.monotonic()
        if again_after_s is not None:
            killed = wait_until(lambda: self.server.child("core") not in (None, killed)
                                and self.server.child("core"), 10, "the next core")
            due = time.monotonic() + again_after_s
            wait_until(lambda: time.monotonic() >= due, 2, "the next kill")
            os.kill(killed, signal.SIGKILL)
            at = time.monotonic()
        wait_until(self.is_ready, 10, "ready again")
        ready_s = time.monotonic() - at
        accepted = wait_until(self.first_accepted(at), 10, "a command accepted")
        self.assertNotEqual(self.server.child("core"), killed)
        return at, ready_s, accepted.answered_at - at

    def first_accepted(self, at):
        def found():
            entries = [journal.first_asked_after(at) for journal in self.journals]
            for journal in self.journals:
                journal.check()
            return min((entry for entry in entries if entry), default=None,
                       key=lambda entry: entry.answered_at)
        return found

    def is_ready(self):
        try:
            return self.watcher.raw("GET", "/readyz")[0] == 200
        except OSError:
            return False

    def test_killed_again_and_again_under_load(self):
        dice = random.Random(SEED)
        heard, control = self.talk()
        self.journals = [self.put_on_hold(), *(journal_of_breaks(self.server.client(code))
                                               for code in BREAKING)]
        load = CallLoad(self, PHONES_OF_LOAD, CALLS_A_SECOND, SECONDS_MAX).start()
        for journal in self.journals:
            journal.start()
        starts = Starts().start()
        self.addCleanup(starts.stop)
        kills, seen = [], []
        for _kill in range(KILLS):
            due = time.monotonic() + dice.uniform(*LIFE_S)
            wait_until(lambda: time.monotonic() >= due, LIFE_S[1] + 5, "the next kill")
            again = dice.uniform(0, AGAIN_S) if dice.random() < AGAIN else None
            kills.append(self.kill_core(again))
            seen.append(self.watcher.get("/state"))
            self.check_last_answers()
        settled = time.monotonic()
        wait_until(lambda: time.monotonic() > settled + 1, 5, "a second without a kill")
        starts.stop()
        for journal in self.journals:
            journal.stop()
        self.check_all_answers()
        customers, failed = load.finish()
        self.assertEqual(failed, 0, load.customers.story())
        for agent, _calls in self.talking:
            agent.hang_up()
        for agent, calls in self.talking:
            calls.finish()
            agent.phone.finish()
        self.wait_empty()
        self.check_contacts(customers + len(self.talking))
        seen.append(self.watcher.get("/state"))
        self.assertEqual(self.server.stop(), 0)
        for state in seen:
            self.server.assert_replays(state)
        self.check_audio(kills, heard, control)
        self.check_times(kills, starts)

    # ---- What was promised ------------------------------------------------------------------

    def check_last_answers(self):
        """The last answers before and after a kill: repeated, they are the same."""
        for journal in self.journals:
            journal.assert_repeated(journal.entries[-5:])

    def check_all_answers(self):
        log = self.watcher.all_events()
        for journal in self.journals:
            journal.assert_kept(log)
            journal.assert_repeated(journal.entries)
        print(f"{sum(len(journal.entries) for journal in self.journals)} answers kept, "
              f"{sum(journal.repeated for journal in self.journals)} requests were repeated")

    def check_contacts(self, calls):
        """Each call is one contact of the log, which ended once."""
        rows = self.watcher.all_contacts()
        ends = {}
        for row in rows:
            ends[row["end"]] = ends.get(row["end"], 0) + 1
            kinds = [event["kind"] for event in self.watcher.contact(row["id"])["events"]]
            for kind in ("contact_arrived", "contact_closed"):
                self.assertEqual(kinds.count(kind), 1, (row["id"], kinds))
            self.assertLessEqual(kinds.count("contact_connected"), 1, (row["id"], kinds))
        print(f"{calls} calls, {len(rows)} contacts: {ends}")
        self.assertEqual(len(rows), calls)
        self.assertLessEqual(set(ends), {"handled", "abandoned", "short_abandoned"})
        self.assertGreater(ends["handled"], 0.8 * calls)

    # ---- How long it took, and what was heard -----------------------------------------------

    def check_times(self, kills, starts):
        """Late is only who is late while the machine itself is not."""
        for what, index in (("ready", 1), ("accepting", 2)):
            print(f"{len(kills)} kills: {what} again after {spread([k[index] for k in kills])}")
        floors = [starts.longest(at, at + max(back)) for at, *back in kills]
        print(f"a program that does nothing started meanwhile in {spread(floors)}, "
              f"at best in {starts.best() * 1000:.0f} ms")
        late = [(back, floor) for (_at, *back), floor in zip(kills, floors)
                if max(back) > BACK_S_MAX and floor < BUSY_MIN * starts.best()]
        self.assertEqual(late, [])
        self.assertLess(percentile([max(back) for _at, *back in kills], 0.5), BACK_S_MAX)

    def check_audio(self, kills, heard, control):
        lost, late, unexplained = [], [], []
        controls = []
        for at, ready_s, accepted_s in kills:
            window = (at - 0.1, at + max(ready_s, accepted_s) + 0.2)
            machine = control.window(*window)
            gaps = [listener.window(*window) for listener in heard.values()]
            lost.append(max(gap.lost for gap in gaps))
            late.append(max(gap.silence_s for gap in gaps))
            controls.append(machine.silence_s)
            if late[-1] - max(0, machine.silence_s) > LATE_S_MAX:
                unexplained.append((late[-1], machine))
        print(f"longest run of packets lost: {max(lost)}; longest silence {spread(late)}; "
              f"outside of the server {spread(controls)}")
        self.assertLessEqual(max(lost), LOST_MAX)
        self.assertEqual(unexplained, [])

    def tearDown(self):
        """The test itself has stopped the server and looked at what it left."""
        errors = [line for line in self.server.log().splitlines() if " error " in line
                  and "process died, starting it again" not in line]
        self.assertEqual(errors, [])


if __name__ == "__main__":
    network.main()
