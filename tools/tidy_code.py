"""The style rules about code. Each takes the tree and yields findings."""

import fnmatch
import re

from tidy import Finding

LINES_REPORTED, LINES_MAX = 400, 700
COLUMNS_MAX = 100
# Long by nature: one line a thing, read from top to bottom.
TABLES = ("src/core/fields.h", "src/core/contact_fields.h", "src/core/names.h", "src/core/events.h")

PURE = ("src/base/", "src/core/", "src/view/")
ONE_NOUN = ("src/core/", "src/view/", "src/log/", "src/api/")
BANNED_NOUNS = ("call", "chat", "conversation", "interaction")

# The one place in the pure folders that may speak: a broken promise, just before the end.
IMPURE_ALLOWED = ("src/base/assert.cpp",)
IMPURE_HEADERS = (
    "chrono", "condition_variable", "ctime", "filesystem", "fstream", "future", "iostream", "mutex",
    "random", "semaphore", "shared_mutex", "sys/*", "thread", "time.h", "unistd.h", "netinet/*",
    "fcntl.h", "pthread.h", "cstdio", "stdio.h", "poll.h", "arpa/*")
IMPURE_WORDS = (
    "clock", "clock_gettime", "cout", "cerr", "fopen", "fprintf", "getenv", "getrandom",
    "gettimeofday", "mt19937", "printf", "puts", "rand", "random", "random_device", "srand",
    "steady_clock", "system_clock")
IMPURE_CALLS = re.compile(r"(?<![\w.>])(?:(?:std)?::)?time\s*\(\s*(?:nullptr|NULL|0|&)")

# Who may include whom; the same as the libraries' links in CMakeLists.txt.
MAY_USE = {
    "base": (),
    "calendar": ("base",),
    "core": ("base",),
    "view": ("base", "core"),
    "log": ("base", "core"),
    "engine": ("base", "core", "view", "log", "metrics"),
    "snapshot": ("base", "core", "view", "log"),
    "archive": ("base", "core", "view"),
    "link": ("base",),
    "records": ("base",),
    "voice": ("base", "link", "metrics"),
    "analyst": ("base", "link"),
    "operation": ("base", "calendar", "core", "records"),
    "demo": ("base",),
    "channel": ("base", "core", "link", "records"),
    "metrics": ("base",),
    "http": ("base", "metrics"),
    "report": ("base",),
    "api": ("base", "calendar", "core", "view", "snapshot", "archive", "records", "log",
            "operation", "metrics", "http", "report"),
    "app": ("base", "core", "view", "snapshot", "archive", "records", "log", "engine", "link",
            "voice", "channel", "operation", "metrics", "http", "api", "analyst", "demo"),
}
# Of core, these see the words alone: never the state, never a decision.
CORE_WORDS_ONLY = ("channel", "operation")

# Compiled slowly (ARCHITECTURE.md): few files may include them, and no header.
SLOW = {"Boost.Beast": r"boost/beast", "Boost.Asio": r"boost/asio", "spdlog": r"spdlog/",
        "CLI11": r"CLI/", "toml++": r"toml\+\+"}
SLOW_FILES_MAX = 3

TOKEN = re.compile(r"""
    //[^\n]* | /\*.*?\*/ |
    R"(?P<mark>[^()\\\s]{0,16})\(.*?\)(?P=mark)" |
    "(?:\\.|[^"\\\n])*" | (?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'
    """, re.DOTALL | re.VERBOSE)
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def is_test(path):
    return path.endswith("_test.cpp") or path.startswith("tests/")


def cpp(tree):
    return tree.paths(".h", ".cpp", under=("src/", "tests/", "tools/", "sim/", "bench/"))


def code_lines(tree, path):
    """The lines without what comments and literals say; includes keep their names."""
    def blank(match):
        return re.sub(r"[^\n]", " ", match[0])
    text = tree.text(path)
    bare = TOKEN.sub(blank, text).splitlines()
    for number, line in enumerate(text.splitlines()):
        if INCLUDE.match(line) and bare[number].lstrip().startswith("#"):
            bare[number] = line
    return enumerate(bare, 1)


def words(line):
    return re.findall(r"[A-Za-z_]\w*", line) if not INCLUDE.match(line) else []


def includes(tree, path):
    for number, line in code_lines(tree, path):
        if found := INCLUDE.match(line):
            yield number, found[1], found[2]


def files_are_short(tree):
    for path in tree.paths(".h", ".cpp", ".py", under=("src/", "tools/", "sim/", "bench/")):
        count = len(tree.text(path).splitlines())
        if is_test(path) or path.endswith("_test.py") or path in TABLES:
            continue
        if count > LINES_MAX:
            yield Finding(path, 0, f"{count} lines, at most {LINES_MAX}: which noun can leave?")
        elif count > LINES_REPORTED:
            yield Finding(path, 0, f"{count} lines, getting long", fatal=False)


def lines_are_short(tree):
    paths = cpp(tree) + tree.paths(".py", ".sh", ".story", ".cmake", "CMakeLists.txt", under=(
        "src/", "tests/", "tools/", "CMakeLists.txt"))
    paths += [path for path in tree.paths(under=("dev", "tools/dev-"))]
    for path in sorted(set(paths)):
        for number, line in tree.lines(path):
            if len(line) > COLUMNS_MAX:
                yield Finding(path, number, f"{len(line)} columns, at most {COLUMNS_MAX}")


def first_line_says_what_for(tree):
    for path in cpp(tree):
        first = (tree.text(path).splitlines() or [""])[0]
        own_header = re.sub(r"^src/|_test\.cpp$|\.cpp$", "", path) + ".h"
        if path.endswith(".cpp") and first == f'#include "{own_header}"':
            continue
        if is_test(path) and INCLUDE.match(first):
            continue
        if not re.match(r"// \S", first):
            yield Finding(path, 1, "the first line says in one sentence what the file is for")


def one_noun_a_thing(tree):
    for path in tree.paths(".h", ".cpp", under=ONE_NOUN):
        for number, line in code_lines(tree, path):
            for word in words(line):
                if word.lower() in BANNED_NOUNS:
                    yield Finding(path, number, f"'{word}': say contact (docs/glossary.md)")


def leftovers_have_an_issue(tree):
    for path in tree.paths(".h", ".cpp", ".py", ".cmake", ".ts", ".txt", ".toml", ".story"):
        if path.startswith("tools/tidy"):
            continue
        for number, line in tree.lines(path):
            if re.search(r"\b(TODO|FIXME|XXX)\b(?!\(?\s?#\d+)", line):
                yield Finding(path, number, "what is left to do has an issue: TODO(#12)")


def no_blanket_catch(tree):
    for path in cpp(tree):
        text = "\n".join(line for _, line in code_lines(tree, path))
        for found in re.finditer(r"\bcatch\s*\(\s*\.\.\.\s*\)", text):
            yield Finding(path, text.count("\n", 0, found.start()) + 1,
                          "catch what the library says it throws, and make it a Fault")


def no_using_namespace(tree):
    for path in cpp(tree):
        for number, line in code_lines(tree, path):
            found = re.search(r"\busing\s+namespace\s+([\w:]*)", line)
            ours = found and is_test(path) and found[1].split("::")[0] == "relevo"
            if found and not ours and not found[1].endswith("literals"):
                yield Finding(path, number, "using namespace: name what you use")


def whole_numbers(tree):
    for path in tree.paths(".h", ".cpp", under=("src/base/", "src/core/")):
        for number, line in code_lines(tree, path):
            if set(words(line)) & {"float", "double"}:
                yield Finding(path, number, "whole numbers only: a replay must give the same bits")


def ordered_containers(tree):
    for path in tree.paths(".h", ".cpp", under=PURE):
        for number, line in code_lines(tree, path):
            if re.search(r"\bunordered_\w+", line):
                yield Finding(path, number, "an unordered container: its order differs by machine")


def pure_folders_are_pure(tree):
    for path in tree.paths(".h", ".cpp", under=PURE):
        if path in IMPURE_ALLOWED or is_test(path):
            continue
        for number, mark, name in includes(tree, path):
            if mark == "<" and any(fnmatch.fnmatch(name, bad) for bad in IMPURE_HEADERS):
                yield Finding(path, number, f"<{name}>: no clock, chance, thread or I/O in here")
        for number, line in code_lines(tree, path):
            for word in sorted(set(words(line)) & set(IMPURE_WORDS)):
                yield Finding(path, number, f"'{word}': no clock, chance or I/O in here")
            if IMPURE_CALLS.search(line):
                yield Finding(path, number, "time(): the time is a parameter in here")


def core_words(tree):
    """The headers of core that CMakeLists.txt gives to those who see its words alone."""
    text = tree.text("CMakeLists.txt") if tree.exists("CMakeLists.txt") else ""
    found = re.search(r"relevo_words\(core_words FOLDER core\s+HEADERS([^)]*?)LINK", text)
    return {"core/" + name for name in found[1].split()} if found else set()


def folders_include_whom_they_may(tree):
    known = core_words(tree)
    for path in tree.paths(".h", ".cpp", under=("src/",)):
        folder = path.split("/")[1]
        if folder not in MAY_USE:
            yield Finding(path, 0, f"src/{folder} is not in the include table (tidy_code.py)")
            continue
        for number, mark, name in includes(tree, path):
            if mark == "<":
                continue
            used = name.split("/")[0]
            if "/" not in name or used not in MAY_USE:
                yield Finding(path, number, f'"{name}": name it from src/: "{folder}/..."')
            elif used != folder and used not in MAY_USE[folder]:
                yield Finding(path, number, f"{folder} may not use {used}")
            elif used == "core" and folder in CORE_WORDS_ONLY and name not in known:
                yield Finding(path, number, f"{folder} may use core's words, not {name}")


def slow_libraries_stay_in_few_files(tree):
    for library, pattern in SLOW.items():
        users = []
        for path in cpp(tree):
            for number, mark, name in includes(tree, path):
                if mark != "<" or not re.match(pattern, name):
                    continue
                if path.endswith(".h"):
                    yield Finding(path, number, f"{library} in a header: keep it in one .cpp")
                elif path not in users:
                    users.append(path)
        if len(users) > SLOW_FILES_MAX:
            yield Finding(users[-1], 0, f"{library} is in {len(users)} files, at most "
                          f"{SLOW_FILES_MAX}: {', '.join(users)}")


# Those that take too long to come to for a story, and the test that does.
REJECTS_WITHOUT_STORY = {"alerts_full": "src/core/alert_test.cpp"}


def each_reject_has_a_story(tree):
    path = "src/core/reject.h"
    if not tree.exists(path):
        return
    shown = set()
    for story in tree.paths(".story", under=("tests/stories/",)):
        shown |= set(re.findall(r"^\s*!!\s+(\w+)", tree.text(story), re.MULTILINE))
    inside = False
    for number, line in code_lines(tree, path):
        if re.search(r"\benum\s+class\s+Reject\b", line):
            inside = True
        elif inside and "}" in line:
            return
        elif inside and (name := re.match(r"\s*(\w+)\s*(=|,|$)", line)):
            known = {"none", *shown, *REJECTS_WITHOUT_STORY}
            if name[1] not in known:
                yield Finding(path, number, f"no story in tests/stories shows '!! {name[1]}'")


def tests_do_not_sleep(tree):
    for path in cpp(tree):
        if not is_test(path):
            continue
        for number, line in code_lines(tree, path):
            if set(words(line)) & {"sleep_for", "sleep_until", "usleep", "nanosleep", "sleep"}:
                yield Finding(path, number, "a test that sleeps: wait for what must happen")


def nothing_of_one_machine(tree):
    place = re.compile(r"(?<![\w./-])/(?:work|home/\w+|root)/")
    tools = re.compile(r"\b(?:" + "|".join((
        "Clau" "de", "Chat" "GPT", "Co" "pilot", "Anthro" "pic", "Open" "AI",
        "AI" "[- ](?:assistants?|generated)")) + r")\b", re.IGNORECASE)
    for path in tree.paths():
        for number, line in tree.lines(path):
            if place.search(line):
                yield Finding(path, number, "a path that only one machine has")
            if tools.search(line):
                yield Finding(path, number, "says who or what wrote it: say what it does")


RULES = [files_are_short, lines_are_short, first_line_says_what_for, one_noun_a_thing,
         leftovers_have_an_issue, no_blanket_catch, no_using_namespace, whole_numbers,
         ordered_containers, pure_folders_are_pure, folders_include_whom_they_may,
         slow_libraries_stay_in_few_files, each_reject_has_a_story, tests_do_not_sleep,
         nothing_of_one_machine]
