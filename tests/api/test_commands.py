#!/usr/bin/env python3
"""Every change goes through one door: each command's happy path, refusals, bodies and roles."""
# Also on: dev

import http.client
import json
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from support.api import API, Refused
from support.loopback import ServerTest
from support.waiting import wait_until

OF_AGENT = ("sign_in_agent", "sign_out_agent", "set_ready", "request_break", "end_break")
ON_CONTACT = ("accept_offer", "decline_offer", "hold", "resume", "hang_up", "finish_wrap_up")
ONLY_ONES_OWN = ("accept_offer", "decline_offer", "hold", "resume")
BREAK = {"kind": "rest"}


def body_for(name, **more):
    body = dict(more)
    if name == "request_break":
        body |= BREAK
    if name in ON_CONTACT:
        body |= {"contact": 999}
    return body


class CommandTest(ServerTest):
    def refused(self, status, user, name, body=None, reject=None, key=None):
        with self.assertRaises(Refused) as refused:
            self.client(user).command(name, body, key)
        problem = refused.exception.problem
        self.assertEqual(refused.exception.status, status, problem)
        self.assertEqual(refused.exception.reject, reject, problem)
        self.assertEqual(problem["status"], status)
        for member in ("type", "title", "detail"):
            self.assertTrue(problem[member], problem)
        return problem


class HappyPaths(CommandTest):
    def kinds(self, answer):
        return [event["kind"] for event in answer["events"]]

    def test_a_day_at_the_phone(self):
        agent = self.client("1001")
        phone = self.phone("1001")
        self.addCleanup(self.sign_out, "1001")
        self.assertIn("agent_state_changed", self.kinds(agent.command("sign_in_agent")))
        self.assertIn("agent_state_changed", self.kinds(agent.command("set_ready")))

        customer = self.customer()
        contact = self.dial(customer)
        of_it = {"contact": contact}
        phone.wait_ringing()
        self.wait_agent("1001",
                        lambda row: row["state"] == "reserved" and row["contact"] == contact)
        self.refused(409, "1001", "accept_offer", of_it, "offer_answered_on_device")
        self.refused(409, "1002", "decline_offer", of_it, "offer_not_found")
        phone.answer()
        self.wait_agent("1001", lambda row: row["state"] == "talking")
        self.refused(409, "1001", "resume", of_it, "contact_not_held")
        self.refused(409, "1002", "hang_up", of_it, "contact_of_other_agent")
        self.refused(409, "1001", "finish_wrap_up", of_it, "contact_not_in_wrap_up")
        self.refused(409, "1001", "sign_out_agent", None, "agent_busy")

        self.assertIn("contact_held", self.kinds(agent.command("hold", of_it)))
        self.assertEqual(self.watcher.agent("1001")["state"], "hold")
        self.assertEqual(self.watcher.contact(contact)["state"], "held")
        self.refused(409, "1001", "hold", of_it, "contact_already_held")
        agent.command("resume", of_it)
        self.assertEqual(self.watcher.agent("1001")["state"], "talking")

        # Asked while talking: it comes after the contact.
        self.assertEqual(self.kinds(agent.command("request_break", BREAK)), ["agent_next_changed"])
        self.assertEqual(self.watcher.agent("1001")["next_break"], "rest")
        agent.command("hang_up", of_it)
        self.assertEqual(customer.wait_ended(), "BYE")
        self.assertEqual(phone.wait_ended(), "BYE")
        agent.command("finish_wrap_up", of_it)
        self.wait_agent("1001", lambda row: row["state"] == "break" and row["break_kind"] == "rest")
        self.assertEqual(self.wait_contact(contact, "closed")["end"], "handled")
        self.refused(409, "1001", "hang_up", of_it, "contact_not_found")
        agent.command("end_break")
        self.wait_agent("1001", lambda row: row["state"] == "ready")
        agent.command("sign_out_agent")
        self.wait_agent("1001", lambda row: row["state"] == "offline")

    def test_a_coordinator_beside_the_conversation(self):
        agent, phone = self.ready("1001")
        customer = self.customer()
        contact = self.dial(customer)
        phone.answer()
        self.wait_agent("1001", lambda row: row["state"] == "talking")
        answer = self.client("c01").command(
            "supervise", {"agent": "1001", "mode": "listen", "why": "help"})
        self.assertEqual(self.kinds(answer), ["supervision_started"])
        self.assertEqual({name: answer["events"][0][name]
                          for name in ("contact", "agent", "user", "mode")},
                         {"contact": contact, "agent": "1001", "user": "c01", "mode": "listen"})
        # No page of theirs is a phone, which voice says; nobody else notices.
        def ended():
            return [event for event in agent.contact(contact)["events"]
                    if event["kind"] == "supervision_ended"]
        self.assertEqual(wait_until(ended, 10, "the end of it")[0]["end"], "unreachable")
        row = next(row for row in agent.board()["contacts"] if row["id"] == contact)
        self.assertEqual((row["state"], row["supervisors"]), ("connected", []))
        agent.command("hang_up", {"contact": contact})
        agent.command("finish_wrap_up", {"contact": contact})

    def test_declined_offer_goes_to_the_next(self):
        first, _phone = self.ready("1001")
        _second, phone = self.ready("1002")
        contact = self.dial(self.customer())
        self.wait_agent("1001", lambda row: row["state"] == "reserved")
        first.command("decline_offer", {"contact": contact})
        phone.answer()
        life = self.wait_contact(contact, "connected")
        self.assertEqual([decision["agent"] for decision in life["decisions"]], ["1001", "1002"])
        self.assertEqual(self.watcher.agent("1001")["state"], "missed")

    def test_answer_names_the_events_in_order(self):
        answer = self.client("1003").command("sign_in_agent")
        self.addCleanup(self.sign_out, "1003")
        positions = [event["position"] for event in answer["events"]]
        self.assertEqual(positions, sorted(set(positions)))
        self.assertGreaterEqual(answer["position"], positions[-1])
        event = answer["events"][0]
        self.assertEqual(
            {name: event[name] for name in ("kind", "agent", "from", "to", "cause", "by")},
            {"kind": "agent_state_changed", "agent": "1003", "from": "offline",
             "to": "off_phone_work", "cause": "agent", "by": "1003"})

    def test_what_the_answer_says_is_on_the_board_at_once(self):
        agent = self.client("1004")
        self.addCleanup(self.sign_out, "1004")
        for _time in range(10):
            answer = agent.command("sign_in_agent")
            board = agent.board()
            self.assertGreaterEqual(board["position"], answer["position"])
            self.assertEqual(board["agents"][0]["state"], "off_phone_work")
            agent.command("sign_out_agent")


class States(CommandTest):
    """An agent without and with a phone."""

    def state(self, agent):
        return self.client(agent).board()["agents"][0]

    def test_without_a_phone(self):
        agent = self.client("1005")
        self.addCleanup(self.sign_out, "1005")
        for name in ("set_ready", "request_break", "end_break"):
            self.refused(409, "1005", name, body_for(name), "agent_offline")
        agent.command("sign_in_agent")
        self.refused(409, "1005", "sign_in_agent", None, "agent_already_signed_in")
        self.refused(409, "1005", "set_ready", None, "agent_unreachable")
        self.refused(409, "1005", "end_break", None, "not_on_break")
        self.assertEqual(self.state("1005")["state"], "off_phone_work")

    def test_kinds_of_breaks(self):
        agent = self.client("1005")
        agent.command("sign_in_agent")
        self.addCleanup(self.sign_out, "1005")
        shown = {"rest": "rest", "meal": "meal", "coaching": "coaching", "training": "training",
                 "restroom": "personal", "wellness": "personal", "nursing": "personal",
                 "personal": "personal"}
        for kind, seen in shown.items():
            with self.subTest(kind):
                answer = agent.command("request_break", {"kind": kind})
                for viewer in ("1005", "s01", "admin", "c01", "cc01"):
                    row = self.client(viewer).agent("1005")
                    self.assertEqual((row["state"], row["break_kind"]), ("break", seen))
                self.assertNotIn("restroom", json.dumps(answer))

    def test_nothing_tells_restroom_from_other_personal_breaks(self):
        agent = self.client("1006")
        agent.command("sign_in_agent")
        self.addCleanup(self.sign_out, "1006")
        told = {}
        for kind in ("restroom", "wellness", "nursing", "personal"):
            agent.command("request_break", {"kind": "rest"})
            answer = agent.command("request_break", {"kind": kind})
            told[kind] = [{key: value for key, value in event.items()
                           if key not in ("position", "at", "lasted_ms", "from")}
                          for event in answer["events"]]
        self.assertEqual(told["restroom"], told["personal"])
        self.assertEqual(told["wellness"], told["personal"])
        self.assertEqual(told["nursing"], told["personal"])
        log = b"".join(path.read_bytes() for path in (self.server.data / "log").glob("*.log"))
        events = json.dumps(self.client("admin").get("/events?limit=1000"))
        for word in ("restroom", "wellness", "nursing"):
            self.assertNotIn(word.encode(), log)
            self.assertNotIn(word, events)
            self.assertNotIn(word, self.server.log())

    def test_a_phone_that_goes_takes_the_agent_out(self):
        _agent, phone = self.ready("1007")
        phone.unregister()
        self.wait_agent("1007", lambda row: row["state"] == "unreachable" and row["devices"] == 0)


class Bodies(CommandTest):
    def raw(self, name, body, headers=None):
        """(status, problem) of a body as it stands."""
        connection = http.client.HTTPConnection(self.server.http, timeout=10)
        try:
            connection.request("POST", f"{API}/commands/{name}", body,
                               {"Authorization": "Bearer " + self.client("1008").token,
                                **(headers or {})})
            response = connection.getresponse()
            return response.status, json.loads(response.read())
        finally:
            connection.close()

    def wrong(self, name, body, *says):
        if not isinstance(body, bytes):
            body = json.dumps(body).encode()
        status, problem = self.raw(name, body)
        self.assertEqual(status, 400, problem)
        for word in says:
            self.assertIn(word, problem["detail"])

    def test_no_object(self):
        for body in (b"{", b"}", b"[]", b'"text"', b"1", b"null", b"{} {}", b"{'a': 1}",
                     b"\xff\xfe",
                     b'{"contact": }', b'{"agent": "\xff"}', b"{\"a\":1,}", b"NaN"):
            with self.subTest(body):
                self.wrong("sign_in_agent", body)

    def test_nothing_is_an_empty_object(self):
        self.addCleanup(self.sign_out, "1008")
        status, answer = self.raw("sign_in_agent", b"")
        self.assertEqual(status, 200, answer)

    def test_nested_too_deep(self):
        self.wrong("sign_in_agent", b'{"a":' * 100 + b"1" + b"}" * 100)
        self.wrong("sign_in_agent", b"[" * 10_000)

    def test_unknown_field(self):
        for name in OF_AGENT + ON_CONTACT:
            with self.subTest(name):
                self.wrong(name, body_for(name, agents="1001"), "agents", "agent")

    def test_missing_field(self):
        for name in ON_CONTACT:
            with self.subTest(name):
                self.wrong(name, {}, "contact", "missing")
        self.wrong("request_break", {}, "kind", "missing")

    def test_wrong_types(self):
        for contact in ("1", None, 0, -1, 1.5, True, [1], {"id": 1}, 2 ** 64, 10 ** 30):
            with self.subTest(contact=contact):
                self.wrong("hang_up", {"contact": contact}, "contact")
        for agent in (1001, None, "", "10 01", "x" * 33, "ÑANDÚ", ["1001"]):
            with self.subTest(agent=agent):
                self.wrong("set_ready", {"agent": agent}, "agent")
        for kind in ("smoke", "", "none", "REST", 1, None, ["rest"]):
            with self.subTest(kind=kind):
                self.wrong("request_break", {"kind": kind}, "kind", "restroom")

    def test_how_to_supervise(self):
        for mode in ("takeover", "", "LISTEN", 1, None, ["listen"]):
            with self.subTest(mode=mode):
                self.wrong("supervise", {"agent": "1001", "mode": mode}, "mode", "barge")
        self.wrong("supervise", {"agent": "1001"}, "mode", "missing")
        self.wrong("supervise", {"mode": "listen", "why": "routine"}, "agent", "missing")
        for why in ("", "none", "ROUTINE", 1, None):
            with self.subTest(why=why):
                self.wrong("supervise", {"agent": "1001", "mode": "listen", "why": why}, "why",
                           "coaching")
        self.wrong("supervise", {"agent": "1001", "mode": "off", "contact": "1"}, "contact")

    def test_largest_number_of_a_contact(self):
        self.refused(409, "1008", "hang_up", {"contact": 2 ** 64 - 1}, "contact_not_found")

    def test_too_long(self):
        # Refused by its length, before any of it is sent; nobody unknown is told so much.
        token = self.client("1008").token
        for authorization, refusal in (("Bearer " + token, 413), ("Bearer x", 401)):
            connection = http.client.HTTPConnection(self.server.http, timeout=10)
            self.addCleanup(connection.close)
            connection.putrequest("POST", f"{API}/commands/set_ready")
            connection.putheader("Authorization", authorization)
            connection.putheader("Content-Length", str(5 << 20))
            connection.endheaders()
            response = connection.getresponse()
            self.assertEqual(response.status, refusal)
            self.assertEqual(json.loads(response.read())["status"], refusal)

    def test_longer_than_any_command(self):
        self.wrong("set_ready", b'{"agent":"' + b"x" * 10_000 + b'"}')
        status, problem = self.raw("set_ready", b'{"agent":"' + b"x" * 20_000 + b'"}')
        self.assertEqual(status, 413, problem)

    def test_no_such_command(self):
        for name, near in (("set_redy", "set_ready"), ("sign_in", None), ("xyzzy", None),
                           ("apply_operatoin", "apply_operation"), ("", None), ("../board", None)):
            with self.subTest(name):
                status, problem = self.raw(name, b"{}")
                self.assertEqual(status, 404, problem)
                if near:
                    self.assertIn(near, problem["detail"])

    def test_commands_are_posted(self):
        for method in ("GET", "PUT", "DELETE", "PATCH"):
            with self.subTest(method), self.assertRaises(Refused) as refused:
                self.client("1008").ask(method, "/commands/set_ready")
            self.assertEqual(refused.exception.status, 405)


class Roles(CommandTest):
    """Who may do what to whom. 1001 is in c01's team, 1011 in c02's."""

    ALLOWED = {"1001": {"1001"}, "1011": {"1011"}, "c01": {"1001"}, "c02": {"1011"},
               "s01": {"1001", "1011"}, "admin": {"1001", "1011"}, "d01": set(), "cc01": set(),
               "qa01": set(), "wfm01": set()}

    def test_agents_commands(self):
        for user, allowed in self.ALLOWED.items():
            for agent in ("1001", "1011"):
                for name in OF_AGENT[1:] + ON_CONTACT:
                    with self.subTest(f"{user} {name} {agent}"):
                        with self.assertRaises(Refused) as refused:
                            self.client(user).command(name, body_for(name, agent=agent))
                        # Allowed, but there is nothing to do: the agent is offline.
                        own = user == agent or name not in ONLY_ONES_OWN
                        self.assertEqual(refused.exception.status,
                                         409 if agent in allowed and own else 403)

    def test_who_supervises_whom_and_how(self):
        both = {"1001", "1011"}
        listens = {"c01": {"1001"}, "c02": {"1011"}, "s01": both, "admin": both, "d01": both,
                   "qa01": both}
        for user in self.ALLOWED:
            for agent in ("1001", "1011"):
                for mode in ("listen", "whisper", "barge"):
                    heard = mode != "listen"
                    allowed = agent in listens.get(user, ()) and not (heard and user == "qa01")
                    with self.subTest(f"{user} {mode} {agent}"):
                        # Allowed, but there is nothing to be heard.
                        self.refused(409 if allowed else 403, user, "supervise",
                                     {"agent": agent, "mode": mode},
                                     "agent_not_connected" if allowed else None)
                self.refused(409, user, "supervise", {"agent": agent, "mode": "off"},
                             "not_supervising")

    def test_sign_in_for_another(self):
        self.refused(403, "c02", "sign_in_agent", {"agent": "1009"})
        answer = self.client("c01").command("sign_in_agent", {"agent": "1009"})
        self.addCleanup(self.sign_out, "1009")
        event = answer["events"][0]
        self.assertEqual((event["agent"], event["by"], event["cause"]),
                         ("1009", "c01", "supervisor"))

    def test_a_break_of_the_system_is_given_by_a_supervisor(self):
        self.client("1010").command("sign_in_agent")
        self.addCleanup(self.sign_out, "1010")
        system = {"agent": "1010", "kind": "system"}
        for user in ("1010", "c01"):
            with self.subTest(user):
                self.refused(403, user, "request_break", system)
        self.client("s01").command("request_break", system)
        self.assertEqual(self.watcher.agent("1010")["break_kind"], "system")

    def test_who_is_no_agent_must_name_one(self):
        for user in ("c01", "s01", "admin", "d01"):
            with self.subTest(user):
                self.refused(403, user, "set_ready")

    def test_agents_that_are_not_there(self):
        self.refused(409, "s01", "set_ready", {"agent": "9999"}, "agent_not_found")
        # Who may not act on everybody is not told who there is.
        for user in ("1001", "c01", "d01"):
            with self.subTest(user):
                self.refused(403, user, "set_ready", {"agent": "9999"})
                self.refused(403, user, "set_ready", {"agent": "1012"})

    def test_only_an_administrator_changes_the_operation(self):
        for user in ("1001", "c01", "s01", "d01", "cc01", "qa01", "wfm01"):
            with self.subTest(user):
                self.refused(403, user, "apply_operation", {"sources": []})
        self.refused(400, "admin", "apply_operation", {"sources": []})

    def test_wrong_bodies_of_apply_operation(self):
        for body in ({}, {"sources": "x"}, {"sources": [1]}, {"sources": [{"name": "a"}]},
                     {"sources": [{"name": "a", "text": 1}]}, {"sources": [], "dry": True},
                     {"sources": [{"name": "a", "text": "", "more": 1}]},
                     {"sources": [{"name": "a", "text": "["}]}, {"base_version": -1},
                     {"sources": [{"name": "a", "text": "[operation]"}], "base_version": "1"}):
            with self.subTest(repr(body)):
                self.refused(400, "admin", "apply_operation", body)


if __name__ == "__main__":
    unittest.main()
