"""Calls that arrive steadily and are answered: customers and phones are one SIPp each."""

from support.waiting import wait_until

STAY_MS = 2500  # From the answer of the server until the customer hangs up.
RING_MS = 100
RTP_PORT = 39996  # Where nobody listens.
CALLS_MAX = 1_000_000


class CallLoad:
    def __init__(self, floor, agents, calls_a_second, seconds_max):
        """`floor`: the FloorTest. `agents`: codes of those who answer, all at one SIPp."""
        self.floor = floor
        self.agents = agents
        self.port = 5399
        self.phones = floor.sipp("agent_races", [(RTP_PORT,)], port=self.port, calls=CALLS_MAX,
                                 words={"WAIT": RING_MS}, seconds_max=seconds_max, messages=False)
        self.customers = floor.sipp("customer", [(RTP_PORT, STAY_MS)], calls=CALLS_MAX,
                                    rate=calls_a_second, seconds_max=seconds_max, messages=False)

    def start(self):
        """Returns when all agents are ready, and calls begin to come."""
        floor = self.floor
        lines = [(code, f"[authentication username={code} password=demo-{code}]", 3600)
                 for code in self.agents]
        floor.sipp("register", lines, port=self.port, words={"STATUS": 200}, rate=100).run()
        self.phones.start()
        for code in self.agents:
            client = floor.server.client(code)
            client.command("sign_in_agent")
            client.command("set_ready")

        def all_ready():
            rows = {row["id"]: row["state"] for row in floor.watcher.board()["agents"]}
            return all(rows[code] == "ready" for code in self.agents)
        wait_until(all_ready, 10, "all agents ready")
        self.customers.start()
        return self

    def finish(self):
        """The last customers hang up; how many calls there were. All went as the scenario says."""
        self.customers.begin_to_end()
        counts = self.customers.finish()
        self.floor.assertEqual(int(counts["FailedCall(C)"]), 0, self.customers.story())
        return int(counts["SuccessfulCall(C)"])
