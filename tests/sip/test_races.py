"""Two things at the same instant: a CANCEL or BYE of the customer, and an answer of ours."""

import pathlib
import random
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from support import network
from support.floor import FloorTest
from support.waiting import wait_until

SEED = 20
CALLS = 30
RINGS_MS = 200


class Races(FloorTest):
    changes = {"wrap_up_s = 10": "wrap_up_s = 0"}

    def ends(self, count):
        """The ends of the first `count` contacts, once all have one."""
        def rows():
            found = self.watcher.get("/contacts?limit=1000")["rows"]
            return found if len(found) == count and all(row.get("end") for row in found) else None
        found = wait_until(rows, 10, f"{count} contacts with an end")
        for row in found:
            kinds = [event["kind"] for event in self.watcher.contact(row["id"])["events"]]
            self.assertEqual(kinds.count("contact_closed"), 1, kinds)
        return [row["end"] for row in found]

    def test_a_cancel_while_the_answer_is_on_its_way(self):
        """Nobody is ready; the call is answered within milliseconds, to play music."""
        waits = [1, 2, 3, 4, 6, 8, 10, 13, 16, 20]
        for wait in waits:
            self.sipp("customer_cancels", [(39998,)], calls=3, rate=50,
                      words={"WAIT": wait}).run()
        ends = self.ends(3 * len(waits))
        self.assertEqual(set(ends), {"short_abandoned"})
        log = self.server.log()
        print(f"{log.count('end=cancelled')} were cancelled, {log.count('end=hung_up')} hung up")

    def test_a_bye_at_once_after_the_ack(self):
        self.sipp("customer", [(39998, 0)], calls=10, rate=50).run()
        self.assertEqual(set(self.ends(10)), {"short_abandoned"})

    def test_the_agent_answers_as_the_customer_leaves(self):
        dice = random.Random(SEED)
        agent = self.sipp_agent("1001", "agent_races", words={"WAIT": RINGS_MS}, calls=CALLS)
        lines = [(39996, RINGS_MS + dice.randint(-15, 15)) for _call in range(CALLS)]
        self.sipp("customer", lines, rate=3).run()
        agent.phone.finish()
        ends = self.ends(CALLS)
        self.assertLessEqual(set(ends), {"short_abandoned", "handled"})
        agent.wait_state("ready")
        print({end: ends.count(end) for end in set(ends)})


if __name__ == "__main__":
    network.main()
