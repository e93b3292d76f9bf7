#!/usr/bin/env python3
"""What the supervisor does when processes die, when it is killed itself, and when it is to end."""
# Also on: dev

import contextlib
import os
import pathlib
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from support.api import Client, Refused
from support.command import check_refused, environment
from support.loopback import StartTest, files_in_memory
from support.relevo import DEMO
from support.sip_end import SipEnd
from support.waiting import wait_until


class SupervisorTest(StartTest):
    def setUp(self):
        super().setUp()
        self.running = self.server(drain_s=60).start()

    def ready(self):
        try:
            return Client(self.running.http).raw("GET", "/readyz")[0] == 200
        except OSError:
            return False

    def wait_ready(self, timeout=10):
        wait_until(self.ready, timeout, "ready")

    def kill(self, name):
        pid = wait_until(lambda: self.running.child(name), what=name)
        os.kill(pid, signal.SIGKILL)
        wait_until(lambda: self.running.child(name) not in (None, pid), 10, "another " + name)

    def deaths(self):
        return self.running.log_fields("process died, starting it again")

    def connected(self):
        """How often a voice has greeted a core; it takes calls from then on."""
        return len(self.running.log_fields("voice connected"))

    def contact(self):
        """The state of the only contact, or the last one's."""
        return self.running.client("s01").board()["contacts"]


class Deaths(SupervisorTest):
    def test_a_death_has_one_line_with_its_cause_and_the_first_start_again_is_at_once(self):
        self.kill("core")
        self.wait_ready()
        death, = self.deaths()
        self.assertEqual((death["process"], death["cause"], death["in_ms"]),
                         ("core", "SIGKILL", "0"))
        self.assertGreater(int(death["lived_ms"]), 0)
        self.ends(self.running)

    def test_who_dies_again_and_again_is_started_later_and_later_and_not_too_late(self):
        for _time in range(6):
            self.kill("core")
            self.wait_ready()
        pauses = [int(death["in_ms"]) for death in self.deaths()]
        self.assertEqual(pauses[0], 0)
        # What is told is what is left of a pause: some of it is over by then.
        for shorter, longer in zip(pauses, pauses[1:]):
            self.assertLessEqual(shorter, longer + 50, pauses)
        self.assertGreater(pauses[-1], pauses[1])
        self.assertLessEqual(pauses[-1], 500)
        self.ends(self.running)


class CrashLoop(StartTest):
    def test_it_says_once_what_it_is_and_goes_on_by_itself_when_it_can(self):
        server = self.server().start()
        # Core cannot start with a log that it may not believe; voice lives.
        segment = sorted((server.data / "log").glob("*.log"))[0]
        whole = segment.read_bytes()
        segment.write_bytes(whole[:120] + bytes([whole[120] ^ 255]) + whole[121:])
        os.kill(server.child("core"), signal.SIGKILL)
        says = "process dies before it is ready, again and again"
        wait_until(lambda: says in server.log(), 20, "the crash loop told")
        self.assertEqual(server.log().count(says), 1)
        self.assertIsNone(server.process.poll())
        self.assertIsNotNone(server.child("voice"))
        segment.write_bytes(whole)

        def ready():
            with socket.create_connection(tuple(server.http.split(":")), 5):
                return Client(server.http).raw("GET", "/readyz")[0] == 200
        wait_until(ready, 20, "ready again")
        self.ends(server)


class SupervisorKilled(SupervisorTest):
    def kill_supervisor(self):
        before = self.running.processes()
        self.running.process.kill()
        self.running.process.wait()
        return before

    def test_live_contacts_go_on_and_the_next_serve_takes_over(self):
        customer = self.call(self.running)
        before = self.kill_supervisor()
        voice = self.running.child("voice")
        # Nobody supervises, and everything works.
        self.assertEqual(self.running.processes(), before)
        self.assertTrue(self.ready())
        self.assertIsNone(customer.ended_by)
        sip = self.running.sip
        self.running.start()
        self.assertEqual(self.running.sip, sip)
        self.assertEqual(self.running.child("voice"), voice)  # With its calls.
        self.assertNotIn(self.running.child("core"), before)
        self.assertIsNone(customer.ended_by)
        watcher = self.running.client("s01")
        contact = watcher.board()["contacts"][0]["id"]
        customer.hang_up()
        wait_until(lambda: watcher.contact(contact)["state"] == "closed", what="its end")
        # What was adopted is supervised like what was started.
        voices = self.connected()
        self.kill("voice")
        wait_until(lambda: self.connected() > voices, 20, "the next voice at its place")
        self.call(self.running).hang_up()
        self.ends(self.running)

    def test_the_next_serve_takes_over_on_the_same_ports(self):
        self.kill_supervisor()
        again = self.running
        at = again.command.index("--http")
        again.command[at + 1] = again.http
        at = again.command.index("--sip")
        again.command[at + 1] = again.sip
        again.start()
        self.ends(again)

    def test_a_voice_that_is_other_than_wanted_is_replaced(self):
        before = self.kill_supervisor()
        at = self.running.command.index("--rtp")
        self.running.command[at + 1] = "47000-47999"
        self.running.start()
        self.assertNotIn(self.running.child("voice"), before)
        self.call(self.running).hang_up()
        self.ends(self.running)

    def test_a_voice_that_hangs_is_replaced(self):
        voice = self.running.child("voice")
        self.kill_supervisor()
        os.kill(voice, signal.SIGSTOP)
        self.running.start()
        self.assertNotEqual(self.running.child("voice"), voice)
        self.assertIn("the voice process left behind does not find the core", self.running.log())
        self.call(self.running).hang_up()
        self.ends(self.running)

    def start_with(self, operation):
        for flag, value in (("--operation", operation), ("--sip", self.running.sip)):
            self.running.command[self.running.command.index(flag) + 1] = str(value)
        self.running.start()

    def test_an_operation_that_is_refused_ends_no_call_and_the_one_in_force_stays(self):
        customer = self.call(self.running)
        self.kill_supervisor()
        voice = self.running.child("voice")
        bad = self.folder / "bad.toml"
        bad.write_text("[queues\n")
        for operation in (bad, self.folder / "missing.toml"):
            self.start_with(operation)
            says = self.running.log().rpartition("--operation is refused, what is in force stays")
            self.assertIn(operation.name, says[2].partition("\n")[0])
            self.assertEqual(self.running.child("voice"), voice)
            self.assertIsNone(customer.ended_by)
            self.kill_supervisor()
        # Nor where all of it died, and the calls are in the leg store alone.
        self.running.kill_processes()
        self.start_with(bad)
        customer.hang_up()
        wait_until(lambda: not self.contact(), what="the end of the contact")
        self.ends(self.running)
        # Where nobody is in a call it is the answer to the command.
        self.refuse("bad.toml")

    def refuse(self, *words):
        """The start with the flags as they are now, which is no start."""
        refused = subprocess.run(self.running.command, capture_output=True, text=True, timeout=20,
                                 env=environment(), check=False)
        check_refused(self, refused, 1, *words)

    def test_what_was_left_without_a_call_is_no_reason_to_go_on(self):
        phone = SipEnd(self.running.sip, "1001")
        self.addCleanup(phone.close)
        self.assertEqual(phone.register("demo-1001"), 200)  # Which stands in the leg store too.
        watcher = self.running.client("s01")
        customer = self.call(self.running)
        contact, = watcher.board()["contacts"]

        def happened(kind):
            return kind in [event["kind"] for event in watcher.contact(contact["id"])["events"]]
        wait_until(lambda: customer.says(b"hello") and happened("recording_started"),
                   what="the recording")
        customer.hang_up()
        # Until then there is something left to do for the contact.
        wait_until(lambda: happened("recording_ended"), what="its end")
        wait_until(lambda: not self.contact(), what="the end of the contact")
        self.kill_supervisor()
        self.running.kill_processes()
        bad = self.folder / "bad.toml"
        bad.write_text("[queues\n")
        self.running.command[self.running.command.index("--operation") + 1] = str(bad)
        self.refuse("bad.toml")
        # Nor is the voice of such a start left at the ports.
        self.assertEqual(self.running.processes(), {})
        self.running.command[self.running.command.index("--operation") + 1] = str(DEMO.parent)
        self.running.start()
        # Which took nothing away of what the next one needs.
        watcher = self.running.client("s01")
        wait_until(lambda: watcher.agent("1001")["devices"], what="the phone, still registered")
        self.ends(self.running)
        self.assertEqual(self.kept_in_memory(), [])

    def test_a_first_start_that_is_refused_leaves_nothing_in_memory(self):
        refused = self.server(self.folder / "bad.toml", folder=self.folder / "other")
        (self.folder / "bad.toml").write_text("[queues\n")
        refused.data.mkdir(parents=True)
        self.running = refused
        self.refuse("bad.toml")
        self.assertEqual(self.kept_in_memory(), [])

    def kept_in_memory(self):
        """The names of what outlives the processes of the data folder."""
        return [path.name for path in files_in_memory(self.running) if path.exists()]

    def test_a_core_that_cannot_start_ends_no_call(self):
        customer = self.call(self.running)
        self.kill_supervisor()
        voice = self.running.child("voice")
        segment = sorted((self.running.data / "log").glob("*.log"))[0]
        whole = segment.read_bytes()
        os.kill(self.running.child("core"), signal.SIGKILL)
        segment.write_bytes(whole[:120] + bytes([whole[120] ^ 255]) + whole[121:])


        def mend():
            wait_until(lambda: len(self.deaths()) > 1, 20, "core tried twice")
            segment.write_bytes(whole)
        mending = threading.Thread(target=mend)
        mending.start()
        self.running.start()
        mending.join()
        self.assertIn('process=core cause="status 2"', self.running.log())
        self.assertEqual(self.running.child("voice"), voice)
        self.assertIsNone(customer.ended_by)
        customer.hang_up()
        wait_until(lambda: not self.contact(), what="the end of the contact")
        self.ends(self.running)

    def test_a_start_that_is_refused_otherwise_leaves_voice_as_it_found_it(self):
        customer = self.call(self.running)
        self.kill_supervisor()
        voice = self.running.child("voice")
        records = self.running.data / "records.db"
        with contextlib.closing(sqlite3.connect(records)) as database, database:
            database.execute("UPDATE schema_version SET version = version + 1000")
        self.refuse("records", "version")
        self.assertEqual(self.running.processes(), {voice: "voice"})
        with contextlib.closing(sqlite3.connect(records)) as database, database:
            database.execute("UPDATE schema_version SET version = version - 1000")
        self.running.start()
        self.assertEqual(self.running.child("voice"), voice)
        self.assertIsNone(customer.ended_by)
        customer.hang_up()
        wait_until(lambda: not self.contact(), what="the end of the contact")
        self.ends(self.running)

    def test_only_core_has_the_port_of_http(self):
        port = int(self.running.http.rpartition(":")[2])
        listening = re.compile(rf"^ *\d+: \S+:{port:04X} 00000000:0000 0A .*? (\d+) +\d+ 0",
                               re.MULTILINE)
        inode = None
        for line in pathlib.Path("/proc/net/tcp").read_text().splitlines()[1:]:
            words = line.split()
            if words[1].endswith(f":{port:04X}") and words[3] == "0A":
                inode = words[9]
        self.assertIsNotNone(inode, listening)

        def holds(pid):
            names = []
            for name in pathlib.Path(f"/proc/{pid}/fd").iterdir():
                try:
                    names.append(os.readlink(name))
                except FileNotFoundError:  # Closed meanwhile.
                    pass
            return f"socket:[{inode}]" in names
        self.assertTrue(holds(self.running.child("core")))
        self.assertFalse(holds(self.running.child("voice")))
        self.ends(self.running)


CENTRE = """
[operation]
code = "centro"
[[trunk]]
address = "127.0.0.0/8"
[[site]]
code = "uno"
[[client]]
code = "cliente"
[[campaign]]
code = "campana"
client = "cliente"
[[queue]]
code = "{queue}"
number = "5000"
campaign = "campana"
[[user]]
code = "s01"
name = "Supervisora"
roles = ["supervisor", "coordinator", "admin"]
{password}
[[team]]
code = "equipo"
coordinator = "s01"
[[agent]]
code = "1001"
name = "{name}"
team = "equipo"
site = "uno"
{secret}
"""
IN_FORCE = {"queue": "soporte", "name": "Ana Flores", "password": "correct horse battery",
            "secret": "k3v9-pm2x-77ta"}
REFUSED = {"queue": "otra", "name": "Eva Luna", "password": "wrong horse battery",
           "secret": "never-in-force-1"}


def centre(values):
    """The text of an operation with secrets; what is left out stays as it is."""
    keys = {"password": "password", "secret": "sip_secret"}
    lines = {name: f'{key} = "{values[name]}"' if name in values else ""
             for name, key in keys.items()}
    return CENTRE.format_map({**values, **lines})


class OperationRefused(StartTest):
    """By the rules, when its names and secrets were kept already."""

    def setUp(self):
        super().setUp()
        self.path = self.folder / "operation.toml"
        self.path.write_text(centre(IN_FORCE))
        self.running = self.server(self.path, drain_s=60).start()

    def client(self, values):
        return Client(self.running.http, "s01", values["password"])

    def register(self, values):
        phone = SipEnd(self.running.sip, "1001")
        self.addCleanup(phone.close)
        return phone.register(values["secret"])

    def check_in_force(self):
        # Voice is told by core, which is ready already.
        wait_until(lambda: self.register(IN_FORCE) == 200, what="the phone registered")
        self.assertNotEqual(self.register(REFUSED), 200)
        watcher = self.client(IN_FORCE)
        wait_until(lambda: watcher.agent("1001")["name"] == IN_FORCE["name"], what="the name")
        with self.assertRaises(Refused):
            self.client(REFUSED)
        return watcher

    def test_what_is_in_force_keeps_its_names_and_secrets(self):
        self.check_in_force()
        phone = SipEnd(self.running.sip, "1001")
        self.addCleanup(phone.close)
        self.assertEqual(phone.register(IN_FORCE["secret"]), 200)
        customer = SipEnd(self.running.sip, "5550100")
        self.addCleanup(customer.close)
        customer.call("5000")
        customer.wait_status(200)
        watcher = self.client(IN_FORCE)
        contact, = watcher.board()["contacts"]
        self.running.process.kill()
        self.running.process.wait()
        self.path.write_text(centre(REFUSED))
        self.running.command[self.running.command.index("--sip") + 1] = self.running.sip
        self.running.start()
        says = self.running.log().rpartition("--operation is refused, what is in force stays")[2]
        self.assertIn("in_use", says.partition("\n")[0])
        # Voice was told of no secret that ends what is registered with the one in force.
        wait_until(lambda: self.client(IN_FORCE).agent("1001")["devices"], what="the device")
        watcher = self.check_in_force()
        self.assertEqual(watcher.contact(contact["id"])["queue"], "soporte")
        customer.hang_up()
        wait_until(lambda: not watcher.board()["contacts"], what="the end of the contact")
        # Nor does what is kept later bring them back.
        later = {"queue": "soporte", "name": IN_FORCE["name"], "password": IN_FORCE["password"]}
        watcher.command("apply_operation", {"sources": [{"name": "later", "text": centre(later)}]})
        self.check_in_force()
        self.ends(self.running)


class Draining(SupervisorTest):
    def drain(self):
        self.running.process.send_signal(signal.SIGTERM)
        wait_until(lambda: not self.ready(), what="not ready any more")

    def test_no_new_contact_and_the_live_one_finishes(self):
        customer = self.call(self.running)
        self.drain()
        self.assertEqual(Client(self.running.http).raw("GET", "/healthz")[0], 200)
        late = SipEnd(self.running.sip, "5550101")
        self.addCleanup(late.close)
        late.call("5000")
        late.wait_status(503)
        refusal = next(answer for answer in late.responses if answer.status == 503)
        self.assertGreater(int(refusal["retry-after"]), 0)
        self.assertIsNone(customer.ended_by)
        self.assertIsNone(self.running.process.poll())
        customer.hang_up()
        self.assertEqual(self.running.process.wait(10), 0, self.running.log())

    def test_a_core_that_dies_meanwhile_takes_the_last_facts(self):
        customer = self.call(self.running)
        contact = self.running.client("s01").board()["contacts"][0]["id"]
        self.drain()
        self.kill("core")
        self.assertFalse(self.ready())
        customer.hang_up()
        self.assertEqual(self.running.process.wait(15), 0, self.running.log())
        self.running.start()
        self.assertEqual(self.running.client("s01").contact(contact)["state"], "closed")
        self.ends(self.running)

    def test_the_end_of_a_contact_is_in_the_log_before_all_ends(self):
        customer = self.call(self.running)
        contact = self.running.client("s01").board()["contacts"][0]["id"]
        self.drain()
        self.running.process.send_signal(signal.SIGTERM)  # A second one hurries.
        customer.wait_ended()
        self.assertEqual(self.running.process.wait(10), 0, self.running.log())
        self.running.start()
        self.assertEqual(self.running.client("s01").contact(contact)["state"], "closed")
        self.ends(self.running)

    def test_calls_of_a_voice_that_was_ended_by_force_go_on_at_the_next_start(self):
        customer = self.call(self.running)
        contact = self.running.client("s01").board()["contacts"][0]["id"]
        os.kill(self.running.child("voice"), signal.SIGSTOP)
        for phase in ("draining drain_s", "ending now"):
            self.running.process.send_signal(signal.SIGTERM)
            wait_until(lambda phase=phase: phase in self.running.log(), what=phase)
        self.running.process.send_signal(signal.SIGTERM)
        self.assertEqual(self.running.process.wait(10), 0, self.running.log())
        self.running.command[self.running.command.index("--sip") + 1] = self.running.sip
        self.running.start()
        self.assertIsNone(customer.ended_by)
        self.assertEqual(self.running.client("s01").contact(contact)["state"], "queued")
        customer.hang_up()
        wait_until(lambda: not self.contact(), what="the end of the contact")
        self.ends(self.running)

    def test_without_contacts_it_does_not_wait(self):
        began = time.monotonic()
        self.ends(self.running)
        self.assertLess(time.monotonic() - began, 5)


if __name__ == "__main__":
    unittest.main()
