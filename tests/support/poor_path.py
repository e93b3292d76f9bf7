"""Between a page and voice: loses and delays datagrams both ways, as a poor network does.

    poor_path.py TARGET_PORT LOSS JITTER_MS    of 127.0.0.1; LOSS from 0 to 1

It says at which port it takes a page's datagrams, and at the end of its standard input how many it
took and lost: {"port"}, then {"taken", "lost"}. Each datagram is 0 to JITTER_MS late, and none is
behind one that was sent later: as in the queue of a router or of Wi-Fi.
"""

import heapq
import itertools
import json
import random
import selectors
import socket
import sys
import time

DATAGRAM_BYTES_MAX = 2048
SOURCES_MAX = 16  # A browser has a source for each of its networks.
SEED = 7


class PoorPath:
    def __init__(self, target, loss, jitter_s):
        self.target = target
        self.loss = loss
        self.jitter_s = jitter_s
        self.random = random.Random(SEED)
        self.near = bound("0.0.0.0")
        self.far_of = {}  # Our socket towards the target, by the page's address.
        self.late = []  # (when it is due, a number, what sends it, the datagram, where to)
        self.due = {}  # Of the last one, by what sends it.
        self.numbers = itertools.count()
        self.taken = 0
        self.lost = 0
        self.ready = selectors.DefaultSelector()
        self.ready.register(self.near, selectors.EVENT_READ, self.take_near)
        self.ready.register(sys.stdin, selectors.EVENT_READ, None)

    def run(self):
        """Until nobody holds the other end of the standard input."""
        while True:
            wait = max(0, self.late[0][0] - time.monotonic()) if self.late else None
            for key, _ in self.ready.select(wait):
                if key.data is None:
                    return
                key.data(key.fileobj)
            while self.late and self.late[0][0] <= time.monotonic():
                _, _, sender, datagram, to = heapq.heappop(self.late)
                sender.sendto(datagram, to)

    def take_near(self, near):
        datagram, source = near.recvfrom(DATAGRAM_BYTES_MAX)
        far = self.far_of.get(source)
        if far is None:
            if len(self.far_of) >= SOURCES_MAX:
                return
            far = self.far_of[source] = bound("127.0.0.1")
            self.ready.register(far, selectors.EVENT_READ,
                                lambda one: self.hand_on(
                                    self.near, one.recv(DATAGRAM_BYTES_MAX), source))
        self.hand_on(far, datagram, self.target)

    def hand_on(self, sender, datagram, to):
        self.taken += 1
        if self.random.random() < self.loss:
            self.lost += 1
            return
        due = time.monotonic() + self.random.random() * self.jitter_s
        due = self.due[sender] = max(due, self.due.get(sender, 0))
        heapq.heappush(self.late, (due, next(self.numbers), sender, datagram, to))


def bound(address):
    made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    made.bind((address, 0))
    return made


def main():
    path = PoorPath(("127.0.0.1", int(sys.argv[1])), float(sys.argv[2]), float(sys.argv[3]) / 1000)
    print(json.dumps({"port": path.near.getsockname()[1]}), flush=True)
    path.run()
    print(json.dumps({"taken": path.taken, "lost": path.lost}), flush=True)


if __name__ == "__main__":
    main()
