"""Hold and resume, by the phone and by command: music for the customer, then the agent again."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

import time

from support import network, tone
from support.floor import AGENT_HZ, CUSTOMER_HZ, FloorTest
from support.waiting import wait_until

SETTLE_S = 0.3  # What was on its way when the sound changed.
LISTEN_S = 1.0


class Hold(FloorTest):
    def listen(self, end):
        """What the end hears in the next second, once what was on its way has come."""
        since = time.monotonic() + SETTLE_S
        samples = int(LISTEN_S * tone.RATE)
        wait_until(lambda: len(end.heard(since)) >= samples, 5, "a second of sound")
        return end.heard(since)

    def assert_talks(self, end, frequency=AGENT_HZ):
        self.assertGreater(tone.share(self.listen(end), frequency), 0.95)

    def assert_music(self, end):
        heard = self.listen(end)
        self.assertGreater(tone.energy(heard), 1000, "the customer hears something")
        self.assertLess(tone.share(heard, AGENT_HZ), 0.3, "but not the agent")

    def test_by_the_phone(self):
        end = self.rtp(customer={"frequency": CUSTOMER_HZ})["customer"]
        agent = self.agent("1001", auto_answer=True)
        sipp = self.sipp("customer_stays", [(end.port,)]).start()
        self.join(sipp, end)
        agent.wait_state("talking")
        contact = agent.contact()
        self.assert_talks(end)
        agent.phone.tell("hold")
        agent.wait_state("hold")
        self.wait_contact_state(contact, "held")
        self.assert_music(end)
        agent.phone.tell("resume")
        agent.wait_state("talking")
        self.assert_talks(end)
        agent.phone.hang_up()
        sipp.finish()
        self.wait_closed(contact, "handled")

    def test_by_command(self):
        ends = self.rtp(customer={"frequency": CUSTOMER_HZ}, agent={"frequency": AGENT_HZ})
        agent = self.sipp_agent("1001", "agent", rtp_port=ends["agent"].port)
        sipp = self.sipp("customer_stays", [(ends["customer"].port,)]).start()
        self.join(sipp, ends["customer"])
        self.join(agent.phone, ends["agent"])
        agent.wait_state("talking")
        contact = agent.contact()
        self.assert_talks(ends["customer"])
        agent.client.command("hold", {"contact": contact})
        agent.wait_state("hold")
        self.assert_music(ends["customer"])
        silent_from = time.monotonic() + SETTLE_S
        wait_until(lambda: time.monotonic() > silent_from + LISTEN_S, 5, "a second of silence")
        self.assertEqual(ends["agent"].audio(silent_from), [], "the agent does not hear them")
        agent.client.command("resume", {"contact": contact})
        agent.wait_state("talking")
        self.assert_talks(ends["customer"])
        self.assert_talks(ends["agent"], CUSTOMER_HZ)
        agent.hang_up()
        sipp.finish()
        agent.phone.finish()
        self.wait_closed(contact, "handled")

    def test_by_the_phone_as_the_agent_hears_it(self):
        ends = self.rtp(customer={"frequency": CUSTOMER_HZ}, agent={"frequency": AGENT_HZ})
        agent = self.sipp_agent("1001", "agent_holds", rtp_port=ends["agent"].port, pause_ms=1500)
        sipp = self.sipp("customer_stays", [(ends["customer"].port,)]).start()
        self.join(sipp, ends["customer"])
        self.join(agent.phone, ends["agent"])
        agent.wait_state("talking")
        contact = agent.contact()
        self.assert_talks(ends["agent"], CUSTOMER_HZ)
        agent.wait_state("hold")
        silent_from = time.monotonic() + SETTLE_S
        agent.wait_state("talking")
        resumed_at = time.monotonic() - 2 * SETTLE_S
        in_hold = [packet for packet in ends["agent"].audio(silent_from) if packet.at < resumed_at]
        self.assertEqual(in_hold, [], "nothing is sent to a phone that holds")
        self.assert_talks(ends["agent"], CUSTOMER_HZ)
        sipp.finish()
        agent.phone.finish()
        life = self.wait_closed(contact, "handled")
        kinds = [event["kind"] for event in life["events"]]
        self.assertEqual((kinds.count("contact_held"), kinds.count("contact_resumed")), (1, 1))


class Digits(FloorTest):
    def test_digits_pass_both_ways(self):
        ends = self.rtp(customer={"frequency": CUSTOMER_HZ}, agent={"frequency": AGENT_HZ})
        agent = self.sipp_agent("1001", "agent", rtp_port=ends["agent"].port)
        sipp = self.sipp("customer_stays", [(ends["customer"].port,)]).start()
        self.join(sipp, ends["customer"])
        self.join(agent.phone, ends["agent"])
        agent.wait_state("talking")
        wait_until(lambda: len(ends["customer"].audio()) > 50 and ends["agent"].audio(), 5,
                   "both hear")
        for end, digit in ((ends["customer"], "5"), (ends["agent"], "#")):
            end.digits.append(digit)
        wait_until(lambda: ends["agent"].heard_digits() and ends["customer"].heard_digits(), 5,
                   "both digits")
        self.assertEqual(ends["agent"].heard_digits(), "5")
        self.assertEqual(ends["customer"].heard_digits(), "#")
        agent.hang_up()
        sipp.finish()
        agent.phone.finish()

    def test_digits_between_phones(self):
        agent = self.agent("1001", auto_answer=True)
        customer = self.customer()
        self.dial(customer)
        agent.wait_state("talking")
        agent.phone.wait_for("CALL_RTPESTAB")
        customer.tell("sndcode", "7")
        event = agent.phone.wait_for("CALL_DTMF_START")
        self.assertEqual(event["param"], "7")
        agent.phone.tell("sndcode", "9")
        event = customer.wait_for("CALL_DTMF_START")
        self.assertEqual(event["param"], "9")
        customer.hang_up()


if __name__ == "__main__":
    network.main()
