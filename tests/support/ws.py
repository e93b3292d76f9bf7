"""A WebSocket client of RFC 6455 with nothing hidden: each test says what it sends and reads."""

import base64
import json
import os
import socket
import struct

READ_SECONDS_MAX = 10
PIECE_BYTES = 65536
CONTINUED, TEXT, CLOSE, PING, PONG = 0, 1, 8, 9, 10
LAST = 0x80


class NotUpgraded(AssertionError):
    """The answer was not 101: `status`."""

    def __init__(self, status):
        super().__init__(f"no WebSocket: {status}")
        self.status = status


class Closed(AssertionError):
    """The other side ended it: `code` of its close frame, None when it was cut."""

    def __init__(self, code):
        super().__init__(f"closed with {code}")
        self.code = code


class WebSocket:
    def __init__(self, address, path, headers=None, receive_bytes=None):
        """`receive_bytes`: of the socket's buffer, to be a reader that is soon full."""
        host, port = address.split(":")
        self.socket = socket.socket()
        if receive_bytes is not None:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_bytes)
        self.socket.settimeout(READ_SECONDS_MAX)
        self.socket.connect((host, int(port)))
        self.unread = b""
        key = base64.b64encode(os.urandom(16)).decode()
        lines = [f"GET {path} HTTP/1.1", f"Host: {address}", "Upgrade: websocket",
                 "Connection: Upgrade", f"Sec-WebSocket-Key: {key}", "Sec-WebSocket-Version: 13",
                 *(f"{name}: {value}" for name, value in (headers or {}).items()), "", ""]
        self.socket.sendall("\r\n".join(lines).encode())
        head = b""
        while b"\r\n\r\n" not in head:
            piece = self.socket.recv(PIECE_BYTES)
            if not piece:
                raise Closed(None)
            head += piece
        head, _empty, self.unread = head.partition(b"\r\n\r\n")
        status = int(head.split()[1])
        if status != 101:
            self.socket.close()
            raise NotUpgraded(status)

    def close(self):
        self.socket.close()

    def send_frame(self, kind, payload):
        size = len(payload)
        head = bytes([LAST | kind])
        if size < 126:
            head += bytes([0x80 | size])
        elif size < 65536:
            head += bytes([0x80 | 126]) + struct.pack("!H", size)
        else:
            head += bytes([0x80 | 127]) + struct.pack("!Q", size)
        mask = os.urandom(4)
        masked = bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload))
        self.socket.sendall(head + mask + masked)

    def send_text(self, text):
        self.send_frame(TEXT, text.encode())

    def send(self, message):
        self.send_text(json.dumps(message))

    def receive_text(self, timeout=READ_SECONDS_MAX):
        """The next text message as bytes. Closed when there is none any more; TimeoutError."""
        self.socket.settimeout(timeout)
        text = b""
        while True:
            last, kind, payload = self.receive_frame()
            if kind in (TEXT, CONTINUED):
                text += payload
                if last:
                    return text
            elif kind == PING:
                self.send_frame(PONG, payload)
            elif kind == CLOSE:
                raise Closed(struct.unpack("!H", payload[:2])[0] if len(payload) >= 2 else None)

    def receive(self, timeout=READ_SECONDS_MAX):
        return json.loads(self.receive_text(timeout))

    def receive_frame(self):
        first, second = self.read_bytes(2)
        size = second & 0x7F
        if size == 126:
            size, = struct.unpack("!H", self.read_bytes(2))
        elif size == 127:
            size, = struct.unpack("!Q", self.read_bytes(8))
        return bool(first & LAST), first & 0x0F, self.read_bytes(size)

    def read_bytes(self, size):
        while len(self.unread) < size:
            try:
                piece = self.socket.recv(PIECE_BYTES)
            except ConnectionError:
                piece = b""
            if not piece:
                raise Closed(None)
            self.unread += piece
        taken, self.unread = self.unread[:size], self.unread[size:]
        return taken
