"""A SIP test of many calls at once: all talk, hear each other, and end once, from either side."""

import time

from support import tone
from support.floor import AGENT_FIRST, AGENT_HZ, CUSTOMER_HZ, FloorTest, operation_of_many
from support.sip_end import SipEnd
from support.waiting import wait_until

SHARE_MIN = 0.95
ONCE = ("contact_arrived", "contact_connected", "contact_released", "contact_closed")


class TalksTest(FloorTest):
    calls = 20
    talk_s = 3  # How long all talk on at the end.

    def operation(self):
        path = self.folder / "operation.toml"
        path.write_text(operation_of_many(self.calls))
        return path

    def end(self, user, audio):
        end = SipEnd(self.server.sip, user, audio.socket)
        self.addCleanup(end.close)
        self.pairs.append((end, audio))
        return end

    def connect(self):
        """All talk; self.ends by name, self.customers, self.agents by code, self.contacts."""
        self.ends = self.rtp(**{f"{side}{number}": {"frequency": frequency}
                                for number in range(self.calls)
                                for side, frequency in (("customer", CUSTOMER_HZ),
                                                        ("agent", AGENT_HZ))})
        self.agents, self.clients, self.customers, self.pairs = {}, {}, [], []
        for number in range(self.calls):
            code = str(AGENT_FIRST + number)
            phone = self.agents[code] = self.end(code, self.ends[f"agent{number}"])
            self.assertEqual(phone.register("demo-" + code), 200)
        for code in self.agents:
            client = self.clients[code] = self.server.client(code)
            client.command("sign_in_agent")
            client.command("set_ready")
        for number in range(self.calls):
            customer = self.end(f"555{number:04}", self.ends[f"customer{number}"])
            customer.call("5000")
            self.customers.append(customer)
        for phone in self.agents.values():
            phone.answer()
        wait_until(lambda: [row["state"] for row in self.watcher.board()["contacts"]]
                   == ["connected"] * self.calls, 20, "all connected")
        wait_until(lambda: all(end.media for end, _audio in self.pairs), 10, "where audio goes")
        for end, audio in self.pairs:
            audio.target = end.media
        self.contacts = {row["agent"]: row["id"] for row in self.watcher.board()["contacts"]}
        self.wait_all_hear(time.monotonic())

    def wait_all_hear(self, since):
        wait_until(lambda: all(len(end.audio(since)) > 25 for end in self.ends.values()), 15,
                   "all hear")

    def silences(self, since, until=None):
        """Each end's longest silence in seconds, from a little before `since` until all hear again
        behind `until`, which is `since` where it is not said."""
        self.wait_all_hear((since if until is None else until) + 0.05)
        found = []
        for end in self.ends.values():
            times = [packet.at for packet in end.audio(since - 0.2)]
            found.append(max(b - a for a, b in zip(times, times[1:])))
            end.received = end.received[-100:]
        return found

    def talk_on(self):
        """All still hear the other side, and nobody else, after `talk_s`."""
        due = time.monotonic() + self.talk_s
        wait_until(lambda: time.monotonic() > due, self.talk_s + 5, "some more talk")
        since = due - 1
        for name, end in self.ends.items():
            other = CUSTOMER_HZ if name.startswith("agent") else AGENT_HZ
            self.assertGreater(len(end.audio(since)), 40, name)
            self.assertGreater(tone.share(end.heard(since), other), SHARE_MIN, name)

    def hang_up(self):
        """A third of the calls by the customer, a third by the agent's phone, the rest by command;
        the other side's phone hears of it."""
        talking = [customer for customer in self.customers if customer.talking]
        self.assertEqual(len(talking), self.calls)
        for customer in self.customers[: self.calls // 3]:
            customer.hang_up()
        wait_until(lambda: self.ended(self.agents.values()) == self.calls // 3, 10,
                   "BYE to the agents")
        left = [code for code, phone in self.agents.items() if phone.talking]
        for code in left[: self.calls // 3]:
            self.agents[code].hang_up()
        wait_until(lambda: self.ended(self.customers) == 2 * (self.calls // 3), 10,
                   "BYE to the customers")
        for code in left[self.calls // 3:]:
            self.clients[code].command("hang_up", {"contact": self.contacts[code]})
        everybody = [*self.customers, *self.agents.values()]
        wait_until(lambda: self.ended(everybody) == 2 * self.calls, 10,
                   "everybody hears of the end")

    @staticmethod
    def ended(ends):
        return sum(end.ended_by is not None for end in ends)

    def check_contacts(self):
        """Each call was one contact, to which nothing happened twice."""
        self.assertEqual(len(self.contacts), self.calls)
        for contact in self.contacts.values():
            life = self.wait_closed(contact, "handled", 30)
            kinds = [event["kind"] for event in life["events"]]
            for kind in ONCE:
                self.assertEqual(kinds.count(kind), 1, (kind, kinds))

    def tearDown(self):
        self.wait_empty(30)
        seen = self.watcher.get("/state")
        self.assertEqual(self.server.stop(), 0)
        self.server.assert_replays(seen)
