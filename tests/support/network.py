"""A network of a test's own: the test file runs itself again where nothing reaches the outside.

The server, SIPp and the ends of audio are in one network namespace. baresip refuses loopback and
answers from whatever address is nearest, so each kind of phone is in a room of its own, another
namespace at the end of a cable: agents' phones in PHONES, customers who are phones in CUSTOMERS.
All of it ends with the test's process.
"""

import dataclasses
import os
import shutil
import subprocess
import sys
import unittest

from support.waiting import wait_until

INSIDE = "RELEVO_TEST_NETWORK"
TOOLS = ("ip", "nsenter", "unshare", "sipp", "baresip")


@dataclasses.dataclass
class Room:
    name: str  # Of its interface too.
    near: str  # Our end of the cable.
    address: str
    keeper: subprocess.Popen = None

    @property
    def network(self):
        return self.address.rpartition(".")[0] + ".0/24"

    def build(self):
        # It lives as long as the pipe to it, that is as long as this process.
        self.keeper = subprocess.Popen(["unshare", "--net", "cat"], stdin=subprocess.PIPE,
                                       stdout=subprocess.DEVNULL)
        ours = os.readlink("/proc/self/ns/net")
        wait_until(lambda: os.readlink(self.path()) != ours, what="a namespace of its own")
        ip("link", "add", self.name + "-near", "type", "veth", "peer", "name", self.name,
           "netns", str(self.keeper.pid))
        ip("address", "add", self.near + "/24", "dev", self.name + "-near")
        ip("link", "set", self.name + "-near", "up")
        for words in (("link", "set", "lo", "up"),
                      ("address", "add", self.address + "/24", "dev", self.name),
                      ("link", "set", self.name, "up"),
                      ("route", "add", "default", "via", self.near)):
            subprocess.run(self.inside(["ip", *words]), check=True)

    def path(self):
        return f"/proc/{self.keeper.pid}/ns/net"

    def inside(self, command):
        """The command that runs this command in the room."""
        return ["nsenter", "--net=" + self.path(), *command]


PHONES = Room("phones", "10.77.0.1", "10.77.0.2")  # Not a trunk in any operation of the tests.
CUSTOMERS = Room("customers", "10.78.0.1", "10.78.0.2")
SERVER = PHONES.near


def what_is_missing():
    """Why these tests cannot run here; None when they can."""
    if os.geteuid() != 0:
        return "needs root, for a network namespace"
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        return "needs " + ", ".join(missing) + " (./dev setup)"
    binary = os.environ.get("RELEVO_BINARY", "")
    if not os.access(binary, os.X_OK):
        return f"needs RELEVO_BINARY to name the program, not {binary!r}"
    return None


def ip(*words):
    subprocess.run(["ip", *words], check=True)


def enter():
    """Runs the file that was started again, in a network of its own; returns there."""
    if what_is_missing() is None and INSIDE not in os.environ:
        os.environ[INSIDE] = "1"
        os.execvp("unshare", ["unshare", "--net", sys.executable, *sys.argv])


def main():
    """Runs the test file that was started: `python3 tests/sip/test_talk.py [NAME...]`."""
    enter()
    if INSIDE in os.environ:
        ip("link", "set", "lo", "up")
        PHONES.build()
        CUSTOMERS.build()
    unittest.main(verbosity=2)
