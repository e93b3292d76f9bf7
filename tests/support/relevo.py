"""The real program as a test's server: started, awaited, looked into, stopped."""

import os
import pathlib
import re
import signal
import subprocess
import sys

from support.api import Client
from support.waiting import wait_until

ROOT = pathlib.Path(__file__).resolve().parents[2]
DEMO = ROOT / "examples" / "demo" / "operation.toml"
READY_SECONDS_MAX = 20
STOP_SECONDS_MAX = 20
LOG_LINES_SHOWN = 80
SIP_PORT = 5060


def has_ended(pid):
    """Whether the process is gone, or waits for nothing but its parent: its files are closed."""
    try:
        stat = pathlib.Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return True
    return stat.rpartition(")")[2].split()[0] == "Z"


class Server:
    """`relevo serve` on a data folder; its output is kept in FOLDER/server.log."""

    def __init__(self, folder, operation=DEMO.parent, sip=f"127.0.0.1:{SIP_PORT}",
                 rtp="20000-20999", drain_s=1, more=()):
        self.folder = pathlib.Path(folder)
        self.data = self.folder / "data"
        self.log_path = self.folder / "server.log"
        self.command = [os.environ["RELEVO_BINARY"], "serve", "--data", str(self.data),
                        "--operation", str(operation), "--http", "127.0.0.1:0", "--sip", sip,
                        "--rtp", rtp, "--drain", str(drain_s), *more]
        self.environment = None  # Of the program; None: this one's.
        self.errors = subprocess.STDOUT  # Where its log lines go: to log_path, or another file.
        self.process = None
        self.http = self.sip = None
        self.position = None

    def start(self):
        """Returns when the ready line has come."""
        with open(self.log_path, "ab") as log:
            offset = self.start_offset = log.tell()
            self.process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL, stdout=log,
                                            stderr=self.errors, env=self.environment)

        def ready():
            text = self.log()[offset:]
            found = re.search(r"^ready http=(\S+) sip=(\S+) position=(\d+)$", text, re.MULTILINE)
            if found is None and self.process.poll() is not None:
                raise AssertionError(f"relevo ended with {self.process.returncode}:\n{text}")
            return found

        try:
            found = wait_until(ready, READY_SECONDS_MAX, "the ready line")
        except AssertionError:
            self.kill()
            self.show_log()
            raise
        self.http, self.sip, self.position = found[1], found[2], int(found[3])
        return self

    def stop(self):
        """SIGTERM; gives the exit status."""
        if self.process is None:
            return None
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(STOP_SECONDS_MAX)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"relevo did not end within {STOP_SECONDS_MAX} s of SIGTERM")

    def kill(self):
        """The last means."""
        if self.process is None:
            return
        if self.process.poll() is not None:
            self.kill_processes()
            return
        self.process.kill()
        self.process.wait()
        self.kill_processes()

    def kill_processes(self):
        """Core and voice, which outlive the supervisor; their sockets are free afterwards."""
        killed = self.processes()
        for pid in killed:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:  # It ended meanwhile.
                pass
        wait_until(lambda: all(has_ended(pid) for pid in killed), 10, "killed processes have ended")

    def client(self, user, password=None):
        return Client(self.http, user, password)

    def processes(self):
        """{pid: name} of the processes of the data folder beside the supervisor: it may be dead,
        and they not be its children."""
        found = {}
        for entry in pathlib.Path("/proc").iterdir():
            try:
                words = (entry / "cmdline").read_bytes().decode(errors="replace").split("\0")
            except OSError:  # No process, or it ended while we looked.
                continue
            if words[1:2] in (["core"], ["voice"]) and str(self.data) in words:
                found[int(entry.name)] = words[1]
        return found

    def child(self, name):
        """The process id of `core` or `voice`; None while it is not there."""
        return next((pid for pid, other in self.processes().items() if other == name), None)

    def assert_replays(self, seen):
        """The stopped server's log folds to the state it said it had, `seen` of GET /state."""
        told = subprocess.run(
            [self.command[0], "verify", "--data", str(self.data), "--position",
             str(seen["position"])], capture_output=True, text=True, timeout=30, check=False)
        wanted = f"position={seen['position']} hash={seen['hash']}\n"
        if told.stdout != wanted:
            raise AssertionError(f"the replay differs: {told.stdout}{told.stderr} is not {wanted}")

    def log(self):
        return self.log_path.read_text(errors="replace")

    def log_fields(self, what, offset=0):
        """The fields of each whole log line that says `what`, as dictionaries of text."""
        lines = self.log()[offset:].split("\n")[:-1]
        return [dict(re.findall(r"(\w+)=(\S+)", line)) for line in lines if f" {what} " in line]

    def start_fields(self):
        """What the log says of the last start of the core; it may come behind the ready line."""
        return wait_until(lambda: self.log_fields("ready", self.start_offset), 5,
                          "the log's line of the start")[-1]

    def show_log(self):
        lines = self.log().splitlines()[-LOG_LINES_SHOWN:]
        print("\n".join(["--- server log"] + lines + ["---"]), file=sys.stderr)
