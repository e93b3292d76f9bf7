"""A customer with a voice of one tone, told what to do by lines of JSON: {"id", "do", ...}.

Each is answered by {"id", "is"} or {"id", "failed"}. It ends when its standard input does.
"""

import json
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from support import tone
from support.rtp import FRAME_S, Rtp
from support.sip_end import SipEnd
from support.waiting import wait_until

PIECE = 3  # Packets that are looked at together: 60 ms tell 880 Hz from 1320.
PIECE_S_MAX = (PIECE + 1) * FRAME_S
SHARE_MIN = 0.8
SHARE_OF_ONE_MIN = 0.05  # Of several at once.
ENERGY_MIN = 1000
ANSWER_SECONDS_MAX = 10


class Customer:
    def __init__(self, sip, frequency, tones):
        """`tones`: what each tone is called that may be heard, {"agent": 880}."""
        self.tones = tones
        self.rtp = Rtp()
        self.ear = self.rtp.end(0, frequency=frequency)
        self.rtp.start()
        self.phone = SipEnd(sip, "5550100", self.ear.socket)

    def call(self, number):
        self.phone.call(number)
        self.phone.wait_status(200, ANSWER_SECONDS_MAX)
        self.ear.target = self.phone.media
        return True

    def hang_up(self):
        self.phone.hang_up()
        return True

    def ended(self):
        """How the call ended, waiting for it: BYE when by the other side."""
        return wait_until(lambda: self.phone.ended_by, ANSWER_SECONDS_MAX, "the call's end")

    def digits(self):
        return self.ear.heard_digits()

    def heard(self, since):
        """[[when, what]...] of each packet since that moment in milliseconds of the wall clock.

        What: the name of a tone, "sound", or "silence", judged with the two packets before it.
        """
        return self.judged(since, self.judge)

    def chords(self, since):
        """[[when, [the name of each tone...]]...] as heard(); "sound" for what is none."""
        return self.judged(since, self.judge_chord)

    def played(self, since, name):
        """What a telephone would play of it, which waits for what comes late: {"packets": that
        came since then, "missing": between them by their numbers, "share": of three in a row, from
        0 to 1, that are this tone}."""
        wall = time.time() - time.monotonic()
        came = self.ear.audio(since / 1000 - wall)
        # Their numbers are 16 bits, and begin anywhere.
        by_number = {(packet.sequence - came[0].sequence + 0x8000) & 0xFFFF: packet
                     for packet in came}
        numbers = sorted(by_number)
        packets = [by_number[number] for number in numbers]
        rows = [packets[end - PIECE:end] for end in range(PIECE, len(packets) + 1)
                if numbers[end - 1] - numbers[end - PIECE] == PIECE - 1]
        return {"packets": len(packets),
                "missing": numbers[-1] - numbers[0] + 1 - len(packets),
                "share": sum(self.judge(row) == name for row in rows) / max(1, len(rows))}

    def judged(self, since, judge):
        wall = time.time() - time.monotonic()
        packets = self.ear.audio(since / 1000 - wall)
        found = []
        for end in range(PIECE, len(packets) + 1):
            piece = packets[end - PIECE:end]
            if piece[-1].at - piece[0].at > PIECE_S_MAX:
                continue
            found.append([round((piece[-1].at + wall) * 1000), judge(piece)])
        return found

    def judge(self, piece):
        shares = self.shares(piece)
        if shares is None:
            return "silence"
        return next((name for name, share in shares.items() if share > SHARE_MIN), "sound")

    def judge_chord(self, piece):
        shares = self.shares(piece)
        if shares is None:
            return []
        if sum(shares.values()) < SHARE_MIN:
            return ["sound"]
        return [name for name, share in shares.items() if share > SHARE_OF_ONE_MIN]

    def shares(self, piece):
        """How much of what is heard each tone is, from 0 to 1; None where nothing is heard."""
        samples = [sample for packet in piece
                   for sample in tone.linear(packet.payload, packet.payload_type)]
        if tone.energy(samples) < ENERGY_MIN:
            return None
        power = {name: tone.goertzel(samples, frequency, tone.RATE)
                 for name, frequency in self.tones.items()}
        return {name: of_tone / whole for name, (of_tone, whole) in power.items()}

    def close(self):
        self.rtp.stop()


def main():
    customer = Customer(sys.argv[1], int(sys.argv[2]), json.loads(sys.argv[3]))
    try:
        for line in sys.stdin:
            asked = json.loads(line)
            number, do = asked.pop("id"), asked.pop("do")
            try:
                answer = {"is": getattr(customer, do)(**asked)}
            except AssertionError as failed:
                answer = {"failed": str(failed)}
            print(json.dumps({"id": number, **answer}), flush=True)
    finally:
        customer.phone.hang_up()
        customer.phone.close()
        customer.close()


if __name__ == "__main__":
    main()
