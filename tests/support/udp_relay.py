"""A process that hands datagrams on, as any program between two phones does: the control of a test.

What its stream loses or gets late in a moment, the machine did, and not the server.
"""

import pathlib
import socket
import subprocess
import sys

DATAGRAM_BYTES_MAX = 2048


class UdpRelay:
    """Takes datagrams at `address` and sends them to `target`; both (address, port)."""

    def __init__(self, target):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.address = self.socket.getsockname()
        self.process = subprocess.Popen(
            [sys.executable, str(pathlib.Path(__file__).resolve()), target[0], str(target[1])],
            stdin=self.socket.fileno())

    def stop(self):
        self.process.kill()
        self.process.wait()
        self.socket.close()


def relay(taken, target):
    while True:
        taken.sendto(taken.recv(DATAGRAM_BYTES_MAX), target)


if __name__ == "__main__":
    relay(socket.socket(fileno=0), (sys.argv[1], int(sys.argv[2])))
