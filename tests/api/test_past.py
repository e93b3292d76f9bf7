#!/usr/bin/env python3
"""The past: the board of any moment, events as lines, and why a contact went where it went."""
# Also on: dev

import json
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from support.api import Refused
from support.command import check_refused, relevo
from support.loopback import ServerTest


class Past(ServerTest):
    def talk(self):
        """(contact, the board while two talked), of a contact that is over."""
        client, phone = self.ready("1001")
        contact = self.dial(self.customer())
        phone.answer()
        self.wait_contact(contact, "connected")
        then = self.watcher.board()
        client.command("hang_up", {"contact": contact})
        self.wait_contact(contact, "closed")
        return contact, then

    def command(self, name, *words):
        return relevo(name, *words, "--data", self.server.data)

    def test_the_board_of_a_moment_is_what_it_was(self):
        contact, then = self.talk()
        self.assertEqual(self.watcher.board()["contacts"], [])
        past = self.watcher.get("/board?at=" + then["at"])
        self.assertEqual(past["at"], then["at"])
        self.assertEqual([row["id"] for row in past["contacts"]], [contact])
        self.assertEqual(past["contacts"][0]["state"], "connected")
        self.assertEqual(past["agents"], then["agents"])
        self.assertEqual(past["queues"], then["queues"])

    def test_who_sees_less_now_sees_less_then(self):
        _contact, then = self.talk()
        past = self.client("1002").get("/board?at=" + then["at"])
        self.assertNotIn("1001", [row["id"] for row in past["agents"]])
        self.assertEqual(past["contacts"], [])

    def test_a_time_that_is_none_or_not_past_is_refused(self):
        for at, status in (("yesterday", 400), ("2199-01-01T00:00:00Z", 400),
                           ("2001-01-01T00:00:00Z", 404)):
            with self.assertRaises(Refused) as refused:
                self.watcher.get("/board?at=" + at)
            self.assertEqual(refused.exception.status, status, at)

    def test_replay_prints_the_board_of_a_position(self):
        _contact, then = self.talk()
        printed = self.command("replay", "--until", then["position"], "--json")
        self.assertEqual(printed.returncode, 0, printed.stderr)
        past = json.loads(printed.stdout)
        self.assertEqual(past["position"], then["position"])
        # Names are in the records store and not in the log: here people have their codes.
        states = [(row["id"], row["state"]) for row in past["agents"]]
        self.assertEqual(states, [(row["id"], row["state"]) for row in then["agents"]])
        screen = self.command("replay", "--until", then["at"])
        self.assertIn("connected 1", screen.stdout)

    def test_replay_refuses_what_is_no_moment(self):
        check_refused(self, self.command("replay", "--until", "noon"), 1, "--until noon", "UTC")
        check_refused(self, self.command("replay", "--until", 10 ** 12), 1, "log goes from 1 to")

    def test_tail_has_the_events_of_the_api(self):
        contact, _then = self.talk()
        lines = self.command("tail", "--contact", contact, "--lines", 0, "--json")
        events = [json.loads(line) for line in lines.stdout.splitlines()]
        told = self.client("admin").get(f"/contacts/{contact}")["events"]
        self.assertEqual([event["position"] for event in events],
                         [event["position"] for event in told])
        self.assertEqual(events[0]["kind"], "contact_arrived")
        text = self.command("tail", "--contact", contact, "--kind", "contact_closed")
        self.assertRegex(text.stdout, rf"^\d+ \S+Z contact_closed contact={contact} queue=soporte ")
        self.assertIn("end=handled", text.stdout)

    def test_tail_filters_by_queue_and_agent(self):
        self.talk()
        for words, marks in ((("--queue", "soporte"), ("contact_arrived", "contact_queued")),
                             (("--agent", "1001"), ("agent=1001",))):
            lines = self.command("tail", "--lines", 0, *words).stdout.splitlines()
            self.assertTrue(lines)
            for mark in marks:
                self.assertTrue(any(mark in line for line in lines), mark)
        self.assertEqual(self.command("tail", "--queue", "sales-en").stdout, "")

    def test_tail_refuses_what_is_not_there(self):
        check_refused(self, self.command("tail", "--queue", "suporte"), 1, "did you mean soporte?")
        check_refused(self, self.command("tail", "--kind", "offer_mad"), 1,
                      "did you mean offer_made?")
        check_refused(self, relevo("tail", "--data", "/nowhere"), 1, "/nowhere", "no log")

    def test_explain_says_who_was_chosen_and_why_not_the_others(self):
        contact, _then = self.talk()
        told = self.command("explain", contact)
        self.assertEqual(told.returncode, 0, told.stderr)
        self.assertIn(f"contact {contact}: handled, 1 routing decisions", told.stdout)
        self.assertIn("offered to 1001", told.stdout)
        self.assertIn("nobody else was free", told.stdout)
        self.assertRegex(told.stdout, r"kept out, offline[^:]*: 1002 ")
        check_refused(self, self.command("explain", 999), 1, "no contact 999")


if __name__ == "__main__":
    unittest.main()
