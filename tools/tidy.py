#!/usr/bin/env python3
"""Our style rules as tests: `tidy.py code`, `tidy.py docs`, or both without an argument.

The rules are in tidy_code.py and tidy_docs.py, one function each; tidy_test.py proves that each
of them bites. A rule takes the tree of files and yields findings. STYLE.md says why we have them.
"""

import dataclasses
import pathlib
import subprocess
import sys


@dataclasses.dataclass(frozen=True)
class Finding:
    path: str
    line: int  # From 1; 0 when it is about the file as a whole.
    what: str
    fatal: bool = True

    def __str__(self):
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {'' if self.fatal else 'note: '}{self.what}"


class Tree:
    """The files of the repository by their path; tests make small ones by hand."""

    def __init__(self, texts):
        self._texts = texts

    @classmethod
    def of_git(cls, root):
        """What git tracks, or would track: not what builds leave behind."""
        listed = subprocess.run(["git", "ls-files", "-z", "-co", "--exclude-standard"], cwd=root,
                                capture_output=True, check=True)
        paths = [path for path in listed.stdout.decode().split("\0") if path]
        texts = {}
        for path in paths:
            try:
                texts[path] = (root / path).read_text()
            except UnicodeDecodeError:
                texts[path] = ""  # Sound, pictures, golden bytes: they only exist.
            except FileNotFoundError:
                continue  # Deleted, and not committed yet.
        return cls(texts)

    def paths(self, *suffixes, under=()):
        return sorted(path for path in self._texts
                      if (not suffixes or path.endswith(suffixes))
                      and (not under or path.startswith(under)))

    def text(self, path):
        return self._texts[path]

    def lines(self, path):
        return enumerate(self._texts[path].splitlines(), 1)

    def exists(self, path):
        path = path.rstrip("/")
        return path in self._texts or any(known.startswith(path + "/") for known in self._texts)


def findings(tree, rules):
    return sorted({finding for rule in rules for finding in rule(tree)},
                  key=lambda finding: (finding.path, finding.line, finding.what))


def main(arguments):
    import tidy_code
    import tidy_docs
    sets = {"code": tidy_code.RULES, "docs": tidy_docs.RULES}
    if len(arguments) > 1 or any(argument not in sets for argument in arguments):
        print("tidy: it is tidy.py [code|docs]", file=sys.stderr)
        return 1
    rules = sum((sets[name] for name in arguments or sets), [])
    tree = Tree.of_git(pathlib.Path(__file__).resolve().parent.parent)
    found = findings(tree, rules)
    for finding in found:
        print(finding)
    fatal = sum(finding.fatal for finding in found)
    print(f"tidy: {len(rules)} rules, {len(tree.paths())} files, {fatal} findings")
    return 1 if fatal else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
