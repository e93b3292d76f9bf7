"""Who is heard: G.711, and how much of a sound's energy is in one tone."""

import math

RATE = 8000


def mulaw_to_linear(byte):
    byte = ~byte & 0xFF
    magnitude = (((byte & 0x0F) << 3) + 0x84 << (byte >> 4 & 7)) - 0x84
    return -magnitude if byte & 0x80 else magnitude


def alaw_to_linear(byte):
    byte ^= 0x55
    exponent, mantissa = byte >> 4 & 7, byte & 0x0F
    magnitude = (mantissa << 4) + 8 if exponent == 0 else (mantissa << 4) + 0x108 << exponent - 1
    return magnitude if byte & 0x80 else -magnitude


def encoder(decode):
    """The table's inverse: for each of 4096 steps of 16 the nearest byte."""
    ordered = sorted((decode(byte), byte) for byte in range(256))
    table, at = [], 0
    for step in range(-2048, 2048):
        value = step * 16 + 8
        while at + 1 < 256 and abs(ordered[at + 1][0] - value) <= abs(ordered[at][0] - value):
            at += 1
        table.append(ordered[at][1])
    return lambda sample: table[(max(-32768, min(32767, sample)) >> 4) + 2048]


DECODE = {0: [mulaw_to_linear(byte) for byte in range(256)],
          8: [alaw_to_linear(byte) for byte in range(256)]}
ENCODE = {0: encoder(mulaw_to_linear), 8: encoder(alaw_to_linear)}


def tone(frequency, samples, rate=RATE, amplitude=8000):
    step = 2 * math.pi * frequency / rate
    return [round(amplitude * math.sin(step * i)) for i in range(samples)]


def g711(samples, payload_type):
    encode = ENCODE[payload_type]
    return bytes(encode(sample) for sample in samples)


def linear(payload, payload_type):
    decode = DECODE[payload_type]
    return [decode[byte] for byte in payload]


def energy(samples):
    return sum(sample * sample for sample in samples) / max(1, len(samples))


def share(samples, frequency, rate=RATE):
    """What part of the energy, from 0 to 1, is in a tone of this frequency.

    Measured in pieces of 0.1 s (the tone's phase may jump between them), weighted by their energy.
    """
    piece = rate // 10
    in_tone = whole = 0.0
    for start in range(0, len(samples) - piece + 1, piece):
        power, all_of_it = goertzel(samples[start:start + piece], frequency, rate)
        in_tone += power
        whole += all_of_it
    return in_tone / whole if whole else 0.0


def goertzel(samples, frequency, rate):
    """(energy in the tone, whole energy) of one piece; its mean is taken away first."""
    mean = sum(samples) / len(samples)
    factor = 2 * math.cos(2 * math.pi * frequency / rate)
    before = before_that = whole = 0.0
    for sample in samples:
        value = sample - mean
        before, before_that = value + factor * before - before_that, before
        whole += value * value
    power = before ** 2 + before_that ** 2 - factor * before * before_that
    return 2 * power / len(samples), whole
