"""CPU of a call's signalling: INVITE, route, the agent's leg, answer, BYE, journal on, no media.

The floor is a bare back-to-back agent on the same SIP library, driven by the same SIPp scripts at
the same rate, in turns with Relevo. CPU is user and system time of all the program's processes.
"""

import argparse
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from support.floor import AGENT_FIRST, operation_of_many
from support.relevo import Server
from support.sipp import Sipp
from support.waiting import wait_until

RATE = 200  # Calls a second.
SECONDS = 15
ROUNDS = 3
TALK_MS = 500
AGENTS = 400
PHONES, CUSTOMERS, BARE, BARE_PHONES = 5801, 5802, 5803, 5804
TARGET_MS = 0.6
RATIO_MAX = 2.5


class QuietSipp(Sipp):
    """Without a record of every message, which would cost more than what is measured."""

    def __init__(self, *arguments, **how):
        super().__init__(*arguments, **how)
        for option in ("-trace_msg", "-message_file"):
            at = self.command.index(option)
            del self.command[at:at + (2 if option == "-message_file" else 1)]


def cpu_seconds(pids):
    ticks = 0
    for pid in pids:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def operation(folder):
    """The demo operation with many more agents, no wrap-up and no recording."""
    text = re.sub(r"wrap_up_s = \d+", "wrap_up_s = 0", operation_of_many(AGENTS))
    path = folder / "operation.toml"
    path.write_text(text.replace("record = true", "record = false"))
    return path


class Load:
    """The same customers and phones, for whoever stands between them."""

    def __init__(self, folder, calls):
        self.folder = folder
        self.calls = calls
        self.runs = 0

    def run(self, remote, pids):
        """CPU milliseconds a call of the processes `pids`."""
        self.runs += 1
        lines = [(20, TALK_MS)]
        sipp = QuietSipp(self.folder, f"customers-{self.runs}", "customer", CUSTOMERS,
                         lines, remote=remote, rate=RATE, calls=self.calls, seconds_max=120)
        before = cpu_seconds(pids)
        sipp.run(120)
        return (cpu_seconds(pids) - before) * 1000 / self.calls

    def phones(self, port, calls):
        return QuietSipp(self.folder, f"phones-{port}", "agent", port, [(20,)], remote="127.0.0.1:1",
                         calls=calls, seconds_max=1200).start()


def start_relevo(folder):
    server = Server(folder, operation(folder), sip="127.0.0.1:5800", rtp="20000-59999").start()
    codes = [str(AGENT_FIRST + number) for number in range(AGENTS)]
    lines = [(code, f"[authentication username={code} password=demo-{code}]", 3600)
             for code in codes]
    QuietSipp(folder, "register", "register", PHONES, lines, remote=server.sip,
              words={"STATUS": 200}, rate=100).run()
    for code in codes:
        client = server.client(code)
        client.command("sign_in_agent")
        client.command("set_ready")
    return server


def verdict(ours, floor):
    goal = min(TARGET_MS, RATIO_MAX * floor)
    return "met" if ours <= goal else "MISSED"


def main():
    parser = argparse.ArgumentParser(description="the bench `setup`")
    parser.add_argument("--brief", action="store_true")
    options = parser.parse_args()
    rounds, seconds = (1, 2) if options.brief else (ROUNDS, SECONDS)
    os.environ.setdefault("RELEVO_BINARY", str(ROOT / "build/release/relevo"))
    folder = pathlib.Path(tempfile.mkdtemp(prefix="relevo-bench-"))
    load = Load(folder, RATE * seconds)
    server = bare = None
    phones = []
    try:
        server = start_relevo(folder)
        bare = subprocess.Popen([ROOT / "build/release/relevo_b2bua", str(BARE), str(BARE_PHONES)],
                                stdout=subprocess.PIPE, text=True)
        bare.stdout.readline()
        phones = [load.phones(port, load.calls * rounds) for port in (PHONES, BARE_PHONES)]
        ours, floor = [], []
        for _round in range(rounds):
            processes = [server.child("core"), server.child("voice")]
            ours.append(load.run(server.sip, processes))
            floor.append(load.run(f"127.0.0.1:{BARE}", [bare.pid]))
        watcher = server.client("s01")
        wait_until(lambda: not watcher.board()["contacts"], 30, "an empty floor")
        ours_ms, floor_ms = statistics.median(ours), statistics.median(floor)
        said = "brief" if options.brief else verdict(ours_ms, floor_ms)
        beside = f"{floor_ms:.3g}ms (bare nta B2BUA)"
        print(f"{'setup.call':30} {ours_ms:.3g}ms{'':8} {beside:34} {ours_ms / floor_ms:7.3g}x  "
              f"<={TARGET_MS}ms,<={RATIO_MAX}x  {said}")
        return 0 if said != "MISSED" else 4
    finally:
        for sipp in phones:
            sipp.stop()
        if bare is not None:
            bare.terminate()
            bare.wait()
        if server is not None:
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
