"""Two things at the same instant: a CANCEL or BYE of the customer, and an answer of ours."""

import pathlib
import random
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from support import network
from support.floor import FloorTest

SEED = 20
CALLS = 30
RINGS_MS = 200


class Races(FloorTest):
    changes = {"wrap_up_s = 10": "wrap_up_s = 0"}

    def ends(self):
        """The ends of all contacts, once nobody is left."""
        self.wait_empty()
        rows = self.watcher.get("/contacts?limit=200")["rows"]
        for row in rows:
            kinds = [event["kind"] for event in self.watcher.contact(row["id"])["events"]]
            self.assertEqual(kinds.count("contact_closed"), 1, kinds)
        return [row["end"] for row in rows]

    def test_a_cancel_while_the_answer_is_on_its_way(self):
        # All at once: the core answers when a batch is durable; CANCELs come before and after.
        self.sipp("customer_cancels", [(39998,)], calls=CALLS, rate=1000).run()
        cancelled = [ended for ended in self.server.log_fields("leg ended")
                     if ended["end"] == "cancelled"]
        self.assertEqual(set(self.ends()), {"short_abandoned"})
        print(f"{len(cancelled)} of {CALLS} were cancelled, the others hung up")

    def test_a_cancel_that_crosses_the_answer(self):
        self.sipp("customer_cancels_late", [(39998,)], calls=5).run()
        self.assertEqual(self.ends(), ["short_abandoned"] * 5)
        ended = [leg["end"] for leg in self.server.log_fields("leg ended")]
        self.assertEqual(ended, ["hung_up"] * 5, "by the BYE, not by the CANCEL")

    def test_a_bye_at_once_after_the_ack(self):
        self.sipp("customer", [(39998, 0)], calls=10, rate=50).run()
        self.assertEqual(self.ends(), ["short_abandoned"] * 10)

    def test_the_agent_answers_as_the_customer_leaves(self):
        dice = random.Random(SEED)
        agent = self.sipp_agent("1001", "agent_races", words={"WAIT": RINGS_MS}, calls=CALLS)
        lines = [(39996, RINGS_MS + dice.randint(-15, 15)) for _call in range(CALLS)]
        self.sipp("customer", lines, rate=3).run()
        # SIPp itself stumbles over a CANCEL that comes while it is about to send its 200.
        agent.phone.finish(failed_max=CALLS // 3)
        ends = self.ends()
        self.assertEqual(len(ends), CALLS)
        self.assertLessEqual(set(ends), {"short_abandoned", "handled"})
        agent.wait_state("ready")
        print({end: ends.count(end) for end in set(ends)})


if __name__ == "__main__":
    network.main()
