"""Twenty calls, and the voice process is killed again and again: all of them go on.

`RELEVO_KILLS` says how often, 3 where it says nothing; `./dev soak voice-dies` 50 times. From 50 on
all must still hear each other 60 s behind the last, else 3 s.
"""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

import os
import random
import signal
import time

from support import network, tone
from support.figures import percentile, spread
from support.floor import AGENT_FIRST, AGENT_HZ, CUSTOMER_HZ, FloorTest, operation_of_many
from support.sip_end import SipEnd
from support.waiting import wait_until

CALLS = 20
KILLS = int(os.environ.get("RELEVO_KILLS", "3"))
LIFE_S = 1.2  # At least: who lives for less than 1 s is started again after a pause that grows.
TALK_S = 60 if KILLS >= 50 else 3
SILENCE_P99_S_MAX = 2.0
SILENCE_P50_S_MAX = 1.0
SHARE_MIN = 0.95
ONCE = ("contact_arrived", "contact_connected", "contact_released", "contact_closed")


class ByForce(FloorTest):
    def operation(self):
        path = self.folder / "operation.toml"
        path.write_text(operation_of_many(CALLS))
        return path

    def end(self, user, audio):
        end = SipEnd(self.server.sip, user, audio.socket)
        self.addCleanup(end.close)
        self.pairs.append((end, audio))
        return end

    def connect(self):
        """All talk; self.ends by name, self.customers, self.agents by code, self.contacts."""
        self.ends = self.rtp(**{f"{side}{number}": {"frequency": frequency}
                                for number in range(CALLS)
                                for side, frequency in (("customer", CUSTOMER_HZ),
                                                        ("agent", AGENT_HZ))})
        self.agents, self.clients, self.customers, self.pairs = {}, {}, [], []
        for number in range(CALLS):
            code = str(AGENT_FIRST + number)
            phone = self.agents[code] = self.end(code, self.ends[f"agent{number}"])
            self.assertEqual(phone.register("demo-" + code), 200)
        for code in self.agents:
            client = self.clients[code] = self.server.client(code)
            client.command("sign_in_agent")
            client.command("set_ready")
        for number in range(CALLS):
            customer = self.end(f"555{number:04}", self.ends[f"customer{number}"])
            customer.call("5000")
            self.customers.append(customer)
        for phone in self.agents.values():
            phone.answer()
        wait_until(lambda: [row["state"] for row in self.watcher.board()["contacts"]]
                   == ["connected"] * CALLS, 20, "all connected")
        for end, audio in self.pairs:
            audio.target = end.media
        self.contacts = {row["agent"]: row["id"] for row in self.watcher.board()["contacts"]}
        self.wait_all_hear(time.monotonic())

    def wait_all_hear(self, since):
        wait_until(lambda: all(len(end.audio(since)) > 25 for end in self.ends.values()), 15,
                   "all hear")

    def kill_voice(self):
        killed = self.server.child("voice")
        resumed = len(self.server.log_fields("resumed"))
        at = time.monotonic()
        os.kill(killed, signal.SIGKILL)
        wait_until(lambda: len(self.server.log_fields("resumed")) > resumed, 10, "a new voice")
        self.assertEqual(int(self.server.log_fields("resumed")[-1]["legs"]), 2 * CALLS)
        return at

    def silences(self, at):
        """Each end's longest silence around `at`, in seconds, once all hear again."""
        self.wait_all_hear(at + 0.05)
        found = []
        for end in self.ends.values():
            times = [packet.at for packet in end.audio(at - 0.2)]
            found.append(max(b - a for a, b in zip(times, times[1:])))
            end.received = end.received[-100:]
        return found

    def test_all_go_on(self):
        self.connect()
        moments = random.Random(7)
        silences = []
        for _kill in range(KILLS):
            due = time.monotonic() + LIFE_S + moments.random()
            wait_until(lambda due=due: time.monotonic() > due, LIFE_S + 5, "some talk")
            silences += self.silences(self.kill_voice())
        print(f"{KILLS} kills, {CALLS} calls: silence {spread(silences)}")
        starts = self.server.log_fields("voice is ready")[-KILLS:]
        for part in ("store", "sockets", "legs"):
            print(f"of it {part}: {spread([int(start[part + '_us']) / 1e6 for start in starts])}")
        self.assertLess(percentile(silences, 0.5), SILENCE_P50_S_MAX)
        self.assertLess(percentile(silences, 0.99), SILENCE_P99_S_MAX)
        self.talk_on()
        self.hang_up()
        for contact in self.contacts.values():
            life = self.wait_closed(contact, "handled", 30)
            kinds = [event["kind"] for event in life["events"]]
            for kind in ONCE:
                self.assertEqual(kinds.count(kind), 1, (kind, kinds))
        self.assertEqual(len(self.contacts), CALLS)

    def talk_on(self):
        """All still hear the other side, and nobody else, after TALK_S."""
        due = time.monotonic() + TALK_S
        wait_until(lambda: time.monotonic() > due, TALK_S + 5, "some more talk")
        since = due - 1
        for name, end in self.ends.items():
            other = CUSTOMER_HZ if name.startswith("agent") else AGENT_HZ
            self.assertGreater(len(end.audio(since)), 40, name)
            self.assertGreater(tone.share(end.heard(since), other), SHARE_MIN, name)

    def hang_up(self):
        """A third of the calls by the customer, a third by the agent's phone, the rest by command;
        the other side's phone hears of it."""
        talking = [customer for customer in self.customers if customer.talking]
        self.assertEqual(len(talking), CALLS)
        for customer in self.customers[: CALLS // 3]:
            customer.hang_up()
        wait_until(lambda: self.ended(self.agents.values()) == CALLS // 3, 10, "BYE to the agents")
        left = [code for code, phone in self.agents.items() if phone.talking]
        for code in left[: CALLS // 3]:
            self.agents[code].hang_up()
        wait_until(lambda: self.ended(self.customers) == 2 * (CALLS // 3), 10,
                   "BYE to the customers")
        for code in left[CALLS // 3:]:
            self.clients[code].command("hang_up", {"contact": self.contacts[code]})
        everybody = [*self.customers, *self.agents.values()]
        wait_until(lambda: self.ended(everybody) == 2 * CALLS, 10, "everybody hears of the end")

    @staticmethod
    def ended(ends):
        return sum(end.ended_by is not None for end in ends)

    def tearDown(self):
        self.wait_empty(30)
        seen = self.watcher.get("/state")
        self.assertEqual(self.server.stop(), 0)
        self.server.assert_replays(seen)


if __name__ == "__main__":
    network.main()
