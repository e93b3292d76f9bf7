"""A server of a test class's own on loopback ports that are free, with people and their phones."""

import contextlib
import os
import pathlib
import shutil
import sys
import tempfile
import unittest

from support.relevo import DEMO, Server
from support.sip_end import SipEnd
from support.waiting import wait_until

# Apart from the ports of audio that other tests and a demo on this machine use.
AUDIO = "46000-46999"
# Times of the demo operation, made short: nobody wants to wait for them in a test.
SHORT = {"ring_s = 20": "ring_s = 5", "wrap_up_s = 10": "wrap_up_s = 1",
         "short_abandon_s = 5": "short_abandon_s = 0"}


def operation_text(changes=None):
    """The demo operation with short times, and what is to be changed in its text."""
    text = DEMO.read_text()
    for old, new in {**SHORT, **(changes or {})}.items():
        if old not in text:
            raise AssertionError(f"the demo operation has no `{old}` any more")
        text = text.replace(old, new)
    return text


def start(folder, operation=None, more=()):
    """A running server on FOLDER/data; its operation is the demo's with short times."""
    folder = pathlib.Path(folder)
    if operation is None:
        operation = folder / "operation.toml"
        operation.write_text(operation_text())
    return Server(folder, operation, sip="127.0.0.1:0", rtp=AUDIO, drain_s=0, more=more).start()


def files_in_memory(server):
    """What core and voice keep outside of the data folder, to outlive their process."""
    seen = os.stat(server.data)
    return [pathlib.Path("/dev/shm") / f"relevo-{seen.st_dev}-{seen.st_ino}{end}"
            for end in (".legs", ".hand")]


def forget_memory(server):
    """Takes it away."""
    for path in files_in_memory(server):
        path.unlink(missing_ok=True)


class StartTest(unittest.TestCase):
    """Each test starts and ends servers of its own."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="relevo-cli-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def server(self, operation=DEMO.parent, more=(), drain_s=0, folder=None):
        server = Server(folder or self.folder, operation, sip="127.0.0.1:0", rtp=AUDIO,
                        drain_s=drain_s, more=more)
        self.addCleanup(forget_memory, server)
        self.addCleanup(server.kill)
        return server

    def ends(self, server, status=0):
        """It ends, and nothing of it is left running."""
        self.assertEqual(server.stop(), status)
        self.assertEqual(server.processes(), {})

    def call(self, server):
        customer = SipEnd(server.sip, "5550100")
        self.addCleanup(customer.close)
        watcher = server.client("s01")
        customer.call("5000")
        wait_until(lambda: watcher.board()["contacts"], what="a contact")
        customer.wait_status(200)
        return customer


class ServerTest(unittest.TestCase):
    """One server for all tests of the class; each test leaves its people signed out."""

    changes = {}  # Of the operation's text, on top of SHORT.
    kills = False  # Whether tests of the class kill processes, of which the log then tells.

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="relevo-api-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        path = cls.folder / "operation.toml"
        path.write_text(operation_text(cls.changes))
        cls.server = start(cls.folder, path)
        cls.addClassCleanup(forget_memory, cls.server)
        cls.addClassCleanup(cls.stop)
        cls.tokens = {}

    @classmethod
    def stop(cls):
        seen = cls.server.client("s01").get("/state")
        status = cls.server.stop()
        cls.server.assert_replays(seen)
        errors = [line for line in cls.server.log().splitlines() if " error " in line and
                  not (cls.kills and "process died, starting it again" in line)]
        if status != 0 or errors:
            cls.server.show_log()
            raise AssertionError(f"the server ended with {status}, errors: {errors}")

    def run(self, result=None):
        troubles = len(result.failures) + len(result.errors)
        super().run(result)
        if len(result.failures) + len(result.errors) != troubles and hasattr(self, "server"):
            print(f"--- {self.id()}", file=sys.stderr)
            self.server.show_log()

    def client(self, user):
        """Signed in as `user`; the session is shared by the tests of the class."""
        if user not in self.tokens:
            self.tokens[user] = self.server.client(user).token
        client = self.server.client(None)
        client.user, client.token = user, self.tokens[user]
        return client

    @property
    def watcher(self):
        return self.client("s01")

    # ---- People and phones ------------------------------------------------------------------

    def phone(self, agent, register=True):
        """The agent's phone, gone with the test."""
        phone = SipEnd(self.server.sip, agent)
        self.addCleanup(phone.close)
        if register:
            phone.register("demo-" + agent)
            self.addCleanup(phone.unregister)
            self.wait_agent(agent, lambda row: row["devices"] == 1)
        return phone

    def ready(self, agent):
        """The agent, ready at a phone: (client, phone). Signed out again after the test."""
        phone = self.phone(agent)
        client = self.client(agent)
        client.command("sign_in_agent")
        self.addCleanup(self.sign_out, agent)
        client.command("set_ready")
        self.wait_agent(agent, lambda row: row["state"] == "ready")
        return client, phone

    def sign_out(self, agent):
        """Whatever the agent is doing: the floor is empty afterwards."""
        def off():
            row = self.watcher.agent(agent)
            if row["state"] != "offline" and row["contact"] is None:
                with contextlib.suppress(AssertionError):
                    self.client(agent).command("sign_out_agent")
            elif row["contact"] is not None:
                with contextlib.suppress(AssertionError):
                    self.client(agent).command("hang_up", {"contact": row["contact"]})
            return row["state"] == "offline"
        wait_until(off, 10, f"{agent} offline")

    def customer(self, number="5550100"):
        customer = SipEnd(self.server.sip, number)
        self.addCleanup(customer.close)
        self.addCleanup(customer.hang_up)
        return customer

    def dial(self, customer, number="5000"):
        """Calls the number; gives the contact's once it is on the board."""
        before = {contact["id"] for contact in self.watcher.board()["contacts"]}
        customer.call(number)
        def new():
            return [contact["id"] for contact in self.watcher.board()["contacts"]
                    if contact["id"] not in before]
        return wait_until(new, 5, "a new contact on the board")[0]

    # ---- What became of it ------------------------------------------------------------------

    def wait_agent(self, agent, condition, timeout=10):
        def found():
            row = self.watcher.agent(agent)
            return row if condition(row) else None
        return wait_until(found, timeout, f"{agent}, who is {self.watcher.agent(agent)}")

    def wait_contact(self, contact, state, timeout=10):
        def found():
            life = self.watcher.contact(contact)
            return life if life["state"] == state else None
        return wait_until(found, timeout, f"contact {contact} {state}")

    def wait_empty(self):
        wait_until(lambda: not self.watcher.board()["contacts"], 10, "an empty floor")
