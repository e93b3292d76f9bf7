#!/usr/bin/env python3
"""What the command line takes and refuses, before anything is started or written."""
# Also on: dev

import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from support.command import check_refused, relevo


class CommandLine(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="relevo-cli-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.data = self.folder / "data"

    def refused(self, *words, says=(), settings=None, status=1):
        done = relevo(*words, settings=settings)
        check_refused(self, done, status, *says)
        self.assertFalse(self.data.exists(), "a refused start leaves no data folder")
        return done

    def serve(self, *words, says=(), settings=None, status=1):
        return self.refused("serve", "--data", self.data, *words, says=says, settings=settings,
                            status=status)

    def config(self, text):
        path = self.folder / "serve.toml"
        path.write_text(text)
        return path

    def test_no_command(self):
        self.refused(says=["no command", "--help"])

    def test_help_names_the_commands(self):
        done = relevo("--help")
        self.assertEqual(done.returncode, 0)
        for command in ("serve", "demo", "apply", "status"):
            self.assertRegex(done.stdout, rf"(?m)^ *{command} ")
        for hidden in ("voice", "core", "demo-people"):
            self.assertNotRegex(done.stdout, rf"(?m)^ *{hidden} ")
        self.assertLessEqual(max(map(len, done.stdout.splitlines())), 110)

    def test_help_of_serve_names_flags_defaults_and_environment(self):
        done = relevo("serve", "--help")
        self.assertEqual(done.returncode, 0)
        for word in ("--data", "--config", "--operation", "--http", "--sip", "--rtp", "--drain",
                     "RELEVO_HTTP", "127.0.0.1:8080", "127.0.0.1:5060"):
            self.assertIn(word, done.stdout)

    def test_version(self):
        done = relevo("--version")
        self.assertEqual(done.returncode, 0)
        self.assertRegex(done.stdout, r"^relevo \d+\.\d+\.\d+\n$")

    def test_unknown_command(self):
        self.refused("sever", says=["sever", "--help"])

    def test_unknown_flag(self):
        self.serve("--htp", "127.0.0.1:0", says=["relevo serve", "--htp", "--help"])

    def test_word_too_many(self):
        self.serve("more", says=["more"])

    def test_flag_without_value(self):
        self.refused("serve", "--http", says=["--http"])

    def test_http_is_no_address(self):
        for wrong in ("8080", "localhost:8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536",
                      "127.0.0.1:-1", "127.0.0.1:80a", ":8080", "1.2.3:80"):
            with self.subTest(wrong):
                self.serve("--http", wrong, says=["--http", wrong, "127.0.0.1:8080"])

    def test_sip_is_no_address(self):
        self.serve("--http", "127.0.0.1:0", "--sip", "5060", says=["--sip", "5060", "ADDR:PORT"])

    def test_address_that_is_not_here(self):
        self.serve("--http", "192.0.2.1:0", says=["--http", "192.0.2.1:0", "address"], status=2)

    def test_rtp_is_no_range(self):
        for wrong in ("20000", "20001-20999", "20999-20000", "a-b", "20000-", "0-100",
                      "20000-70000"):
            with self.subTest(wrong):
                self.serve("--http", "127.0.0.1:0", "--rtp", wrong,
                           says=["--rtp", wrong, "20000-29999"])

    def test_public_address_is_none(self):
        self.serve("--http", "127.0.0.1:0", "--sip", "127.0.0.1:0", "--public-address", "relevo",
                   says=["--public-address", "relevo"])

    def test_drain_is_no_number_of_seconds(self):
        for wrong in ("30s", "soon", "-1", "3601", "1.5"):
            with self.subTest(wrong):
                self.serve("--drain", wrong, says=["--drain", wrong])

    def test_wrong_value_in_the_environment(self):
        self.serve(says=["--drain", "soon"],
                   settings={"RELEVO_DRAIN": "soon"})
        self.serve(says=["--http", "nowhere"], settings={"RELEVO_HTTP": "nowhere"})

    def test_unknown_key_in_the_configuration(self):
        self.serve("--config", self.config('htp = "127.0.0.1:0"\n'), says=["htp"])

    def test_wrong_value_in_the_configuration(self):
        self.serve("--config", self.config('http = "nowhere"\n'), says=["nowhere", "ADDR:PORT"])

    def test_configuration_is_no_toml(self):
        self.serve("--config", self.config("http = = 1\n"))

    def test_configuration_is_not_there(self):
        self.serve("--config", self.folder / "none.toml", says=["none.toml"])

    def test_data_folder_cannot_be_made(self):
        (self.folder / "file").write_text("")
        for wrong in (self.folder / "file", self.folder / "file" / "data", "/proc/data"):
            with self.subTest(wrong):
                done = relevo("serve", "--data", wrong, "--http", "127.0.0.1:0",
                              "--sip", "127.0.0.1:0")
                check_refused(self, done, 2, "--data", str(wrong), "cannot be made")

    def test_apply_without_a_file(self):
        self.refused("apply", says=["relevo apply", "FILE"])

    def test_apply_of_a_file_that_is_not_there(self):
        self.refused("apply", self.folder / "none.toml", says=["none.toml"],
                     settings={"RELEVO_PASSWORD": "demo-admin"})

    def test_demo_with_too_few_agents(self):
        self.refused("demo", "--agents", "5", says=["--agents", "20", "15000"])


if __name__ == "__main__":
    unittest.main()
