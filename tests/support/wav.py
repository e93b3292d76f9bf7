"""Reads WAV files of 16-bit samples: recordings of the server and what phones said and heard."""

import io
import wave


def read_wav(source):
    """(rate, [samples of each channel]) of bytes or of a file's path."""
    with wave.open(io.BytesIO(source) if isinstance(source, bytes) else str(source)) as file:
        rate, channels = file.getframerate(), file.getnchannels()
        if file.getsampwidth() != 2:
            raise AssertionError(f"a WAV of {file.getsampwidth()} bytes a sample")
        frames = file.readframes(file.getnframes())
    samples = memoryview(frames[:len(frames) // 2 * 2]).cast("h")
    return rate, [list(samples[channel::channels]) for channel in range(channels)]
