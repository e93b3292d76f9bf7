"""Calls that arrive steadily and are answered: customers and phones are one SIPp each."""

from support.waiting import wait_until

STAY_MS = 2500  # From the answer of the server until the customer hangs up.
RING_MS = 100
RTP_PORT = 39996  # Where nobody listens.
CALLS_MAX = 1_000_000


class CallLoad:
    def __init__(self, floor, agents, calls_a_second, seconds_max, stay_ms=STAY_MS,
                 customer_ports=(RTP_PORT,), agent_ports=(RTP_PORT,)):
        """`floor`: the FloorTest. `agents`: codes of those who answer, all at one SIPp. The ports
        of audio are used in turn: more of them than there are calls at once."""
        self.floor = floor
        self.agents = agents
        self.port = 5399
        self.phones = floor.sipp("agent_races", [(port,) for port in agent_ports], port=self.port,
                                 calls=CALLS_MAX, words={"WAIT": RING_MS},
                                 seconds_max=seconds_max, messages=False)
        self.customers = floor.sipp("customer", [(port, stay_ms) for port in customer_ports],
                                    calls=CALLS_MAX, rate=calls_a_second, seconds_max=seconds_max,
                                    messages=False)

    def start(self):
        """Returns when all agents are ready, and calls begin to come."""
        self.agents_ready()
        self.customers.start()
        return self

    def agents_ready(self):
        """All phones registered, and their agents signed in and made ready by a supervisor."""
        floor = self.floor
        lines = [(code, f"[authentication username={code} password=demo-{code}]", 3600)
                 for code in self.agents]
        floor.sipp("register", lines, port=self.port, words={"STATUS": 200}, rate=200,
                   messages=False).run()
        self.phones.start()
        for row in self.rows():
            if row["state"] == "offline":
                floor.watcher.command_in_turn("sign_in_agent", {"agent": row["id"]})
            if row["state"] != "ready":
                floor.watcher.command_in_turn("set_ready", {"agent": row["id"]})
        wait_until(lambda: all(row["state"] == "ready" for row in self.rows()), 10,
                   "all agents ready")

    def rows(self):
        """Of its agents, as the board shows them."""
        codes = set(self.agents)
        return [row for row in self.floor.watcher.board()["agents"] if row["id"] in codes]

    def done(self):
        """(calls that went as the scenario says, calls that did not) so far."""
        try:
            counts = self.customers.counts()
        except (FileNotFoundError, IndexError):  # Its first second is not over.
            return 0, 0
        return int(counts["SuccessfulCall(C)"]), int(counts["FailedCall(C)"])

    def finish(self):
        """The last customers hang up and all phones fall silent; what done() gives then."""
        self.customers.begin_to_end()
        self.customers.wait_end()
        wait_until(lambda: all(row["contact"] is None for row in self.rows()), 10,
                   "no contact of these agents")
        self.phones.stop()
        return self.done()
