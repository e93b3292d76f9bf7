"""The voice process is killed in mid-call: the legs resume, and nobody has to dial again."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

import os
import signal
import time

from support import network
from support.floor import AGENT_HZ, CUSTOMER_HZ, FloorTest
from support.waiting import wait_until

GAP_S_MAX = 2.0


class VoiceDies(FloorTest):
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

    def kill_voice(self):
        """kill -9; gives when."""
        killed = self.server.child("voice")
        at = time.monotonic()
        os.kill(killed, signal.SIGKILL)
        wait_until(lambda: self.server.child("voice") not in (None, killed), 10, "a new voice")
        return at

    def wait_both_hear(self, ends, at):
        """Gives the longest silence of each end around `at`, in seconds, once all hear again."""
        for end in ends.values():
            wait_until(lambda end=end: len(end.audio(at + 0.05)) > 50, 5, f"{end.port} hears")
        gaps = {}
        for name, end in ends.items():
            times = [packet.at for packet in end.audio(at - 0.5)]
            gaps[name] = max(b - a for a, b in zip(times, times[1:]))
        print("silence: " + ", ".join(f"{name} {gap * 1000:.0f} ms" for name, gap in gaps.items()))
        for gap in gaps.values():
            self.assertLess(gap, GAP_S_MAX)
        return gaps

    def test_both_hear_each_other_again_and_the_agent_hangs_up_by_command(self):
        ends, agent, sipp, contact = self.connect()
        at = self.kill_voice()
        self.wait_both_hear(ends, at)
        self.assertEqual(agent.state, "talking")
        agent.hang_up()
        sipp.finish()
        agent.phone.finish()
        life = self.wait_closed(contact, "handled")
        kinds = [event["kind"] for event in life["events"]]
        self.assertEqual(kinds.count("contact_connected"), 1)
        self.assertEqual(kinds.count("contact_released"), 1)

    def tearDown(self):
        self.wait_empty()
        self.server.stop()


if __name__ == "__main__":
    network.main()
