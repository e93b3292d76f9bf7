#!/usr/bin/env python3
"""Starts on data and operation files that are wrong: what is said, and nothing is half done."""
# Also on: dev

import pathlib
import re
import shutil
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from support.command import check_refused, relevo
from support.loopback import AUDIO, StartTest, operation_text


def whole_files(folder):
    """The bytes of every log file, to see that nothing was written."""
    return {path.name: path.read_bytes() for path in sorted((folder / "log").glob("*.log"))}


class LogDamage(StartTest):
    def stopped_with_data(self):
        """A server that has written some batches and has ended; its last position."""
        server = self.server().start()
        client = server.client("1001")
        for _time in range(5):
            client.command("sign_in_agent")
            client.command("sign_out_agent")
        position = client.get("/events?limit=1000")["rows"][-1]["position"]
        self.ends(server)
        self.segment = next((server.data / "log").glob("*.log"))
        return server, position

    def records(self):
        """(offset, first position) of each batch in the segment."""
        data = self.segment.read_bytes()
        return [(found.start(),
                 int.from_bytes(data[found.start() + 8:found.start() + 16], "little"))
                for found in re.finditer(b"RLVB", data)]

    def change(self, offset, data):
        with open(self.segment, "r+b") as file:
            file.seek(offset)
            file.write(data)

    def test_one_changed_byte_in_the_middle_stops_the_start(self):
        server, _position = self.stopped_with_data()
        records = self.records()
        offset, position = records[len(records) // 2]
        self.change(offset + 64, bytes([self.segment.read_bytes()[offset + 64] ^ 1]))
        before = whole_files(server.data)
        done = relevo(*server.command[1:])
        check_refused(self, done, 2, self.segment.name, str(offset), str(position - 1))
        self.assertEqual(whole_files(server.data), before)

    def test_torn_tail_is_cut(self):
        server, position = self.stopped_with_data()
        offset, first = self.records()[-1]
        end = len(self.segment.read_bytes().rstrip(b"\0"))
        self.assertGreater(end, offset + 64)
        self.change(offset + 70, bytes(end - offset - 70))
        # A crash would have left nothing that was made at an orderly end.
        shutil.rmtree(server.data / "snapshots")
        (server.data / "archive.sqlite").unlink()
        server.start()
        self.assertGreater(server.position, first - 1)
        # Where the batch that is cut stood, the log goes on with the next start.
        row = server.client("s01").get(f"/events?after={first - 1}&limit=1")["rows"]
        self.assertEqual([event["kind"] for event in row], ["core_started"])
        cut = [line for line in server.log().splitlines() if " warning core cut off " in line]
        self.assertEqual(len(cut), 1, server.log())
        self.ends(server)


class WrongOperation(StartTest):
    def refused(self, text, *says, line=None):
        """The start is refused, and a start with the right file sees nothing of the wrong one."""
        path = self.folder / "operation.toml"
        path.write_text(text)
        server = self.server(path)
        done = relevo(*server.command[1:])
        check_refused(self, done, 1, f"operation.toml:{line or ''}", *says)
        files = whole_files(server.data)
        self.assertFalse(any(b"RLVB" in data for data in files.values()), "nothing is in the log")
        path.write_text(operation_text())
        server.start()
        queues = [queue["id"] for queue in server.client("s01").board()["queues"]]
        self.assertEqual(queues, ["soporte", "sales-en"])
        self.ends(server)

    def line_of(self, text, words):
        return text[:text.index(words)].count("\n") + 1

    def test_syntax(self):
        text = operation_text() + "\n[[queue]\n"
        self.refused(text, line=text.count("\n"))

    def test_unknown_key(self):
        text = operation_text({"target_s = 30": "targets_s = 30"})
        self.refused(text, "targets_s", "target_s", line=self.line_of(text, "targets_s"))

    def test_reference_to_nothing(self):
        text = operation_text({'campaign = "sales-sur"': 'campaign = "sales-sud"'})
        self.refused(text, "sales-sud", "sales-sur", line=self.line_of(text, '"sales-sud"'))

    def test_number_twice(self):
        text = operation_text({'number = "5001"': 'number = "5000"'})
        at = text.rindex('number = "5000"')
        self.refused(text, "5000", line=text[:at].count("\n") + 1)

    def test_wrong_queue_beside_a_good_one(self):
        text = operation_text() + ('\n[[queue]]\ncode = "late"\nnumber = "5002"\n'
                                   'campaign = "sales-sur"\nring_s = 4\n')
        self.refused(text, "ring_s", "4", "5 to 120", line=text.count("\n"))

    def test_file_is_not_there(self):
        server = self.server(self.folder / "none.toml")
        check_refused(self, relevo(*server.command[1:]), 1, "none.toml")

    def test_later_start_with_a_wrong_file_keeps_what_was(self):
        path = self.folder / "operation.toml"
        path.write_text(operation_text())
        server = self.server(path).start()
        self.ends(server)
        before = whole_files(server.data)
        path.write_text("[operation]\ncode = 7\n")
        check_refused(self, relevo(*server.command[1:]), 1, "operation.toml:2", "code")
        self.assertEqual(whole_files(server.data), before)
        words = server.command
        at = words.index("--operation")
        server.command = words[:at] + words[at + 2:]
        server.start()
        self.assertEqual(len(server.client("s01").board()["queues"]), 2)
        self.ends(server)


if __name__ == "__main__":
    unittest.main()
