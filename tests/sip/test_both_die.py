"""Core and voice are killed together, or one while the other comes back: the calls go on."""

import functools
import os
import pathlib
import signal
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from support.loopback import ServerTest
from support.waiting import wait_until

ORDERS = (("core", "voice"), ("voice", "core"), ("core", "voice", "core"),
          ("voice", "core", "voice"))
APART_S = (0.0, 0.2)  # Between two kills: at once, and while the next starts.
STEADY_S = 1  # Processes that lived so long are started again at once.


def in_each_order(story):
    """The test that tells this story with each order of kills; the floor is empty behind each."""
    @functools.wraps(story)
    def test(self):
        for order in ORDERS:
            for apart in APART_S:
                with self.subTest(" ".join(order), apart_s=apart):
                    try:
                        story(self, functools.partial(self.kill, order, apart))
                    finally:
                        self.doCleanups()
                    self.wait_empty()
    return test


class BothDie(ServerTest):
    kills = True
    since = 0.0  # When the processes of today were there.
    changes = {"wrap_up_s = 10": "wrap_up_s = 0"}

    def kill(self, order, apart_s):
        """Kills each as soon as it is there; returns when all serve again."""
        wait_until(lambda: time.monotonic() > self.since + STEADY_S, 5, "steady processes")
        killed = {}
        for name in order:
            pid = self.wait_another(name, killed.get(name))
            os.kill(pid, signal.SIGKILL)
            killed[name] = pid
            due = time.monotonic() + apart_s
            wait_until(lambda due=due: time.monotonic() >= due, 2, "the next kill")
        for name, pid in killed.items():
            self.wait_another(name, pid)
        wait_until(self.is_ready, 10, "ready again")
        type(self).since = time.monotonic()

    def wait_another(self, name, than):
        """The process that follows this one."""
        wait_until(lambda: self.server.child(name) not in (None, than), 10, f"another {name}")
        return self.server.child(name)

    def is_ready(self):
        try:
            return self.server.client(None).raw("GET", "/readyz")[0] == 200
        except OSError:
            return False

    def assert_hear_each_other(self, customer, phone):
        """A packet of either reaches the other."""
        for one, other in ((customer, phone), (phone, customer)):
            wait_until(lambda: one.says(b"hello") and other.has_heard(b"hello"), 5,
                       f"{other.user} hears {one.user}")

    def check_closed(self, contact, end):
        life = self.wait_contact(contact, "closed")
        kinds = [event["kind"] for event in life["events"]]
        for kind in ("contact_arrived", "contact_connected", "contact_released", "contact_closed"):
            self.assertLessEqual(kinds.count(kind), 1, kinds)
        self.assertEqual(life["end"], end)
        return kinds

    @in_each_order
    def test_who_talks_goes_on_talking(self, kill):
        _client, phone = self.ready("1001")
        customer = self.customer()
        contact = self.dial(customer)
        phone.answer()
        self.wait_contact(contact, "connected")
        kill()
        self.assert_hear_each_other(customer, phone)
        self.assertEqual(self.watcher.contact(contact)["state"], "connected")
        customer.hang_up()
        self.assertEqual(phone.wait_ended(), "BYE")
        self.check_closed(contact, "handled")
        self.wait_agent("1001", lambda row: row["state"] == "ready")

    @in_each_order
    def test_who_is_on_hold_stays_on_hold(self, kill):
        client, phone = self.ready("1001")
        customer = self.customer()
        contact = self.dial(customer)
        phone.answer()
        self.wait_contact(contact, "connected")
        client.command("hold", {"contact": contact})
        kill()
        self.assertEqual(self.watcher.contact(contact)["state"], "held")
        client.command("resume", {"contact": contact})
        self.assert_hear_each_other(customer, phone)
        phone.hang_up()
        self.assertEqual(customer.wait_ended(), "BYE")
        self.check_closed(contact, "handled")

    @in_each_order
    def test_who_waits_waits_on(self, kill):
        customer = self.customer()
        contact = self.dial(customer)
        customer.wait_status(200)
        kill()
        self.assertEqual(self.watcher.contact(contact)["state"], "queued")
        self.assertIsNone(customer.ended_by)
        wait_until(customer.hears, 5, "music")
        customer.hang_up()
        self.check_closed(contact, "abandoned")

    @in_each_order
    def test_whom_a_phone_rings_for_is_not_lost(self, kill):
        _client, phone = self.ready("1001")
        customer = self.customer()
        contact = self.dial(customer)
        phone.wait_ringing()
        kill()
        self.assertIsNone(customer.ended_by)
        wait_until(lambda: self.rings_again(contact), 10, "it rings again, or still")
        phone.answer()
        self.wait_contact(contact, "connected")
        self.assert_hear_each_other(customer, phone)
        customer.hang_up()
        self.check_closed(contact, "handled")

    def rings_again(self, contact):
        return self.watcher.contact(contact)["state"] == "offered"


if __name__ == "__main__":
    unittest.main(verbosity=2)
