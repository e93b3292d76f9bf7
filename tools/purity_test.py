#!/usr/bin/env python3
"""Proves that purity.py bites on objects that really reach outside, and only on those."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

import purity


class Purity(unittest.TestCase):
    def symbols(self, code, name="tried"):
        with tempfile.TemporaryDirectory() as folder:
            place = pathlib.Path(folder)
            (place / f"{name}.cpp").write_text(code)
            subprocess.run(["g++", "-std=c++20", "-O2", "-c", f"{name}.cpp",
                            "-o", f"{name}.cpp.o"], cwd=place, check=True)
            subprocess.run(["ar", "rcs", "libtried.a", f"{name}.cpp.o"], cwd=place, check=True)
            listing = purity.undefined_symbols(place / "libtried.a")
            return [symbol for _, symbol in purity.impure(listing)]

    def test_a_clock(self):
        code = "#include <chrono>\nauto f() { return std::chrono::steady_clock::now(); }"
        self.assertEqual(self.symbols(code), ["std::chrono::_V2::steady_clock::now"])

    def test_time_chance_environment_and_files(self):
        code = ("#include <cstdlib>\n#include <ctime>\n#include <unistd.h>\n"
                "long f(char* p) { return std::time(nullptr) + std::rand()"
                " + (std::getenv(p) != nullptr) + write(1, p, 1); }")
        self.assertEqual(sorted(self.symbols(code)), ["getenv", "rand", "time", "write"])

    def test_chance_of_the_library(self):
        code = "#include <random>\nunsigned f() { return std::random_device{}(); }"
        self.assertTrue(self.symbols(code))

    def test_printing_is_for_a_broken_promise_only(self):
        code = "#include <cstdio>\nvoid f(int x) { std::fprintf(stderr, \"%d\", x); }"
        self.assertEqual(self.symbols(code), ["fprintf"])
        self.assertEqual(self.symbols(code, "assert"), [])

    def test_pure_code(self):
        code = ("#include <map>\n#include <string>\n"
                "std::map<int, std::string> f(int x) { return {{x, std::to_string(x)}}; }\n"
                "int time(int x) { return x; }")
        self.assertEqual(self.symbols(code), [])


if __name__ == "__main__":
    sys.exit(unittest.main())
