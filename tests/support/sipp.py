"""SIPp as a customer or as an agent's phone that follows a script of tests/sip/scenarios."""

import csv
import pathlib
import re
import signal
import subprocess

SCENARIOS = pathlib.Path(__file__).resolve().parents[1] / "sip" / "scenarios"
SECONDS_MAX = 60
LOG_CHARACTERS_SHOWN = 3000
STATUS_ASKED_TO_END = 97

CODECS = {0: "PCMU", 8: "PCMA"}


def sdp(payload_type, direction="sendrecv"):
    """The lines of an offer or answer. The port is each call's own: field 0 of its line."""
    return "\n".join((
        "v=0", "o=sipp [pid] [call_number] IN IP4 [local_ip]", "s=-", "c=IN IP4 [local_ip]",
        "t=0 0", f"m=audio [field0] RTP/AVP {payload_type} 101",
        f"a=rtpmap:{payload_type} {CODECS[payload_type]}/8000",
        "a=rtpmap:101 telephone-event/8000", "a=fmtp:101 0-15", "a=ptime:20", f"a={direction}"))


class Sipp:
    """One run of a scenario. Each call takes the next of `lines`, tuples of its fields."""

    def __init__(self, folder, name, scenario, port, lines, remote=None, room=None,
                 calls=None, rate=10, pause_ms=0, dialed="5000", payload_type=0, transport="u1",
                 words=None, seconds_max=SECONDS_MAX, messages=True):
        """`port`: of its own, for SIP. `room`: where it is, None = here, on loopback. `words`:
        what @NAME@ in the scenario stands for. Without `messages` it keeps none: for many calls."""
        self.folder = pathlib.Path(folder)
        self.name = name
        self.process = None
        self.statistics = self.file("csv")
        words = {"SDP": sdp(payload_type), "SDP_HOLD": sdp(payload_type, "sendonly"),
                 **(words or {})}
        text = re.sub(r"@(\w+)@", lambda found: str(words[found[1]]),
                      (SCENARIOS / f"{scenario}.xml").read_text())
        self.file("xml").write_text(text)
        self.file("lines").write_text(
            "SEQUENTIAL\n" + "".join(";".join(map(str, line)) + ";\n" for line in lines))
        calls = calls or len(lines)
        self.command = ["sipp", remote or "127.0.0.1:5060", "-sf", self.file("xml"),
                        "-inf", self.file("lines"),
                        "-i", room.address if room else "127.0.0.1",
                        "-p", str(port), "-t", transport, "-s", dialed,
                        "-m", str(calls), "-l", str(calls),
                        "-r", str(rate), "-d", str(pause_ms), "-timeout", str(seconds_max),
                        "-timeout_error", "-nostdin", "-aa", "-trace_stat", "-stf", self.statistics,
                        "-fd", "1", "-trace_err", "-error_file", self.file("errors")]
        if messages:
            self.command += ["-trace_msg", "-message_file", self.file("messages")]
        if room:
            self.command = room.inside(self.command)

    def file(self, ending):
        return self.folder / f"sipp-{self.name}.{ending}"

    def start(self):
        with open(self.file("screen"), "wb") as screen:
            self.process = subprocess.Popen(list(map(str, self.command)), cwd=self.folder,
                                            stdin=subprocess.DEVNULL, stdout=screen,
                                            stderr=subprocess.STDOUT)
        return self

    def run(self, timeout=SECONDS_MAX):
        return self.start().finish(timeout)

    def finish(self, timeout=SECONDS_MAX, failed_max=0):
        """Waits for its end. AssertionError when more calls did not go as the scenario says."""
        status = self.wait_end(timeout)
        failed = status == 1 and int(self.counts()["FailedCall(C)"])
        if status not in (0, 1, STATUS_ASKED_TO_END) or failed > failed_max:
            raise AssertionError(f"SIPp {self.name} ended with {status}:\n{self.story()}")
        return self.counts()

    def wait_end(self, timeout=SECONDS_MAX):
        """Its exit status; whatever became of its calls."""
        try:
            return self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.stop()
            raise AssertionError(f"SIPp {self.name} did not end in {timeout} s:\n{self.story()}")

    def counts(self):
        """The cumulated counts of its statistics: {"SuccessfulCall(C)": "1", ...}."""
        with open(self.statistics, newline="") as file:
            rows = list(csv.DictReader(file, delimiter=";"))
        return rows[-1]

    def messages(self):
        path = self.file("messages")
        return path.read_text(errors="replace") if path.exists() else ""

    def media(self):
        """Where each call's audio goes, as its SDP said: {own RTP port: (address, port)}."""
        own, other = {}, {}
        for message in self.messages().split("-" * 47):
            call = re.search(r"^Call-ID: *(\S+)", message, re.MULTILINE | re.IGNORECASE)
            address = re.search(r"^c=IN IP4 (\S+)", message, re.MULTILINE)
            port = re.search(r"^m=audio (\d+)", message, re.MULTILINE)
            if call and address and port:
                side = own if " message sent " in message else other
                side[call[1]] = (address[1], int(port[1]))
        return {own[call][1]: other[call] for call in own if call in other}

    def begin_to_end(self):
        """It makes no new calls, and ends with its last one."""
        self.process.send_signal(signal.SIGUSR1)

    def freeze(self):
        """It is there and does nothing any more."""
        self.process.send_signal(signal.SIGSTOP)

    def stop(self):
        """Ends it without a word to the other side."""
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def story(self):
        parts = []
        for ending in ("errors", "messages"):
            path = self.file(ending)
            if path.exists():
                parts.append(path.read_text(errors="replace")[-LOG_CHARACTERS_SHOWN:])
        return "\n".join(parts)
