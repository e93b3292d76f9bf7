"""Fifty calls at once: all connected, all handled, and not one packet lost on the way."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

import time

from support import network
from support.floor import AGENT_FIRST, FloorTest, operation_of_many
from support.waiting import wait_until

CALLS = 50
TALK_S = 8
SETTLE_S = 0.5  # The last call's first packets are through.


class Load(FloorTest):
    def operation(self):
        path = self.folder / "operation.toml"
        path.write_text(operation_of_many(CALLS))
        return path

    def agents_ready(self, ends):
        """All agents signed in and ready at phones that are one SIPp; (phones, clients)."""
        codes = [str(AGENT_FIRST + number) for number in range(CALLS)]
        port = 5399
        lines = [(code, f"[authentication username={code} password=demo-{code}]", 300)
                 for code in codes]
        self.sipp("register", lines, port=port, words={"STATUS": 200}, rate=100).run()
        phones = self.sipp("agent", [(end.port,) for end in ends], port=port, pause_ms=200).start()
        clients = [self.server.client(code) for code in codes]
        for client in clients:
            client.command("sign_in_agent")
            client.command("set_ready")
        wait_until(lambda: self.in_state("ready") == CALLS, 10, "all agents ready")
        return phones, clients

    def in_state(self, state):
        return sum(agent["state"] == state for agent in self.watcher.board()["agents"])

    def test_fifty_calls_at_once(self):
        ends = self.rtp(**{f"{side}{number}": {"numbered": True}
                           for number in range(CALLS) for side in ("customer", "agent")})
        customers = [ends[f"customer{number}"] for number in range(CALLS)]
        agents = [ends[f"agent{number}"] for number in range(CALLS)]
        phones, clients = self.agents_ready(agents)
        calls = self.sipp("customer_stays", [(end.port,) for end in customers], rate=25).start()
        wait_until(lambda: self.in_state("talking") == CALLS, 30, "all talking")
        self.join(calls, *customers)
        self.join(phones, *agents)
        shown = self.watcher.board()["contacts"]
        self.assertEqual([contact["state"] for contact in shown], ["connected"] * CALLS)
        settled = time.monotonic() + SETTLE_S
        wait_until(lambda: time.monotonic() > settled + TALK_S, TALK_S + 2, "some talk")
        self.fall_quiet(customers + agents)
        for client in clients:
            client.command("hang_up", {"contact": self.watcher.agent(client.user)["contact"]})
        calls.finish()
        phones.finish()
        for contact in shown:
            self.wait_closed(contact["id"], "handled", 30)
        self.check_numbers(customers, agents, settled)
        self.check_counts(customers, agents)

    def fall_quiet(self, ends):
        """Everybody stops speaking, and what is on its way comes in."""
        for end in ends:
            end.sending = False
        counts = [-1]

        def quiet():
            counts.append(sum(len(end.received) for end in ends))
            return counts[-1] == counts[-2]
        wait_until(quiet, 5, "quiet")

    def check_numbers(self, customers, agents, settled):
        """What each side heard once all talked is, packet by packet, what the other side said."""
        for here, there in ((agents, customers), (customers, agents)):
            last = []
            for end in here:
                numbers = end.numbers(settled)
                self.assertEqual(numbers, list(range(numbers[0], numbers[0] + len(numbers))))
                self.assertGreaterEqual(len(numbers), TALK_S * 49)
                last.append(numbers[-1] + 1)
            self.assertEqual(sorted(last), sorted(end.sent for end in there))

    def check_counts(self, customers, agents):
        """The server's own counts, leg by leg, are what its peers sent and received."""
        counts = list(self.leg_counts(2 * CALLS).values())
        self.assertEqual([count["packets_dropped"] for count in counts], [0] * len(counts))
        self.assertEqual([count["packets_refused"] for count in counts], [0] * len(counts))
        ends = customers + agents
        self.assertEqual(sorted(count["packets_in"] for count in counts),
                         sorted(end.sent for end in ends))
        self.assertEqual(sorted(count["packets_out"] for count in counts),
                         sorted(len(end.received) for end in ends))
        print(f"{CALLS} calls, {sum(count['packets_in'] for count in counts)} packets in, "
              f"{sum(count['packets_out'] for count in counts)} out, none lost")


if __name__ == "__main__":
    network.main()
