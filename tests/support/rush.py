"""Customers who come at a rate, whatever is said to them: what became of each, and how soon."""

import csv
import dataclasses

SCENARIO = "customer_rush"
SECONDS_AFTER = 40  # For the last calls of a step to end.


@dataclasses.dataclass
class Outcome:
    """Of one step of the rate. Times are in seconds."""

    rate: float  # Calls a second that were made.
    made: int
    taken: int  # Answered, and ended by us.
    full: int  # Refused with 486.
    shed: int  # Refused with 503,
    retry_after: list  # and with which Retry-After; None where there was none.
    repeated: int  # Messages that had to be sent again.
    failed: int  # What went otherwise.
    refused_in: list
    ended_in: list  # From our BYE to its answer.


class Rush:
    """One step: `rate` calls a second for `seconds`, each of which stays `stay_ms` if it may."""

    def __init__(self, floor, rate, seconds, stay_ms, rtp_port, dialed="5000"):
        self.rate = rate
        self.calls = max(1, int(rate * seconds))
        self.sipp = floor.sipp(SCENARIO, [(rtp_port, stay_ms)], calls=self.calls, rate=rate,
                               dialed=dialed, messages=False, seconds_max=seconds + SECONDS_AFTER)
        self.sipp.command += ["-trace_logs", "-log_file", str(self.sipp.file("logs")),
                              "-trace_rtt", "-rtt_freq", "1"]

    def start(self):
        self.sipp.start()
        return self

    def all_made(self):
        """Whether each call of the step has begun."""
        try:
            return int(self.sipp.counts()["OutgoingCall(C)"]) >= self.calls
        except (FileNotFoundError, IndexError):  # Its first second is not over.
            return False

    def finish(self):
        """The Outcome, once its last call is over."""
        self.sipp.wait_end(SECONDS_AFTER + 600)
        counts = self.sipp.counts()
        told = [line.split() for line in self.sipp.file("logs").read_text().splitlines()]
        shed = [words[1:] for words in told if words[:1] == ["503"]]
        times = self.times()
        return Outcome(
            rate=self.rate, made=int(counts["OutgoingCall(C)"]),
            taken=sum(words[:1] == ["200"] for words in told),
            full=sum(words[:1] == ["486"] for words in told), shed=len(shed),
            retry_after=[int(words[0]) if words else None for words in shed],
            repeated=int(counts["Retransmissions(C)"]), failed=int(counts["FailedCall(C)"]),
            refused_in=times.get("1", []), ended_in=times.get("2", []))

    def times(self):
        """{name of the response time: [seconds]}; SIPp names the file itself, by its process."""
        found = {}
        for path in self.sipp.folder.glob(f"*_{self.sipp.process.pid}_rtt.csv"):
            with open(path, newline="") as file:
                for _at, took_ms, name in list(csv.reader(file, delimiter=";"))[1:]:
                    found.setdefault(name, []).append(float(took_ms) / 1000)
        return found
