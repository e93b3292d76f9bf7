"""What people do while the core is away is honoured: once, and as soon as it can be.

Each story is told three times: with a core that stands still and goes on, with one that stands
still and is killed, and with one that is gone until its supervisor may start another.
"""

import contextlib
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

WAYS = ("stands still and goes on", "stands still and is killed", "is gone")
WAITS_S = 3  # How long an INVITE waits for a core that is not there.
RING_S = 5
STEADY_S = 1  # A core that lived so long is started again at once.
ONCE = ("contact_arrived", "contact_queued", "contact_connected", "contact_released",
        "contact_closed")


def in_each_way(story):
    """The test that tells this story each way; the floor is empty behind each."""
    @functools.wraps(story)
    def test(self):
        for way in WAYS:
            with self.subTest(way):
                self.aways = self.server.log().count(" core is away ")
                try:
                    story(self, way)
                finally:
                    self.doCleanups()
                self.wait_empty()
    return test


class CoreAway(ServerTest):
    kills = True
    since = 0.0  # When the core of today was there.
    changes = {"wrap_up_s = 10": "wrap_up_s = 0"}

    @contextlib.contextmanager
    def core_away(self, way):
        """Inside, the core does nothing; behind it, one serves again."""
        core = self.server.child("core")
        if way != "stands still and goes on":
            wait_until(lambda: time.monotonic() > self.since + STEADY_S, 5, "a steady core")
        if way == "is gone":
            os.kill(self.server.process.pid, signal.SIGSTOP)
            os.kill(core, signal.SIGKILL)
            wait_until(lambda: self.server.log().count(" core is away ") > self.aways, 5,
                       "voice misses the core")
        else:
            os.kill(core, signal.SIGSTOP)
        try:
            yield
        finally:
            if way == "stands still and goes on":
                os.kill(core, signal.SIGCONT)
            elif way == "stands still and is killed":
                os.kill(core, signal.SIGKILL)
            else:
                os.kill(self.server.process.pid, signal.SIGCONT)
        if way != "stands still and goes on":
            wait_until(lambda: self.server.child("core") not in (None, core), 10, "another core")
            type(self).since = time.monotonic()
        wait_until(self.is_ready, 10, "ready again")

    def is_ready(self):
        try:
            return self.server.client(None).raw("GET", "/readyz")[0] == 200
        except OSError:
            return False

    def check_once(self, contact, end):
        """The contact is closed with this end, and nothing of its life happened twice."""
        life = self.wait_contact(contact, "closed")
        kinds = [event["kind"] for event in life["events"]]
        for kind in ONCE:
            self.assertLessEqual(kinds.count(kind), 1, kinds)
        self.assertEqual(life["end"], end)
        return life

    def talking(self):
        """(customer, contact, agent's client, phone), connected."""
        client, phone = self.ready("1001")
        customer = self.customer()
        contact = self.dial(customer)
        phone.answer()
        self.wait_contact(contact, "connected")
        return customer, contact, client, phone

    def ringing(self):
        client, phone = self.ready("1001")
        customer = self.customer()
        contact = self.dial(customer)
        phone.wait_ringing()
        self.wait_contact(contact, "offered")
        return customer, contact, client, phone

    # ---- Who hangs up -----------------------------------------------------------------------

    @in_each_way
    def test_the_customer_hangs_up(self, way):
        customer, contact, _client, phone = self.talking()
        with self.core_away(way):
            customer.hang_up()
            self.assertEqual(phone.wait_ended(), "BYE")  # By standing order.
        self.check_once(contact, "handled")
        self.wait_agent("1001", lambda row: row["state"] == "ready")

    @in_each_way
    def test_the_agent_hangs_up(self, way):
        customer, contact, _client, phone = self.talking()
        with self.core_away(way):
            phone.hang_up()
            self.assertIsNone(customer.ended_by)  # Hears music until somebody decides.
        self.assertEqual(customer.wait_ended(), "BYE")
        self.check_once(contact, "handled")

    @in_each_way
    def test_both_hang_up(self, way):
        customer, contact, _client, phone = self.talking()
        with self.core_away(way):
            phone.hang_up()
            customer.hang_up()
        self.check_once(contact, "handled")

    @in_each_way
    def test_a_waiting_customer_hangs_up(self, way):
        customer = self.customer()
        contact = self.dial(customer)
        customer.wait_status(200)
        with self.core_away(way):
            customer.hang_up()
        self.assertNotIn("contact_connected", self.kinds(self.check_once(contact, "abandoned")))

    @in_each_way
    def test_the_customer_hangs_up_while_it_rings(self, way):
        customer, contact, _client, phone = self.ringing()
        with self.core_away(way):
            customer.hang_up()
            self.assertEqual(phone.wait_ended(), "CANCEL")
        self.check_once(contact, "abandoned")
        self.wait_agent("1001", lambda row: row["state"] == "ready")

    def kinds(self, life):
        return [event["kind"] for event in life["events"]]

    # ---- Who answers ------------------------------------------------------------------------

    @in_each_way
    def test_the_phone_answers(self, way):
        customer, contact, _client, phone = self.ringing()
        with self.core_away(way):
            phone.answer()
            self.assert_hear_each_other(customer, phone)
        life = self.wait_contact(contact, "connected")
        self.assertEqual(self.kinds(life).count("offer_made"), 1, life["events"])
        self.assert_hear_each_other(customer, phone)
        customer.hang_up()
        self.check_once(contact, "handled")

    def assert_hear_each_other(self, customer, phone):
        """A packet of either reaches the other."""
        for one, other in ((customer, phone), (phone, customer)):
            wait_until(lambda: one.says(b"hello") and other.has_heard(b"hello"), 5,
                       f"{other.user} hears {one.user}")

    @in_each_way
    def test_the_phone_declines(self, way):
        customer, contact, _client, phone = self.ringing()
        with self.core_away(way):
            phone.decline()
        self.wait_contact(contact, "queued")
        self.assertIsNone(customer.ended_by)
        customer.hang_up()
        self.wait_contact(contact, "closed")

    @in_each_way
    def test_nobody_answers(self, way):
        customer, contact, _client, phone = self.ringing()
        with self.core_away(way):
            self.assertEqual(phone.wait_ended(2 * RING_S + 5), "CANCEL")  # Voice has the time.
        if way == "stands still and goes on":  # It has had the time, too.
            self.wait_agent("1001", lambda row: row["state"] == "missed")
        else:  # Nobody could take notice, so the agent is asked again.
            phone.answer()
            self.wait_contact(contact, "connected")
        customer.hang_up()
        life = self.wait_contact(contact, "closed")
        rang = 1 if way == "stands still and goes on" else 2
        self.assertEqual(self.kinds(life).count("offer_made"), rang)

    # ---- Who comes and who goes -------------------------------------------------------------

    @in_each_way
    def test_a_call_waits_and_is_taken(self, way):
        customer = self.customer()
        before = {row["id"] for row in self.watcher.get("/contacts")["rows"]}
        with self.core_away(way):
            customer.call("5000")
            customer.wait_status(100)
            asked = time.monotonic()
            wait_until(lambda: time.monotonic() > asked + 1, 2, "a second")
            self.assertEqual(customer.status, 100)
        customer.wait_status(200)
        rows = [row for row in self.watcher.get("/contacts")["rows"] if row["id"] not in before]
        self.assertEqual(len(rows), 1)
        customer.hang_up()
        self.check_once(rows[0]["id"], "abandoned")

    def test_a_call_that_waits_too_long_is_told_when_to_come_again(self):
        customer = self.customer()
        self.aways = self.server.log().count(" core is away ")
        with self.core_away("is gone"):
            began = time.monotonic()
            customer.call("5000")
            customer.wait_status(503, WAITS_S + 2)
            self.assertGreater(time.monotonic() - began, WAITS_S - 0.5)
            refusal = customer.responses[-1]
            self.assertIn(int(refusal["retry-after"]), range(2, 11))
        self.wait_empty()
        rows = [row for row in self.watcher.get("/contacts")["rows"] if row["state"] != "closed"]
        self.assertEqual(rows, [])

    @in_each_way
    def test_a_call_is_given_up_while_it_waits(self, way):
        customer = self.customer()
        with self.core_away(way):
            customer.call("5000")
            customer.wait_status(100)
            customer.hang_up()
            self.assertEqual(customer.ended_by, 487)
        self.wait_empty()

    @in_each_way
    def test_a_phone_comes_and_another_goes(self, way):
        self.ready("1001")
        leaving = self.phone("1002")
        client = self.client("1002")
        client.command("sign_in_agent")
        self.addCleanup(self.sign_out, "1002")
        client.command("set_ready")
        with self.core_away(way):
            leaving.unregister()
            coming = self.phone("1003", register=False)
            self.assertEqual(coming.register("demo-1003"), 200)
            self.addCleanup(coming.unregister)
        self.wait_agent("1003", lambda row: row["devices"] == 1)
        self.wait_agent("1002", lambda row: row["state"] == "unreachable")
        self.assertEqual(self.watcher.agent("1001")["state"], "ready")

    @in_each_way
    def test_the_customer_is_put_on_hold_by_the_phone(self, way):
        customer, contact, _client, phone = self.talking()
        with self.core_away(way):
            phone.hold()
        self.wait_contact(contact, "held")
        customer.hang_up()
        self.check_once(contact, "handled")


if __name__ == "__main__":
    unittest.main(verbosity=2)
