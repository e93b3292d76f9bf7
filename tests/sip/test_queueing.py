"""A customer's call before anybody answers: greeting and music, the board, giving up, refusals."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from support import network, tone
from support.floor import NUMBER, QUEUE, FloorTest
from support.waiting import wait_until
from support.wav import read_wav

GREETING = "/usr/share/asterisk/sounds/es_MX_f_Allison/queue-thankyou.wav"


def is_about(heard, meant):
    """Whether the samples are these but for what G.711 takes away."""
    return all(abs(a - b) <= 64 + abs(b) / 8 for a, b in zip(heard, meant))


class Queueing(FloorTest):
    changes = {"target_s = 20": "target_s = 20\ncontacts_max = 2"}

    def customer_waits(self, pause_ms):
        """A SIPp customer and its end of audio."""
        end = self.rtp(customer={})["customer"]
        sipp = self.sipp("customer", [(end.port, pause_ms)]).start()
        return sipp, end

    def test_greeting_then_music_then_gives_up(self):
        _rate, channels = read_wav(GREETING)
        greeting = channels[0]
        sipp, end = self.customer_waits(pause_ms=len(greeting) // 8 + 3000)
        contact = self.wait_contact()
        queue = self.watcher.queue(QUEUE)
        self.assertEqual((queue["number"], queue["waiting"]), (NUMBER, 1))
        shown = self.watcher.board()["contacts"][0]
        self.assertEqual((shown["queue"], shown["state"], shown["agent"]), (QUEUE, "queued", None))
        sipp.finish()
        heard = end.heard()
        self.assertGreater(len(heard), len(greeting) + 2 * tone.RATE)
        self.assertTrue(is_about(heard, greeting), "the greeting comes first and whole")
        music = heard[len(greeting):]
        self.assertGreater(tone.energy(music), 1000, "music follows")
        life = self.wait_closed(contact, "abandoned")
        self.assertGreater(life["waited_ms"], 1000)

    def test_gives_up_at_once(self):
        sipp, _end = self.customer_waits(pause_ms=200)
        contact = self.wait_contact()
        sipp.finish()
        self.wait_closed(contact, "short_abandoned")

    def test_music_goes_on_while_the_board_counts(self):
        sipp, _end = self.customer_waits(pause_ms=2500)
        self.wait_contact()
        wait_until(lambda: self.watcher.queue(QUEUE)["longest_wait_ms"] > 1500, 5,
                   "the board's longest wait grows")
        sipp.finish()


class Refusals(FloorTest):
    changes = {"target_s = 20": "target_s = 20\ncontacts_max = 2"}

    def refused(self, status, **how):
        self.sipp("refused", [(39998,)], words={"STATUS": status}, **how).run()

    def test_an_unknown_number(self):
        self.refused(404, dialed="5999")

    def test_somebody_who_is_no_trunk(self):
        self.refused(403, room=network.PHONES)

    def test_a_full_queue(self):
        both = self.sipp("customer", [(39994, 2000), (39996, 2000)]).start()
        wait_until(lambda: self.watcher.queue(QUEUE)["waiting"] == 2, 5, "two waiting")
        self.refused(486)
        both.finish()


if __name__ == "__main__":
    network.main()
