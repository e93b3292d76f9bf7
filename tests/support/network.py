"""A network of a test's own: the test file runs itself again where nothing reaches the outside.

Server and customers are on loopback addresses, agents' phones on PHONES, and customers that are
phones (baresip refuses loopback) on CUSTOMERS. All of them are addresses of one namespace, which
ends with its last process.
"""

import os
import shutil
import subprocess
import sys
import unittest

PHONES = "10.77.0.2"  # Not a trunk in any operation of the tests.
PHONES_INTERFACE = "phones0"
CUSTOMERS = "10.78.0.2"
CUSTOMERS_INTERFACE = "customers0"
CUSTOMERS_NETWORK = "10.78.0.0/24"

INSIDE = "RELEVO_TEST_NETWORK"
TOOLS = ("ip", "unshare", "sipp", "baresip")


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


def build():
    ip("link", "set", "lo", "up")
    for interface, address in ((PHONES_INTERFACE, PHONES), (CUSTOMERS_INTERFACE, CUSTOMERS)):
        ip("link", "add", interface, "type", "veth", "peer", "name", interface + "-end")
        ip("address", "add", address + "/24", "dev", interface)
        ip("link", "set", interface, "up")
        ip("link", "set", interface + "-end", "up")


def main():
    """Runs the test file that was started: `python3 tests/sip/test_talk.py [NAME...]`."""
    if what_is_missing() is None and INSIDE not in os.environ:
        os.environ[INSIDE] = "1"
        os.execvp("unshare", ["unshare", "--net", sys.executable, *sys.argv])
    if INSIDE in os.environ:
        build()
    unittest.main(verbosity=2)
