#!/usr/bin/env python3
"""Runs all test programs, counts the tests that really ran, and ends with `N passed, N failed`.

A program is believed only if it says how many tests it ran: one that crashes, hangs, runs nothing,
leaves processes behind or ends without its summary counts as one failure more. What each program
printed is kept in build/test-logs/.
"""

import argparse
import concurrent.futures
import dataclasses
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
LOGS = ROOT / "build" / "test-logs"
PROGRAM_SECONDS_MAX = 1800
LEFT_BEHIND_SECONDS_MAX = 2
SHOWN_LINES_MAX = 60
RUNNING = set()  # Process groups, for end_all.
# A line near the top of a Python test file: it also runs against the sanitized program.
ALSO_ON_DEV = re.compile(r"^# Also on: dev$", re.MULTILINE)


@dataclasses.dataclass
class Count:
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __iadd__(self, other):
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped
        return self

    def line(self):
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.passed} passed, {self.failed} failed{skipped}"


@dataclasses.dataclass
class Program:
    name: str
    command: list
    environment: dict = dataclasses.field(default_factory=dict)
    selected: bool = False  # Only some of its tests were asked for: the others are not "skipped".


def last(pattern, text):
    found = None
    for found in re.finditer(pattern, text, re.MULTILINE):
        pass
    return found


def count_doctest(text):
    found = last(r"test cases:\s*(\d+) \|\s*(\d+) passed \|\s*(\d+) failed(?: \|\s*(\d+) skipped)?",
                 text)
    if found is None:
        return None
    return Count(int(found[2]), int(found[3]), int(found[4] or 0))


def count_unittest(text):
    ran = last(r"^Ran (\d+) tests? in ", text)
    if ran is None:
        return None
    end = last(r"^(?:OK|FAILED)(?: \((.*)\))?$", text[ran.start():])
    if end is None:
        return None
    numbers = dict(re.findall(r"([a-z ]+)=(\d+)", end[1] or ""))
    number = {key.strip(): int(value) for key, value in numbers.items()}
    failed = sum(number.get(key, 0) for key in ("failures", "errors", "unexpected successes"))
    skipped = number.get("skipped", 0)
    return Count(max(0, int(ran[1]) - failed - skipped), failed, skipped)


def count_plain(text):
    found = last(r"^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$", text)
    if found is None:
        return None
    return Count(int(found[1]), int(found[2]), int(found[3] or 0))


def judge(text, status, timed_out, left_behind, selected):
    """The count of one program's run, and what is wrong beside failed tests, if anything."""
    count = count_plain(text) or count_doctest(text) or count_unittest(text)
    wrong = None
    if timed_out:
        wrong = f"stopped after {PROGRAM_SECONDS_MAX} s"
    elif count is None:
        wrong = f"ended without a summary, exit status {status}"
    elif status != 0 and count.failed == 0:
        wrong = f"exit status {status} though no test failed"
    elif status == 0 and count.failed > 0:
        wrong = "exit status 0 though tests failed"
    elif left_behind:
        wrong = "left processes running"
    elif count.passed + count.failed + count.skipped == 0:
        wrong = "ran no test"
    count = count or Count()
    if selected:
        count.skipped = 0
    if wrong:
        count.failed += 1
    return count, wrong


def alive_in_group(group):
    """Processes of the group that still run; one that only waits to be reaped does not."""
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _parent, its_group = stat.read_text().rpartition(")")[2].split()[:3]
        except OSError:  # It ended while we looked.
            continue
        if int(its_group) == group and state not in "ZX":
            return True
    return False


def end_group(group):
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        pass


def end_all(_signal, _frame):
    """Whoever stops us stops the tests: they are in groups of their own."""
    for group in list(RUNNING):
        end_group(group)
    os._exit(130)


def run(program):
    """Runs one program in its own process group, and ends the whole group afterwards."""
    log = LOGS / (program.name.replace("/", "-") + ".log")
    started = time.monotonic()
    timed_out = left_behind = False
    with open(log, "wb") as output:
        process = subprocess.Popen(
            program.command, cwd=ROOT, env=os.environ | program.environment,
            stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
            start_new_session=True)
        RUNNING.add(process.pid)
        try:
            process.wait(PROGRAM_SECONDS_MAX)
            # A child whose parent was killed by the test may need a moment to notice.
            patience = time.monotonic() + LEFT_BEHIND_SECONDS_MAX
            while left_behind := alive_in_group(process.pid):
                if time.monotonic() > patience:
                    break
                time.sleep(0.05)
        except subprocess.TimeoutExpired:
            timed_out = True
        finally:
            end_group(process.pid)
            process.wait()
            RUNNING.discard(process.pid)
    text = log.read_text(errors="replace")
    count, wrong = judge(text, process.returncode, timed_out, left_behind, program.selected)
    return count, wrong, text, time.monotonic() - started, log


def ctest_programs(name, bless):
    """The programs that CMake knows, of the build with sanitizers."""
    listed = subprocess.run(["ctest", "--test-dir", "build/dev", "--show-only=json-v1"], cwd=ROOT,
                            capture_output=True, text=True, check=True)
    for test in json.loads(listed.stdout)["tests"]:
        command, label = test.get("command"), test["name"]
        if command is None:  # Declared to CMake but not built.
            yield Program(label, ["build/dev/" + label])
        elif label == "stories":
            wanted = any(name in path.stem for path in (ROOT / "tests/stories").glob("*.story"))
            if name in label:
                yield Program(label, command + (["--bless"] if bless else []))
            elif wanted:
                yield Program(label, command + [name] + (["--bless"] if bless else []),
                              selected=True)
        elif not bless:
            files = [path for path in (ROOT / "src" / label).rglob("*_test.cpp")
                     if name in path.stem]
            if name in label:
                yield Program(label, command)
            elif files:
                sources = ",".join("*/" + path.name for path in files)
                yield Program(label, command + [f"--source-file={sources}"], selected=True)


def simulator_programs(name):
    """Simulated days, some with sanitizers, days whose indicators are counted again, and whether
    deliberate mistakes are found.

    The same days in every run, so that one fails of what was changed and not of luck; ./dev sim
    brings others.
    """
    for label, command in (
            ("sim", ["tools/dev-sim", "--from", "1001"]),
            ("sim (dev)", ["build/dev/relevo_sim", "--from", "1", "--seeds", "15"]),
            ("sim --reconcile", ["build/release/relevo_sim", "--reconcile", "60", "--hours", "2",
                                 "--from", "1", "--seeds", "5"]),
            ("sim --mutants", ["tools/dev-sim", "--mutants"])):
        if name in label:
            yield Program(label, command)


def python_programs(name):
    """Tests of the tools, and of the whole program from outside: test_*.py, and FOLDER/run."""
    for folder, pattern in (("tools", "*_test.py"), ("bench", "test_*.py"),
                            ("tests/cli", "test_*.py"),
                            ("tests/api", "test_*.py"), ("tests/sip", "test_*.py"),
                            ("tests/e2e", "run")):
        for path in sorted((ROOT / folder).glob(pattern)):
            label = str(path.relative_to(ROOT))
            if name not in label:
                continue
            presets = ["release"]
            if ALSO_ON_DEV.search(path.read_text()):
                presets.append("dev")
            python = [sys.executable] if path.suffix == ".py" else []
            for preset in presets:
                yield Program(label if preset == "release" else f"{label} (dev)",
                              python + [str(path)],
                              {"RELEVO_BINARY": str(ROOT / "build" / preset / "relevo"),
                               "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUNBUFFERED": "1"})


def report(program, result):
    count, wrong, text, seconds, log = result
    print(f"{program.name:<36} {count.line()}  {seconds:.1f} s", flush=True)
    if count.failed:
        for line in text.splitlines()[-SHOWN_LINES_MAX:]:
            print("    " + line)
        if wrong:
            print(f"    {program.name}: {wrong}")
        print(f"    All of it: {log.relative_to(ROOT)}", flush=True)


def main():
    parser = argparse.ArgumentParser(prog="./dev test", description=__doc__)
    parser.add_argument("name", nargs="?", default="", metavar="NAME")
    parser.add_argument("--bless", action="store_true", help="only stories: accept what they print")
    arguments = parser.parse_args()
    LOGS.mkdir(parents=True, exist_ok=True)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end_all)

    total = Count()
    inside = list(ctest_programs(arguments.name, arguments.bless))
    outside = [] if arguments.bless else [*simulator_programs(arguments.name),
                                          *python_programs(arguments.name)]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for program, result in zip(inside, pool.map(run, inside)):
            report(program, result)
            total += result[0]
    for program in outside:  # Alone, one after the other: they measure time and open ports.
        result = run(program)
        report(program, result)
        total += result[0]

    if total.passed + total.failed == 0:
        print(f"no test ran; is there one named *{arguments.name}*?")
        total.failed = 1
    print(total.line())
    return 1 if total.failed else 0


if __name__ == "__main__":
    sys.exit(main())
