#!/usr/bin/env python3
"""Proves with nm that the pure folders reach no clock, chance, file, socket, thread or environment.

Words can hide behind a macro or a library's inline function; what the linker is asked for cannot.
Reads the release build's libraries of base, core and view. Other folders: purity.py LIBRARY...
"""

import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PURE = ("base", "core", "view")

# Whole names as nm -C prints them, without arguments.
DENIED = re.compile(r"""
    clock | clock_\w+ | gettimeofday | time | timespec_get | nanosleep | usleep | sleep |
    localtime\w* | mktime | setlocale |
    rand | rand_r | random | srand\w* | [dejlmn]rand48 | getrandom | getentropy | arc4random\w* |
    open | open64 | openat | read | pread\w* | write | pwrite\w* | close | mmap\w* | ioctl | fcntl |
    fsync | fdatasync | stat\w* | fstat\w* |
    fopen\w* | fread | fwrite | fputs | fputc | puts | putchar | printf | fprintf | vfprintf |
    __printf_chk | __fprintf_chk | __vfprintf_chk |
    socket | connect | bind | listen | accept\w* | send | sendto | sendmsg | recv\w* | poll |
    epoll_\w+ | getaddrinfo | gethostname |
    pthread_\w+ | sem_\w+ | syscall | fork | execv\w* | system | signal | sigaction |
    getenv | secure_getenv | getpid | gettid |
    std::chrono::.*::now | std::random_device::.* | std::this_thread::.* | std::thread::.* |
    std::mutex::.* | std::condition_variable::.* | std::filesystem::.* |
    std::basic_[io]?f?stream<.* | std::ios_base::Init::.* | std::cout | std::cerr | std::cin
    """, re.VERBOSE)
# A broken promise speaks once before the end; nothing else does.
ALLOWED = {("assert.cpp.o", "__fprintf_chk"), ("assert.cpp.o", "fprintf")}


def impure(listing):
    """(object, symbol) for each denied symbol in the output of nm -C --undefined-only."""
    member = ""
    for line in listing.splitlines():
        if found := re.match(r"(\S+\.o):$", line):
            member = found[1]
        elif found := re.match(r"\s+[Uwv] (.+)$", line):
            name = re.sub(r"(@.*|\(.*)$", "", found[1]).strip()
            if DENIED.fullmatch(name) and (member, name) not in ALLOWED:
                yield member, name


def undefined_symbols(library):
    return subprocess.run(["nm", "-C", "--undefined-only", str(library)], capture_output=True,
                          text=True, check=True).stdout


def main(arguments):
    libraries = [pathlib.Path(argument) for argument in arguments]
    for folder in () if libraries else PURE:
        library = ROOT / "build" / "release" / f"librelevo_{folder}.a"
        if list((ROOT / "src" / folder).rglob("*.cpp")):
            libraries.append(library)
    count = 0
    for library in libraries:
        if not library.exists():
            print(f"purity: {library} is missing: ./dev build release")
            return 1
        for member, name in impure(undefined_symbols(library)):
            print(f"purity: {library.name}({member}) asks for {name}")
            count += 1
    print(f"purity: {len(libraries)} libraries, {count} findings")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
