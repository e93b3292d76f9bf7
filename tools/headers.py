#!/usr/bin/env python3
"""Compiles each of our headers alone, with the flags its folder really has.

A header that passed is tried again only when one of ours, or the flags, has changed.
"""

import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "dev"
STAMPS = ROOT / "build" / "headers"


def flags_by_folder():
    """Folder of src -> the include paths and definitions that its .cpp files compile with."""
    database = BUILD / "compile_commands.json"
    if not database.exists():
        subprocess.run(["cmake", "--preset", "dev"], cwd=ROOT, check=True,
                       stdout=subprocess.DEVNULL)
    flags = {}
    for entry in json.loads(database.read_text()):
        place = pathlib.Path(entry["file"])
        if not place.is_relative_to(ROOT / "src") or place.name.endswith("_test.cpp"):
            continue
        words = shlex.split(entry["command"])
        kept = [word for word in words if re.match(r"-(I|D|std=)", word)]
        kept += [part for index, word in enumerate(words) if word == "-isystem"
                 for part in words[index:index + 2]]
        flags.setdefault(place.relative_to(ROOT / "src").parts[0], kept)
    return flags


def compiles(header, flags):
    name = header.relative_to(ROOT / "src")
    command = ["g++", "-std=c++20", *flags, "-fsyntax-only", "-Wall", "-Wextra", "-x", "c++", "-"]
    done = subprocess.run(command, input=f'#include "{name}"\n', cwd=BUILD, text=True,
                          capture_output=True, check=False)
    return done.returncode == 0, done.stderr


def main():
    headers = sorted((ROOT / "src").rglob("*.h"))
    ours = hashlib.sha256(b"".join(header.read_bytes() for header in headers))
    by_folder = flags_by_folder()
    roots = [f"-I{root}" for root in sorted((BUILD / "include").glob("*"))]
    STAMPS.mkdir(parents=True, exist_ok=True)
    old = set(STAMPS.iterdir())

    def check(header):
        flags = by_folder.get(header.relative_to(ROOT / "src").parts[0], roots)
        key = ours.copy()
        key.update(f"{header} {flags}".encode())
        stamp = STAMPS / key.hexdigest()[:32]
        good, errors = (True, "") if stamp in old else compiles(header, flags)
        if good:
            stamp.touch()
        return stamp, good, errors

    failed, kept = 0, set()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for header, (stamp, good, errors) in zip(headers, pool.map(check, headers)):
            kept.add(stamp)
            if not good:
                failed += 1
                print(f"{header.relative_to(ROOT)}: does not compile alone\n{errors.rstrip()}")
    for stamp in old - kept:
        stamp.unlink()
    print(f"headers: {len(headers)} headers, {failed} findings")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
