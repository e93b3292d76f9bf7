"""Calls, sign-ins, feeds and holds come and go for minutes or days: does the server hold on to any?

Started by `./dev soak MINUTES`. A line a minute, and a verdict: who still grows at the end.
"""

import argparse
import contextlib
import os
import pathlib
import signal
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from support import network
from support.api import Refused
from support.call_load import CallLoad
from support.figures import slope
from support.floor import FloorTest
from support.processes import held
from support.voices import Voices
from support.waiting import wait_until
from support.ws import Closed, WebSocket

PROCESSES = ("supervisor", "core", "voice")
AGENTS = [str(code) for code in range(1001, 1019)]
STAY_S = 5
SEGMENT_S = 1500  # One set of SIPps; phones register anew with the next.
LOOK_S = 60
KEPT_S = 60  # Recordings.
VISIT_S = 1  # Between two visitors of the API,
HOLD_S = 1  # and between two holds.
MESSAGES_OF_A_FEED_MAX = 10
WARM_UP = 0.25  # Of the time.
MEMORY_MB_HOUR_MAX = 1.0
DESCRIPTORS_HOUR_MAX = 5.0
LOOKS_MIN = 8  # Behind the warm-up: fewer say nothing of a slope.


class Churn(FloorTest):
    arguments = None
    changes = {"wrap_up_s = 10": "wrap_up_s = 0"}

    def test_churn(self):
        arguments = self.arguments
        self.failures, self.done, self.visits = 0, 0, 0
        self.starts = {}
        self.looks = []
        self.over = threading.Event()
        calls = int(arguments.rate * (STAY_S + 3)) + 10
        customers = range(31000, 31000 + 2 * calls, 2)
        agents = range(33000, 33000 + 2 * len(AGENTS) * 2, 2)
        self.voices = Voices([*customers, *agents]).start()
        self.addCleanup(self.voices.stop)
        threads = [threading.Thread(target=self.until_over, args=work, daemon=True) for work in (
            (self.visit, VISIT_S), (self.hold, HOLD_S), (self.drop_recordings, KEPT_S))]
        for name, each_s in (("core", arguments.kill_core), ("voice", arguments.kill_voice)):
            if each_s:
                threads.append(threading.Thread(
                    target=self.until_over, args=(lambda name=name: self.kill(name), each_s),
                    daemon=True))
        self.began = time.monotonic()
        self.ends = self.began + 60 * arguments.minutes
        self.next_look = self.began + LOOK_S
        for thread in threads:
            thread.start()
        while time.monotonic() < self.ends:
            self.segment(customers, agents)
        self.over.set()
        for thread in threads:
            thread.join()
        self.verdict()

    def segment(self, customers, agents):
        """Calls of one set of SIPps."""
        load = CallLoad(self, AGENTS, self.arguments.rate, SEGMENT_S + 300, 1000 * STAY_S,
                        customers, agents).start()
        end = min(self.ends, time.monotonic() + SEGMENT_S)
        while time.monotonic() < end:
            wait_until(lambda: time.monotonic() >= min(end, self.next_look), LOOK_S + 5, "a look")
            if time.monotonic() >= self.next_look:
                self.next_look += LOOK_S
                self.look(load)
        done, failed = load.finish()
        self.done += done
        self.failures += failed

    # ---- What comes and goes ----------------------------------------------------------------

    def until_over(self, work, each_s):
        while not self.over.wait(each_s):
            try:
                work()
            except (OSError, AssertionError) as error:
                # A core that is killed on purpose may be away for somebody.
                if not (self.arguments.kill_core or self.arguments.kill_voice):
                    print(f"{work.__name__}: {error}", flush=True)
                    self.failures += 1

    def visit(self):
        """Somebody signs in, looks at the board and follows the feed for a moment."""
        client = self.server.client("c01")
        client.board()
        feed = WebSocket(client.address, "/api/v1/feed",
                         {"Authorization": "Bearer " + client.token})
        self.visits += 1
        try:
            feed.send({"subscribe": "board"})
            self.follow(feed)
            if self.visits % 2:
                feed.close()  # Every second one is cut by the end of its session.
            status, _headers, _body = client.raw("DELETE", "/api/v1/sessions/current")
            if status >= 300:
                raise AssertionError(f"a session's end is answered with {status}")
            if self.visits % 2 == 0:
                with contextlib.suppress(Closed):
                    self.follow(feed)
        finally:
            feed.close()

    @staticmethod
    def follow(feed):
        """The next messages of the feed, as long as they come."""
        with contextlib.suppress(TimeoutError):
            for _message in range(MESSAGES_OF_A_FEED_MAX):
                feed.receive(0.5)

    def hold(self):
        """A conversation is put on hold and resumed. It may end at any moment."""
        talking = [row for row in self.watcher.board()["agents"] if row["state"] == "talking"]
        for row in talking[:1]:
            client = self.holders.setdefault(row["id"], None) or self.server.client(row["id"])
            self.holders[row["id"]] = client
            with contextlib.suppress(Refused):
                client.command("hold", {"contact": row["contact"]})
                client.command("resume", {"contact": row["contact"]})

    def drop_recordings(self):
        before = time.time() - KEPT_S
        for path in (self.server.data / "recordings").glob("*.wav"):
            if path.stat().st_mtime < before:
                path.unlink()

    def kill(self, name):
        pid = self.server.child(name)
        if pid is not None:
            os.kill(pid, signal.SIGKILL)

    # ---- What is held -----------------------------------------------------------------------

    def pid(self, name):
        return self.server.process.pid if name == "supervisor" else self.server.child(name)

    def look(self, load):
        """One line; remembered for the verdict."""
        minutes = (time.monotonic() - self.began) / 60
        done, failed = load.done()
        words = []
        for name in PROCESSES:
            try:
                now = held(self.pid(name))
            except (OSError, TypeError):  # Just killed.
                continue
            self.looks.append((minutes / 60, name, self.pid(name), now))
            words.append(f"{name} {now.private_kb / 1024:.1f} MB {now.descriptors} fd "
                         f"{now.threads} threads {now.cpu_s:.0f} s")
        print(f"{minutes:5.0f} min: {self.done + done} calls, {self.failures + failed} failures, "
              f"{self.visits} visits, {self.voices.heard} packets | " + " | ".join(words),
              flush=True)

    def verdict(self):
        """Memory and descriptors of each process that lived to the end, behind the warm-up."""
        print(f"{self.done} calls, {self.failures} failures")
        troubles = []
        for name in PROCESSES:
            looks = [(hour, seen) for hour, of, pid, seen in self.looks
                     if of == name and pid == self.pid(name)
                     and hour * 60 > WARM_UP * self.arguments.minutes]
            if len(looks) < LOOKS_MIN:
                print(f"{name}: {len(looks)} looks are too few for a verdict")
                continue
            memory = slope([(hour, seen.private_kb / 1024) for hour, seen in looks])
            descriptors = slope([(hour, seen.descriptors) for hour, seen in looks])
            print(f"{name}: memory {memory:+.2f} MB/h (at most {MEMORY_MB_HOUR_MAX}), "
                  f"descriptors {descriptors:+.1f}/h (at most {DESCRIPTORS_HOUR_MAX})")
            if memory > MEMORY_MB_HOUR_MAX:
                troubles.append(f"{name} grows by {memory:.2f} MB/h")
            if descriptors > DESCRIPTORS_HOUR_MAX:
                troubles.append(f"{name} gains {descriptors:.1f} descriptors/h")
        if self.failures and not self.arguments.kill_voice:
            troubles.append(f"{self.failures} failures")
        self.assertEqual(troubles, [])

    def setUp(self):
        super().setUp()
        self.holders = {}

    def tearDown(self):
        """The server stops in order, and its log folds to what it said."""
        self.wait_empty()
        seen = self.watcher.get("/state")
        self.assertEqual(self.server.stop(), 0, "the server's exit status")
        self.server.assert_replays(seen)


def main():
    parser = argparse.ArgumentParser(prog="./dev soak churn", description=__doc__)
    parser.add_argument("minutes", nargs="?", type=float, default=60, metavar="MINUTES")
    parser.add_argument("--rate", type=float, default=2, help="calls a second (2)")
    parser.add_argument("--kill-core", type=float, default=0, metavar="S",
                        help="kill the core each so many seconds")
    parser.add_argument("--kill-voice", type=float, default=0, metavar="S",
                        help="kill voice each so many seconds; its calls may fail")
    Churn.arguments = parser.parse_args()
    network.enter()
    del sys.argv[1:]
    network.main()


if __name__ == "__main__":
    main()
