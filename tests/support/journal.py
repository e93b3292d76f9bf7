"""A client that gives keyed commands without end and keeps every answer: what was promised."""

import bisect
import dataclasses
import http.client
import itertools
import threading
import time

from support.api import Refused

RETRY_S = 0.02
ATTEMPTS_MAX = 3_000  # A minute of refusals at once.
PAUSE_S = 0.04
ENTRIES_MAX = 40_000


@dataclasses.dataclass
class Entry:
    key: str
    command: str
    body: dict
    answer: dict
    asked_at: float  # time.monotonic() of the request that was answered with 200,
    answered_at: float  # and of the answer.


class Journal:
    """One user who gives the same commands in turn, each time with a new key.

    A request that got no answer, or was not tried (503), is repeated with its key until it is
    answered with 200. Any other answer ends the thread and is `error`.
    """

    def __init__(self, client, name, commands, is_change):
        """`commands`: pairs of name and body. `is_change`: whether an event of the log is what one
        of them does, and nobody else."""
        self.client = client
        self.name = name
        self.commands = commands
        self.is_change = is_change
        self.entries = []
        self.repeated = 0
        self.error = None
        self.stopping = threading.Event()
        self.thread = threading.Thread(target=self.run, daemon=True)

    def start(self):
        self.thread.start()
        return self

    def stop(self):
        """Ends it behind its last answer. AssertionError when an answer was odd."""
        self.stopping.set()
        self.thread.join()
        self.check()

    def check(self):
        if self.error is not None:
            raise AssertionError(f"{self.name}: {self.error}") from self.error

    def run(self):
        try:
            for number in itertools.count():
                if self.stopping.wait(PAUSE_S) or len(self.entries) >= ENTRIES_MAX:
                    return
                command, body = self.commands[number % len(self.commands)]
                self.entries.append(self.ask(f"{self.name}-{number}", command, body))
        except Exception as error:  # Of another thread: told in the test's.
            self.error = error

    def ask(self, key, command, body):
        for _attempt in range(ATTEMPTS_MAX):
            asked_at = time.monotonic()
            try:
                answer = self.client.command_in_turn(command, body, key)
                return Entry(key, command, body, answer, asked_at, time.monotonic())
            except (OSError, http.client.HTTPException):
                pass
            except Refused as refused:
                if refused.status != 503:
                    raise
            self.repeated += 1
            time.sleep(RETRY_S)  # As a client does: nothing says that the server is back.
        raise AssertionError(f"no answer to {command} after {ATTEMPTS_MAX} attempts")

    # ---- What it was promised ---------------------------------------------------------------

    def first_asked_after(self, at):
        """The first entry whose answered request went out after that time, or None."""
        index = bisect.bisect_right(self.entries, at, key=lambda entry: entry.asked_at)
        return self.entries[index] if index < len(self.entries) else None

    def assert_kept(self, log):
        """All that was answered stands in the log, events by position, as it was answered; and
        each command was done once."""
        promised = [event for entry in self.entries for event in entry.answer["events"]]
        for event in promised:
            found = log.get(event["position"])
            if found != event:
                raise AssertionError(f"{self.name} was answered {event}; the log has {found}")
        done = [event for event in log.values() if self.is_change(event)]
        told = [event for event in promised if self.is_change(event)]
        if done != told or len(told) != len(self.entries):
            raise AssertionError(f"{self.name}: {len(self.entries)} answers told of {len(told)} "
                                 f"changes, the log has {len(done)}")

    def assert_repeated(self, entries):
        """The same key is answered the same."""
        for entry in entries:
            again = self.client.command_in_turn(entry.command, entry.body, entry.key)
            if again != entry.answer:
                raise AssertionError(f"{entry.key}: first {entry.answer}, again {again}")


def journal_of_breaks(client):
    """Of an agent who signs in, goes on a break and changes its kind all the time."""
    client.command("sign_in_agent")
    return Journal(client, f"break-{client.user}",
                   (("request_break", {"kind": "rest"}), ("request_break", {"kind": "meal"})),
                   lambda event: event["kind"] == "agent_state_changed"
                   and event["agent"] == client.user and event["to"] == "break")
