#!/usr/bin/env python3
"""A message to everybody: each connected agent has it, once, and is asked to have read it.

`RELEVO_AGENTS` makes the floor larger: `./dev soak broadcast` has 1,500 agents and a limit for how
long it takes.
"""

import concurrent.futures
import os
import pathlib
import selectors
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from support import loopback
from support.floor import AGENT_FIRST, operation_of_many
from support.ws import WebSocket

AGENTS = int(os.environ.get("RELEVO_AGENTS", "40"))
SECONDS_MAX = float(os.environ.get("RELEVO_BROADCAST_SECONDS", "60"))  # For 99 of 100.
MESSAGES = 5
SIGN_INS_AT_ONCE = 4


class Broadcast(loopback.StartTest):
    def setUp(self):
        super().setUp()
        path = self.folder / "operation.toml"
        path.write_text(operation_of_many(AGENTS))
        self.server = loopback.start(self.folder, path)
        self.addCleanup(loopback.forget_memory, self.server)
        self.addCleanup(self.server.kill)

    def connect(self, code):
        """The agent's desk, told how things are."""
        client = self.server.client(code)
        desk = WebSocket(client.address, "/api/v1/feed",
                         {"Authorization": "Bearer " + client.token})
        self.addCleanup(desk.close)
        desk.send({"subscribe": "me"})
        desk.receive()
        return client, desk

    def until_all_have(self, desks, text):
        """When each had a message of that text."""
        waiting = selectors.DefaultSelector()
        for code, (_client, desk) in desks.items():
            waiting.register(desk.socket, selectors.EVENT_READ, code)
        at = {}
        end = time.monotonic() + SECONDS_MAX
        while len(at) < len(desks) and time.monotonic() < end:
            for key, _events in waiting.select(timeout=1):
                told = desks[key.data][1].receive()
                if any(one["text"] == text for one in (told.get("changes") or {}).get(
                        "messages", [])):
                    self.assertNotIn(key.data, at)
                    at[key.data] = time.monotonic()
                    waiting.unregister(key.fileobj)
        waiting.close()
        self.assertEqual(set(desks) - set(at), set())
        return at

    def test_everybody_has_it(self):
        codes = [str(AGENT_FIRST + number) for number in range(AGENTS)]
        with concurrent.futures.ThreadPoolExecutor(SIGN_INS_AT_ONCE) as pool:
            desks = dict(zip(codes, pool.map(self.connect, codes)))
        boss = self.server.client("s01")
        latest = []
        for number in range(MESSAGES):
            text = f"Simulacro {number}: a las doce"
            began = time.monotonic()
            done = boss.command("send_message", {"to": ["site:home"], "text": text,
                                                 "priority": "urgent"})
            sent = [event for event in done["events"] if event["kind"] == "message_sent"]
            self.assertGreaterEqual({event["agent"] for event in sent}, set(codes))
            at = self.until_all_have(desks, text)
            latest += [moment - began for moment in at.values()]
        latest.sort()
        half, share = (latest[len(latest) * part // 100] for part in (50, 99))
        print(f"{AGENTS} agents, {MESSAGES} messages: half within {half:.3f} s, "
              f"99 of 100 within {share:.3f} s, all within {latest[-1]:.3f} s")
        self.assertLessEqual(share, SECONDS_MAX)
        self.read(desks, sent)

    def read(self, desks, sent):
        """One of them says that they have."""
        client, desk = desks[sent[-1]["agent"]]
        client.command("read_message", {"message": sent[-1]["message"]})
        told = desk.receive()
        while "messages" not in (told.get("changes") or {}):
            told = desk.receive()
        self.assertEqual(len(told["changes"]["messages"]), MESSAGES - 1)


if __name__ == "__main__":
    unittest.main()
