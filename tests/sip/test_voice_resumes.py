"""A voice process that is killed: its legs resume in the next one, whatever they were doing."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

import os
import signal
import socket
import time

from support import network, tone
from support.floor import AGENT_HZ, CUSTOMER_HZ, NUMBER, Agent, FloorTest
from support.network import SERVER
from support.sip_end import SipEnd
from support.tcp_line import TcpLine
from support.waiting import wait_until
from support.wav import read_wav

SILENCE_S_MAX = 2.0
SHARE_MIN = 0.95
STRANGERS = 100  # More than core has lines.
ONCE = ("contact_arrived", "contact_connected", "contact_released", "contact_closed")


class VoiceResumes(FloorTest):
    def kill_voice(self):
        """kill -9; gives when. A new one is there behind it."""
        killed = self.server.child("voice")
        resumed = len(self.server.log_fields("resumed"))
        at = time.monotonic()
        os.kill(killed, signal.SIGKILL)
        wait_until(lambda: len(self.server.log_fields("resumed")) > resumed, 10, "a new voice")
        return at

    def assert_once(self, life):
        """Nothing happened twice to the contact, and nothing was lost."""
        kinds = [event["kind"] for event in life["events"]]
        for kind in ONCE:
            self.assertEqual(kinds.count(kind), 1, (kind, kinds))

    # ---- Two SIPps, whose audio is counted packet by packet ------------------------------------

    def talk(self, customer="customer_stays", agent="agent", pause_ms=0, agent_pause_ms=0):
        """(ends, agent, customer's SIPp, contact): they talk and are heard."""
        ends = self.rtp(customer={"frequency": CUSTOMER_HZ}, agent={"frequency": AGENT_HZ})
        person = self.sipp_agent("1001", agent, rtp_port=ends["agent"].port,
                                 pause_ms=agent_pause_ms)
        sipp = self.sipp(customer, [(ends["customer"].port, pause_ms)]).start()
        self.join(sipp, ends["customer"])
        self.join(person.phone, ends["agent"])
        person.wait_state("talking")
        wait_until(lambda: len(ends["agent"].audio()) > 25, 5, "the agent hears the customer")
        return ends, person, sipp, person.contact()

    def wait_both_hear(self, ends, at):
        """The longest silence of each end around `at`, in seconds, once all hear again."""
        silences = {}
        for name, end in ends.items():
            wait_until(lambda end=end: len(end.audio(at + 0.05)) > 25, 5, f"the {name} hears")
            times = [packet.at for packet in end.audio(at - 0.5)]
            silences[name] = max(b - a for a, b in zip(times, times[1:]))
            self.assertLess(silences[name], SILENCE_S_MAX)
        print("silence " + ", ".join(f"{name} {silence * 1000:.0f} ms"
                                     for name, silence in silences.items()))
        return silences

    def test_the_agent_hangs_up_by_command(self):
        ends, agent, sipp, contact = self.talk()
        self.wait_both_hear(ends, self.kill_voice())
        self.assertEqual(agent.state, "talking")
        agent.hang_up()
        sipp.finish()
        agent.phone.finish()
        self.assert_once(self.wait_closed(contact, "handled"))

    def test_the_customer_hangs_up(self):
        ends, agent, sipp, contact = self.talk(customer="customer", pause_ms=2500)
        self.wait_both_hear(ends, self.kill_voice())
        sipp.finish()
        agent.phone.finish()
        self.assert_once(self.wait_closed(contact, "handled"))

    def test_the_phone_holds_and_resumes_afterwards(self):
        # Its re-INVITEs come on the dialog that another process had made.
        ends, agent, sipp, contact = self.talk(agent="agent_holds", agent_pause_ms=1500)
        self.wait_both_hear(ends, self.kill_voice())
        agent.wait_state("hold")
        agent.wait_state("talking")
        at = time.monotonic()
        wait_until(lambda: len(ends["agent"].audio(at)) > 25, 5, "the agent hears the customer")
        sipp.finish()
        agent.phone.finish()
        self.assert_once(self.wait_closed(contact, "handled"))

    def test_killed_in_hold(self):
        ends, agent, sipp, contact = self.talk(agent="agent_holds", agent_pause_ms=1500)
        agent.wait_state("hold")
        at = self.kill_voice()
        self.wait_both_hear({"customer": ends["customer"]}, at)  # Music.
        agent.wait_state("talking")
        back = time.monotonic()
        in_hold = [packet for packet in ends["agent"].audio(at + 0.1) if packet.at < back - 0.6]
        self.assertEqual(in_hold, [], "nothing is sent to a phone that holds")
        wait_until(lambda: len(ends["agent"].audio(back)) > 25, 5, "the agent hears the customer")
        sipp.finish()
        agent.phone.finish()
        life = self.wait_closed(contact, "handled")
        self.assert_once(life)
        kinds = [event["kind"] for event in life["events"]]
        self.assertEqual((kinds.count("contact_held"), kinds.count("contact_resumed")), (1, 1))

    def test_several_kills_in_a_row(self):
        ends, agent, sipp, contact = self.talk()
        for _kill in range(3):
            self.wait_both_hear(ends, self.kill_voice())
        agent.hang_up()
        sipp.finish()
        agent.phone.finish()
        self.assert_once(self.wait_closed(contact, "handled"))

    def test_the_sequence_goes_on_behind_what_was_sent(self):
        ends, agent, sipp, _contact = self.talk()
        at = self.kill_voice()
        self.wait_both_hear(ends, at)
        for end in ends.values():
            packets = end.audio(at - 0.5)
            self.assertEqual(len({packet.ssrc for packet in packets}), 1, "one stream")
            steps = [(b.sequence - a.sequence) & 0xFFFF for a, b in zip(packets, packets[1:])]
            self.assertLess(max(steps), 3000, "no receiver takes it for another stream")
            self.assertEqual(sum(step != 1 for step in steps), 1, "one jump")
            times = [(b.timestamp - a.timestamp) & 0xFFFFFFFF
                     for a, b in zip(packets, packets[1:])]
            self.assertLess(max(times), 2 * tone.RATE, "the clock goes on")
        agent.hang_up()
        sipp.finish()
        agent.phone.finish()

    # ---- Real phones ---------------------------------------------------------------------------

    def talk_by_phone(self, **how):
        """(customer's phone, agent, contact), both heard."""
        agent = self.agent("1001", auto_answer=True, **how)
        customer = self.customer()
        contact = self.dial(customer)
        agent.wait_state("talking")
        self.let_both_hear(customer, agent)
        return customer, agent, contact

    def let_hear(self, phone, frequency):
        """Another second and a half of sound, of which the last is this tone."""
        before = len(phone.heard()[1])
        wait_until(lambda: len(phone.heard()[1]) - before > 1.5 * phone.heard()[0], 10,
                   f"{phone.user} hears")
        rate, samples = phone.heard()
        self.assertGreater(tone.share(samples[-rate:], frequency, rate), SHARE_MIN)

    def let_both_hear(self, customer, agent):
        self.let_hear(customer, AGENT_HZ)
        self.let_hear(agent.phone, CUSTOMER_HZ)

    def test_phones_hear_each_other_and_the_customer_hangs_up(self):
        customer, agent, contact = self.talk_by_phone()
        self.kill_voice()
        self.let_both_hear(customer, agent)
        customer.hang_up()
        agent.phone.wait_for("CALL_CLOSED")
        self.assert_once(self.wait_closed(contact, "handled"))

    def test_phones_hear_each_other_and_the_agent_hangs_up(self):
        customer, agent, contact = self.talk_by_phone()
        self.kill_voice()
        self.let_both_hear(customer, agent)
        agent.phone.hang_up()
        customer.wait_for("CALL_CLOSED")
        self.assert_once(self.wait_closed(contact, "handled"))

    def test_hold_by_the_phone_afterwards(self):
        customer, agent, contact = self.talk_by_phone()
        self.kill_voice()
        agent.phone.tell("hold")
        agent.wait_state("hold")
        agent.phone.tell("resume")
        agent.wait_state("talking")
        self.let_hear(customer, AGENT_HZ)  # baresip writes nothing of what it hears after a hold.
        customer.hang_up()
        self.assert_once(self.wait_closed(contact, "handled"))

    def test_a_phone_over_tcp(self):
        customer, agent, contact = self.talk_by_phone(transport="tcp")
        self.kill_voice()
        self.let_both_hear(customer, agent)
        agent.hang_up()
        customer.wait_for("CALL_CLOSED")
        agent.phone.wait_for("CALL_CLOSED")
        self.assert_once(self.wait_closed(contact, "handled"))

    def test_a_phone_over_tcp_that_reconnects(self):
        ends = self.rtp(customer={"frequency": CUSTOMER_HZ}, agent={"frequency": AGENT_HZ})
        line = TcpLine(self.server.sip)
        phone = SipEnd(self.server.sip, "1001", ends["agent"].socket, line)
        self.addCleanup(phone.close)
        self.assertEqual(phone.register("demo-1001"), 200)
        agent = Agent(self, "1001")
        agent.set_ready()
        sipp = self.sipp("customer_stays", [(ends["customer"].port,)]).start()
        phone.answer()
        agent.wait_state("talking")
        self.join(sipp, ends["customer"])
        ends["agent"].target = phone.media
        wait_until(lambda: ends["customer"].audio() and ends["agent"].audio(), 5, "both hear")
        self.wait_both_hear(ends, self.kill_voice())
        wait_until(line.is_lost, 5, "the connection is lost")
        line.reconnect()
        self.assertEqual(phone.register("demo-1001"), 200)
        contact = agent.contact()
        agent.hang_up()
        wait_until(lambda: phone.ended_by == "BYE", 2, "BYE on the new connection")
        sipp.finish()
        self.assert_once(self.wait_closed(contact, "handled"))
        agent.wait_state("ready")

    def test_a_phone_is_rung_without_a_new_registration(self):
        agent = self.agent("1001", auto_answer=True)
        self.kill_voice()
        customer = self.customer()
        contact = self.dial(customer)
        agent.wait_state("talking")
        self.let_both_hear(customer, agent)
        customer.hang_up()
        self.wait_closed(contact, "handled")

    # ---- What was on its way to core -----------------------------------------------------------

    def freeze_supervisor(self):
        """Nothing is started again before it is thawed."""
        self.server.process.send_signal(signal.SIGSTOP)
        self.addCleanup(self.server.process.send_signal, signal.SIGCONT)

    def kill_both_after(self, what, shows):
        """Core dies, then this happens at a phone, and voice dies before core can hear of it."""
        core, voice = self.server.child("core"), self.server.child("voice")
        self.freeze_supervisor()
        os.kill(core, signal.SIGKILL)
        what()
        wait_until(shows, 5, "voice has seen it")
        os.kill(voice, signal.SIGKILL)
        self.server.process.send_signal(signal.SIGCONT)
        wait_until(self.answers, 10, "core is back")

    def answers(self):
        try:
            return self.watcher.raw("GET", "/readyz")[0] == 200
        except OSError:
            return False

    def test_an_answer_that_core_never_heard_of(self):
        agent = self.agent("1001")
        customer = self.customer()
        contact = self.dial(customer)
        agent.phone.wait_for("CALL_INCOMING")
        self.kill_both_after(agent.phone.accept, lambda: self.server.log_fields("bridged"))
        agent.wait_state("talking")
        self.let_both_hear(customer, agent)
        agent.hang_up()
        customer.wait_for("CALL_CLOSED")
        self.assert_once(self.wait_closed(contact, "handled"))

    def test_a_resume_from_hold_that_core_never_heard_of(self):
        phone = SipEnd(self.server.sip, "1001")
        self.addCleanup(phone.close)
        self.assertEqual(phone.register("demo-1001"), 200)
        agent = Agent(self, "1001")
        agent.set_ready()
        customer = SipEnd(self.server.sip, "5550100")
        self.addCleanup(customer.close)
        customer.call(NUMBER)
        phone.answer()
        agent.wait_state("talking")
        contact = agent.contact()
        phone.hold()
        agent.wait_state("hold")
        resumed = []
        self.kill_both_after(lambda: resumed.append(phone.hold("sendrecv")), lambda: resumed)
        agent.wait_state("talking")
        agent.client.command("hold", {"contact": contact})  # By command: no phone is asked.
        agent.wait_state("hold")
        self.kill_voice()
        wait_until(self.answers, 5, "core answers")
        self.assertEqual(agent.state, "hold")
        customer.hang_up()
        self.wait_closed(contact, "handled")

    def test_a_recording_whose_begin_core_never_heard_of(self):
        ends = self.rtp(customer={"frequency": CUSTOMER_HZ})
        sipp = self.sipp("customer", [(ends["customer"].port, 6000)]).start()
        contact = self.wait_contact()
        wait_until(lambda: ends["customer"].audio(), 5, "music")
        file = self.server.data / "recordings" / f"{contact}.wav"
        self.kill_both_after(lambda: self.join(sipp, ends["customer"]), file.exists)
        sipp.finish()
        self.wait_contact_state(contact, "closed")

        def kinds():
            return [event["kind"] for event in self.watcher.contact(contact)["events"]]
        wait_until(lambda: "recording_ended" in kinds(), 5, "the recording's end")
        self.assertEqual(kinds().count("recording_started"), 1)

    def test_a_hang_up_that_core_never_heard_of(self):
        customer, agent, contact = self.talk_by_phone()
        self.kill_both_after(customer.hang_up,
                             lambda: len(self.server.log_fields("leg ended")) == 2)
        self.assert_once(self.wait_closed(contact, "failed"))
        agent.wait_state("ready")

    def test_a_call_that_core_hears_of_late(self):
        """The dead voice told of it, and so does the next."""
        core = self.server.child("core")
        os.kill(core, signal.SIGSTOP)
        caller = self.sipp("customer", [(39998, 1500)]).start()
        wait_until(lambda: self.server.log_fields("call arrived"), 5, "the call arrived")
        self.kill_voice()
        os.kill(core, signal.SIGCONT)
        self.wait_closed(self.wait_contact(), "abandoned")
        caller.finish()
        self.assertEqual(len(self.watcher.all_contacts()), 1)

    def test_a_call_that_core_never_heard_of(self):
        """Only the leg store knows of it: its caller becomes a contact, and the person they are."""
        persons = []
        for _call in range(2):
            caller = self.sipp("customer", [(39998, 1500)])
            arrived = len(self.server.log_fields("call arrived"))
            self.kill_both_after(caller.start, lambda arrived=arrived: len(
                self.server.log_fields("call arrived")) > arrived)
            life = self.wait_closed(self.wait_contact(), "abandoned")
            caller.finish()
            persons.append(next(event["person"] for event in life["events"]
                                if event["kind"] == "contact_arrived"))
        self.assertEqual(len(self.watcher.all_contacts()), 2)
        self.assertEqual(persons[0], persons[1], "the same number is the same person")

    def test_a_link_full_of_strangers(self):
        """Those who connect to core and say nothing do not keep the next voice out."""
        agent = self.agent("1001")
        customer = self.customer()
        contact = self.dial(customer)
        agent.phone.accept()
        agent.wait_state("talking")
        strangers = []
        for _connection in range(STRANGERS):
            strangers.append(socket.socket(socket.AF_UNIX))
            self.addCleanup(strangers[-1].close)
            strangers[-1].connect(str(self.server.data / "link.sock"))
        self.kill_voice()
        agent.hang_up()
        customer.wait_for("CALL_CLOSED")
        self.assert_once(self.wait_closed(contact, "handled"))

    # ---- What cannot be resumed ----------------------------------------------------------------

    def test_a_port_that_is_taken_meanwhile(self):
        ends, agent, sipp, contact = self.talk(customer="customer", pause_ms=4000)
        port = ends["agent"].target[1]
        self.freeze_supervisor()
        os.kill(self.server.child("voice"), signal.SIGKILL)
        thief = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.addCleanup(thief.close)
        wait_until(lambda: self.bound(thief, (SERVER, port)), 5, "the port is free")
        self.server.process.send_signal(signal.SIGCONT)
        agent.phone.finish()  # By BYE.
        at = time.monotonic()
        wait_until(lambda: len(ends["customer"].audio(at)) > 25, 5, "music for the customer")
        self.wait_contact_state(contact, "queued")
        sipp.finish()
        self.wait_contact_state(contact, "closed")

    @staticmethod
    def bound(thief, address):
        try:
            thief.bind(address)
        except OSError:
            return False
        return True

    # ---- Who was not connected -----------------------------------------------------------------

    def test_a_phone_that_rings(self):
        agent = self.agent("1001")
        customer = self.customer()
        contact = self.dial(customer)
        agent.phone.wait_for("CALL_INCOMING")
        self.kill_voice()
        agent.phone.wait_for("CALL_CLOSED")
        agent.phone.wait_for("CALL_INCOMING", count=2)  # It was not their fault.
        agent.phone.accept()
        agent.wait_state("talking")
        self.let_both_hear(customer, agent)
        customer.hang_up()
        life = self.wait_closed(contact, "handled")
        self.assert_once(life)
        self.assertNotIn("missed", [event.get("to") for event in life["events"]])

    def test_a_customer_who_waits_hears_music_again(self):
        end = self.rtp(customer={"frequency": CUSTOMER_HZ})["customer"]
        sipp = self.sipp("customer", [(end.port, 4000)]).start()
        contact = self.wait_contact()
        wait_until(lambda: len(end.audio()) > 50, 5, "music")
        at = self.kill_voice()
        self.wait_both_hear({"customer": end}, at)
        self.assertGreater(tone.energy(end.heard(at + 0.5)), 1000)
        sipp.finish()
        self.wait_closed(contact, "abandoned")

    def test_the_recording_goes_on(self):
        ends, agent, sipp, contact = self.talk()
        started = time.monotonic()
        wait_until(lambda: time.monotonic() > started + 1.5, 5, "something to record")
        at = self.kill_voice()
        silences = self.wait_both_hear(ends, at)
        wait_until(lambda: time.monotonic() > at + 2, 5, "something more")
        agent.hang_up()
        sipp.finish()
        agent.phone.finish()
        self.wait_closed(contact, "handled")

        def complete():
            status, content = self.watcher.recording(contact)
            return content if status == 200 else None
        rate, channels = read_wav(wait_until(complete, 5, "the recording"))
        whole = len(channels[0]) / rate
        self.assertGreater(whole, 3.4)
        for side, (channel, frequency) in enumerate(zip(channels, (CUSTOMER_HZ, AGENT_HZ))):
            self.assertGreater(tone.share(channel, frequency), SHARE_MIN)
            frames = [tone.energy(channel[i:i + 160]) > 1000
                      for i in range(rate // 2, len(channel) - rate // 2, 160)]
            lost = frames.count(False) * 0.02
            print(f"recording of {whole:.2f} s, channel {side} lacks {lost * 1000:.0f} ms")
            self.assertGreater(lost, 0.02)
            self.assertLess(lost, max(silences.values()) + 0.25)
        life = self.watcher.contact(contact)
        kinds = [event["kind"] for event in life["events"]]
        self.assertEqual((kinds.count("recording_started"), kinds.count("recording_ended")), (1, 1))

    def tearDown(self):
        self.wait_empty()
        seen = self.watcher.get("/state")
        self.assertEqual(self.server.stop(), 0)
        self.server.assert_replays(seen)


if __name__ == "__main__":
    network.main()
