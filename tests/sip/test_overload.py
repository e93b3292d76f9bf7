"""Twice, five and ten times the calls that the server has room for: what it has taken on suffers
nothing, the rest is told at once to come back later, and when they do there is room again.

`RELEVO_SECONDS` is how long ten times the calls come, 20 s where it says nothing;
`./dev soak overload` takes ten minutes.
"""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

import os
import threading
import time

from support import metrics, network
from support.call_load import CallLoad
from support.figures import percentile, spread
from support.floor import AGENT_FIRST, FloorTest, operation_of_many
from support.gaps import Listener
from support.journal import Journal
from support.processes import held
from support.rush import Rush
from support.sip_end import SipEnd
from support.udp_relay import UdpRelay
from support.waiting import wait_until

SECONDS = float(os.environ.get("RELEVO_SECONDS", "20"))
STEP_S = SECONDS / 5
PAIRS = 160  # Of RTP ports: that is what there is room for.
AGENTS = 40
STAY_S = 1.5
PORT_RESTS_S = 10
LEGS_LONG = 6  # Of the conversations that last for the whole test.
KEPT = PAIRS // 10  # Of the pairs, for those who are turned away last.
# A call needs two pairs of ports, for as long as it lasts and they rest.
CAPACITY = (PAIRS - LEGS_LONG - KEPT) / (2 * (STAY_S + 0.2 + PORT_RESTS_S))
GOODPUT_MIN = 0.9
RETRY_AFTER_S = range(2, 11)
REFUSED_S_MAX = 1.0  # Of half of them; on a machine that others use no time says more.
COMMAND_S_MAX = 1.0
LATE_S_MAX = 0.04  # Of a packet, when those of the control are in time.
MEMORY_MORE_MAX = 1.1
DESCRIPTORS_MORE_MAX = 4
SECONDS_MAX = int(3 * SECONDS) + 120
FIRST_NUMBER = "5009"
FIRST_QUEUE = f"""
[[queue]]
code = "urgente"
number = "{FIRST_NUMBER}"
campaign = "soporte-norte"
skills = {{ spanish = 3 }}
priority_s = 600
wrap_up_s = 0
"""
# Of the capacity, by those who are turned away last: fewer than are kept for them.
FIRST_SHARE = 0.06


class Holds(threading.Thread):
    """A phone that puts its customer on hold again and again, and repeats no request."""

    def __init__(self, end):
        super().__init__(daemon=True)
        self.end = end
        self.stopping = threading.Event()
        self.times = []
        self.statuses = set()

    def run(self):
        while not self.stopping.wait(0.1):
            asked = time.monotonic()
            self.statuses.add(self.end.hold())
            self.times.append(time.monotonic() - asked)

    def stop(self):
        self.stopping.set()
        self.join()


class Overload(FloorTest):
    rtp_range = f"20000-{20000 + 2 * PAIRS - 1}"

    def operation(self):
        path = self.folder / "operation.toml"
        path.write_text(operation_of_many(AGENTS, {
            "wrap_up_s = 10": "wrap_up_s = 0", "record = true": "record = false",
            "target_s = 20": "target_s = 20\ncontacts_max = 40"})
                        + FIRST_QUEUE)
        return path

    # ---- What is in progress ----------------------------------------------------------------

    def talk(self):
        """A conversation of numbered packets both ways, and the control's: their Listeners."""
        ends = self.rtp(**{name: {"numbered": True}
                           for name in ("customer", "agent", "near", "far")})
        self.talker = self.sipp_agent("1001", "agent", rtp_port=ends["agent"].port, expires=3600,
                                      seconds_max=SECONDS_MAX)
        self.talk_calls = self.sipp("customer_stays", [(ends["customer"].port,)],
                                    seconds_max=SECONDS_MAX).start()
        self.join(self.talk_calls, ends["customer"])
        self.join(self.talker.phone, ends["agent"])
        self.talker.wait_state("talking")
        relay = UdpRelay(("127.0.0.1", ends["far"].port))
        self.addCleanup(relay.stop)
        ends["near"].target = relay.address
        wait_until(lambda: all(len(ends[name].audio()) > 25
                               for name in ("customer", "agent", "far")), 5, "everybody hears")
        return [Listener(ends["customer"]), Listener(ends["agent"])], Listener(ends["far"])

    def hold_by_command(self):
        """A conversation whose agent holds and resumes by command all the time: the Journal."""
        self.holder = self.sipp_agent("1002", "agent", expires=3600, seconds_max=SECONDS_MAX)
        self.hold_calls = self.sipp("customer_stays", [(39994,)], seconds_max=SECONDS_MAX).start()
        self.holder.wait_state("talking")
        contact = self.holder.contact()
        return Journal(self.holder.client, "hold",
                       (("hold", {"contact": contact}), ("resume", {"contact": contact})),
                       lambda event: event["kind"] in ("contact_held", "contact_resumed"))

    def hold_by_phone(self):
        """A conversation whose agent's phone sends re-INVITEs all the time: its Holds."""
        phone = SipEnd(self.server.sip, "1003")
        self.addCleanup(phone.close)
        self.assertEqual(phone.register("demo-1003", 3600), 200)
        self.watcher.command("sign_in_agent", {"agent": "1003"})
        self.watcher.command("set_ready", {"agent": "1003"})
        self.third = SipEnd(self.server.sip, "5550103")
        self.addCleanup(self.third.close)
        self.third.call("5000")
        phone.answer()
        wait_until(lambda: self.watcher.agent("1003")["state"] == "talking", 5, "1003 talking")
        return Holds(phone)

    def end_talks(self):
        self.talker.hang_up()
        self.holder.hang_up()
        self.third.hang_up()
        for sipp in (self.talk_calls, self.hold_calls, self.talker.phone, self.holder.phone):
            sipp.finish()

    # ---- The rush ---------------------------------------------------------------------------

    def rush(self, times, seconds, **how):
        return Rush(self, times * CAPACITY, seconds, int(1000 * STAY_S), 39992, **how).start()

    def step(self, times, seconds):
        """Calls at `times` the capacity; (Outcome, when it began, when its last call began)."""
        rush = self.rush(times, seconds)
        began = time.monotonic()
        wait_until(rush.all_made, 2 * seconds + 10, f"all calls of step {times}")
        made = time.monotonic()
        return rush.finish(), began, made

    def last_step(self):
        """Ten times the capacity, and among them some to the number that is to go first."""
        first = self.rush(FIRST_SHARE, SECONDS, dialed=FIRST_NUMBER)
        looking = threading.Thread(target=self.watch_memory, args=(time.monotonic(), SECONDS))
        looking.start()
        step = self.step(10, SECONDS)
        looking.join()
        self.first = first.finish()
        return step

    def watch_memory(self, began, seconds):
        """Of voice and core, in the middle of the rush and at its end."""
        self.memory = []
        for share in (0.5, 0.95):
            due = began + share * seconds
            wait_until(lambda due=due: time.monotonic() >= due, seconds + 5, "the next look")
            self.memory.append(self.held())

    def held(self):
        return {name: held(self.server.child(name)) for name in ("core", "voice")}

    def test_ten_times_the_calls(self):
        codes = [str(AGENT_FIRST + number) for number in range(AGENTS)]
        load = CallLoad(self, codes, 1, SECONDS_MAX)
        heard, control = self.talk()
        journal = self.hold_by_command()
        holds = self.hold_by_phone()
        load.agents_ready()
        before = self.held()
        journal.start()
        holds.start()
        steps = {times: self.step(times, STEP_S) for times in (2, 5)}
        steps[10] = self.last_step()
        over = time.monotonic()
        # Ports rest for so long; meanwhile those who were refused stay away.
        wait_until(lambda: time.monotonic() > over + PORT_RESTS_S - STAY_S, 15, "room again")
        again, _began, _made = self.step(0.5, STEP_S)
        journal.stop()
        holds.stop()
        self.check_audio(heard, control, steps)
        self.check_commands(journal, holds)
        self.end_talks()
        self.wait_empty()
        load.phones.stop()
        self.check_steps({times: step[0] for times, step in steps.items()})
        self.assertEqual((again.shed, again.full, again.failed), (0, 0, 0), again)
        self.check_held(before)

    # ---- What is shown ----------------------------------------------------------------------

    def check_audio(self, heard, control, steps):
        for times, (_outcome, began, made) in steps.items():
            machine = control.window(began, made)
            gaps = [listener.window(began, made) for listener in heard]
            print(f"at {times} times: packets lost in a row {max(gap.lost for gap in gaps)}, "
                  f"longest silence {1000 * max(gap.silence_s for gap in gaps):.0f} ms, outside of "
                  f"the server {1000 * machine.silence_s:.0f} ms")
            self.assertEqual([gap.lost for gap in gaps], [0, 0])
            for gap in gaps:
                self.assertLess(gap.silence_s - max(0, machine.silence_s), LATE_S_MAX)

    def check_commands(self, journal, holds):
        times = [entry.answered_at - entry.asked_at for entry in journal.entries]
        print(f"{len(times)} holds and resumes by command: {spread(times)}, {journal.repeated} "
              f"repeated; {len(holds.times)} by phone: {spread(holds.times)}")
        self.assertEqual(journal.repeated, 0)
        self.assertEqual(holds.statuses, {200})
        self.assertLess(percentile(times, 0.99), COMMAND_S_MAX)
        self.assertLess(percentile(holds.times, 0.99), COMMAND_S_MAX)

    def check_steps(self, outcomes):
        for times, outcome in outcomes.items():
            print(f"at {times} times, {outcome.rate:.0f} calls a second: {outcome.made} made, "
                  f"{outcome.taken} taken, {outcome.full} found the queue full, {outcome.shed} "
                  f"shed, {outcome.failed} otherwise, {outcome.repeated} messages repeated")
            print(f"  BYE answered in {spread(outcome.ended_in)}")
            self.assertEqual(outcome.failed, 0)
            self.assertEqual(outcome.made, outcome.taken + outcome.full + outcome.shed)
            self.assertLessEqual(set(outcome.retry_after), set(RETRY_AFTER_S))
            if outcome.refused_in:  # A short step may end before the room does.
                print(f"  refused in {spread(outcome.refused_in)}")
                self.assertLess(percentile(outcome.refused_in, 0.5), REFUSED_S_MAX)
        ten = outcomes[10]
        self.assertEqual(set(ten.retry_after), set(RETRY_AFTER_S), "spread over all of them")
        rows = self.watcher.all_contacts()
        ends = {}
        for row in rows:
            ends[row["end"]] = ends.get(row["end"], 0) + 1
        print(f"contacts: {ends}")
        taken = (ten.taken + self.first.taken) / SECONDS
        print(f"taken at 10 times: {taken:.1f} calls a second of {CAPACITY:.1f}; to the number "
              f"that goes first {self.first.taken} of {self.first.made}")
        self.assertGreater(taken, GOODPUT_MIN * CAPACITY)
        self.assertEqual((self.first.shed, self.first.full, self.first.failed), (0, 0, 0))
        self.assertEqual(set(ends), {"handled"})

    def check_held(self, before):
        middle, end = self.memory
        over = time.monotonic()
        wait_until(lambda: time.monotonic() > over + PORT_RESTS_S + 2, 20, "what rests has rested")
        after = self.held()
        for name in before:
            print(f"{name}: {before[name].resident_kb / 1024:.1f} MB before, "
                  f"{middle[name].resident_kb / 1024:.1f} in the middle of the rush, "
                  f"{end[name].resident_kb / 1024:.1f} at its end; descriptors "
                  f"{before[name].descriptors}, {end[name].descriptors}, after it "
                  f"{after[name].descriptors}")
            self.assertLess(end[name].resident_kb, MEMORY_MORE_MAX * middle[name].resident_kb)
            self.assertLessEqual(after[name].descriptors,
                                 before[name].descriptors + DESCRIPTORS_MORE_MAX)
        page = metrics.read(self.server.client(None).raw("GET", "/metrics")[2].decode())
        self.assertEqual(page["relevo_voice_legs"].total(), 0, "no pair of ports is in use")


if __name__ == "__main__":
    network.main()
