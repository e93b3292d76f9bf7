#!/usr/bin/env python3
"""Idempotency-Key: a command sent again is answered again and done once; many at once."""
# Also on: dev

import os
import pathlib
import signal
import sys
import threading
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from support.api import Client, Refused
from support.loopback import ServerTest
from support.waiting import wait_until

THREADS = 20
COMMANDS_EACH = 10


class Keys(ServerTest):
    kills = True

    def refused(self, status, *command, **how):
        with self.assertRaises(Refused) as refused:
            self.client("1001").command(*command, **how)
        self.assertEqual(refused.exception.status, status)
        return refused.exception

    def signed_in(self, agent="1001"):
        client = self.client(agent)
        client.command("sign_in_agent")
        self.addCleanup(self.sign_out, agent)
        return client

    def position(self):
        return self.watcher.board()["position"]

    def test_same_answer_and_nothing_done(self):
        client = self.signed_in()
        first = client.command("request_break", {"kind": "rest"}, key="one")
        self.assertTrue(first["events"])
        client.command("request_break", {"kind": "meal"})
        before = self.position()
        for _time in range(3):
            self.assertEqual(client.command("request_break", {"kind": "rest"}, key="one"), first)
        self.assertEqual(self.position(), before)
        self.assertEqual(self.watcher.agent("1001")["break_kind"], "meal")

    def test_the_same_body_in_other_letters(self):
        client = self.signed_in()
        first = client.command("request_break", {"kind": "rest"}, key="letters")
        again = client.command("request_break", {"agent": "1001", "kind": "rest"}, key="letters")
        self.assertEqual(again, first)

    def test_another_body_or_command_is_refused(self):
        client = self.signed_in()
        client.command("request_break", {"kind": "rest"}, key="two")
        self.assertEqual(self.refused(409, "request_break", {"kind": "meal"}, key="two").reject,
                         "key_reused")
        self.assertEqual(self.refused(409, "end_break", key="two").reject, "key_reused")
        self.assertEqual(self.watcher.agent("1001")["break_kind"], "rest")

    def test_a_key_is_of_one_user(self):
        first, second = self.signed_in("1001"), self.signed_in("1002")
        one = first.command("request_break", {"kind": "rest"}, key="shared")
        two = second.command("request_break", {"kind": "meal"}, key="shared")
        self.assertNotEqual(one["events"][0]["position"], two["events"][0]["position"])

    def test_what_was_refused_may_be_tried_again(self):
        self.refused(409, "end_break", key="three")
        client = self.signed_in()
        client.command("request_break", {"kind": "rest"})
        answer = client.command("sign_out_agent", key="three")
        self.assertTrue(answer["events"])

    def test_a_command_that_changes_nothing(self):
        client = self.signed_in()
        client.command("request_break", {"kind": "rest"})
        first = client.command("request_break", {"kind": "rest"}, key="nothing")
        self.assertEqual(first["events"], [])
        client.command("request_break", {"kind": "meal"})
        self.assertEqual(client.command("request_break", {"kind": "rest"}, key="nothing"), first)
        self.assertEqual(self.watcher.agent("1001")["break_kind"], "meal")

    def test_wrong_keys(self):
        client = self.signed_in()
        for key in ("x" * 129, "x" * 4000):
            with self.subTest(len(key)):
                self.refused(400, "request_break", {"kind": "rest"}, key=key)
        client.command("request_break", {"kind": "rest"}, key="x" * 128)

    def test_across_a_killed_core(self):
        client = self.signed_in()
        first = client.command("request_break", {"kind": "rest"}, key="killed")
        pid = self.server.child("core")
        os.kill(pid, signal.SIGKILL)
        wait_until(lambda: self.server.child("core") not in (None, pid), what="another core")
        wait_until(self.is_ready, what="ready again")
        self.assertEqual(client.command("request_break", {"kind": "rest"}, key="killed"), first)
        self.assertEqual(self.refused(409, "request_break", {"kind": "meal"},
                                      key="killed").reject, "key_reused")

    def is_ready(self):
        try:
            return Client(self.server.http).raw("GET", "/readyz")[0] == 200
        except OSError:
            return False

    def test_one_key_sent_by_many_at_once_is_done_once(self):
        client = self.signed_in()
        client.command("request_break", {"kind": "rest"})
        answers = self.at_once(lambda index: client.command("request_break", {"kind": "meal"},
                                                            key="race"), THREADS)
        self.assertEqual(len({str(answer["events"]) for answer in answers}), 1)
        self.assertEqual(len(answers[0]["events"]), 1)

    def test_many_commands_at_once_are_each_done_once(self):
        agents = [str(code) for code in range(1001, 1001 + THREADS)]
        for agent in agents:
            self.signed_in(agent)

        def breaks(index):
            client = self.client(agents[index])
            return [client.command("request_break", {"kind": ("rest", "meal")[number % 2]},
                                   key=f"many-{number}") for number in range(COMMANDS_EACH)]

        before = self.position()
        answers = [answer for part in self.at_once(breaks, THREADS) for answer in part]
        self.assertEqual(len(answers), THREADS * COMMANDS_EACH)
        positions = [event["position"] for answer in answers for event in answer["events"]]
        self.assertEqual(len(positions), THREADS * COMMANDS_EACH)  # Each changes the state once.
        self.assertEqual(len(set(positions)), len(positions))
        self.assertGreater(min(positions), before)
        again = [answer for part in self.at_once(breaks, THREADS) for answer in part]
        self.assertEqual(again, answers)

    def at_once(self, ask, count):
        """What `ask(index)` gave in threads that begin together; the first error is raised."""
        gate = threading.Barrier(count)
        answers, errors = [None] * count, []

        def run(index):
            try:
                gate.wait(10)
                answers[index] = ask(index)
            except Exception as error:  # Of another thread: told in this one.
                errors.append(error)

        threads = [threading.Thread(target=run, args=[index]) for index in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if errors:
            raise errors[0]
        return answers


if __name__ == "__main__":
    unittest.main()
