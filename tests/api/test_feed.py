#!/usr/bin/env python3
"""The live feed: a snapshot, then numbered changes, the same for all who may see the same."""
# Also on: dev

import json
import os
import pathlib
import signal
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))


from support.loopback import ServerTest
from support.waiting import wait_until
from support.ws import Closed, NotUpgraded, WebSocket

FEED = "/api/v1/feed"
VIEWERS = 50
CHANGES_MAX = 10_000
# What says how long something lasts so far.
GROWING = ("waited_ms", "longest_wait_ms")


def still(rows):
    return {row["id"]: {name: value for name, value in row.items() if name not in GROWING}
            for row in rows}


class Viewer(WebSocket):
    """One connection of the feed that folds what it is told."""

    def __init__(self, client, **how):
        super().__init__(client.address, FEED, {"Authorization": "Bearer " + client.token}, **how)
        self.position = 0
        self.positions = []
        self.rows = {}

    def subscribe(self, topic, **more):
        self.send({"subscribe": topic, **more})
        return self

    def take(self):
        message = self.receive()
        self.positions.append(message["position"])
        self.position = message["position"]
        if "snapshot" in message:
            self.rows = {}
        told = message.get("snapshot") or message.get("changes") or {}
        for kind in ("queues", "agents", "contacts"):
            rows = self.rows.setdefault(kind, {})
            rows |= still(told.get(kind, []))
        for contact in told.get("gone", []):
            self.rows["contacts"].pop(contact, None)
        return message

    def take_until(self, position):
        for _message in range(CHANGES_MAX):
            if self.position >= position:
                return self
            self.take()
        raise AssertionError(f"still at {self.position}, not at {position}")


class FeedTest(ServerTest):
    def viewer(self, user="s01", **how):
        viewer = Viewer(self.client(user), **how)
        self.addCleanup(viewer.close)
        return viewer

    def signed_in(self, agent):
        client = self.client(agent)
        client.command("sign_in_agent")
        self.addCleanup(self.sign_out, agent)
        return client

    def breaks(self, client, count):
        """Changes the agent's state that often; gives the position of the last change."""
        for number in range(count):
            answer = client.command("request_break", {"kind": ("rest", "meal")[number % 2]})
        return answer["events"][-1]["position"]


class Opening(FeedTest):
    def refused(self, status, headers, path=FEED):
        with self.assertRaises(NotUpgraded) as refused:
            WebSocket(self.server.http, path, headers)
        self.assertEqual(refused.exception.status, status)

    def bearer(self):
        return {"Authorization": "Bearer " + self.client("s01").token}

    def test_wrong_token(self):
        self.refused(401, {"Authorization": "Bearer " + "A" * 43})

    def test_pages_of_others(self):
        for origin in ("http://evil.example", "null",
                       "https://" + self.server.http + ".evil.example",
                       "file://", "http://127.0.0.1"):
            with self.subTest(origin):
                self.refused(403, {**self.bearer(), "Origin": origin})

    def test_own_page(self):
        WebSocket(self.server.http, FEED,
                  {**self.bearer(), "Origin": "http://" + self.server.http}).close()

    def test_another_path(self):
        self.refused(404, self.bearer(), "/api/v1/feeds")

    def test_without_a_token_nothing_is_told(self):
        socket = WebSocket(self.server.http, FEED)
        self.addCleanup(socket.close)
        socket.send({"subscribe": "board"})
        self.assertIn("Sign in", socket.receive()["error"])

    def test_token_as_the_first_message(self):
        socket = WebSocket(self.server.http, FEED)
        self.addCleanup(socket.close)
        socket.send({"token": self.client("s01").token})
        socket.send({"subscribe": "board"})
        self.assertIn("snapshot", socket.receive())

    def test_wrong_token_as_the_first_message(self):
        socket = WebSocket(self.server.http, FEED)
        self.addCleanup(socket.close)
        socket.send({"token": "A" * 43})
        with self.assertRaises(Closed):
            for _message in range(3):
                self.assertIn("error", socket.receive())

    def test_a_session_that_ends_takes_its_feed_along(self):
        client = self.server.client("s01")
        viewer = Viewer(client)
        self.addCleanup(viewer.close)
        viewer.subscribe("board").take()
        client.ask("DELETE", "/sessions/current")
        with self.assertRaises(Closed):
            for _message in range(10):
                viewer.receive()

    def test_the_oldest_of_too_many_sessions_takes_its_feed_along(self):
        viewer = Viewer(self.server.client("1019"))
        self.addCleanup(viewer.close)
        viewer.subscribe("board").take()
        for _session in range(20):
            self.server.client("1019")
        with self.assertRaises(Closed):
            for _message in range(100):  # Each sign-in changes the board.
                viewer.receive()


class Messages(FeedTest):
    def test_wrong_messages_are_answered_and_the_connection_stays(self):
        viewer = self.viewer()
        for text in ("", "{", "[]", "null", "{}", '{"subscribe": 1}', '{"subscribe": "nothing"}',
                     '{"subscribe": "team:none"}', '{"subscribe": "campaign:"}',
                     '{"subscribe": "board", "from": "x"}', '{"subscribe": "board", "from": -1}',
                     '{"subscribe": "me"}', "[" * 3000):
            with self.subTest(text[:40]):
                viewer.send_text(text)
                self.assertTrue(viewer.receive()["error"])
        self.assertIn("snapshot", viewer.subscribe("board").take())

    def test_too_long_a_message_ends_it(self):
        viewer = self.viewer()
        viewer.send_text('{"subscribe": "' + "x" * 13_000 + '"}')
        with self.assertRaises(Closed) as closed:
            viewer.receive()
        self.assertIn(closed.exception.code, (1009, None))
        self.client("s01").board()

    def test_no_text(self):
        viewer = self.viewer()
        viewer.send_frame(2, b"\0\1\2")
        self.assertIn("snapshot", viewer.subscribe("board").take())

    def test_too_many_topics(self):
        viewer = self.viewer()
        topics = ["board", "events", "team:equipo-1", "team:equipo-2", "campaign:soporte-norte",
                  "campaign:sales-sur"]
        for topic in topics:
            self.assertEqual(viewer.subscribe(topic).take()["topic"], topic)


class Content(FeedTest):
    def test_snapshot_is_the_board(self):
        message = self.viewer().subscribe("board").take()
        board = self.watcher.board()
        self.assertEqual(message["topic"], "board")
        self.assertEqual(message["position"], message["snapshot"]["position"])
        for kind in ("queues", "agents", "contacts"):
            self.assertEqual(still(message["snapshot"][kind]), still(board[kind]))

    def test_snapshot_and_changes_make_the_board(self):
        viewer = self.viewer().subscribe("board")
        viewer.take()
        client, phone = self.ready("1001")
        for number in ("5000", "5001"):
            customer = self.customer()
            contact = self.dial(customer, number)
            if number == "5000":
                phone.answer()
                self.wait_contact(contact, "connected")
                client.command("hold", {"contact": contact})
                client.command("resume", {"contact": contact})
                client.command("hang_up", {"contact": contact})
            else:
                customer.hang_up()
            self.wait_contact(contact, "closed")
        waiting = self.dial(self.customer(), "5001")
        board = self.watcher.board()
        viewer.take_until(max(event["position"] for event in
                              self.watcher.contact(waiting)["events"]))
        for kind in ("queues", "agents", "contacts"):
            self.assertEqual(viewer.rows[kind], still(board[kind]), kind)
        self.assertEqual(viewer.positions, sorted(set(viewer.positions)))

    def test_resumed_without_gap_or_repeat(self):
        agent = self.signed_in("1002")
        whole = self.viewer().subscribe("board")
        whole.take()
        cut = self.viewer().subscribe("board")
        cut.take_until(self.breaks(agent, 3))
        before = cut.position
        cut.close()
        end = self.breaks(agent, 5)
        again = self.viewer()
        again.rows, again.position = cut.rows, before
        again.subscribe("board", **{"from": before}).take_until(end)
        whole.take_until(end)
        missed = [position for position in whole.positions if position > before]
        self.assertEqual([p for p in again.positions if p > before], missed)
        self.assertEqual(again.rows, whole.rows)

    def test_resumed_on_a_quiet_floor_is_answered_at_once(self):
        first = self.viewer().subscribe("board")
        first.take()
        again = self.viewer().subscribe("board", **{"from": first.position})
        message = again.take()
        self.assertEqual(message["topic"], "board")
        self.assertGreaterEqual(message["position"], first.positions[0])
        self.assertNotIn("snapshot", message)

    def test_resumed_from_where_nobody_knows_gets_a_snapshot(self):
        for position in (0, 10 ** 9, 2 ** 64 - 1):
            with self.subTest(position):
                message = self.viewer().subscribe("board", **{"from": position}).take()
                self.assertIn("snapshot", message)

    def test_events(self):
        viewer = self.viewer().subscribe("events")
        start = viewer.take()["position"]
        agent = self.signed_in("1003")
        for kind in ("restroom", "meal"):
            answer = agent.command("request_break", {"kind": kind})
        told = []
        while not told or told[-1]["position"] < answer["events"][-1]["position"]:
            told += viewer.receive()["changes"]["events"]
        self.assertNotIn("restroom", json.dumps(told))
        self.assertIn("personal", json.dumps(told))
        rows = self.watcher.get(f"/events?after={start}&limit=1000")["rows"]
        self.assertEqual(told, rows[:len(told)])

    def test_who_sees_what(self):
        seen = {("1001", "board"): 1, ("1001", "me"): 1, ("c01", "board"): 10,
                ("c01", "team:equipo-1"): 10, ("s01", "team:equipo-2"): 10, ("s01", "board"): 20,
                ("d01", "campaign:sales-sur"): 8, ("cc01", "board"): 20}
        for (user, topic), agents in seen.items():
            with self.subTest(f"{user} {topic}"):
                message = self.viewer(user).subscribe(topic).take()
                self.assertEqual(len(message["snapshot"]["agents"]), agents)
        for user, topic in (("1001", "team:equipo-1"), ("c01", "team:equipo-2"), ("s01", "me"),
                            ("1001", "campaign:soporte-norte"), ("c01", "campaign:sales-sur")):
            with self.subTest(f"{user} {topic}"):
                self.assertIn("error", self.viewer(user).subscribe(topic).receive())

    def test_changes_out_of_sight_are_not_told(self):
        of_team_1 = self.viewer("c01").subscribe("board")
        of_team_1.take()
        self.signed_in("1011")
        own = self.signed_in("1004")
        position = self.breaks(own, 1)
        while of_team_1.position < position:
            for row in of_team_1.take()["changes"]["agents"]:
                self.assertNotEqual(row["id"], "1011")


class Many(FeedTest):
    def test_all_who_see_the_same_get_equal_bytes(self):
        users = ("s01", "admin", "cc01")
        viewers = [self.viewer(users[number % len(users)]) for number in range(VIEWERS)]
        for viewer in viewers:
            viewer.subscribe("board")
            self.assertIn("snapshot", viewer.take())
        position = self.breaks(self.signed_in("1005"), 5)
        streams = []
        for viewer in viewers:
            stream = []
            while not stream or json.loads(stream[-1])["position"] < position:
                stream.append(viewer.receive_text())
            streams.append(b"".join(stream[-4:]))
        self.assertEqual(len(set(streams)), 1)

    def test_who_does_not_read_hurts_nobody(self):
        deaf = self.viewer(receive_bytes=1).subscribe("events")
        also_deaf = self.viewer(receive_bytes=1).subscribe("board")
        reader = self.viewer().subscribe("board")
        reader.take()
        agent = self.signed_in("1006")
        for _round in range(3):
            reader.take_until(self.breaks(agent, 50))
        self.assertEqual(reader.rows["agents"]["1006"]["state"], "break")
        # They read at last: what comes is whole messages and ends at the newest state.
        position = self.breaks(agent, 1)
        for viewer in (deaf, also_deaf):
            try:
                viewer.take_until(position)
            except Closed:
                continue
            self.assertEqual(viewer.positions, sorted(viewer.positions))
        self.assertEqual(reader.take_until(position).position, position)

    def test_a_new_operation_starts_all_again(self):
        viewer = self.viewer().subscribe("board")
        viewer.take()
        text = (self.folder / "operation.toml").read_text()
        body = {"sources": [{"name": "next.toml",
                             "text": text.replace('number = "5001"', 'number = "5009"')}]}
        self.client("admin").command("apply_operation", body)

        def number():
            return next((queue["number"] for queue in viewer.take().get("snapshot", {}).get(
                "queues", []) if queue["id"] == "sales-en"), None)

        self.assertEqual(wait_until(number, what="a snapshot"), "5009")
        viewer.take_until(self.breaks(self.signed_in("1007"), 1))
        self.assertEqual(viewer.rows["agents"]["1007"]["state"], "break")


class Killed(FeedTest):
    kills = True

    def test_resumed_after_the_core_was_killed(self):
        viewer = self.viewer().subscribe("board")
        viewer.take()
        agent = self.signed_in("1008")
        viewer.take_until(self.breaks(agent, 2))
        pid = self.server.child("core")
        os.kill(pid, signal.SIGKILL)
        with self.assertRaises(Closed):
            for _message in range(100):
                viewer.take()
        wait_until(lambda: self.server.child("core") not in (None, pid), what="another core")

        def resumed():
            try:
                again = Viewer(self.client("s01"))
                self.addCleanup(again.close)
                return again.subscribe("board", **{"from": viewer.position})
            except (OSError, Closed, NotUpgraded):
                return None

        again = wait_until(resumed, what="the feed of the next core")
        again.rows = viewer.rows
        again.take_until(self.breaks(agent, 1))
        self.assertEqual(again.rows["agents"], still(self.watcher.board()["agents"]))


if __name__ == "__main__":
    unittest.main()
