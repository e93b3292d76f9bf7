"""What SIP tests share: a server of their own, agents at their phones, and an empty floor after."""

import pathlib
import shutil
import sys
import tempfile
import unittest

from support.baresip import Phone
from support.network import CUSTOMERS, SERVER, what_is_missing
from support.relevo import DEMO, Server
from support.rtp import Rtp
from support.sipp import Sipp
from support.waiting import wait_until

CUSTOMER_HZ = 440
AGENT_HZ = 880
QUEUE = "soporte"
NUMBER = "5000"
# Times of the demo operation, made short: nobody wants to wait for them in a test.
SHORT = {"ring_s = 20": "ring_s = 5", "wrap_up_s = 10": "wrap_up_s = 1",
         "short_abandon_s = 5": "short_abandon_s = 1"}


def operation_text(changes=None):
    """The demo operation with short times and the customers' network as a second trunk."""
    text = DEMO.read_text()
    for old, new in {**SHORT, **(changes or {})}.items():
        if old not in text:
            raise AssertionError(f"the demo operation has no `{old}` any more")
        text = text.replace(old, new)
    return text + f'\n[[trunk]]\naddress = "{CUSTOMERS.network}"\n'


AGENT_FIRST = 2001


def operation_of_many(agents, changes=None):
    """The same with so many more agents, AGENT_FIRST and those behind it, all for support."""
    return operation_text(changes) + f"""
[[agents]]
from = "{AGENT_FIRST}"
to = "{AGENT_FIRST + agents - 1}"
team = "equipo-2"
site = "home"
skills = {{ spanish = 7 }}
"""


class Agent:
    """A person signed in, with a phone of this network or without."""

    def __init__(self, floor, code):
        self.code = code
        self.floor = floor
        self.client = floor.server.client(code)
        self.phone = None

    @property
    def state(self):
        return self.floor.watcher.agent(self.code)["state"]

    def wait_state(self, state, timeout=10):
        wait_until(lambda: self.state == state, timeout, f"{self.code} {state}, is {self.state}")

    def set_ready(self):
        self.client.command("sign_in_agent")
        self.client.command("set_ready")
        self.wait_state("ready")

    def hang_up(self):
        """By the API; ends the contact that the agent has."""
        self.client.command("hang_up", {"contact": self.contact()})

    def contact(self):
        return self.floor.watcher.agent(self.code)["contact"]


class FloorTest(unittest.TestCase):
    """Starts a server for each test and checks after it that nobody is left on the floor."""

    changes = {}  # Of the operation's text, on top of SHORT.
    rtp_range = "20000-20999"  # The server's ports of audio.

    def run(self, result=None):
        troubles = len(result.failures) + len(result.errors)
        self.server = self.folder = None
        super().run(result)
        if self.folder is None:
            return
        if len(result.failures) + len(result.errors) == troubles:
            shutil.rmtree(self.folder)
        else:
            self.server.show_log()
            print(f"All of it: {self.folder}", file=sys.stderr)

    def setUp(self):
        why = what_is_missing()
        if why:
            self.skipTest(why)
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="relevo-sip-"))
        self.server = Server(self.folder, self.operation(), sip=f"{SERVER}:5060",
                             rtp=self.rtp_range)
        self.addCleanup(self.server.kill)
        self.prepare(self.server)
        self.server.start()
        self.watcher = self.server.client("s01")
        self.phones = []
        self.sip_ports = 5300
        self.rtp_ports = 30000
        self.sipps = 0

    def prepare(self, server):
        """What a test changes about its server before the start."""

    def operation(self):
        """The operation's file."""
        path = self.folder / "operation.toml"
        path.write_text(operation_text(self.changes))
        return path

    def tearDown(self):
        self.wait_empty()
        for phone in self.phones:  # Before the server, which they tell that they leave.
            phone.stop()
        seen = self.watcher.get("/state")
        self.assertEqual(self.server.stop(), 0, "the server's exit status")
        self.server.assert_replays(seen)
        self.assertNotIn(" error ", self.server.log())

    def wait_empty(self, timeout=15):
        """Nobody waits, nobody talks, and no contact is open."""
        def empty():
            board = self.watcher.board()
            return (not board["contacts"] and all(q["waiting"] == 0 for q in board["queues"])
                    and all(agent["contact"] is None for agent in board["agents"]))
        wait_until(empty, timeout, "an empty floor")

    # ---- Who is there -----------------------------------------------------------------------

    def phone(self, user, frequency, start=True, **how):
        phone = Phone(self.folder, len(self.phones), user, frequency, **how)
        self.phones.append(phone)
        self.addCleanup(phone.stop)
        if start:
            phone.start()
        return phone

    def agent(self, code, ready=True, **how):
        """An agent at a registered baresip whose voice is AGENT_HZ."""
        agent = Agent(self, code)
        agent.phone = self.phone(code, AGENT_HZ, registrar=self.server.sip, secret="demo-" + code,
                                 **how)
        agent.phone.wait_registered()
        if ready:
            agent.set_ready()
        return agent

    def customer(self):
        """A baresip that calls from the customers' network; its voice is CUSTOMER_HZ."""
        return self.phone("5550100", CUSTOMER_HZ, customer=True)

    def dial(self, customer, number=NUMBER):
        """Calls, and gives the contact's number once it is on the board."""
        before = {contact["id"] for contact in self.watcher.board()["contacts"]}
        customer.dial(f"sip:{number}@{self.server.sip}")
        return self.wait_contact(before)

    def wait_contact(self, before=frozenset()):
        def new():
            return [contact["id"] for contact in self.watcher.board()["contacts"]
                    if contact["id"] not in before]
        return wait_until(new, 5, "a new contact on the board")[0]

    def sipp(self, scenario, lines, port=None, **how):
        """A SIPp that is not started yet, on a SIP port of its own."""
        self.sipps += 1
        self.sip_ports += 1
        sipp = Sipp(self.folder, f"{self.sipps}-{scenario}", scenario, port or self.sip_ports,
                    lines, remote=how.pop("remote", self.server.sip), **how)
        self.addCleanup(sipp.stop)
        return sipp

    def sipp_agent(self, code, scenario, rtp_port=39998, expires=300, **how):
        """An agent whose phone is a SIPp with this scenario, registered and ready."""
        self.sip_ports += 1
        port = self.sip_ports
        self.register(code, port, expires=expires)
        agent = Agent(self, code)
        agent.phone = self.sipp(scenario, [(rtp_port,)], port=port, **how).start()
        agent.set_ready()
        return agent

    def register(self, code, port, secret=None, expires=300, status=200, user=None, **how):
        """REGISTERs `user` with the digest answer of `code` from this port."""
        digest = f"[authentication username={code} password={secret or 'demo-' + code}]"
        self.sipp("register", [(user or code, digest, expires)], port=port,
                  words={"STATUS": status}, **how).run()

    def rtp(self, **ends):
        """Ends of audio by name: `self.rtp(customer={"frequency": 440})` gives (rtp, {...})."""
        rtp = Rtp()
        made = {}
        for name, how in ends.items():
            self.rtp_ports += 2
            made[name] = rtp.end(self.rtp_ports, **how)
        rtp.start()
        self.addCleanup(rtp.stop)
        return made

    def join(self, sipp, *ends):
        """The ends speak to where SIPp's calls were told to, once all of these were told."""
        def told():
            media = sipp.media()
            return media if all(end.port in media for end in ends) else None
        media = wait_until(told, 10, f"{sipp.name} knows where audio goes")
        for end in ends:
            end.target = media[end.port]

    # ---- What became of it ------------------------------------------------------------------

    def wait_contact_state(self, contact, state, timeout=10):
        wait_until(lambda: self.watcher.contact(contact)["state"] == state, timeout,
                   f"contact {contact} {state}")

    def wait_closed(self, contact, end, timeout=15):
        """Closed with exactly this end; gives the contact's whole life."""
        self.wait_contact_state(contact, "closed", timeout)
        life = self.watcher.contact(contact)
        self.assertEqual(life["end"], end)
        kinds = [event["kind"] for event in life["events"]]
        self.assertEqual(kinds.count("contact_closed"), 1, kinds)
        return life

    def leg_counts(self, legs):
        """What media counted for each leg that has ended, once all of `legs` have."""
        def closed():
            return self.server.log_fields("media: leg closed")
        wait_until(lambda: len(closed()) >= legs, 5, f"{legs} legs closed")
        return {int(found["leg"]): {name: int(found[name]) for name in (
            "packets_in", "packets_out", "packets_refused", "packets_dropped")}
                for found in closed()}
