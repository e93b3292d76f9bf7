#!/usr/bin/env python3
"""Proves that ./dev finds its commands, and that ./dev setup says clearly what it cannot do."""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent


def dev(*arguments, path=""):
    environment = os.environ | {"PATH": path + os.environ["PATH"]}
    return subprocess.run([ROOT / "dev", *arguments], capture_output=True, text=True,
                          env=environment, check=False, cwd="/")


class Dispatch(unittest.TestCase):
    def test_help_names_every_command_with_a_line(self):
        shown = dev()
        self.assertEqual(shown.returncode, 0)
        for tool in (ROOT / "tools").glob("dev-*"):
            self.assertRegex(shown.stdout, rf"\n  {tool.name[4:]} +\w.*\w")
        self.assertEqual(dev("--help").stdout, shown.stdout)

    def test_every_file_that_a_command_starts_is_there(self):
        named = {(tool.name, found) for tool in (ROOT / "tools").glob("dev-*")
                 for found in re.findall(r"\b(?:tests|tools|bench|sim)/[\w/.-]+\.py",
                                         tool.read_text())}
        self.assertTrue(named)
        self.assertEqual([], [each for each in sorted(named) if not (ROOT / each[1]).exists()])

    def test_an_unknown_command_is_refused(self):
        refused = dev("fly")
        self.assertEqual(refused.returncode, 1)
        self.assertIn("fly", refused.stderr)


class Setup(unittest.TestCase):
    """A dpkg-query that misses packages, and an apt-get that only writes down what it is told."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.place = pathlib.Path(folder.name)
        self.told = self.place / "told"
        names = {line.split()[0] for file in (ROOT / "tools" / "packages").glob("*.txt")
                 for line in file.read_text().splitlines() if line and not line.startswith("#")}
        names |= {"libboost-dev", "libboost1.74-dev"}
        names -= {"doctest-dev", "libboost1.81-dev", "npm"}
        lines = [f"installed {name}, " for name in sorted(names - {"nodejs"})]
        (self.place / "packages").write_text(
            "\n".join([*lines, "installed nodejs, nodejs-dev, npm (= 10)"]) + "\n")
        self.script("dpkg-query", f"cat {self.place}/packages")

    def script(self, name, body):
        file = self.place / name
        file.write_text(f"#!/bin/sh\n{body}\n")
        file.chmod(0o755)

    def setup(self, *arguments):
        return dev("setup", *arguments, path=f"{self.place}:")

    def sudo_is_a_pass_through(self):
        self.script("sudo", 'exec "$@"')

    def test_installs_only_what_is_missing_and_says_why(self):
        self.sudo_is_a_pass_through()
        self.script("apt-get", f'echo "$@" >>{self.told}')
        done = self.setup("test")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stderr, r"doctest-dev +unit tests")
        told = self.told.read_text()
        self.assertIn("install --no-install-recommends doctest-dev libboost1.81-dev\n", told)
        self.assertNotIn("update", told)

    def test_the_demo_needs_no_test_packages(self):
        self.sudo_is_a_pass_through()
        self.script("apt-get", f'echo "$@" >>{self.told}')
        self.assertEqual(self.setup("demo").returncode, 0)
        self.assertNotIn("doctest", self.told.read_text())

    def test_says_what_must_go_for_boost(self):
        self.sudo_is_a_pass_through()
        self.script("apt-get", "")
        done = self.setup()
        self.assertIn("takes the place of libboost-dev, libboost1.74-dev", done.stderr)

    def test_without_a_network_it_tries_an_update_once_and_says_so(self):
        self.sudo_is_a_pass_through()
        self.script("apt-get", f'echo "$@" >>{self.told}; echo "E: no route"; exit 100')
        done = self.setup()
        self.assertEqual(done.returncode, 2)
        self.assertIn("could not install", done.stderr)
        self.assertEqual(self.told.read_text().count(" update"), 1)

    def test_an_unknown_set_is_refused(self):
        self.assertEqual(self.setup("everything").returncode, 1)


class WithNode(unittest.TestCase):
    """A copy of with-node at an empty place, and an npm that we make."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.place = pathlib.Path(folder.name)
        shutil.copytree(ROOT / "tools" / "node", self.place / "tools" / "node")
        shutil.copy(ROOT / "tools" / "with-node", self.place / "tools" / "with-node")
        self.told = self.place / "told"

    def npm(self, body):
        file = self.place / "npm"
        file.write_text(f'#!/bin/sh\necho "$@" >>{self.told}\n{body}\n')
        file.chmod(0o755)

    def with_node(self, *command):
        return subprocess.run([self.place / "tools" / "with-node", *command], text=True,
                              capture_output=True, check=False,
                              env={**os.environ, "PATH": f"{self.place}:{os.environ['PATH']}"})

    def test_it_installs_once_and_runs_the_command_with_it(self):
        self.npm("mkdir -p node_modules/.bin; printf '#!/bin/sh\\necho ours\\n' "
                 ">node_modules/.bin/node; chmod +x node_modules/.bin/node")
        for _run in range(2):
            done = self.with_node("node", "--version")
            self.assertEqual((done.returncode, done.stdout), (0, "ours\n"), done.stderr)
        self.assertEqual(len(self.told.read_text().splitlines()), 1)
        self.assertIn("ci --ignore-scripts", self.told.read_text())

    def test_one_that_cannot_be_installed_is_said_and_tried_again(self):
        self.npm("exit 1")
        for runs in (1, 2):
            done = self.with_node("node")
            self.assertEqual(done.returncode, 2)
            self.assertIn("npm could not install Node.js", done.stderr)
            self.assertEqual(len(self.told.read_text().splitlines()), runs)

    def test_without_a_command_it_says_how(self):
        done = self.with_node()
        self.assertEqual(done.returncode, 1)
        self.assertIn("it is with-node COMMAND", done.stderr)


if __name__ == "__main__":
    sys.exit(unittest.main())
