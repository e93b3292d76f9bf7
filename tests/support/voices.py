"""Ends of audio that speak back to whoever speaks to them, for as long as they are spoken to.

For calls that come and go by the hundred: nobody tells an end where its call's audio goes.
"""

import collections
import selectors
import socket
import threading
import time

from support.rtp import EVENT_TYPE, FRAME, FRAME_S, HEADER
from support.tone import g711, tone

STILL_SPOKEN_TO_S = 0.3
DATAGRAM_BYTES_MAX = 2048


class Voice:
    def __init__(self, port, address="127.0.0.1"):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.setblocking(False)
        self.socket.bind((address, port))
        self.port = port
        self.other, self.heard_at = None, 0.0
        self.heard = self.sent = 0

    def take(self, now):
        try:
            while True:
                datagram, self.other = self.socket.recvfrom(DATAGRAM_BYTES_MAX)
                self.heard += len(datagram) > HEADER.size and datagram[1] & 0x7F < EVENT_TYPE
                self.heard_at = now
        except BlockingIOError:
            pass

    def speak(self, now, payload):
        if self.other is None or now - self.heard_at > STILL_SPOKEN_TO_S:
            return
        self.sent += 1
        header = HEADER.pack(0x80, 0, self.sent & 0xFFFF, self.sent * FRAME & 0xFFFFFFFF, self.port)
        self.socket.sendto(header + payload, self.other)


class Voices:
    """One thread for all of them."""

    def __init__(self, ports):
        self.voices = [Voice(port) for port in ports]
        self.selector = selectors.DefaultSelector()
        for voice in self.voices:
            self.selector.register(voice.socket, selectors.EVENT_READ, voice)
        self.stopping = False
        self.thread = threading.Thread(target=self.run, daemon=True)

    def start(self):
        self.thread.start()
        return self

    def stop(self):
        self.stopping = True
        self.thread.join()
        self.selector.close()
        for voice in self.voices:
            voice.socket.close()

    @property
    def heard(self):
        """Packets of audio, all of them together."""
        return sum(voice.heard for voice in self.voices)

    def run(self):
        payload = g711(tone(440, FRAME), 0)
        due = collections.deque((time.monotonic() + FRAME_S * index / len(self.voices), voice)
                                for index, voice in enumerate(self.voices))
        while not self.stopping:
            for key, _events in self.selector.select(max(0, due[0][0] - time.monotonic())):
                key.data.take(time.monotonic())
            now = time.monotonic()
            while due[0][0] <= now:
                at, voice = due.popleft()
                voice.speak(now, payload)
                due.append((at + FRAME_S, voice))
