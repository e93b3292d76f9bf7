#!/usr/bin/env python3
"""Makes mutated copies of our sources for relevo_sim_mutants, and counts how soon each is found.

mutants.py generate SOURCES OUT   writes OUT/<folder>/<file>.cpp and OUT/chosen.cpp
mutants.py run PROGRAM            every mutant until a promise breaks; a table, and N passed, M failed

Both variants stand in one copy, and the run chooses. No source of ours knows of it: a text in
mutants.toml that is not there exactly once ends the build with the mutant's name.
"""

import argparse
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tomllib

HERE = pathlib.Path(__file__).resolve().parent
SECONDS_MAX = 40
SEEDS_MAX = 2000


def mutants():
    return tomllib.loads((HERE / "mutants.toml").read_text())["mutant"]


def generate(sources, out):
    by_file = {}
    for number, mutant in enumerate(mutants(), 1):
        by_file.setdefault(mutant["file"], []).append((number, mutant))
    for name, its_mutants in sorted(by_file.items()):
        text = (sources / name).read_text()
        for number, mutant in its_mutants:
            original = mutant["original"].strip("\n")
            if text.count(original) != 1:
                sys.exit(f"sim/mutants.toml: {mutant['name']}: its original text stands "
                         f"{text.count(original)} times in src/{name}, not once")
            changed = mutant["replaced"].strip("\n")
            if mutant.get("expression"):
                both = f"(relevo_mutant() == {number} ? ({changed}) : ({original}))"
            else:
                both = (f"if (relevo_mutant() == {number}) {{\n{changed}\n}} else {{\n"
                        f"{original}\n}}")
            text = text.replace(original, both)
        place = out / name
        place.parent.mkdir(parents=True, exist_ok=True)
        write(place, "int relevo_mutant();\n" + text)
    names = ", ".join(f'"{mutant["name"]}"' for mutant in mutants())
    write(out / "chosen.cpp", f"""#include "sim/mutant.h"

static const char* const names[] = {{{names}}};
static int chosen = 0;

int relevo_mutant() {{ return chosen; }}

namespace relevo::sim {{

bool choose_mutant(const std::string& name) {{
  int number = 0;
  for (const char* known : names) {{
    ++number;
    if (name == known) chosen = number;
  }}
  return name.empty() || chosen != 0;
}}

}}  // namespace relevo::sim
""")


def write(place, text):
    """Only when it differs: an old copy is not compiled again."""
    if not place.exists() or place.read_text() != text:
        place.write_text(text)


def hunt(program, mutant):
    """(seeds, by what) of the first failure, or (seeds, None)."""
    day = ["--reconcile", "60", "--hours", "2"] if mutant.get("reconcile") else []
    done = subprocess.run(
        [program, "--mutant", mutant["name"], "--from", "1", "--seeds", str(SEEDS_MAX),
         "--seconds", str(SECONDS_MAX), "--quick-end", *day],
        capture_output=True, text=True, check=False, timeout=SECONDS_MAX * 4)
    text = done.stdout + done.stderr
    if found := re.search(r"seed (\d+) breaks promise (\d+) at \S+: (.*)", text):
        return int(found[1]), f"promise {found[2]}: {found[3]}"
    if found := re.search(r"seed (\d+) differs: (.{0,60})", text):
        return int(found[1]), f"recount: {found[2]}"
    if found := re.search(r"broken assert in seed (\d+)", text):
        promise = re.search(r"[^\n]*(?:promise|assert)[^\n]*", text)
        return int(found[1]), f"assert: {promise[0].strip()[:90]}"
    if found := re.search(r"seed (\d+) gives two different days", text):
        return int(found[1]), "two different days"
    if done.returncode != 0:
        return 0, f"exit status {done.returncode}"
    lived = re.search(r"sim: (\d+) seeds", text)
    return int(lived[1]) if lived else 0, None


def run(program):
    missed = 0
    known = mutants()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for mutant, (seeds, what) in zip(known, pool.map(lambda one: hunt(program, one), known)):
            print(f"{mutant['name']:<32} {seeds:>5}  {what or 'NOT FOUND'}", flush=True)
            missed += what is None
    print(f"sim: {len(known)} mutants, {missed} not found")
    print(f"{len(known) - missed} passed, {missed} failed")
    return 1 if missed else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("generate", "run", "files"))
    parser.add_argument("paths", nargs="*", type=pathlib.Path)
    arguments = parser.parse_args()
    if arguments.what == "files":
        print(";".join(sorted({mutant["file"] for mutant in mutants()})))
        return 0
    if arguments.what == "generate":
        generate(*arguments.paths)
        return 0
    return run(*arguments.paths)


if __name__ == "__main__":
    sys.exit(main())
