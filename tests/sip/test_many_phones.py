"""A large floor at its phones: all registered over UDP and ready, and calls come without a pause.

`RELEVO_PHONES` and `RELEVO_SECONDS` make it larger and longer: `./dev soak phones` has 1,500 phones
and five minutes. Signalling only: nobody speaks.
"""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

import os
import time

from support import network
from support.call_load import CallLoad
from support.floor import AGENT_FIRST, FloorTest, operation_of_many
from support.processes import held
from support.waiting import wait_until

PHONES = int(os.environ.get("RELEVO_PHONES", "200"))
SECONDS = float(os.environ.get("RELEVO_SECONDS", "10"))
CALLS_A_SECOND = 20
STAY_MS = 2000
PROCESSES = ("core", "voice")
SETTLED_S = 12  # Ports rest for 10 s, transactions live on for a while.
DESCRIPTORS_MORE_MAX = 4


class ManyPhones(FloorTest):
    rtp_range = "20000-24999"  # 20 calls a second of 2 legs that take 2 s and rest 10 s: 500 pairs.

    def operation(self):
        path = self.folder / "operation.toml"
        path.write_text(operation_of_many(PHONES, {"wrap_up_s = 10": "wrap_up_s = 0",
                                                   "record = true": "record = false"}))
        return path

    def held(self):
        return {name: held(self.server.child(name)) for name in PROCESSES}

    def test_every_call_finds_a_phone(self):
        codes = [str(AGENT_FIRST + number) for number in range(PHONES)]
        empty = self.held()
        began = time.monotonic()
        load = CallLoad(self, codes, CALLS_A_SECOND, SECONDS + 120, STAY_MS)
        load.agents_ready()
        print(f"{PHONES} phones registered and their agents ready in "
              f"{time.monotonic() - began:.1f} s")
        before = self.held()
        load.customers.start()
        end = time.monotonic() + SECONDS
        wait_until(lambda: time.monotonic() >= end, SECONDS + 5, "the time of the calls")
        during = self.held()
        done, failed = load.finish()
        self.assertEqual(failed, 0, load.customers.story())
        self.assertGreater(done, 0.9 * SECONDS * CALLS_A_SECOND)
        self.check_contacts(done)
        over = time.monotonic() + SETTLED_S
        wait_until(lambda: time.monotonic() >= over, SETTLED_S + 5, "what rests has rested")
        self.check_held(empty, before, during, self.held(), done, load)

    def check_contacts(self, calls):
        """Each call is a contact that somebody took."""
        rows = self.watcher.all_contacts()
        self.assertEqual(len(rows), calls)
        self.assertEqual({row["end"] for row in rows}, {"handled"})
        agents = {agent for row in rows for agent in row["agents"]}
        # Who has been idle longest is next: nobody twice before everybody once.
        self.assertEqual(len(agents), min(calls, PHONES))

    def check_held(self, empty, before, during, after, calls, load):
        repeated = load.customers.counts()["Retransmissions(C)"]
        print(f"{calls} calls, {repeated} messages repeated by customers")
        for name in PROCESSES:
            cpu_ms = 1000 * (during[name].cpu_s - before[name].cpu_s) / calls
            stages = ", ".join(f"{seen[name].private_kb / 1024:.1f} MB and "
                               f"{seen[name].descriptors} descriptors {when}"
                               for when, seen in (("empty", empty), ("with phones", before),
                                                  ("in the last calls", during),
                                                  ("after them", after)))
            print(f"{name}: {cpu_ms:.2f} ms of CPU a call; {stages}")
            self.assertLessEqual(after[name].descriptors,
                                 before[name].descriptors + DESCRIPTORS_MORE_MAX, name)


if __name__ == "__main__":
    network.main()
