"""What a listener missed of a numbered stream: packets that never came, and the longest silence."""

import bisect
import dataclasses

from support.rtp import FRAME_S, NUMBER


@dataclasses.dataclass
class Gap:
    lost: int  # The longest run of packets that never came.
    silence_s: float  # The longest time between two packets, less the 20 ms that are due.

    @property
    def packets_late(self):
        """How many packets in a row were not there when they were due."""
        return round(self.silence_s / FRAME_S)


class Listener:
    """Reads an End that hears a numbered stream; its windows are asked for in order of time."""

    def __init__(self, end):
        self.end = end

    def window(self, start, end):
        """The Gap between two monotonic times. AssertionError when nothing was heard at all."""
        packets = self.end.received
        first = max(0, bisect.bisect_left(packets, start, key=lambda packet: packet.at) - 1)
        last = bisect.bisect_right(packets, end, key=lambda packet: packet.at) + 1
        heard = [packet for packet in packets[first:last] if packet.payload_type in (0, 8)]
        if len(heard) < 2:
            raise AssertionError(f"port {self.end.port} heard nothing for {end - start:.2f} s")
        numbers = [NUMBER.unpack_from(packet.payload)[0] for packet in heard]
        return Gap(max(b - a - 1 for a, b in zip(numbers, numbers[1:])),
                   max(b.at - a.at for a, b in zip(heard, heard[1:])) - FRAME_S)
