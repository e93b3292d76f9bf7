"""What breaks in mid-call: a customer who is gone without a word, and a core that is killed."""

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

GAP_S_MAX = 0.06  # Between two packets, 20 ms apart: what one may be late on a busy machine.


class Lost(FloorTest):
    def connect(self):
        ends = self.rtp(customer={"frequency": CUSTOMER_HZ, "numbered": True},
                        agent={"frequency": AGENT_HZ, "numbered": True})
        agent = self.sipp_agent("1001", "agent", rtp_port=ends["agent"].port, seconds_max=90)
        sipp = self.sipp("customer_stays", [(ends["customer"].port,)]).start()
        self.join(sipp, ends["customer"])
        self.join(agent.phone, ends["agent"])
        agent.wait_state("talking")
        wait_until(lambda: len(ends["agent"].audio()) > 25, 5, "the agent hears the customer")
        return ends, agent, sipp, agent.contact()

    # Slow: 30 s of silence, and then 5 s for an answer to OPTIONS.
    def test_a_customer_who_is_gone_without_a_word(self):
        ends, agent, sipp, contact = self.connect()
        ends["customer"].sending = False
        sipp.freeze()
        life = self.wait_closed(contact, "failed", 60)
        self.assertEqual(life["fault"], "network")
        agent.phone.finish()

    # Slow: twice 30 s of silence, and 5 s for an answer to OPTIONS.
    def test_a_phone_that_holds_and_is_gone_without_a_word(self):
        phone = SipEnd(self.server.sip, "1001")
        self.assertEqual(phone.register("demo-1001"), 200)
        agent = Agent(self, "1001")
        agent.set_ready()
        customer = SipEnd(self.server.sip, "5550100")
        self.addCleanup(customer.close)
        customer.call(NUMBER)
        phone.answer()
        agent.wait_state("talking")
        contact = agent.contact()
        self.assertEqual(phone.hold("inactive"), 200)
        agent.wait_state("hold")
        wait_until(lambda: "OPTIONS" in phone.asked, 40, "it is asked whether it is there")
        phone.close()
        self.wait_contact_state(contact, "queued", 50)
        customer.hang_up()
        self.wait_closed(contact, "abandoned")

    def test_the_core_is_killed_in_mid_call(self):
        ends, agent, sipp, contact = self.connect()
        killed = self.server.child("core")
        at = time.monotonic()
        os.kill(killed, signal.SIGKILL)
        wait_until(lambda: self.server.child("core") not in (None, killed), 10, "a new core")
        wait_until(self.answers, 10, "the new core answers")
        back_after = time.monotonic() - at
        self.wait_contact_state(contact, "connected", 5)
        wait_until(lambda: time.monotonic() > at + 3, 5, "some more talk")
        for end in ends.values():
            numbers = end.numbers(at - 0.5)
            self.assertEqual(numbers, list(range(numbers[0], numbers[0] + len(numbers))),
                             "every packet came, in order")
            times = [packet.at for packet in end.audio(at - 0.5)]
            gap = max(b - a for a, b in zip(times, times[1:]))
            print(f"back after {back_after:.2f} s, largest gap {gap * 1000:.0f} ms")
        agent.hang_up()
        sipp.finish()
        agent.phone.finish()
        life = self.wait_closed(contact, "handled")
        kinds = [event["kind"] for event in life["events"]]
        self.assertEqual(kinds.count("contact_connected"), 1)
        self.assertEqual(kinds.count("contact_released"), 1)

    def answers(self):
        try:
            return self.watcher.raw("GET", "/readyz")[0] == 200
        except OSError:
            return False

    def tearDown(self):
        self.wait_empty()
        self.server.stop()


class LogReader(FloorTest):
    """Who reads the program's log is stuck, and its pipe is full."""

    def prepare(self, server):
        self.reading, server.errors = os.pipe()
        self.addCleanup(os.close, self.reading)
        self.addCleanup(os.close, server.errors)

    def fill(self, pipe):
        """Nothing more goes into the pipe; its other writers wait as they did."""
        with open(f"/proc/self/fd/{pipe}", "wb", buffering=0,
                  opener=lambda path, _flags: os.open(path, os.O_WRONLY | os.O_NONBLOCK)) as full:
            for size in (4096, 1):
                while full.write(b"\n" * size):
                    pass

    def test_calls_go_on(self):
        ends = self.rtp(customer={"frequency": CUSTOMER_HZ, "numbered": True},
                        agent={"frequency": AGENT_HZ, "numbered": True})
        agent = self.sipp_agent("1001", "agent", rtp_port=ends["agent"].port)
        sipp = self.sipp("customer_stays", [(ends["customer"].port,)]).start()
        self.join(sipp, ends["customer"])
        self.join(agent.phone, ends["agent"])
        agent.wait_state("talking")
        contact = agent.contact()
        self.fill(self.server.errors)
        at = time.monotonic()
        for _call in range(3):  # Each has a line of SIP's, of media's and of core's.
            other = SipEnd(self.server.sip, "5550199")
            self.addCleanup(other.close)
            other.call(NUMBER)
            other.wait_status(200)
            other.hang_up()
        wait_until(lambda: len(ends["customer"].audio(at)) > 100, 10, "two seconds of audio")
        for end in ends.values():
            numbers = end.numbers(at)
            self.assertEqual(numbers, list(range(numbers[0], numbers[0] + len(numbers))),
                             "every packet came, in order")
        agent.hang_up()
        sipp.finish()
        agent.phone.finish()
        self.wait_closed(contact, "handled")


if __name__ == "__main__":
    network.main()
