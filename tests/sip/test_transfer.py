"""Contacts that go to another agent or queue, and two agents with one: who hears whom, when."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

import os
import signal
import time

from support import network, tone
from support.floor import AGENT_HZ, CUSTOMER_HZ, NUMBER, Agent, FloorTest
from support.sip_end import SipEnd
from support.waiting import wait_until
from support.wav import read_wav

SECOND_HZ = 1320
RINGBACK_HZ = 425
HZ = {"customer": CUSTOMER_HZ, "agent": AGENT_HZ, "second": SECOND_HZ}
ALL = {"customer": ["agent", "second"], "agent": ["customer", "second"],
       "second": ["customer", "agent"]}
# Of what somebody hears (a phone's own buffer breaks a tone now and then), and of whom they do not:
# what the music has of a tone is less.
SHARE_MIN, SHARE_MAX = 0.9, 0.1
LOUD = 100_000  # Energy of a frame in which somebody speaks.
SILENCE_S_MAX = 0.25  # With room for a machine that has other work; measured ones are printed.


class Voices(FloorTest):
    def assert_voices(self, name, shares, others):
        """These are about as loud, and there is nothing of anybody else."""
        for other, share in shares.items():
            if other in others:
                self.assertGreater(share, 0.6 / len(others), (name, shares))
            else:
                self.assertLess(share, SHARE_MAX, (name, shares))
        if others:
            self.assertGreater(sum(shares.values()), SHARE_MIN, (name, shares))


class TwoAgents(Voices):
    # Long enough to look at something else while it rings.
    changes = {"ring_s = 20": "ring_s = 8"}

    def setUp(self):
        super().setUp()
        self.ends = self.rtp(**{name: {"frequency": hz} for name, hz in HZ.items()})
        self.sip = {"customer": self.sip_end("5550100", "customer")}
        self.agents = {}
        for name, code in (("agent", "1001"), ("second", "1002")):
            self.sip[name] = self.sip_end(code, name)
            self.assertEqual(self.sip[name].register("demo-" + code), 200)
            self.agents[name] = Agent(self, code)

    def sip_end(self, user, name):
        end = SipEnd(self.server.sip, user, self.ends[name].socket)
        self.addCleanup(end.close)
        return end

    # ---- What they do ---------------------------------------------------------------------------

    def speak(self, name):
        end = self.sip[name]
        wait_until(lambda: end.media, 5, f"{name}: where its audio goes")
        self.ends[name].target = end.media

    def connect(self):
        """The customer and the agent talk; gives the contact."""
        self.agents["agent"].set_ready()
        self.sip["customer"].call(NUMBER)
        self.sip["agent"].answer()
        self.agents["agent"].wait_state("talking")
        self.speak("customer")
        self.speak("agent")
        self.contact = self.agents["agent"].contact()
        self.agents["second"].set_ready()
        self.assert_heard(customer=["agent"], agent=["customer"])

    def command(self, name, who="agent", **fields):
        """Of the contact; when it was done."""
        at = time.monotonic()
        self.agents[who].client.command(name, {"contact": self.contact, **fields})
        return at

    def second_answers(self):
        self.sip["second"].answer()
        self.speak("second")
        at = time.monotonic()
        wait_until(lambda: (self.row()["second"] or {}).get("state") == "talking", 5, "two agents")
        return at

    def row(self):
        return next(row for row in self.watcher.board()["contacts"] if row["id"] == self.contact)

    def wait_row(self, state):
        wait_until(lambda: self.row()["state"] == state, 5,
                   f"{state}, the contact is {self.row()['state']}")

    # ---- What they hear -------------------------------------------------------------------------

    def assert_heard(self, **hear):
        """Who hears whom for the next second, and nobody else; None: music, and nobody."""
        since = time.monotonic() + 0.3
        for name, others in hear.items():
            end = self.ends[name]
            wait_until(lambda end=end: len(end.heard(since)) >= tone.RATE, 5, f"{name} hears")
            heard = end.heard(since)[:tone.RATE]
            self.assertGreater(tone.energy(heard), 1000, name)
            shares = {other: tone.share(heard, hz) for other, hz in HZ.items()}
            self.assert_voices(name, shares, others or ())

    def assert_no_break(self, at, *names):
        """Who hears somebody before and behind that moment is not left in silence around it."""
        for name in names:
            end = self.ends[name]
            wait_until(lambda end=end: end.audio(at + 1), 5, f"{name} hears")
            times = [packet.at for packet in end.audio(at - 0.3) if packet.at < at + 1
                     and tone.energy(tone.linear(packet.payload, packet.payload_type)) > LOUD]
            silence = max(b - a for a, b in zip(times, times[1:])) - 0.02
            print(f"silence {name} {silence * 1000:.0f} ms")
            self.assertLess(silence, SILENCE_S_MAX, name)

    def assert_rings(self, since):
        """The agent hears a telephone ring."""
        end = self.ends["agent"]
        wait_until(lambda: len(end.heard(since)) >= tone.RATE // 2, 5, "the agent hears")
        first = end.heard(since)[800:tone.RATE // 2]
        self.assertGreater(tone.share(first, RINGBACK_HZ), SHARE_MIN)

    def recording(self):
        """(customer's side, agents' side) once it is complete."""
        def complete():
            status, content = self.watcher.recording(self.contact)
            return content if status == 200 else None
        rate, channels = read_wav(wait_until(complete, 5, "the recording"))
        self.assertEqual((rate, len(channels)), (tone.RATE, 2))
        return channels

    def loud_seconds(self, samples, hz):
        """How long this one is heard, in tenths of a second."""
        piece = tone.RATE // 10
        pieces = [samples[at:at + piece] for at in range(0, len(samples) - piece + 1, piece)]
        return sum(tone.energy(one) > LOUD and tone.share(one, hz) > 0.3 for one in pieces) / 10

    def end(self, end="handled"):
        """The customer hangs up; the contact's life."""
        self.sip["customer"].hang_up()
        return self.wait_closed(self.contact, end)

    def consult(self):
        at = self.command("transfer", to="agent:1002", mode="consult")
        self.sip["second"].wait_ringing()
        self.assert_rings(at + 0.1)
        self.second_answers()
        self.wait_row("consulting")

    def conference(self):
        self.command("conference", to="agent:1002")
        self.sip["second"].wait_ringing()
        self.assert_heard(customer=["agent"], agent=["customer"])
        at = self.second_answers()
        self.wait_row("conferencing")
        return at


class Transfer(TwoAgents):
    def test_at_once_to_a_queue(self):
        self.connect()
        self.agents["second"].client.command("set_off_phone_work")
        self.command("transfer", to="queue:soporte", mode="blind")
        self.assertEqual(self.sip["agent"].wait_ended(), "BYE")
        self.agents["agent"].wait_state("wrap_up")
        self.assert_heard(customer=None)
        self.agents["second"].client.command("set_ready")
        self.sip["second"].answer()
        self.speak("second")
        self.agents["second"].wait_state("talking")
        self.assert_heard(customer=["second"], second=["customer"])
        life = self.end()
        self.assertEqual(life["agents"], ["1001", "1002"])

    def test_at_once_to_an_agent(self):
        self.connect()
        self.command("transfer", to="agent:1002", mode="blind")
        self.assertEqual(self.sip["agent"].wait_ended(), "BYE")
        self.sip["second"].wait_ringing()
        self.assert_heard(customer=None)
        self.sip["second"].answer()
        self.speak("second")
        self.agents["second"].wait_state("talking")
        self.assert_heard(customer=["second"], second=["customer"])
        self.end()

    def test_consulted_and_handed_over(self):
        self.connect()
        self.consult()
        self.assert_heard(customer=None, agent=["second"], second=["agent"])
        at = self.command("transfer", to="agent:1002", mode="blind")
        self.assertEqual(self.sip["agent"].wait_ended(), "BYE")
        self.agents["second"].wait_state("talking")
        self.agents["agent"].wait_state("wrap_up")
        self.assert_heard(customer=["second"], second=["customer"])
        self.assert_no_break(at, "second")
        self.end()
        _customer, agents = self.recording()
        self.assertGreater(self.loud_seconds(agents, SECOND_HZ), 0.8)
        # Some of it before: the agent's words to the second one are not there.
        self.assertLess(self.loud_seconds(agents, AGENT_HZ), 3)

    def test_consulted_and_back(self):
        self.connect()
        self.consult()
        self.assert_heard(customer=None, agent=["second"], second=["agent"])
        self.command("end_consult")
        self.assertEqual(self.sip["second"].wait_ended(), "BYE")
        self.agents["second"].wait_state("ready")
        self.agents["agent"].wait_state("hold")
        self.assert_heard(customer=None)
        self.command("resume")
        self.assert_heard(customer=["agent"], agent=["customer"])
        self.end()

    def test_who_is_consulted_does_not_take_it(self):
        self.connect()
        self.command("transfer", to="agent:1002", mode="consult")
        self.sip["second"].decline()
        wait_until(lambda: self.row()["second"] is None, 5, "nobody else")
        rung = time.monotonic() + 0.2
        self.assert_heard(customer=None)
        self.assertEqual(self.ends["agent"].audio(rung), [])
        self.command("resume")
        self.assert_heard(customer=["agent"], agent=["customer"])
        self.end()


class Conference(TwoAgents):
    def test_three_talk_and_consult_and_talk(self):
        self.connect()
        at = self.conference()
        self.assert_heard(**ALL)
        self.assert_no_break(at, "customer", "agent")
        at = self.command("hold")
        self.wait_row("consulting")
        self.assert_heard(customer=None, agent=["second"], second=["agent"])
        self.assert_no_break(at, "agent", "second")
        at = self.command("resume")
        self.wait_row("conferencing")
        self.assert_heard(**ALL)
        self.assert_no_break(at, "agent", "second")
        at = self.command("end_consult")
        self.assertEqual(self.sip["second"].wait_ended(), "BYE")
        self.assert_heard(customer=["agent"], agent=["customer"])
        self.assert_no_break(at, "customer", "agent")
        self.end()
        customer, agents = self.recording()
        # Twice three of them for more than a second, between them a consultation as long.
        self.assertGreater(self.loud_seconds(agents, SECOND_HZ), 2)
        self.assertEqual(self.loud_seconds(agents, CUSTOMER_HZ), 0)
        self.assertEqual(self.loud_seconds(customer, AGENT_HZ), 0)
        self.assertEqual(self.loud_seconds(customer, SECOND_HZ), 0)

    def test_one_of_three_hangs_up(self):
        self.connect()
        self.conference()
        self.assert_heard(**ALL)
        at = time.monotonic()
        self.sip["second"].hang_up()
        self.assert_heard(customer=["agent"], agent=["customer"])
        self.assert_no_break(at, "customer", "agent")
        self.agents["second"].wait_state("ready")
        self.end()

    def test_the_agent_of_three_hangs_up(self):
        self.connect()
        self.conference()
        self.assert_heard(**ALL)
        at = time.monotonic()
        self.sip["agent"].hang_up()
        self.agents["agent"].wait_state("wrap_up")
        self.assertEqual(self.row()["agent"], "1002")
        self.assert_heard(customer=["second"], second=["customer"])
        self.assert_no_break(at, "customer", "second")
        self.end()


class AtPhones(Voices):
    def last_heard(self, phone):
        """What part of the phone's last second each voice is, once it has heard two more."""
        def seconds():
            rate, samples = phone.heard()
            return len(samples) / rate
        start = seconds()
        wait_until(lambda: seconds() - start >= 2, 10, f"{phone.user} hears")
        rate, samples = phone.heard()
        return {name: tone.share(samples[-rate:], hz, rate) for name, hz in HZ.items()}

    def test_three_at_phones_of_another_make(self):
        agent, second = self.agent("1001"), Agent(self, "1002")
        second.phone = self.phone("1002", SECOND_HZ, registrar=self.server.sip, secret="demo-1002")
        second.phone.wait_registered()
        customer = self.customer()
        contact = self.dial(customer)
        agent.phone.wait_for("CALL_INCOMING")
        agent.phone.accept()
        agent.wait_state("talking")
        second.set_ready()
        agent.client.command("transfer", {"contact": contact, "to": "agent:1002",
                                          "mode": "consult"})
        second.phone.wait_for("CALL_INCOMING")
        second.phone.accept()
        second.wait_state("consult")
        phones = {"customer": customer, "agent": agent.phone, "second": second.phone}
        for name, others in {"customer": [], "agent": ["second"], "second": ["agent"]}.items():
            self.assert_voices(name, self.last_heard(phones[name]), others)
        agent.client.command("resume", {"contact": contact})
        second.wait_state("talking")
        for name, others in ALL.items():
            self.assert_voices(name, self.last_heard(phones[name]), others)
        customer.hang_up()
        agent.phone.wait_for("CALL_CLOSED")
        second.phone.wait_for("CALL_CLOSED")
        self.wait_closed(contact, "handled")


class Killed(TwoAgents):
    def kill(self, child):
        killed = self.server.child(child)
        resumed = len(self.server.log_fields("resumed"))
        at = time.monotonic()
        os.kill(killed, signal.SIGKILL)
        if child == "voice":
            wait_until(lambda: len(self.server.log_fields("resumed")) > resumed, 10, "a new voice")
        wait_until(self.answers, 10, "core answers")
        return at

    def answers(self):
        try:
            return self.watcher.raw("GET", "/readyz")[0] == 200
        except OSError:
            return False

    def test_voice_dies_in_a_conference(self):
        self.connect()
        self.conference()
        self.kill("voice")
        self.assert_heard(**ALL)
        self.assertEqual(self.row()["state"], "conferencing")
        self.end()

    def test_voice_dies_in_a_consultation(self):
        self.connect()
        self.consult()
        self.kill("voice")
        self.assert_heard(customer=None, agent=["second"], second=["agent"])
        self.assertEqual(self.row()["state"], "consulting")
        self.command("resume")
        self.assert_heard(**ALL)
        self.end()

    def test_core_dies_in_a_conference(self):
        self.connect()
        self.conference()
        at = self.kill("core")
        self.assert_heard(**ALL)
        self.assert_no_break(at, *ALL)
        self.assertEqual(self.row()["state"], "conferencing")
        self.command("hold")
        self.assert_heard(customer=None, agent=["second"], second=["agent"])
        self.end()

    def tearDown(self):
        self.wait_empty()
        seen = self.watcher.get("/state")
        self.assertEqual(self.server.stop(), 0)
        self.server.assert_replays(seen)


if __name__ == "__main__":
    network.main()
