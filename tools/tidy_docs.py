"""The style rules about documents. Each takes the tree and yields findings."""

import fnmatch
import posixpath
import re

from tidy import Finding

DECISION_PARTS = ("Question", "Decision", "Because", "Given up", "Undo cost", "Not chosen")
CHANGELOG_SECTIONS = ("New", "Better", "Fixed", "You must act")
# Headings under which a document speaks of what does not exist yet.
LATER = re.compile(r"\b(later|next|not yet|planned|to come)\b", re.IGNORECASE)
FOLDERS = ("src", "tests", "tools", "docs", "examples", "packaging", "sim", "bench", "console")


def documents(tree):
    return tree.paths(".md")


def prose_lines(tree, path):
    """The lines outside code blocks."""
    fence = None
    for number, line in tree.lines(path):
        mark = re.match(r"\s*(```+|~~~+)", line)
        if mark and fence is None:
            fence = mark[1]
        elif mark and mark[1].startswith(fence):
            fence = None
        elif fence is None:
            yield number, line


def slug(heading):
    bare = re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", heading).strip().lower()
    return re.sub(r"[^\w\- ]", "", bare).replace(" ", "-")


def one_title(tree):
    for path in documents(tree):
        titles = [number for number, line in prose_lines(tree, path) if line.startswith("# ")]
        if len(titles) != 1:
            yield Finding(path, titles[1] if titles else 1, f"{len(titles)} titles, one is right")
        elif titles[0] != 1:
            yield Finding(path, 1, "the title is the first line")


def links_resolve(tree):
    for path in documents(tree):
        for number, line in prose_lines(tree, path):
            line = re.sub(r"`[^`]*`", "", line)
            for target in re.findall(r"\]\(([^)\s]+)[^)]*\)", line):
                if re.match(r"[a-z]+:", target):
                    continue
                name, _, anchor = target.partition("#")
                other = posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
                other = path if not name else other
                if not tree.exists(other):
                    yield Finding(path, number, f"the link leads nowhere: {target}")
                elif anchor and other.endswith(".md"):
                    slugs = {slug(text.lstrip("# ")) for _, text in prose_lines(tree, other)
                             if text.startswith("#")}
                    if anchor not in slugs:
                        yield Finding(path, number, f"{other} has no heading #{anchor}")


def named_things_exist(tree):
    """`./dev NAME` and `folder/file` in documents; capitals, * and ... stand for anything."""
    for path in documents(tree):
        if path.startswith("docs/decisions/"):
            continue  # They tell what was, and are never edited.
        later = 0  # The level of the heading under which all is yet to come.
        for number, line in prose_lines(tree, path):
            if heading := re.match(r"(#+)\s+(.*)", line):
                level = len(heading[1])
                if later and level <= later:
                    later = 0
                if not later and LATER.search(heading[2]):
                    later = level
            if later:
                continue
            for quoted in re.findall(r"`([^`]+)`", line):
                if command := re.match(r"\./dev ([a-z]+)\b", quoted):
                    if not tree.exists("tools/dev-" + command[1]):
                        yield Finding(path, number, f"there is no command ./dev {command[1]}")
                named = re.match(r"(?:\./)?((?:%s)/[\w./-]+)$" % "|".join(FOLDERS), quoted)
                if named and not re.search(r"[A-Z]{2,}(?![A-Z]*\.md)|\.\.\.", named[1]):
                    if not tree.exists(named[1]):
                        yield Finding(path, number, f"there is no {named[1]}")


def table_names(tree, readme):
    """(line, path patterns) for what the first column of a README's tables names.

    `a.h` is that file, `a` is a.h and a.cpp, `sub/` is all below it, `*` stands for anything. After
    `sub/a`, a later name in the same cell may leave out the folder.
    """
    home = posixpath.dirname(readme)
    for number, line in prose_lines(tree, readme):
        first = re.match(r"\|([^|]*)\|", line)
        folder = ""
        for name in re.findall(r"`([\w*/.-]+)`", first[1]) if first else ():
            if name.endswith("/"):
                yield number, name, [f"{home}/{name}*"]
                continue
            names = [name] if "." in name else [name + ".h", name + ".cpp", name]
            yield number, name, [posixpath.normpath(f"{home}/{place}{each}")
                                 for each in names for place in ("", folder)]
            folder = posixpath.dirname(name) + "/" if "/" in name else folder


def check_readme(tree, readme):
    home = posixpath.dirname(readme) + "/"
    inner = [path[:-len("README.md")] for path in tree.paths("/README.md", under=(home,))
             if path != readme]
    headers = [path for path in tree.paths(".h", under=(home,))
               if not path.startswith(tuple(inner)) and not path.endswith("_test.h")]
    explained = set()
    for number, name, patterns in table_names(tree, readme):
        found = {path for pattern in patterns for path in fnmatch.filter(tree.paths(), pattern)}
        explained |= found
        if not found:
            yield Finding(readme, number, f"there is no {home}{name}")
    for header in headers:
        if header not in explained:
            yield Finding(readme, 0, f"its table does not name {header[len(home):]}")


def folders_explain_themselves(tree):
    folders = {path.split("/")[1] for path in tree.paths(under=("src/",)) if path.count("/") > 1}
    for folder in sorted(folders):
        readme = f"src/{folder}/README.md"
        if not tree.exists(readme):
            yield Finding(readme, 0, "each folder of src has one: what it is for, its files")
    for readme in tree.paths("/README.md", under=("src/",)):
        yield from check_readme(tree, readme)


def decisions_are_complete(tree):
    home = "docs/decisions/"
    expected = 1
    for path in tree.paths(".md", under=(home,)):
        name = path[len(home):]
        if name == "README.md":
            continue
        number = re.match(r"(\d{4})-[a-z0-9-]+\.md$", name)
        if not number:
            yield Finding(path, 0, "a decision is named NNNN-title.md")
            continue
        if int(number[1]) != expected:
            yield Finding(path, 0, f"the next decision is number {expected:04d}: no gaps, no twins")
        expected = int(number[1]) + 1
        for part in DECISION_PARTS:
            if part not in tree.text(path):
                yield Finding(path, 0, f"a decision says its '{part}'")


def changelog_form(tree):
    path = "CHANGELOG.md"
    if not tree.exists(path):
        yield Finding(path, 0, "there is none")
        return
    releases = [(number, line[3:]) for number, line in prose_lines(tree, path)
                if line.startswith("## ")]
    if not releases or releases[0][1] != "Unreleased":
        yield Finding(path, releases[0][0] if releases else 0, "it begins with ## Unreleased")
    for number, line in prose_lines(tree, path):
        if line.startswith("### ") and line[4:] not in CHANGELOG_SECTIONS:
            yield Finding(path, number, f"sections are {', '.join(CHANGELOG_SECTIONS)}")


RULES = [one_title, links_resolve, named_things_exist, folders_explain_themselves,
         decisions_are_complete, changelog_form]
