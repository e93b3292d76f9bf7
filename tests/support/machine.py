"""How busy the machine is: the time that it takes to start a program that does nothing.

The control for how soon a process that died can serve again: what makes one late makes both late.
"""

import os
import subprocess
import threading
import time

EACH_S = 0.25


class Starts:
    """A thread that starts the program for its version, again and again."""

    def __init__(self):
        self.took = []  # (time.monotonic() at the start, seconds).
        self.stopping = threading.Event()
        self.thread = threading.Thread(target=self.run, daemon=True)

    def start(self):
        self.thread.start()
        return self

    def stop(self):
        self.stopping.set()
        self.thread.join()

    def run(self):
        while not self.stopping.wait(EACH_S):
            began = time.monotonic()
            subprocess.run([os.environ["RELEVO_BINARY"], "--version"], check=True,
                           stdout=subprocess.DEVNULL)
            self.took.append((began, time.monotonic() - began))

    def longest(self, start, end):
        """Of those that ran at some moment between the two times; 0 when none did."""
        return max((took for began, took in self.took if began < end and began + took > start),
                   default=0.0)

    def best(self):
        return min(took for _began, took in self.took)
