#!/usr/bin/env python3
"""`relevo verify`: beside a running server, on a damaged log, and cutting one."""
# Also on: dev

import pathlib
import re
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from support.command import check_refused, relevo
from support.loopback import StartTest


class Verify(StartTest):
    def with_data(self):
        """A running server that has written some batches."""
        server = self.server().start()
        client = server.client("1001")
        for _time in range(5):
            client.command("sign_in_agent")
            client.command("sign_out_agent")
        self.segment = next((server.data / "log").glob("*.log"))
        return server

    def records(self):
        """(offset, first position, events) of each batch in the segment."""
        data = self.segment.read_bytes()
        return [(at.start(), int.from_bytes(data[at.start() + 8:at.start() + 16], "little"),
                 int.from_bytes(data[at.start() + 24:at.start() + 28], "little"))
                for at in re.finditer(b"RLVB", data)]

    def verify(self, server, *words):
        done = relevo("verify", "--data", server.data, *words)
        self.assertEqual(done.returncode, 0, done.stderr)
        found = re.search(r"^position=(\d+) hash=([0-9a-f]{16})$", done.stdout, re.M)
        self.assertTrue(found, done.stdout)
        return int(found[1]), found[2]

    def test_running_and_stopped_say_the_same(self):
        server = self.with_data()
        position, running = self.verify(server)
        self.ends(server)
        self.assertEqual(self.verify(server, "--position", position), (position, running))
        self.assertGreaterEqual(self.verify(server)[0], position)

    def test_there_is_no_log(self):
        done = relevo("verify", "--data", self.folder / "none")
        check_refused(self, done, 1, "none", "there is no log")
        self.assertFalse((self.folder / "none").exists())

    def test_damage_is_named(self):
        server = self.with_data()
        self.ends(server)
        offset, first, _events = self.records()[3]
        data = bytearray(self.segment.read_bytes())
        data[offset + 64] ^= 1
        self.segment.write_bytes(data)
        done = relevo("verify", "--data", server.data)
        check_refused(self, done, 2, self.segment.name, f"byte {offset}", f"position {first - 1}")

    def test_cut_is_refused_beside_a_running_server(self):
        server = self.with_data()
        before = self.verify(server)
        done = relevo("verify", "--data", server.data, "--cut-after", 3, "--yes")
        check_refused(self, done, 1, "is running", "stop it first")
        self.assertGreaterEqual(self.verify(server)[0], before[0])
        self.ends(server)

    def test_cut_behind_a_damaged_middle(self):
        server = self.with_data()
        self.ends(server)
        whole = self.segment.read_bytes()
        offset, first, _events = self.records()[-3]
        last = self.records()[-1]
        state = self.verify(server, "--position", first - 1)
        self.segment.write_bytes(whole[:offset + 64] + b"\xff\xff" + whole[offset + 66:])

        done = relevo("verify", "--data", server.data, "--cut-after", last[1], "--yes")
        check_refused(self, done, 1, f"whole up to position {first - 1}")
        done = relevo("verify", "--data", server.data, "--cut-after", first - 1)
        check_refused(self, done, 1, "--yes")
        self.assertRegex(done.stdout, rf"positions {first} to {last[1] + last[2] - 1}\b")
        self.assertRegex(done.stdout, r"from \d{4}-\d\d-\d\dT\S+Z to \d{4}-\d\d-\d\dT\S+Z")

        self.assertEqual(self.verify(server, "--cut-after", first - 1, "--yes"), state)
        side, = (server.data / "log").glob(f"cut-{first - 1:020}-1/*.from-byte-{offset}")
        self.assertEqual(side.read_bytes().rstrip(b"\0"), (
            b"RLVB" + whole[offset + 4:offset + 64] + b"\xff\xff" + whole[offset + 66:]
        ).rstrip(b"\0"))
        server.start()
        self.assertGreaterEqual(server.position, first)
        self.ends(server)


if __name__ == "__main__":
    unittest.main()
