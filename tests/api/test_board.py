#!/usr/bin/env python3
"""What is shown: board, contacts and events as the contract says, and to whom how much of it."""
# Also on: dev

import pathlib
import re
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from support.api import Refused
from support.loopback import ServerTest

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
TEAM_1 = {str(code) for code in range(1001, 1011)}
ALL = {str(code) for code in range(1001, 1021)}
SPEAKS_ENGLISH = {"1007", "1008", "1009", "1010", "1015", "1016", "1019", "1020"}
EVERYBODY = ("s01", "admin", "cc01", "qa01", "wfm01", "d01")


class BoardTest(ServerTest):
    def refused(self, status, user, path):
        with self.assertRaises(Refused) as refused:
            self.client(user).get(path)
        self.assertEqual(refused.exception.status, status, refused.exception.problem)
        return refused.exception.problem

    def check(self, row, types):
        """The row has each of these members, of this type: a type, a tuple, or a pattern."""
        for name, wanted in types.items():
            self.assertIn(name, row)
            if isinstance(wanted, re.Pattern):
                self.assertRegex(row[name], wanted)
            else:
                self.assertIsInstance(row[name], wanted, name)
                self.assertFalse(isinstance(row[name], bool) and wanted is int, name)

    def handled(self, agent="1001", number="5000", customer=None):
        """The number of a contact that was talked to and is over."""
        client, phone = self.ready(agent)
        contact = self.dial(customer or self.customer(), number)
        phone.answer()
        self.wait_contact(contact, "connected")
        client.command("hang_up", {"contact": contact})
        self.wait_contact(contact, "closed")
        return contact


class Shapes(BoardTest):
    def test_board(self):
        board = self.watcher.board()
        self.check(board, {"position": int, "at": TIME, "queues": list, "agents": list,
                           "contacts": list, "alerts": list})
        self.assertEqual([queue["id"] for queue in board["queues"]], ["soporte", "sales-en"])
        for queue in board["queues"]:
            self.check(queue, {"id": str, "number": str, "waiting": int, "longest_wait_ms": int})
        self.assertEqual({agent["id"] for agent in board["agents"]}, ALL)
        for agent in board["agents"]:
            self.check(agent, {"id": str, "name": str, "team": str, "state": str, "since": TIME,
                               "contact": (int, type(None))})
            self.assertEqual(agent["state"], "offline")
        self.assertEqual(self.watcher.agent("1001")["name"], "María Fernanda López Reyes")

    def test_a_waiting_contact(self):
        contact = self.dial(self.customer())
        board = self.watcher.board()
        row = board["contacts"][0]
        self.check(row, {"id": int, "queue": str, "state": str, "waited_ms": int})
        self.assertEqual((row["id"], row["queue"], row["state"], row["agent"]),
                         (contact, "soporte", "queued", None))
        queue = self.watcher.queue("soporte")
        self.assertEqual(queue["waiting"], 1)
        self.assertGreaterEqual(self.watcher.queue("soporte")["longest_wait_ms"],
                                queue["longest_wait_ms"])
        life = self.watcher.contact(contact)
        self.assertNotIn("end", life)
        self.assertEqual((life["state"], life["agents"], life["decisions"]), ("queued", [], []))

    def test_a_life(self):
        contact = self.handled()
        self.wait_empty()
        life = self.watcher.contact(contact)
        self.check(life, {"id": int, "queue": str, "state": str, "end": str, "waited_ms": int,
                          "agents": list, "events": list, "decisions": list})
        self.assertEqual((life["state"], life["end"], life["agents"]),
                         ("closed", "handled", ["1001"]))
        for event in life["events"]:
            self.check(event, {"position": int, "at": TIME, "kind": str})
        kinds = [event["kind"] for event in life["events"]]
        self.assertEqual(kinds[0], "contact_arrived")
        for kind in ("contact_queued", "routing_decided", "offer_made", "contact_connected",
                     "contact_released"):
            self.assertEqual(kinds.count(kind), 1, kinds)
        self.assertEqual(kinds.count("contact_closed"), 1, kinds)
        positions = [event["position"] for event in life["events"]]
        self.assertEqual(positions, sorted(set(positions)))
        self.assertEqual([event["at"] for event in life["events"]],
                         sorted(event["at"] for event in life["events"]))
        decision, = life["decisions"]
        self.check(decision, {"at": TIME, "agent": str, "candidates": list})
        self.assertEqual(decision["agent"], "1001")
        self.assertEqual(decision["eligible"] + sum(decision["excluded"].values()), len(ALL))
        for candidate in decision["candidates"]:
            self.check(candidate, {"agent": str, "score": int})
            self.assertIn("excluded_by", candidate)

    def test_a_number_nobody_has(self):
        for number in ("999999", "0", "18446744073709551615"):
            with self.subTest(number):
                problem = self.refused(404, "s01", f"/contacts/{number}")
                self.assertEqual(problem["status"], 404)
        for number in ("x", "-1", "1.5", "18446744073709551616", "%31x", "1x"):
            with self.subTest(number):
                self.refused(404, "s01", f"/contacts/{number}")

    def test_paths_that_are_not_there(self):
        for path in ("/", "", "/boards", "/board/", "/board/x", "/contacts/", "/agent",
                     "/../board", "/contacts/1/2/3"):
            with self.subTest(path):
                self.refused(404, "s01", path)

    def test_only_commands_change(self):
        for method in ("POST", "PUT", "DELETE", "PATCH"):
            for path in ("/board", "/contacts", "/events", "/contacts/1"):
                with self.subTest(f"{method} {path}"):
                    with self.assertRaises(Refused) as refused:
                        self.watcher.ask(method, path)
                    self.assertEqual(refused.exception.status, 405)


class Lists(BoardTest):
    def test_pages_of_contacts_join_without_gap_or_repeat(self):
        numbers = []
        for _time in range(5):
            customer = self.customer()
            numbers.append(self.dial(customer))
            customer.hang_up()
            self.wait_contact(numbers[-1], "closed")
        whole = self.watcher.get("/contacts?limit=1000")
        self.assertIsNone(whole["next"])
        found, path = [], "/contacts?limit=2"
        for _page in range(10):
            page = self.watcher.get(path)
            self.assertLessEqual(len(page["rows"]), 2)
            found += [row["id"] for row in page["rows"]]
            if page["next"] is None:
                break
            path = f"/contacts?limit=2&before={page['next']}"
        self.assertEqual(found, [row["id"] for row in whole["rows"]])
        self.assertEqual(len(set(found)), len(found))
        self.assertLessEqual(set(numbers), set(found))

    def test_filters_of_contacts(self):
        before = self.watcher.get("/contacts?limit=1000")["rows"]
        contact = self.dial(self.customer(), "5001")

        def numbers(query):
            return [row["id"] for row in self.watcher.get("/contacts?" + query)["rows"]]

        self.assertEqual(numbers("queue=sales-en&state=queued"), [contact])
        self.assertEqual(numbers("queue=soporte&state=queued"), [])
        self.assertEqual(numbers("since=2100-01-01T00:00:00.000Z"), [])
        self.assertEqual(len(numbers("since=2020-01-01T00:00:00.000Z")), len(before) + 1)
        self.assertEqual(numbers("until=2020-01-01T00:00:00.000Z"), [])
        self.assertEqual(len(numbers("until=2100-01-01T00:00:00.000Z")), len(before) + 1)
        self.assertIn(contact, numbers("end=none"))
        self.assertNotIn(contact, numbers("end=handled"))
        page = self.watcher.get("/contacts?limit=1&end=handled")
        self.assertEqual((page["rows"], page["next"]), ([], contact))  # Of one that was looked at.
        for wrong in ("queue=nowhere", "state=lost", "since=yesterday", "limit=0", "limit=1001",
                      "limit=x", "before=x", "agent=nobody", "until=now", "end=well"):
            with self.subTest(wrong):
                self.refused(400, "s01", "/contacts?" + wrong)

    def test_pages_of_events(self):
        whole = self.client("admin").get("/events?after=0&limit=1000")["rows"]
        positions = [event["position"] for event in whole]
        self.assertEqual(positions, list(range(1, len(positions) + 1)))
        found, after = [], 0
        while True:
            page = self.client("admin").get(f"/events?after={after}&limit=3")
            self.assertLessEqual(len(page["rows"]), 3)
            found += page["rows"]
            if page["next"] == after:
                break
            after = page["next"]
        self.assertEqual(found[:len(whole)], whole)
        for wrong in ("limit=0", "limit=1001", "limit=", "after=x", "after=-1"):
            with self.subTest(wrong):
                self.refused(400, "admin", "/events?" + wrong)
        behind = self.client("admin").get("/events?after=1000000")
        self.assertEqual((behind["rows"], behind["next"]), ([], 1000000))


class Sight(BoardTest):
    def agents(self, user):
        return {agent["id"] for agent in self.client(user).board()["agents"]}

    def queues(self, user):
        return {queue["id"] for queue in self.client(user).board()["queues"]}

    def test_agents_on_the_board(self):
        seen = {"1001": {"1001"}, "1011": {"1011"}, "c01": TEAM_1, "c02": ALL - TEAM_1,
                **{user: ALL for user in EVERYBODY}}
        for user, agents in seen.items():
            with self.subTest(user):
                self.assertEqual(self.agents(user), agents)

    def test_queues_on_the_board(self):
        both = {"soporte", "sales-en"}
        seen = {"1001": {"soporte"}, "1019": {"sales-en"}, "1007": both, "c01": both, "c02": both,
                **{user: both for user in EVERYBODY}}
        for user, queues in seen.items():
            with self.subTest(user):
                self.assertEqual(self.queues(user), queues)

    def test_a_contact_of_ones_own(self):
        contact = self.handled("1001")
        for user in ("1001", "c01", "s01", "d01", "qa01"):
            with self.subTest(user):
                self.assertEqual(self.client(user).contact(contact)["id"], contact)
                rows = self.client(user).get("/contacts")["rows"]
                self.assertIn(contact, [row["id"] for row in rows])
        for user in ("1002", "1011", "c02"):
            with self.subTest(user):
                self.refused(404, user, f"/contacts/{contact}")
                rows = self.client(user).get("/contacts")["rows"]
                self.assertNotIn(contact, [row["id"] for row in rows])
                self.refused(404, user, f"/contacts/{contact}/recording")

    def test_events_of_ones_own(self):
        before = self.watcher.board()["position"]
        self.handled("1003")

        def told(user):
            rows = self.client(user).get(f"/events?after={before}&limit=1000")["rows"]
            return {event.get("agent") for event in rows} - {None}

        self.assertEqual(told("1003"), {"1003"})
        self.assertEqual(told("1002"), set())
        self.assertEqual(told("c02"), set())
        self.assertIn("1003", told("c01"))
        self.assertIn("1003", told("s01"))
        kinds = {event["kind"] for event in
                 self.client("1003").get("/events?after=0&limit=1000")["rows"]}
        self.assertFalse(kinds & {"session_opened", "core_started", "operation_applied",
                                  "facts_taken", "key_used"}, kinds)

    def test_system_events_only_for_who_runs_it(self):
        for user, sees in (("s01", True), ("admin", True), ("cc01", True), ("c01", False),
                           ("d01", False), ("qa01", False), ("1001", False)):
            with self.subTest(user):
                kinds = {event["kind"] for event in
                         self.client(user).get("/events?after=0&limit=1000")["rows"]}
                self.assertEqual("core_started" in kinds, sees)

    def test_a_customers_number_on_the_contacts_own_page_alone(self):
        contact = self.handled(customer=self.customer("5558887777"))
        search = "/contacts?number=5558887777"
        for path in ("/board", "/contacts", "/events?limit=1000", search):
            with self.subTest(path):
                _status, _headers, content = self.client("admin").raw("GET", "/api/v1" + path)
                self.assertNotIn(b"5558887777", content)
        for user, shown in (("admin", True), ("s01", True), ("qa01", True), ("cc01", False)):
            with self.subTest(user):
                customer = self.client(user).contact(contact)["customer"]
                self.assertEqual(customer, {"number": "5558887777"} if shown else None)
                found = [row["id"] for row in self.client(user).get(search)["rows"]]
                self.assertEqual(found, [contact] if shown else [])
        self.assertNotIn("5558887777", self.server.log())


class DirectorsSight(BoardTest):
    """A director of one campaign."""

    changes = {'roles = ["director"]': 'roles = ["director"]\ncampaigns = ["sales-sur"]'}

    def test_own_campaign_alone(self):
        board = self.client("d01").board()
        self.assertEqual([queue["id"] for queue in board["queues"]], ["sales-en"])
        self.assertEqual({agent["id"] for agent in board["agents"]}, SPEAKS_ENGLISH)
        other = self.dial(self.customer())
        own = self.dial(self.customer(), "5001")
        self.assertEqual([row["id"] for row in self.client("d01").board()["contacts"]], [own])
        self.refused(404, "d01", f"/contacts/{other}")
        self.assertEqual(self.client("d01").contact(own)["queue"], "sales-en")


if __name__ == "__main__":
    unittest.main()
