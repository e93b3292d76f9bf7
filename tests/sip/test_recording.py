"""The recording of a call: each side in its own channel, as long as the talk, for those who may."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from support import network, tone
from support.floor import AGENT_HZ, CUSTOMER_HZ, FloorTest
from support.waiting import wait_until
from support.wav import read_wav


class Recording(FloorTest):
    def recorded_call(self, pause_ms):
        end = self.rtp(customer={"frequency": CUSTOMER_HZ})["customer"]
        agent = self.agent("1001", auto_answer=True)
        sipp = self.sipp("customer", [(end.port, pause_ms)]).start()
        self.join(sipp, end)
        agent.wait_state("talking")
        contact = agent.contact()
        sipp.finish()
        life = self.wait_closed(contact, "handled")
        return contact, life

    def test_each_side_in_its_channel(self):
        contact, life = self.recorded_call(pause_ms=3000)

        def complete():
            status, content = self.watcher.recording(contact)
            return content if status == 200 else None
        rate, channels = read_wav(wait_until(complete, 5, "the recording"))
        self.assertEqual((rate, len(channels)), (tone.RATE, 2))
        customer, agent = (channel[tone.RATE // 2:] for channel in channels)
        self.assertGreater(tone.share(customer, CUSTOMER_HZ), 0.95, "the customer is left")
        self.assertGreater(tone.share(agent, AGENT_HZ), 0.95, "the agent is right")
        self.assertAlmostEqual(len(channels[0]) / rate, 3.0, delta=0.5)
        kinds = [event["kind"] for event in life["events"]]
        self.assertIn("recording_started", kinds)

    def test_who_may_hear_it(self):
        contact, _life = self.recorded_call(pause_ms=1000)
        wait_until(lambda: self.watcher.recording(contact)[0] == 200, 5, "the recording")
        for user, wanted in (("s01", 200), ("qa01", 200), ("c01", 200), ("wfm01", 403),
                             # Who may not see the contact does not learn that there is one.
                             ("c02", 404), ("1002", 404)):
            with self.subTest(user=user):
                self.assertEqual(self.server.client(user).recording(contact)[0], wanted)
        with self.subTest("nobody signed in"):
            self.assertEqual(self.server.client(None).recording(contact)[0], 401)
        with self.subTest("a contact that is not there"):
            self.assertEqual(self.watcher.recording(999_999)[0], 404)


if __name__ == "__main__":
    network.main()
