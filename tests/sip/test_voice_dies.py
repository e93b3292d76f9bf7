"""Twenty calls, and the voice process is killed again and again: all of them go on.

`RELEVO_KILLS` says how often, 3 where it says nothing; `./dev soak voice-dies` 50 times. From 50 on
all must still hear each other 60 s behind the last, else 3 s.
"""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

import os
import random
import signal
import time

from support import network
from support.figures import percentile, spread
from support.talks import TalksTest
from support.waiting import wait_until

KILLS = int(os.environ.get("RELEVO_KILLS", "3"))
LIFE_S = 1.2  # At least: who lives for less than 1 s is started again after a pause that grows.
SILENCE_P99_S_MAX = 2.0
SILENCE_P50_S_MAX = 1.0


class ByForce(TalksTest):
    talk_s = 60 if KILLS >= 50 else 3

    def kill_voice(self):
        killed = self.server.child("voice")
        resumed = len(self.server.log_fields("resumed"))
        at = time.monotonic()
        os.kill(killed, signal.SIGKILL)
        wait_until(lambda: len(self.server.log_fields("resumed")) > resumed, 10, "a new voice")
        self.assertEqual(int(self.server.log_fields("resumed")[-1]["legs"]), 2 * self.calls)
        return at

    def test_all_go_on(self):
        self.connect()
        moments = random.Random(7)
        silences = []
        for _kill in range(KILLS):
            due = time.monotonic() + LIFE_S + moments.random()
            wait_until(lambda due=due: time.monotonic() > due, LIFE_S + 5, "some talk")
            silences += self.silences(self.kill_voice())
        print(f"{KILLS} kills, {self.calls} calls: silence {spread(silences)}")
        starts = self.server.log_fields("voice is ready")[-KILLS:]
        for part in ("store", "sockets", "legs"):
            print(f"of it {part}: {spread([int(start[part + '_us']) / 1e6 for start in starts])}")
        self.assertLess(percentile(silences, 0.5), SILENCE_P50_S_MAX)
        self.assertLess(percentile(silences, 0.99), SILENCE_P99_S_MAX)
        self.talk_on()
        self.hang_up()
        self.check_contacts()


if __name__ == "__main__":
    network.main()
