#!/usr/bin/env python3
"""GET /openapi.json: sound, complete, and what the running server does for every role."""
# Also on: dev

import json
import pathlib
import re
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from jsonschema import Draft202012Validator
from support import metrics
from support.api import API
from support.loopback import ServerTest
from support.openapi import Document

USERS = ("1001", "c01", "s01", "d01", "cc01", "qa01", "wfm01", "admin")
EVERYBODY = set(USERS)
OVER_AGENTS = {"c01", "s01", "admin"}  # Above 1002, an agent of c01's team.
SEES_SYSTEM = {"s01", "cc01", "admin"}
NOBODY = None
DONE_OR_REFUSED = {200, 409}


class Row:
    """Who may do it, and what those get who may; who may not gets 403, who is nobody 401."""

    def __init__(self, who, may, nobody=frozenset({401}), **how):
        self.who = who
        self.may = may if isinstance(may, (set, frozenset)) else {may}
        self.nobody = self.may if nobody is None else nobody
        self.how = how


def of_agent(**fields):
    return Row(OVER_AGENTS, DONE_OR_REFUSED, body={"agent": "1002", **fields})


def own_alone(**fields):
    return Row(set(), set(), body={"agent": "1002", **fields})


# Every operation of the document has its row: a new one without fails.
MATRIX = {
    "healthz": Row(EVERYBODY, 200, None),
    "readyz": Row(EVERYBODY, 200, None),
    "openapi": Row(EVERYBODY, 200, None),
    "about": Row(EVERYBODY, 200, None),
    "feed": Row(EVERYBODY, 426, None),
    "metrics": Row(SEES_SYSTEM, 200, headers={"X-Forwarded-For": "203.0.113.9"}),
    "sign_in": Row(EVERYBODY, 401, None, body={"user": "1001", "password": "wrong"}),
    "me": Row(EVERYBODY, 200),
    "sign_out": Row(EVERYBODY, 200),
    "board": Row(EVERYBODY, 200),
    "contacts": Row(EVERYBODY, 200),
    "contact": Row(EVERYBODY, 404),
    "recording": Row(EVERYBODY, 404),
    "events": Row(EVERYBODY, 200),
    "dispositions": Row(EVERYBODY, 200),
    "agents": Row(EVERYBODY, 200),
    "queues": Row(EVERYBODY, 200),
    "indicators": Row(EVERYBODY, 200),
    "indicator_catalogue": Row(EVERYBODY, 200),
    "alerts": Row(EVERYBODY, 200),
    "rules": Row(EVERYBODY, 200),
    "reports": Row(EVERYBODY, 200),
    "messages": Row(EVERYBODY, 200),
    "report": Row(EVERYBODY, 200),
    "state": Row(SEES_SYSTEM, 200),
    "sign_in_agent": of_agent(),
    "sign_out_agent": of_agent(),
    "set_ready": of_agent(),
    "request_break": of_agent(kind="rest"),
    "end_break": of_agent(),
    "set_off_phone_work": of_agent(),
    "accept_offer": own_alone(contact=999999),
    "decline_offer": own_alone(contact=999999),
    "hold": own_alone(contact=999999),
    "resume": own_alone(contact=999999),
    "hang_up": of_agent(contact=999999),
    "finish_wrap_up": of_agent(contact=999999),
    "extend_wrap_up": of_agent(contact=999999),
    "raise_hand": own_alone(),
    "lower_hand": of_agent(),
    "supervise": Row({"c01", "s01", "d01", "qa01", "admin"}, 409,
                     body={"agent": "1002", "mode": "listen", "why": "routine"}),
    "dispose": own_alone(contact=999999, disposition="resuelta"),
    "transfer": own_alone(contact=999999, to="queue:soporte"),
    "conference": own_alone(contact=999999, to="agent:1003"),
    "end_consult": own_alone(contact=999999),
    "force_state": of_agent(state="off_phone_work", reason="Junta"),
    "add_note": Row(EVERYBODY, 409, body={"contact": 999999, "text": "Hola"}),
    "send_message": Row(OVER_AGENTS, 200, body={"to": ["agent:1002"], "text": "Hola"}),
    "read_message": own_alone(message=1),
    "acknowledge_alert": Row(EVERYBODY, 409, body={"alert": 999999}),
    "hand_back_alert": Row(EVERYBODY, 409, body={"alert": 999999}),
    "snooze_alert": Row(EVERYBODY, 409, body={"alert": 999999, "lasts_s": 60}),
    "resolve_alert": Row(EVERYBODY, 409, body={"alert": 999999}),
    "mark_alert": Row(EVERYBODY, 409, body={"alert": 999999, "useful": True}),
    "apply_operation": Row({"admin"}, 400, body={"sources": []}),
}


class OpenApiTest(ServerTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        status, headers, body = cls.server.client(None).raw("GET", "/openapi.json")
        assert status == 200 and headers["Content-Type"] == "application/json"
        cls.document = Document(body)

    def ask(self, client, operation, path=None, body=None, headers=None):
        """The status, after the answer was found to be of the document's shape."""
        path = path or operation.path.replace("{id}", "999999").replace(
            "{report}", "agent_day")
        status, said, content = client.raw(operation.method, path, body, headers)
        self.document.assert_answer(operation, status, said.get("Content-Type"), content)
        return status, content


class Sound(OpenApiTest):
    def test_required_parts(self):
        whole = self.document.whole
        self.assertRegex(whole["openapi"], r"^3\.1\.\d+$")
        self.assertTrue(whole["info"]["title"] and whole["info"]["version"])
        for path in whole["paths"]:
            self.assertTrue(path.startswith("/"))
        schemes = set(whole["components"]["securitySchemes"])
        for operation in self.document.operations:
            with self.subTest(operation.id):
                said = operation.said
                self.assertTrue(said["summary"])
                self.assertTrue(said["responses"])
                for status, response in said["responses"].items():
                    self.assertRegex(status, r"^[1-5]\d\d$")
                    self.assertTrue(response["description"])
                self.assertEqual(re.findall(r"\{(\w+)\}", operation.path),
                                 operation.parameters("path"))
                for needed in said["security"]:
                    self.assertLessEqual(set(needed), schemes)

    def test_names_are_unique_and_references_lead_somewhere(self):
        names = [operation.id for operation in self.document.operations]
        self.assertEqual(len(names), len(set(names)))
        for ref in self.document.refs():
            place = self.document.whole
            for part in ref.removeprefix("#/").split("/"):
                self.assertIn(part, place, ref)
                place = place[part]

    def test_schemas_are_schemas_and_their_examples_fit(self):
        bodies = [operation.said["requestBody"]["content"]["application/json"]["schema"]
                  for operation in self.document.operations if "requestBody" in operation.said]
        for schema in [*self.document.schemas.values(), *bodies]:
            Draft202012Validator.check_schema(schema)
            for example in schema.get("examples", []):
                self.document.validator(schema).validate(example)

    def test_every_schema_is_of_use(self):
        used = {ref.removeprefix("#/components/schemas/") for ref in self.document.refs()}
        self.assertEqual(set(self.document.schemas) - used, {"FeedMessage", "FeedTold"})


class Complete(OpenApiTest):
    def test_every_address_is_served_by_its_method_alone(self):
        client = self.client("admin")
        for operation in self.document.operations:
            path = operation.path.replace("{id}", "1").replace("{report}", "agent_day")
            for method in {"GET", "POST", "PUT", "DELETE", "PATCH"} - {operation.method}:
                with self.subTest(f"{method} {path}"):
                    status, headers, _body = client.raw(method, path)
                    self.assertEqual((status, headers.get("Allow")), (405, operation.method))

    def test_every_route_that_answered_is_described(self):
        client = self.client("s01")
        for path in ("/board", "/contacts", "/events", "/state", "/about"):
            client.get(path)
        page = client.raw("GET", "/metrics")[2].decode()
        routes = {dict(labels)["route"] for _suffix, labels in
                  metrics.read(page)["relevo_http_requests_total"].samples}
        described = {operation.id for operation in self.document.operations}
        self.assertLessEqual(routes - {"command", "other"}, described)

    def test_every_reject_is_listed(self):
        text = (pathlib.Path(__file__).parents[2] / "docs/rejects.gen.md").read_text()
        self.assertEqual(set(self.document.schemas["Reject"]["enum"]),
                         set(re.findall(r"^\| `(\w+)`", text, re.MULTILINE)))


class Roles(OpenApiTest):
    def test_every_operation_has_its_row(self):
        self.assertEqual({operation.id for operation in self.document.operations}, set(MATRIX))

    def test_every_operation_for_every_role(self):
        for operation in self.document.operations:
            row = MATRIX[operation.id]
            for user in (*USERS, NOBODY):
                if user is NOBODY:
                    client, expected = self.server.client(None), row.nobody
                else:
                    # A session of its own where it is ended.
                    client = (self.server.client(user) if operation.id == "sign_out" else
                              self.client(user))
                    expected = row.may if user in row.who else {403}
                with self.subTest(f"{operation.id} by {user}"):
                    status, _content = self.ask(client, operation, **row.how)
                    self.assertIn(status, expected)
        self.sign_out("1002")


class Truth(OpenApiTest):
    """A whole call, and every answer on the way is of the document's shape."""

    def answer(self, name, client, path, **how):
        status, content = self.ask(client, self.document.operation(name), path, **how)
        self.assertEqual(status, 200)
        return json.loads(content)

    def test_a_call_from_end_to_end(self):
        watcher = self.watcher
        session = self.answer("sign_in", self.server.client(None), f"{API}/sessions",
                              body={"user": "1003", "password": "demo-1003"})
        self.assertEqual(session["user"], "1003")
        client, phone = self.ready("1003")
        contact = self.dial(self.customer())
        self.answer("board", watcher, f"{API}/board")
        phone.answer()
        self.wait_contact(contact, "connected")
        for command in ("hold", "resume"):
            done = self.answer(command, client, f"{API}/commands/{command}",
                               body={"contact": contact})
            self.assertTrue(done["events"])
        self.answer("supervise", watcher, f"{API}/commands/supervise",
                    body={"agent": "1003", "mode": "listen", "why": "help"})
        board = self.answer("board", watcher, f"{API}/board")
        self.assertTrue(board["queues"] and board["agents"] and board["contacts"])
        self.answer("hang_up", client, f"{API}/commands/hang_up", body={"contact": contact})
        self.wait_contact(contact, "closed")
        life = self.answer("contact", watcher, f"{API}/contacts/{contact}")
        self.assertTrue(life["decisions"] and life["decisions"][0]["candidates"])
        self.assertTrue(self.answer("contacts", watcher, f"{API}/contacts?limit=5")["rows"])
        self.answer("about", watcher, f"{API}/about")
        self.answer("state", watcher, f"{API}/state")
        # Nobody said anything; tests/sip has the recordings that there are.
        self.assertEqual(self.ask(watcher, self.document.operation("recording"),
                                  f"{API}/contacts/{contact}/recording")[0], 404)

    def test_every_event_of_the_log(self):
        operation = self.document.operation("events")
        kinds = set()
        after = 0
        while True:
            status, content = self.ask(self.client("admin"), operation,
                                       f"{API}/events?after={after}&limit=500")
            self.assertEqual(status, 200)
            page = json.loads(content)
            if not page["rows"]:
                break
            kinds |= {row["kind"] for row in page["rows"]}
            after = page["next"]
        self.assertGreater(len(kinds), 4)

    def test_refusals(self):
        client = self.client("1004")
        operation = self.document.operation
        self.assertEqual(self.ask(client, operation("contacts"), f"{API}/contacts?limit=0")[0], 400)
        status, content = self.ask(client, operation("set_ready"), body={})
        self.assertEqual((status, json.loads(content)["reject"]), (409, "agent_offline"))
        self.assertEqual(self.ask(client, operation("hold"), body={"contact": 1, "x": 1})[0], 400)
        status, _content = self.ask(client, operation("hold"), body={"contact": "x" * 20_000})
        self.assertEqual(status, 413)

    def test_an_operation_looked_at(self):
        text = (self.folder / "operation.toml").read_text()
        answer = self.answer("apply_operation", self.client("admin"),
                             f"{API}/commands/apply_operation",
                             body={"dry_run": True, "sources": [
                                 {"name": "next.toml", "text": text.replace("5001", "5009")}]})
        self.assertTrue(answer["differences"])


if __name__ == "__main__":
    unittest.main()
