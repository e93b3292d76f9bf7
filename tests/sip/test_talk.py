"""Customer and agent talk: each hears the other and nothing else, and either may hang up."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

import time

from support import network, tone
from support.floor import AGENT_HZ, CUSTOMER_HZ, Agent, FloorTest
from support.relevo import DEMO
from support.sip_end import SipEnd
from support.sipp import sdp
from support.tcp_line import TcpLine
from support.waiting import wait_until

SHARE_MIN = 0.95


class Talk(FloorTest):
    def connect(self, **how):
        """(customer's phone, agent, contact) after the answer."""
        agent = self.agent("1001", **how)
        customer = self.customer()
        contact = self.dial(customer)
        agent.phone.wait_for("CALL_INCOMING")
        wait_until(lambda: agent.state == "reserved", what="reserved while it rings")
        agent.phone.accept()
        agent.wait_state("talking")
        self.wait_contact_state(contact, "connected")
        return customer, agent, contact

    def let_talk(self, phone, seconds):
        """Waits until the phone has heard so much more."""
        def heard():
            rate, samples = phone.heard()
            return len(samples) / rate
        start = heard()
        wait_until(lambda: heard() - start >= seconds, 10, f"{phone.user} hears the other")

    def assert_hears(self, phone, frequency, other, seconds=1):
        """The last of what the phone heard is this tone, and not the other."""
        rate, samples = phone.heard()
        last = samples[-int(seconds * rate):]
        self.assertGreater(tone.share(last, frequency, rate), SHARE_MIN)
        self.assertLess(tone.share(last, other, rate), 1 - SHARE_MIN)

    def assert_both_heard(self, customer, agent):
        self.assert_hears(customer, AGENT_HZ, CUSTOMER_HZ)
        self.assert_hears(agent.phone, CUSTOMER_HZ, AGENT_HZ)

    def test_both_hear_each_other_and_the_customer_hangs_up(self):
        customer, agent, contact = self.connect()
        self.let_talk(agent.phone, 2)
        customer.hang_up()
        agent.phone.wait_for("CALL_CLOSED")
        agent.wait_state("wrap_up")
        self.assertEqual(self.watcher.contact(contact)["state"], "wrap_up")
        self.assert_both_heard(customer, agent)
        life = self.wait_closed(contact, "handled")
        self.assertEqual(life["agents"], ["1001"])
        agent.wait_state("ready")

    def test_the_agent_hangs_up(self):
        customer, agent, contact = self.connect()
        self.let_talk(customer, 1.5)
        agent.phone.hang_up()
        customer.wait_for("CALL_CLOSED")
        agent.wait_state("wrap_up")
        self.assert_both_heard(customer, agent)
        self.wait_closed(contact, "handled")

    def test_the_agent_hangs_up_by_command(self):
        customer, agent, contact = self.connect()
        self.let_talk(customer, 1.5)
        agent.hang_up()
        customer.wait_for("CALL_CLOSED")
        agent.phone.wait_for("CALL_CLOSED")
        agent.wait_state("wrap_up")
        self.assert_both_heard(customer, agent)
        self.wait_closed(contact, "handled")

    def test_a_phone_over_tcp(self):
        customer, agent, contact = self.connect(transport="tcp")
        self.let_talk(customer, 1.5)
        customer.hang_up()
        agent.phone.wait_for("CALL_CLOSED")
        self.assert_both_heard(customer, agent)
        self.wait_closed(contact, "handled")

    def test_a_phone_behind_a_router(self):
        ends = self.rtp(customer={"frequency": CUSTOMER_HZ}, agent={"frequency": AGENT_HZ})
        # It names an address of its own network, which is not where its packets come from.
        agent = self.sipp_agent("1001", "agent", rtp_port=ends["agent"].port,
                                words={"SDP": sdp(0).replace("[local_ip]", "192.168.1.20")})
        sipp = self.sipp("customer_stays", [(ends["customer"].port,)]).start()
        self.join(sipp, ends["customer"])
        self.join(agent.phone, ends["agent"])
        agent.wait_state("talking")
        for end, frequency in ((ends["customer"], AGENT_HZ), (ends["agent"], CUSTOMER_HZ)):
            since = time.monotonic() + 0.3
            wait_until(lambda end=end, since=since: len(end.heard(since)) > tone.RATE, 5,
                       f"a second of {frequency} Hz")
            self.assertGreater(tone.share(end.heard(since), frequency), SHARE_MIN)
        contact = agent.contact()
        agent.hang_up()
        sipp.finish()
        agent.phone.finish()
        self.wait_closed(contact, "handled")

    def test_a_phone_that_moves_in_its_call(self):
        end = self.rtp(customer={"frequency": CUSTOMER_HZ})["customer"]
        line = TcpLine(self.server.sip)
        phone = SipEnd(self.server.sip, "1001", line=line)
        self.addCleanup(phone.close)
        self.assertEqual(phone.register("demo-1001"), 200)
        agent = Agent(self, "1001")
        agent.set_ready()
        sipp = self.sipp("customer_stays", [(end.port,)]).start()
        phone.answer()
        agent.wait_state("talking")
        contact = agent.contact()
        line.reconnect()  # It leaves its network and comes back from another port.
        self.assertEqual(phone.register("demo-1001"), 200)
        agent.hang_up()
        wait_until(lambda: phone.ended_by == "BYE", 2, "BYE on the new connection")
        sipp.finish()
        self.wait_closed(contact, "handled")

    def test_a_customer_of_one_codec_and_an_agent_of_the_other(self):
        end = self.rtp(customer={"frequency": CUSTOMER_HZ, "payload_type": 8})["customer"]
        agent = self.agent("1001", codecs="PCMU/8000/1", auto_answer=True)
        sipp = self.sipp("customer_stays", [(end.port,)], payload_type=8).start()
        self.join(sipp, end)
        agent.wait_state("talking")
        start = time.monotonic()
        self.let_talk(agent.phone, 1.5)
        contact = agent.contact()
        agent.hang_up()
        sipp.finish()
        agent.phone.wait_for("CALL_CLOSED")
        self.assert_hears(agent.phone, CUSTOMER_HZ, AGENT_HZ)
        self.assertEqual({packet.payload_type for packet in end.audio()}, {8})
        heard = end.heard(start + 0.3)
        self.assertGreater(tone.share(heard, AGENT_HZ), SHARE_MIN)
        self.assertLess(tone.share(heard, CUSTOMER_HZ), 1 - SHARE_MIN)
        self.wait_closed(contact, "handled")


class Demo(FloorTest):
    """The demo operation as it is, without a change."""

    def operation(self):
        return DEMO.parent

    def test_a_call_is_answered_and_handled(self):
        end = self.rtp(customer={"frequency": CUSTOMER_HZ})["customer"]
        agent = self.agent("1001", auto_answer=True)
        sipp = self.sipp("customer", [(end.port, 2500)]).start()
        self.join(sipp, end)
        agent.wait_state("talking")
        contact = agent.contact()
        sipp.finish()
        agent.wait_state("wrap_up")
        agent.client.command("finish_wrap_up", {"contact": contact})
        self.wait_closed(contact, "handled")
        agent.wait_state("ready")
        last = end.heard()[-tone.RATE:]
        self.assertGreater(tone.share(last, AGENT_HZ), SHARE_MIN)


if __name__ == "__main__":
    network.main()
