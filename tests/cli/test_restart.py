#!/usr/bin/env python3
"""What dies is started again, and what was true stays true."""
# Also on: dev

import os
import pathlib
import signal
import sys
import threading
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from support.api import Client
from support.loopback import StartTest
from support.sip_end import SipEnd
from support.waiting import wait_until

CORE_BACK_SECONDS_MAX = 2
# What says how long something lasts so far, or counts phones that have to register again.
MOVING = ("at", "position", "waited_ms", "longest_wait_ms", "devices")


def still(board):
    """The board without what moves by itself."""
    return {name: [{key: value for key, value in row.items() if key not in MOVING}
                   for row in board[name]] for name in ("queues", "agents", "contacts")}


class RestartTest(StartTest):
    def setUp(self):
        super().setUp()
        self.running = self.server().start()
        self.watcher = self.running.client("s01")

    def some_states(self):
        """Agents in several states; their sessions are open."""
        clients = {code: self.running.client(code) for code in ("1001", "1002", "1003", "1004")}
        for client in clients.values():
            client.command("sign_in_agent")
        clients["1002"].command("request_break", {"kind": "meal"})
        clients["1003"].command("request_break", {"kind": "restroom"})
        clients["1004"].command("sign_out_agent")
        return clients

    def check_states(self, clients, before):
        """`before`, and the old tokens are good."""
        after = self.watcher.board()
        self.assertEqual(still(after), still(before))
        self.assertGreater(after["position"], before["position"])
        clients["1002"].command("sign_out_agent")
        self.assertEqual(self.watcher.agent("1002")["state"], "offline")

    def kill(self, name):
        pid = wait_until(lambda: self.running.child(name), what=name)
        os.kill(pid, signal.SIGKILL)
        return pid

    def wait_another(self, name, pid, timeout=10):
        wait_until(lambda: self.running.child(name) not in (None, pid), timeout, "another " + name)

    def wait_ready(self, timeout=10):
        def ready():
            try:
                return Client(self.running.http).raw("GET", "/readyz")[0] == 200
            except OSError:
                return False
        wait_until(ready, timeout, "ready again")


class CoreKilled(RestartTest):
    def test_is_back_at_the_same_port_with_the_same_floor(self):
        clients = self.some_states()
        before = self.watcher.board()
        started = time.monotonic()
        pid = self.kill("core")
        self.wait_ready(CORE_BACK_SECONDS_MAX)
        self.assertLess(time.monotonic() - started, CORE_BACK_SECONDS_MAX)
        self.assertNotEqual(self.running.child("core"), pid)
        self.check_states(clients, before)
        self.ends(self.running)

    def test_connections_made_meanwhile_are_served_later(self):
        token = self.watcher.token
        pid = self.kill("core")
        answers = []
        # The port listens all the time; a request waits for the next core.
        client = Client(self.running.http)
        client.token = token
        answers.append(client.board()["position"])
        self.assertGreater(answers[0], self.running.position)
        self.wait_another("core", pid)
        self.ends(self.running)

    def test_a_waiting_customer_waits_on(self):
        customer = SipEnd(self.running.sip, "5550100")
        self.addCleanup(customer.close)
        customer.call("5000")
        customer.wait_status(200)
        contact = wait_until(lambda: self.watcher.board()["contacts"], what="a contact")[0]["id"]
        self.kill("core")
        self.wait_ready()
        self.assertEqual(self.watcher.contact(contact)["state"], "queued")
        self.assertIsNone(customer.ended_by)
        customer.hang_up()
        wait_until(lambda: self.watcher.contact(contact)["state"] == "closed", what="its end")
        self.ends(self.running)

    def test_again_and_again(self):
        position = 0
        for _time in range(3):
            self.kill("core")
            self.wait_ready()
            now = self.watcher.board()["position"]
            self.assertGreater(now, position)
            position = now
        self.ends(self.running)


class BeforeReady(StartTest):
    def test_a_core_killed_before_it_is_ready_is_started_again_and_says_ready(self):
        server = self.server()
        killed = []

        def kill_core():
            killed.append(wait_until(lambda: server.process and server.child("core"), what="core"))
            os.kill(killed[0], signal.SIGKILL)

        killer = threading.Thread(target=kill_core)
        killer.start()
        server.start()
        killer.join()
        self.assertIn("process died, starting it again process=core", server.log())
        self.assertNotEqual(server.child("core"), killed[0])
        self.ends(server)


class EndOfChildrenIgnored(StartTest):
    def test_whoever_starts_it_may_ignore_the_end_of_children(self):
        server = self.server()
        server.command = ["env", "--ignore-signal=SIGCHLD", *server.command]
        server.start()
        pid = server.child("core")
        os.kill(pid, signal.SIGKILL)
        wait_until(lambda: server.child("core") not in (None, pid), 10, "another core")
        self.ends(server)


class VoiceKilled(RestartTest):
    def test_is_back_at_the_same_port_and_takes_calls(self):
        pid = self.kill("voice")
        self.wait_another("voice", pid)
        wait_until(lambda: self.running.log().count(" core is here ") == 2, what="voice with core")
        self.wait_ready()
        self.call(self.running).hang_up()
        self.ends(self.running)

    def test_its_calls_go_on(self):
        customer = self.call(self.running)
        contact = self.watcher.board()["contacts"][0]["id"]
        pid = self.kill("voice")
        self.wait_another("voice", pid)
        wait_until(lambda: self.running.log().count(" core is here ") == 2, what="voice with core")
        self.assertIsNone(customer.ended_by)
        self.assertEqual(self.watcher.contact(contact)["state"], "queued")
        customer.hang_up()
        wait_until(lambda: self.watcher.contact(contact)["state"] == "closed", what="its end")
        self.ends(self.running)


class AllKilled(RestartTest):
    def kill_all(self):
        pids = [self.running.child("core"), self.running.child("voice"), self.running.process.pid]
        for pid in reversed(pids):  # The supervisor first: nothing is started again.
            os.kill(pid, signal.SIGKILL)
        self.running.process.wait()
        wait_until(lambda: not any(pathlib.Path(f"/proc/{pid}").exists() for pid in pids), 5,
                   "the end of all")

    def test_everything_is_as_it_was(self):
        clients = self.some_states()
        before = self.watcher.board()
        self.kill_all()
        self.running.start()
        self.assertGreater(self.running.position, before["position"])
        for client in (*clients.values(), self.watcher):
            client.address = self.running.http
        self.check_states(clients, before)
        self.ends(self.running)

    def test_orderly_end_too(self):
        clients = self.some_states()
        before = self.watcher.board()
        self.ends(self.running)
        self.running.start()
        for client in (*clients.values(), self.watcher):
            client.address = self.running.http
        self.check_states(clients, before)
        self.ends(self.running)


if __name__ == "__main__":
    unittest.main()
