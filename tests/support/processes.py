"""What a process of the server holds just now: memory, descriptors, threads, time of the CPU."""

import dataclasses
import os
import pathlib

TICKS = os.sysconf("SC_CLK_TCK")


@dataclasses.dataclass
class Held:
    resident_kb: int
    private_kb: int  # Resident and of nobody else: the heap and the stacks.
    descriptors: int
    threads: int
    cpu_s: float  # User and system, since its start.


def held(pid):
    """OSError when it has ended."""
    folder = pathlib.Path(f"/proc/{pid}")
    status = dict(line.split(":", 1) for line in (folder / "status").read_text().splitlines())
    times = (folder / "stat").read_text().rpartition(")")[2].split()
    return Held(int(status["VmRSS"].split()[0]), int(status["RssAnon"].split()[0]),
                len(os.listdir(folder / "fd")), int(status["Threads"]),
                (int(times[11]) + int(times[12])) / TICKS)
