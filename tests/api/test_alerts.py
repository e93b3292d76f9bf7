#!/usr/bin/env python3
"""Deviations: they are told, climb in time even when core dies, and somebody takes care of them."""
# Also on: dev

import datetime
import os
import pathlib
import signal
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from support.api import Refused
from support.loopback import ServerTest
from support.waiting import wait_until

LATE_S_MAX = 2.0


def seconds(at):
    return datetime.datetime.fromisoformat(at.replace("Z", "+00:00")).timestamp()


class Alerts(ServerTest):
    changes = {
        'when = ["longest_wait over 1 min > 15 s back 5 s"]\nfor_s = 2':
            'when = ["longest_wait over 1 min > 1 s back 1 s"]\nfor_s = 1',
        "critical_s = 30": "critical_s = 4",
        "settle_s = 20": "settle_s = 2",
    }
    kills = True

    def told(self, user="s01", state="open"):
        rows = self.client(user).get("/alerts?state=" + state)["rows"]
        return [row for row in rows if row["rule"] == "espera"]

    def wait(self):
        """The alert about a customer for whom nobody is ready."""
        customer = self.customer()
        self.dial(customer)
        return customer, wait_until(self.told, 10, "an alert")[0]

    def climbs(self, alert):
        """(level, when it was told) of each step of the alert, as the log has it."""
        events = self.client("s01").all_events().values()
        return [(event["level"], seconds(event["at"])) for event in events
                if event["kind"] in ("alert_opened", "alert_climbed")
                and event["alert"] == alert["id"]]

    def test_it_climbs_until_somebody_takes_it_and_is_over_with_its_cause(self):
        customer, alert = self.wait()
        self.assertEqual((alert["level"], alert["next_level"]), ("supervisor", "command-center"))
        self.assertEqual(alert["subject"], {"kind": "queue", "code": "soporte"})
        self.assertEqual((alert["indicator"], alert["limit"]), ("longest_wait", 1000))
        self.assertEqual(self.told("1001"), [])
        with self.assertRaises(Refused) as refused:
            self.client("1001").command("acknowledge_alert", {"alert": alert["id"]})
        self.assertEqual(refused.exception.reject, "alert_not_found")
        higher = wait_until(lambda: self.told("cc01")[0]["level"] == "command-center"
                            and self.told("cc01")[0], 10, "the next level")
        self.assertLess(seconds(alert["climbs_at"]), seconds(alert["opened_at"]) + 5)
        self.client("cc01").command("acknowledge_alert", {"alert": alert["id"]})
        self.assertEqual(self.told()[0]["owner"], "cc01")
        self.assertEqual(higher["id"], alert["id"])
        customer.hang_up()
        wait_until(lambda: not self.told(), 10, "no alert")
        self.assertEqual(self.told(state="ended")[0]["end"], "recovered")

    def test_core_dies_while_it_climbs_and_each_level_is_told_once_and_in_time(self):
        customer, alert = self.wait()
        due = seconds(alert["climbs_at"])
        os.kill(self.server.child("core"), signal.SIGKILL)
        def higher():
            try:
                rows = self.told("cc01")
            except (OSError, Refused):  # It is on its way back.
                return None
            return rows and rows[0]["level"] == "command-center"
        wait_until(higher, 20, "the next level")
        steps = self.climbs(alert)
        self.assertEqual(len(steps), 2)
        late = steps[1][1] - due
        print(f"climbed {late * 1000:.0f} ms behind its time, with core killed before")
        self.assertLess(abs(late), LATE_S_MAX)
        customer.hang_up()
        wait_until(lambda: not self.told(), 10, "no alert")


if __name__ == "__main__":
    unittest.main(verbosity=2)
