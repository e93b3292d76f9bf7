#!/usr/bin/env python3
"""Bad neighbours on the HTTP port: each gets its answer, or is cut, and others are served."""

import base64
import contextlib
import os
import pathlib
import resource
import socket
import sys
import threading
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from support import metrics
from support.api import API
from support.loopback import ServerTest
from support.waiting import wait_until

ANSWER_SECONDS_MAX = 10
REQUEST_WITHIN_S = 15  # HttpServerOptions::request_within.
CUT_WITHIN_S = REQUEST_WITHIN_S + 10
FEED_CUT_WITHIN_S = 10 + 10  # Feed::progress_within.
NORMAL_ANSWER_S_MAX = 5
CROWD = 1_000
CROWD_BYTES_EACH_MAX = 64 * 1024
TLS_HELLO = bytes.fromhex("16030100a5010000a10303") + bytes(154)


class Raw:
    """A connection that sends just the bytes that it is told to."""

    def __init__(self, address, receive_bytes=None):
        host, port = address.split(":")
        self.socket = socket.socket()
        if receive_bytes:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_bytes)
        self.socket.settimeout(ANSWER_SECONDS_MAX)
        self.socket.connect((host, int(port)))
        self.seen = b""

    def send(self, data):
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self.socket.sendall(data if isinstance(data, bytes) else data.encode())
        return self

    def more(self):
        try:
            piece = self.socket.recv(65536)
        except ConnectionResetError:
            piece = b""
        self.seen += piece
        return bool(piece)

    def until_closed(self):
        """All that comes; fails when the server leaves the connection open."""
        while self.more():
            pass
        return self.seen

    def status(self):
        return int(self.seen.split(b" ", 2)[1]) if self.seen.startswith(b"HTTP/1.1 ") else None

    def close(self):
        self.socket.close()


class HostileTest(ServerTest):
    """While each test runs, a normal client is served."""

    def setUp(self):
        self.over = threading.Event()
        self.troubles = []
        self.served = 0
        client = self.client("s01")

        def ask():
            while not self.over.is_set():
                start = time.monotonic()
                try:
                    client.board()
                except (OSError, AssertionError) as trouble:
                    self.troubles.append(repr(trouble))
                took = time.monotonic() - start
                if took > NORMAL_ANSWER_S_MAX:
                    self.troubles.append(f"an answer took {took:.1f} s")
                self.served += 1
                self.over.wait(0.02)

        self.normal = threading.Thread(target=ask)
        self.normal.start()
        self.addCleanup(self.stop_normal)

    def stop_normal(self):
        wait_until(lambda: self.served or self.troubles, what="a normal client's answer")
        self.over.set()
        self.normal.join()
        self.assertEqual(self.troubles, [])

    def connect(self, **how):
        raw = Raw(self.server.http, **how)
        self.addCleanup(raw.close)
        return raw

    def figure(self, name, **labels):
        _status, _headers, page = self.server.client(None).raw("GET", "/metrics")
        return metrics.read(page.decode())[name].value(**labels)


class Bytes(HostileTest):
    def answered(self, status, data):
        raw = self.connect().send(data)
        raw.until_closed()
        self.assertEqual(raw.status(), status, raw.seen[:200])
        return raw

    def test_what_is_no_request(self):
        for what in (TLS_HELLO, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"\0" * 100, b"\r\n\r\n\r\n",
                     b"GET\r\n\r\n", b"GET /\r\n\r\n", b"GET / HTTP/9.9\r\nHost: x\r\n\r\n",
                     b"REGISTER sip:relevo SIP/2.0\r\n\r\n", b"GET  / HTTP/1.1\r\nHost: x\r\n\r\n",
                     b"GET / HTTP/1.1\nHost: x\n\n", b"GET / HTTP/1.1\r\nNo colon\r\n\r\n",
                     b"GET / HTTP/1.1\r\nHost: x\r\nA\0B: c\r\n\r\n",
                     b"GET / HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
                     b"CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n",
                     b"\xff\xfe\xfd" * 30 + b"\r\n\r\n"):
            with self.subTest(what[:30]):
                self.answered(400, what)

    def test_too_long(self):
        for status, data in (
                (414, b"GET /" + b"a" * 5000 + b" HTTP/1.1\r\nHost: x\r\n\r\n"),
                (431, b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 20_000 + b"\r\n\r\n"),
                (431, b"GET / HTTP/1.1\r\nHost: x\r\n" + b"A: b\r\n" * 5_000 + b"\r\n"),
                (431, b"A" * 30_000),
                (401, f"POST {API}/commands/set_ready HTTP/1.1\r\nHost: x\r\n"
                      f"Content-Length: {4 << 20}\r\n\r\n".encode() + b"x" * 50_000),
                (413, f"POST {API}/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n"
                      .encode() + b"x" * 5_000),
                (413, f"POST {API}/sessions HTTP/1.1\r\nHost: x\r\n"
                      "Transfer-Encoding: chunked\r\n\r\n".encode() + b"400\r\n" + b"x" * 1024 +
                      b"\r\n" + b"1000\r\n" + b"x" * 4096)):
            with self.subTest(data[:60]):
                self.answered(status, data)

    def test_what_two_readers_would_understand_differently(self):
        hidden = f"GET {API}/about HTTP/1.1\r\nHost: x\r\n\r\n"
        for head in ("Content-Length: 5\r\nTransfer-Encoding: chunked",
                     "Transfer-Encoding: chunked\r\nContent-Length: 5",
                     "Content-Length: 5\r\nContent-Length: 6", "Content-Length: 5, 5",
                     "Transfer-Encoding: chunked, identity", "Transfer-Encoding: identity",
                     "Transfer-Encoding : chunked", "Transfer-Encoding: chunked\r\n"
                     "Transfer-Encoding: x", "X: y\r\n\tTransfer-Encoding: chunked\r\nHost: y"):
            with self.subTest(head):
                raw = self.answered(400, f"POST {API}/sessions HTTP/1.1\r\nHost: x\r\n{head}"
                                         f"\r\n\r\n0\r\n\r\n{hidden}")
                self.assertEqual(raw.seen.count(b"HTTP/1.1 "), 1)
        for chunk in ("x\r\n", "-1\r\n", "FFFFFFFFFFFFFFFFF\r\n", "5\r\nabcdefgh\r\n", " 5\r\n"):
            with self.subTest(chunk):
                raw = self.connect().send(f"POST {API}/sessions HTTP/1.1\r\nHost: x\r\n"
                                          f"Transfer-Encoding: chunked\r\n\r\n{chunk}{hidden}")
                raw.until_closed()
                self.assertIn(raw.status(), (400, 413), raw.seen[:200])
                self.assertEqual(raw.seen.count(b"HTTP/1.1 "), 1)

    def test_json_that_is_deep_or_wide(self):
        client = self.client("1009")
        for body in ('{"agent":' * 1_000 + "1" + "}" * 1_000, "[" * 16_000,
                     '{"agent":[' + "1," * 7_000 + "1]}"):
            raw = self.connect().send(
                f"POST {API}/commands/set_ready HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                f"Authorization: Bearer {client.token}\r\nContent-Length: {len(body)}\r\n\r\n"
                f"{body}")
            raw.until_closed()
            self.assertEqual(raw.status(), 400, body[:20])

    def test_half_a_request_and_then_nothing_more(self):
        raw = self.connect().send("GET / HTTP/1.1\r\nHost: x")
        raw.socket.shutdown(socket.SHUT_WR)
        self.assertEqual(raw.until_closed(), b"")

    def test_many_requests_in_one_write_are_answered_in_order(self):
        count = 300
        raw = self.connect().send(
            "".join(f"GET /nothing{i} HTTP/1.1\r\nHost: x\r\n\r\n" if i % 2 else
                    "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n" for i in range(count)) +
            "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        statuses = [int(part.split(b" ", 1)[0])
                    for part in raw.until_closed().split(b"HTTP/1.1 ")[1:]]
        self.assertEqual(statuses, [404 if i % 2 else 200 for i in range(count)] + [200])

    def test_too_many_requests_on_one_connection(self):
        raw = self.connect()
        writer = threading.Thread(target=raw.send, args=(
            "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n" * 5_000 +
            "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",))
        writer.start()
        seen = raw.until_closed()
        writer.join()
        self.assertIn(b"HTTP/1.1 429 ", seen)
        self.assertGreaterEqual(seen.count(b"HTTP/1.1 200 "), 1_000)

    def test_too_many_commands_of_one_user(self):
        client = self.client("1010")
        request = (f"POST {API}/commands/end_break HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n"
                   f"Authorization: Bearer {client.token}\r\n")
        raw = self.connect()
        writer = threading.Thread(target=raw.send, args=(
            (request + "\r\n") * 900 + request + "Connection: close\r\n\r\n",))
        writer.start()
        seen = raw.until_closed()
        writer.join()
        statuses = [part.split(b" ", 1)[0] for part in seen.split(b"HTTP/1.1 ")[1:]]
        self.assertEqual(len(statuses), 901)
        self.assertEqual(set(statuses), {b"409", b"429"})
        self.assertIn(b"Retry-After: 1\r\n", seen)


class Slow(HostileTest):
    def test_who_says_nothing_or_goes_on_for_ever_is_cut(self):
        head = f"POST {API}/sessions HTTP/1.1\r\nHost: x\r\n"
        slow = {"silent": "", "head": "GET / HTTP/1.1\r\nHost: x\r\nX: ",
                "body": head + "Content-Length: 4000\r\n\r\n",
                "chunk": head + "Transfer-Encoding: chunked\r\n\r\nfff\r\n"}
        start = time.monotonic()
        open_ones = {}
        for name, first in slow.items():
            open_ones[name] = self.connect().send(first)
            open_ones[name].socket.setblocking(False)

        def closed(name, raw):
            if name != "silent":
                with contextlib.suppress(OSError):
                    raw.socket.send(b"x")
            try:
                return raw.socket.recv(4096) == b""
            except BlockingIOError:
                return False
            except OSError:
                return True

        def all_cut():
            for name in [name for name, raw in open_ones.items() if closed(name, raw)]:
                open_ones.pop(name)
            return not open_ones

        wait_until(all_cut, CUT_WITHIN_S, f"slow ones to be cut, of {list(slow)}")
        self.assertGreater(time.monotonic() - start, REQUEST_WITHIN_S / 2)


class WebSockets(HostileTest):
    def upgraded(self, **how):
        raw = self.connect(**how)
        key = base64.b64encode(os.urandom(16)).decode()
        raw.send(f"GET {API}/feed HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
                 f"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n"
                 f"Authorization: Bearer {self.client('s01').token}\r\n\r\n")
        while b"\r\n\r\n" not in raw.seen:
            self.assertTrue(raw.more())
        self.assertEqual(raw.status(), 101)
        raw.seen = raw.seen.split(b"\r\n\r\n", 1)[1]
        return raw

    @staticmethod
    def frame(first, body, masked=True):
        """`first` is the byte with FIN and opcode; the mask is zeros."""
        mask = 0x80 if masked else 0
        size = (bytes([mask | len(body)]) if len(body) < 126 else
                bytes([mask | 126]) + len(body).to_bytes(2, "big"))
        return bytes([first]) + size + (bytes(4) if masked else b"") + body

    def closed_with(self, code, data):
        raw = self.upgraded().send(data)
        raw.until_closed()
        told = None
        while len(raw.seen) >= 4:  # The server's frames: short ones, and the close at last.
            size = raw.seen[1] & 0x7F
            offset = 2 if size < 126 else 4
            if size == 126:
                size = int.from_bytes(raw.seen[2:4], "big")
            if raw.seen[0] == 0x88:
                told = int.from_bytes(raw.seen[offset:offset + 2], "big")
            raw.seen = raw.seen[offset + size:]
        self.assertEqual(told, code)

    def test_frames_that_break_the_protocol(self):
        text = b'{"subscribe":"board"}'
        for name, code, data in (
                ("not masked", 1002, self.frame(0x81, text, masked=False)),
                ("reserved bits", 1002, self.frame(0xF1, text)),
                ("reserved opcode", 1002, self.frame(0x83, text)),
                ("continuation of nothing", 1002, self.frame(0x80, text)),
                ("a new message within one", 1002, self.frame(0x01, b"a") + self.frame(0x81, b"b")),
                ("long control frame", 1002, self.frame(0x89, b"p" * 126)),
                ("control frame in pieces", 1002, self.frame(0x09, b"p")),
                ("bad UTF-8", 1007, self.frame(0x81, b"\xff\xfe\xfd")),
                ("too long", 1009, self.frame(0x81, b"a" * 13_000)),
                ("too long in pieces", 1009, self.frame(0x01, b"a" * 1_000) +
                 self.frame(0x00, b"a" * 1_000) * 12),
                ("says it is enormous", 1009, bytes([0x81, 0xFF]) + (1 << 40).to_bytes(8, "big") +
                 bytes(4))):
            with self.subTest(name):
                self.closed_with(code, data)

    def test_too_many_messages(self):
        self.closed_with(1008, self.frame(0x81, b"{}") * 100)

    def test_pings_and_empty_pieces_without_end(self):
        raw = self.upgraded().send(self.frame(0x01, b"") + self.frame(0x00, b"") * 5_000 +
                                   self.frame(0x89, b"ping") * 1_000 + self.frame(0x80, b"{}"))
        while b"Say" not in raw.seen:
            self.assertTrue(raw.more())
        self.assertEqual(raw.seen.count(b"\x8a\x04ping"), 1_000)

    def test_who_never_reads_is_cut(self):
        before = self.figure("relevo_feed_cut_total")
        deaf = self.upgraded(receive_bytes=4096)
        for _number in range(50):
            deaf.send(self.frame(0x81, b'{"subscribe":"board"}'))
        wait_until(lambda: self.figure("relevo_feed_cut_total") > before, FEED_CUT_WITHIN_S,
                   "the one who never reads to be cut")
        wait_until(lambda: self.figure("relevo_feed_connections") == 0, what="the feed empty")


class Crowd(HostileTest):
    def resident_kib(self):
        text = pathlib.Path(f"/proc/{self.server.child('core')}/status").read_text()
        return int(text.split("VmRSS:")[1].split()[0])

    def test_memory_stays_bounded_over_a_crowd(self):
        _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4 * CROWD), hard))
        kinds = (b"GET / HTTP/1.1\r\nX: " + b"a" * 15_000,
                 (f"POST {API}/commands/hold HTTP/1.1\r\nHost: x\r\n"
                  f"Content-Length: {4 << 20}\r\n\r\n").encode() + b"x" * 60_000,
                 f"POST {API}/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 4096\r\n\r\n"
                 .encode() + b"x" * 4_000,
                 b"GET / HTTP/1.1\r\nHost: x\r\n\r\n" * 50, b"", TLS_HELLO)
        quiet = self.figure("relevo_http_connections")
        before = self.resident_kib()
        peak = before
        crowd = []
        for number in range(CROWD):
            raw = Raw(self.server.http, receive_bytes=4096)
            raw.socket.setblocking(False)
            with contextlib.suppress(OSError):
                raw.socket.send(kinds[number % len(kinds)])
            crowd.append(raw)
            if number % 100 == 0:
                peak = max(peak, self.resident_kib())
        peak = max(peak, self.resident_kib())
        for raw in crowd:
            raw.close()
        wait_until(lambda: self.figure("relevo_http_connections") <= quiet + 2, CUT_WITHIN_S,
                   "the crowd to be gone")
        self.assertLess((peak - before) * 1024, CROWD * CROWD_BYTES_EACH_MAX)


if __name__ == "__main__":
    unittest.main()
