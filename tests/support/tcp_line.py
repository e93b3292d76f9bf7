"""A phone's connection to the server: what SipEnd speaks over when it is not UDP."""

import contextlib
import socket
import threading

LOOK_EACH_S = 0.05


class TcpLine:
    """Has as much of a datagram socket's face as SipEnd looks at: one message at a time."""

    def __init__(self, server):
        """`server`: ADDR:PORT."""
        host, port = server.split(":")
        self.server = (host, int(port))
        self.connection = socket.create_connection(self.server)
        self.unread = b""
        self.back = threading.Event()

    def getsockname(self):
        return self.connection.getsockname()

    def is_lost(self):
        """Whether the server has closed it."""
        try:
            return self.connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b""
        except BlockingIOError:
            return False
        except OSError:
            return True

    def reconnect(self):
        lost, self.connection = self.connection, socket.create_connection(self.server)
        self.unread = b""
        self.back.set()
        with contextlib.suppress(OSError):  # The server may have closed it.
            lost.shutdown(socket.SHUT_RDWR)  # Wakes the thread that waits in recv().
        lost.close()

    def sendto(self, data, _address):
        if data:
            self.connection.sendall(data)
        else:  # How SipEnd wakes the thread that waits in recv().
            self.connection.shutdown(socket.SHUT_RDWR)

    def recv(self, size):
        """The next message; empty when the connection is lost."""
        while True:
            head, empty, body = self.unread.partition(b"\r\n\r\n")
            length = content_length(head)
            if empty and len(body) >= length:
                self.unread = body[length:]
                return head + empty + body[:length]
            try:
                data = self.connection.recv(size)
            except OSError:
                data = b""
            if not data:
                self.back.wait(LOOK_EACH_S)
                return b""
            self.unread += data

    def close(self):
        self.connection.close()


def content_length(head):
    for line in head.split(b"\r\n"):
        name, _colon, value = line.partition(b":")
        if name.strip().lower() in (b"content-length", b"l"):
            return int(value)
    return 0
