"""Reads WAV files of 16-bit samples: recordings of the server and what phones said and heard."""

import struct


def read_wav(source):
    """(rate, [samples of each channel]) of bytes or of a file's path.

    A file that still grows does not say yet how long it is: all that is there counts.
    """
    if not isinstance(source, bytes):
        with open(source, "rb") as file:
            source = file.read()
    rate, channels, at = 8000, 1, 12
    while at + 8 <= len(source):
        name, size = source[at:at + 4], int.from_bytes(source[at + 4:at + 8], "little")
        at += 8
        if name == b"fmt ":
            _code, channels, rate, _bytes, _block, bits = struct.unpack_from("<HHIIHH", source, at)
            if bits != 16:
                raise AssertionError(f"a WAV of {bits} bits a sample")
        if name == b"data":
            whole = (min(size, len(source) - at) or len(source) - at) // (2 * channels)
            samples = memoryview(source[at:at + whole * 2 * channels]).cast("h")
            return rate, [list(samples[channel::channels]) for channel in range(channels)]
        at += size + size % 2
    return rate, [[] for _channel in range(channels)]
