#!/usr/bin/env python3
"""The door: who comes in, who does not, and how little is told to those."""
# Also on: dev

import http.client
import json
import pathlib
import statistics
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from support.api import Client, Refused
from support.loopback import ServerTest

TRIES = 5


class SignIn(ServerTest):
    def refused(self, status, body):
        """The problem document of POST /sessions with this body."""
        with self.assertRaises(Refused) as refused:
            self.server.client(None).post("/sessions", body)
        self.assertEqual(refused.exception.status, status, body)
        return refused.exception.problem

    def test_good(self):
        answer = self.server.client(None).post("/sessions",
                                               {"user": "c01", "password": "demo-c01"})
        self.assertEqual(answer["user"], "c01")
        self.assertEqual(answer["roles"], ["coordinator"])
        self.assertRegex(answer["token"], r"^[A-Za-z0-9_-]{43}$")
        self.assertRegex(answer["expires_at"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")

    def test_every_demo_user_has_the_role_it_is_named_for(self):
        roles = {"1001": "agent", "1020": "agent", "c02": "coordinator", "s01": "supervisor",
                 "d01": "director", "cc01": "command_center", "qa01": "quality",
                 "wfm01": "workforce", "admin": "admin"}
        for user, role in roles.items():
            with self.subTest(user):
                answer = self.server.client(None).post(
                    "/sessions", {"user": user, "password": "demo-" + user})
                self.assertEqual(answer["roles"], [role])

    def test_unknown_user_and_wrong_password_read_the_same_and_take_the_same_time(self):
        told, took = {}, {}
        for user in ("s01", "nobody", "no body!", "x" * 500):
            times = []
            for _try in range(TRIES):
                started = time.monotonic()
                problem = self.refused(401, {"user": user, "password": "wrong-password"})
                times.append(time.monotonic() - started)
            told[user], took[user] = problem, statistics.median(times)
        self.assertEqual(len({json.dumps(problem) for problem in told.values()}), 1, told)
        # A hash is verified in any case; without it an answer takes a hundredth of the time.
        self.assertLess(max(took.values()), 5 * min(took.values()), took)

    def test_wrong_bodies(self):
        for body in ({}, {"user": "s01"}, {"password": "demo-s01"}, {"user": "", "password": ""},
                     {"user": 7, "password": "demo-s01"}, {"user": "s01", "password": None},
                     {"user": "s01", "password": "demo-s01", "roles": ["admin"]}, [], "s01", 7):
            with self.subTest(repr(body)):
                self.assertIn("detail", self.refused(400, body))

    def test_a_password_of_another_user_is_wrong(self):
        self.refused(401, {"user": "s01", "password": "demo-admin"})

    def test_answers_must_not_be_kept(self):
        status, headers, _content = self.server.client(None).raw(
            "POST", "/api/v1/sessions", {"user": "c01", "password": "demo-c01"})
        self.assertEqual(status, 200)
        self.assertEqual(headers["Cache-Control"], "no-store")

    def test_sign_out_ends_this_session_alone(self):
        one, other = self.server.client("c02"), self.server.client("c02")
        one.ask("DELETE", "/sessions/current")
        with self.assertRaises(Refused) as refused:
            one.board()
        self.assertEqual(refused.exception.status, 401)
        other.board()
        with self.assertRaises(Refused) as refused:
            one.ask("DELETE", "/sessions/current")
        self.assertEqual(refused.exception.status, 401)

    def test_no_session(self):
        token = self.client("s01").token
        wrong = ["", "Bearer", "Bearer ", "Bearer x", "Bearer " + "A" * 43, "Bearer " + token + "A",
                 "Bearer " + token[:-1], "bearer" + token, token, "Basic czAxOmRlbW8tczAx",
                 "Bearer " + "é" * 20, "Bearer " + "A" * 5000]
        for header in wrong:
            with self.subTest(header[:30]):
                client = Client(self.server.http)
                connection = http.client.HTTPConnection(self.server.http, timeout=10)
                connection.putrequest("GET", "/api/v1/board")
                connection.putheader("Authorization", header.encode())
                connection.endheaders()
                response = connection.getresponse()
                problem = json.loads(response.read())
                self.assertEqual(response.status, 401)
                self.assertEqual(response.getheader("Content-Type"), "application/problem+json")
                self.assertEqual(response.getheader("WWW-Authenticate"), "Bearer")
                self.assertEqual(problem["status"], 401)
                connection.close()
                del client

    def test_everything_but_the_door_asks_for_a_session(self):
        client = self.server.client(None)
        for method, path in (("GET", "/board"), ("GET", "/contacts"), ("GET", "/contacts/1"),
                             ("GET", "/contacts/1/recording"), ("GET", "/events"),
                             ("POST", "/commands/set_ready"), ("POST", "/commands/nonsense"),
                             ("POST", "/commands/apply_operation"),
                             ("DELETE", "/sessions/current")):
            with self.subTest(f"{method} {path}"):
                with self.assertRaises(Refused) as refused:
                    client.ask(method, path, {} if method == "POST" else None)
                self.assertEqual(refused.exception.status, 401)

    def test_too_many_sessions(self):
        clients = [self.server.client("1015") for _session in range(20)]
        newest = self.server.client("1015")
        with self.assertRaises(Refused) as refused:
            clients[0].ask("GET", "/board")
        self.assertEqual(refused.exception.status, 401)
        for client in (clients[1], clients[19], newest):
            client.ask("GET", "/board")


class Limits(ServerTest):
    """Of wrong passwords; nothing else comes in from this address afterwards."""

    def test_wrong_passwords_are_counted_by_user_and_by_address(self):
        client = self.server.client(None)
        good = self.server.client("s01")

        def statuses(user, count):
            found = []
            for _try in range(count):
                status, headers, _content = client.raw("POST", "/api/v1/sessions",
                                                       {"user": user, "password": "wrong"})
                found.append(status)
                if status == 429:
                    self.assertGreaterEqual(int(headers["Retry-After"]), 1)
                    break
            return found

        # At most 20 and what was filled up meanwhile.
        of_user = statuses("qa01", 40)
        self.assertEqual(of_user[-1], 429)
        self.assertGreaterEqual(len(of_user), 21)
        self.assertEqual(set(of_user[:-1]), {401})
        # Others, and who is in already, do not notice.
        self.server.client("cc01")
        good.board()


if __name__ == "__main__":
    unittest.main()
