"""Ends of audio that count every packet: what SIPp's SDP names, because SIPp does not listen."""

import dataclasses
import heapq
import selectors
import socket
import struct
import threading
import time

from support.tone import g711, linear, tone

FRAME_S = 0.02
FRAME = 160
EVENT_TYPE = 101
PACKETS_MAX = 100_000
HEADER = struct.Struct("!BBHII")
NUMBER = struct.Struct("!I")


@dataclasses.dataclass
class Packet:
    at: float  # time.monotonic()
    payload_type: int
    sequence: int
    timestamp: int
    ssrc: int
    payload: bytes


class End:
    """One RTP socket. It speaks from when `target` says where to.

    With `numbered` each packet of it carries its number, from 0, in its first four bytes.
    """

    def __init__(self, port, frequency=440, payload_type=0, numbered=False, address="127.0.0.1"):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
        self.socket.setblocking(False)
        self.socket.bind((address, port))
        self.port = port
        self.payload_type = payload_type
        self.numbered = numbered
        self.sending = True
        self.target = None  # (address, port)
        self.sent = 0
        self.received = []
        self.digits = []  # Sent soon, each as RFC 4733 packets.
        # One second holds a whole number of the tone's periods: it goes on without a click.
        self.voice = g711(tone(frequency, 50 * FRAME), payload_type)
        self.sequence = port & 0xFFFF
        self.ssrc = 0x5E110000 + port

    def take(self):
        try:
            while True:
                datagram = self.socket.recv(2048)
                if len(datagram) < HEADER.size or datagram[1] & 0x7F in range(72, 77):
                    continue  # RTCP.
                _first, second, sequence, timestamp, ssrc = HEADER.unpack_from(datagram)
                if len(self.received) < PACKETS_MAX:
                    self.received.append(Packet(time.monotonic(), second & 0x7F, sequence,
                                                timestamp, ssrc, datagram[HEADER.size:]))
        except BlockingIOError:
            pass

    def speak(self):
        """One frame, or what is due of a digit."""
        if self.target is None or not self.sending:
            return
        if self.digits:
            self.send_digit(self.digits.pop(0))
            return
        start = self.sent % 50 * FRAME
        payload = self.voice[start:start + FRAME]
        if self.numbered:
            payload = NUMBER.pack(self.sent) + payload[NUMBER.size:]
        self.send(self.payload_type, payload, self.sent * FRAME)

    def send(self, payload_type, payload, timestamp):
        header = HEADER.pack(0x80, payload_type, self.sequence, timestamp & 0xFFFFFFFF, self.ssrc)
        self.socket.sendto(header + payload, self.target)
        self.sequence = self.sequence + 1 & 0xFFFF
        self.sent += 1

    def send_digit(self, digit):
        code = "0123456789*#ABCD".index(digit)
        timestamp = self.sent * FRAME
        for step in range(1, 6):
            self.send(EVENT_TYPE, struct.pack("!BBH", code, 10, step * FRAME), timestamp)
        for _copy in range(3):
            self.send(EVENT_TYPE, struct.pack("!BBH", code, 0x80 | 10, 6 * FRAME), timestamp)

    # ---- What it heard ----------------------------------------------------------------------

    def audio(self, since=0.0):
        return [packet for packet in list(self.received)
                if packet.at >= since and packet.payload_type in (0, 8)]

    def heard(self, since=0.0):
        """The samples of all audio since that monotonic time."""
        samples = []
        for packet in self.audio(since):
            samples += linear(packet.payload, packet.payload_type)
        return samples

    def heard_digits(self):
        """The digits of the events that ended, each once."""
        digits, before = "", None
        for packet in list(self.received):
            if packet.payload_type == EVENT_TYPE and packet.payload[1] & 0x80:
                if before is None or packet.at - before > 0.1:
                    digits += "0123456789*#ABCD"[packet.payload[0]]
                before = packet.at
        return digits

    def numbers(self, since=0.0):
        return [NUMBER.unpack_from(packet.payload)[0] for packet in self.audio(since)]


class Rtp:
    """The thread that lets all ends of a test listen always and speak every 20 ms."""

    def __init__(self):
        self.ends = []
        self.selector = selectors.DefaultSelector()
        self.stopping = False
        self.late_frames = 0
        self.thread = threading.Thread(target=self.run, daemon=True)

    def end(self, port, **how):
        """A new end; before start()."""
        end = End(port, **how)
        self.selector.register(end.socket, selectors.EVENT_READ, end)
        self.ends.append(end)
        return end

    def start(self):
        self.thread.start()
        return self

    def stop(self):
        self.stopping = True
        if self.thread.is_alive():
            self.thread.join()
        for end in self.ends:
            end.socket.close()
        self.selector.close()

    def run(self):
        # Spread over the 20 ms, as independent phones are.
        now = time.monotonic()
        due = [(now + FRAME_S * index / max(1, len(self.ends)), index)
               for index in range(len(self.ends))]
        heapq.heapify(due)
        while not self.stopping:
            wait = due[0][0] - time.monotonic() if due else FRAME_S
            for key, _events in self.selector.select(max(0, wait)):
                key.data.take()
            now = time.monotonic()
            while due and due[0][0] <= now:
                at, index = heapq.heappop(due)
                self.ends[index].speak()
                heapq.heappush(due, (at + FRAME_S, index))
                self.late_frames += now - at > FRAME_S
