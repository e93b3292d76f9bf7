#!/usr/bin/env python3
"""How `relevo serve` starts and ends: ready line, order of flags, ports, signals, children."""
# Also on: dev

import pathlib
import re
import signal
import socket
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from support.api import Client, Refused
from support.command import check_refused, environment, relevo
from support.loopback import AUDIO, StartTest
from support.relevo import DEMO
from support.waiting import wait_until


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Ready(StartTest):
    def test_ready_line_is_true(self):
        server = self.server().start()
        self.assertRegex(server.http, r"^127\.0\.0\.1:[1-9]\d*$")
        self.assertRegex(server.sip, r"^127\.0\.0\.1:[1-9]\d*$")
        self.assertEqual(len(re.findall("^ready ", server.log(), re.MULTILINE)), 1)
        self.assertEqual(Client(server.http).raw("GET", "/readyz")[0], 200)
        self.assertGreaterEqual(server.client("s01").board()["position"], server.position)
        self.ends(server)

    def test_demo_prints_no_password(self):
        server = self.server().start()
        self.assertNotIn("administrator: ", server.log())
        self.ends(server)

    def test_flag_over_environment_over_configuration(self):
        ports = {"flag": free_port(), "environment": free_port(), "file": free_port()}
        config = self.folder / "serve.toml"
        config.write_text(f'http = "127.0.0.1:{ports["file"]}"\nsip = "127.0.0.1:0"\ndrain = 0\n'
                          f'rtp = "{AUDIO}"\ndata = "{self.folder / "data"}"\n')
        levels = {"file": ({}, []),
                  "environment": ({"RELEVO_HTTP": f"127.0.0.1:{ports['environment']}"}, [])}
        levels["flag"] = (levels["environment"][0], ["--http", f"127.0.0.1:{ports['flag']}"])
        for level, (settings, flags) in levels.items():
            with self.subTest(level):
                server = self.server()
                server.command = server.command[:2] + ["--config", str(config), *flags]
                server.environment = environment(**settings)
                server.start()
                self.assertEqual(server.http, f"127.0.0.1:{ports[level]}")
                self.ends(server)


class FirstStart(StartTest):
    def password(self, server):
        found = re.findall(r"^administrator: user (\S+), password (\S+) ", server.log(),
                           re.MULTILINE)
        self.assertEqual(len(found), 1, server.log())
        return found[0]

    def test_without_an_operation_the_password_is_shown_once_and_signs_in(self):
        server = self.server()
        words = server.command
        at = words.index("--operation")
        server.command = words[:at] + words[at + 2:]
        server.start()
        user, password = self.password(server)
        self.assertEqual(user, "admin")
        self.assertGreaterEqual(len(password), 16)
        client = server.client(user, password)
        self.assertEqual(client.board()["agents"], [])
        with self.assertRaises(Refused) as refused:
            server.client("admin")
        self.assertEqual(refused.exception.status, 401)
        self.ends(server)
        server.start()  # Its output goes to the same file: not shown again.
        self.assertEqual(self.password(server), (user, password))
        server.client(user, password)
        self.ends(server)
        for path in (self.folder / "data").rglob("*"):
            if path.is_file() and not path.is_symlink():
                self.assertNotIn(password.encode(), path.read_bytes(), path)

    def test_only_the_demo_takes_demo_passwords(self):
        text = DEMO.read_text().replace('code = "demo"', 'code = "norte"').replace(
            "demo = true", "demo = false")
        path = self.folder / "operation.toml"
        path.write_text(text)
        server = self.server(path).start()
        user, password = self.password(server)
        server.client(user, password)
        for wrong in ("admin", "1001", "s01", "c01"):
            with self.subTest(wrong), self.assertRaises(Refused) as refused:
                server.client(wrong)
            self.assertEqual(refused.exception.status, 401)
        self.ends(server)

    def test_demo_may_not_be_another_operation(self):
        path = self.folder / "operation.toml"
        path.write_text(DEMO.read_text().replace('code = "demo"', 'code = "norte"'))
        done = relevo("serve", "--data", self.folder / "data", "--operation", path,
                      "--http", "127.0.0.1:0", "--sip", "127.0.0.1:0", "--rtp", AUDIO)
        check_refused(self, done, 1, "operation.toml:", "demo")


class Signals(StartTest):
    def test_terminate(self):
        self.ends(self.server().start())

    def test_interrupt(self):
        server = self.server().start()
        children = [server.child("core"), server.child("voice")]
        server.process.send_signal(signal.SIGINT)
        self.assertEqual(server.process.wait(10), 0)
        for child in children:
            self.assertFalse(pathlib.Path(f"/proc/{child}").exists())

    def test_terminate_before_ready(self):
        server = self.server()
        with open(server.log_path, "wb") as log:
            process = subprocess.Popen(server.command, stdin=subprocess.DEVNULL, stdout=log,
                                       stderr=subprocess.STDOUT, env=environment())
        server.process = process
        wait_until(lambda: server.child("core"), what="core")
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(10), 0, server.log())

    def test_second_terminate_ends_at_once(self):
        server = self.server(drain_s=300).start()
        customer = self.call(server)
        children = [server.child("core"), server.child("voice")]
        server.process.send_signal(signal.SIGTERM)
        wait_until(lambda: "draining" in server.log(), what="draining")
        self.assertIsNone(server.process.poll())  # A contact is live and may go on.
        self.assertIsNone(customer.ended_by)
        server.process.send_signal(signal.SIGTERM)
        server.process.wait(2)
        for child in children:
            self.assertFalse(pathlib.Path(f"/proc/{child}").exists())

    def test_drain_ends_with_the_last_contact(self):
        server = self.server(drain_s=300).start()
        customer = self.call(server)
        server.process.send_signal(signal.SIGTERM)
        wait_until(lambda: "draining" in server.log(), what="draining")
        customer.hang_up()
        self.assertEqual(server.process.wait(10), 0)


class Taken(StartTest):
    """What another program holds: nothing is started, nothing is changed, the other goes on."""

    def refused(self, *words, http="127.0.0.1:0", sip="127.0.0.1:0", data=None, says=()):
        done = relevo("serve", "--data", data or self.folder / "other", "--operation", DEMO,
                      "--http", http, "--sip", sip, "--rtp", AUDIO, *words)
        check_refused(self, done, 2, *says)

    def test_http_port(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            at = "127.0.0.1:%d" % taken.getsockname()[1]
            self.refused(http=at, says=["--http", at, "taken"])

    def test_sip_port(self):
        for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM):
            with self.subTest(kind.name), socket.socket(type=kind) as taken:
                taken.bind(("127.0.0.1", 0))
                if kind == socket.SOCK_STREAM:
                    taken.listen()
                at = "127.0.0.1:%d" % taken.getsockname()[1]
                self.refused(sip=at, says=["--sip", at, "taken"])
        self.assertFalse((self.folder / "other").exists())

    def test_data_folder_of_a_running_server(self):
        server = self.server().start()
        core, voice = server.child("core"), server.child("voice")
        client = server.client("s01")
        position = client.board()["position"]
        log = server.log()
        self.refused(data=server.data, says=["--data", "already", str(server.data)])
        self.assertEqual((server.child("core"), server.child("voice")), (core, voice))
        self.assertEqual(client.board()["position"], position)
        self.assertEqual(server.log(), log)
        self.call(server).hang_up()
        self.ends(server)


if __name__ == "__main__":
    unittest.main()
