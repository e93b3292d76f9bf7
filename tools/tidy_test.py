#!/usr/bin/env python3
"""Proves that each rule of tidy bites, and that it leaves good files alone."""

import sys
import unittest

import tidy_code
import tidy_docs
from tidy import Tree, findings

HEAD = "// What this is for.\n"
README = "# core: the rules\n\n| File | What |\n| --- | --- |\n| `a.h`, `a.cpp` | It |\n"
DECISION = "# 1. We do\n\n" + "\n".join(f"**{part}.** It is." for part in tidy_docs.DECISION_PARTS)
REJECT = HEAD + "enum class Reject : int {\n  none = 0,\n  queue_full = 1,  // No room.\n};\n"

# Rule: (files it must refuse, files it must leave alone); each a list of trees.
CASES = {
    tidy_code.files_are_short: (
        [{"src/core/a.cpp": "\n" * 701}],
        [{"src/core/a.cpp": "\n" * 400}, {"src/core/a_test.cpp": "\n" * 701}]),
    tidy_code.lines_are_short: (
        [{"src/core/a.cpp": "x" * 101}, {"tools/dev-x": "x" * 101}],
        [{"src/core/a.cpp": "é" * 100}, {"README.md": "x" * 101}]),
    tidy_code.first_line_says_what_for: (
        [{"src/core/a.h": "#pragma once\n" + HEAD}, {"src/core/a.cpp": '#include "core/b.h"\n'},
         {"src/core/a.cpp": ""}],
        [{"src/core/a.h": HEAD}, {"src/core/a.cpp": '#include "core/a.h"\n'},
         {"src/core/a_test.cpp": '#include "core/a.h"\n'}]),
    tidy_code.one_noun_a_thing: (
        [{"src/core/a.h": HEAD + "struct Call {};"}, {"src/api/a.cpp": "int chat = 0;"}],
        [{"src/core/a.h": "// A call is a contact.\n"}, {"src/voice/a.h": "struct Call {};"},
         {"src/core/a.h": 'f("call"); recall(call_back);'}]),
    tidy_code.leftovers_have_an_issue: (
        [{"src/core/a.h": "// TO" "DO: more"}, {"tools/a.py": "# FIX" "ME(me)"}],
        [{"src/core/a.h": "// TODO(#12): more"}, {"src/core/a.h": "// What to do"}]),
    tidy_code.no_blanket_catch: (
        [{"src/api/a.cpp": "} catch (...) {"}, {"src/api/a.cpp": "catch(\n ... )"}],
        [{"src/api/a.cpp": "catch (const Error&)  // Not catch (...)"}]),
    tidy_code.no_using_namespace: (
        [{"src/api/a.cpp": "using namespace std;"}, {"src/api/a.cpp": "using namespace relevo;"},
         {"src/api/a_test.cpp": "using namespace std;"}],
        [{"src/log/a_test.cpp": "using namespace relevo::log;"},
         {"src/api/a.cpp": "using std::string; using namespace std::string_view_literals;"}]),
    tidy_code.whole_numbers: (
        [{"src/core/a.h": "double x;"}, {"src/base/a.h": "float x;"}],
        [{"src/view/a.h": "double x;"}, {"src/core/a.h": "int doubled;  // no double"}]),
    tidy_code.ordered_containers: (
        [{"src/view/a.h": "std::unordered_map<int, int> x;"},
         {"src/core/a.h": "#include <unordered_set>"}],
        [{"src/api/a.h": "std::unordered_map<int, int> x;"}, {"src/core/a.h": "std::map x;"}]),
    tidy_code.pure_folders_are_pure: (
        [{"src/core/a.cpp": "#include <chrono>"}, {"src/base/a.h": "#include <sys/socket.h>"},
         {"src/view/a.cpp": "auto t = time(nullptr);"}, {"src/core/a.cpp": "int x = rand();"},
         {"src/core/a.cpp": "std::random_device device;"}, {"src/view/a.cpp": "getenv(name)"}],
        [{"src/app/a.cpp": "#include <chrono>"}, {"src/core/a.cpp": "Time time(event.at());"},
         {"src/base/assert.cpp": "#include <cstdio>\nstd::fprintf(stderr, text);"}]),
    tidy_code.folders_include_whom_they_may: (
        [{"src/core/a.h": '#include "view/a.h"'}, {"src/voice/a.h": '#include "core/types.h"'},
         {"src/channel/a.h": '#include "core/state.h"'}, {"src/core/a.cpp": '#include "a.h"'},
         {"src/newest/a.h": HEAD}],
        [{"src/view/a.h": '#include "core/state.h"'}, {"src/core/a.h": '// #include "api/a.h"'},
         {"src/channel/a.h": '#include "core/types.h"',
          "CMakeLists.txt": "relevo_words(core_words FOLDER core\nHEADERS types.h\nLINK base)"}]),
    tidy_code.slow_libraries_stay_in_few_files: (
        [{"src/api/a.h": "#include <boost/asio.hpp>"},
         {f"src/api/a{n}.cpp": "#include <spdlog/spdlog.h>" for n in range(4)}],
        [{f"src/api/a{n}.cpp": "#include <boost/beast/http.hpp>" for n in range(3)}]),
    tidy_code.each_reject_has_a_story: (
        [{"src/core/reject.h": REJECT},
         {"src/core/reject.h": REJECT, "tests/stories/a.story": "# !! queue_full"}],
        [{"src/core/reject.h": REJECT, "tests/stories/a.story": "  !! queue_full"}]),
    tidy_code.tests_do_not_sleep: (
        [{"src/link/a_test.cpp": "std::this_thread::sleep_for(x);"}],
        [{"src/link/a.cpp": "std::this_thread::sleep_for(x);"},
         {"src/link/a_test.cpp": "// No sleep"}]),
    tidy_code.nothing_of_one_machine: (
        [{"docs/a.md": "see /wor" "k/here"}, {"src/core/a.h": "// by Clau" "de"}],
        [{"docs/a.md": "see docs/work/here and /var/lib/relevo"}]),
    tidy_docs.one_title: (
        [{"a.md": "text\n"}, {"a.md": "# A\n\n# B\n"}, {"a.md": "\n# A\n"}],
        [{"a.md": "# A\n\n```sh\n# a comment\n```\n"}]),
    tidy_docs.links_resolve: (
        [{"a.md": "# A\n[b](b.md)"}, {"docs/a.md": "# A\n[b](../b.md#none)", "b.md": "# B\n"}],
        [{"docs/a.md": "# A\n[b](../b.md#the-b), [c](https://example.com)", "b.md": "# The B\n"}]),
    tidy_docs.named_things_exist: (
        [{"a.md": "# A\nRun `./dev fly`."}, {"a.md": "# A\nSee `src/core/none.h`."}],
        [{"a.md": "# A\nRun `./dev fly high`.", "tools/dev-fly": ""},
         {"a.md": "# A\n`src/channel/NAME.cpp`, `docs/README.md`", "docs/README.md": "# B\n"},
         {"a.md": "# A\n## Later\n`./dev fly`\n### How\n`src/none.h`"}]),
    tidy_docs.folders_explain_themselves: (
        [{"src/core/a.h": HEAD}, {"src/core/README.md": README},
         {"src/core/README.md": "# core\n", "src/core/a.h": HEAD},
         {"src/core/README.md": "# core\n", "src/core/sub/a.h": HEAD},
         {"src/core/README.md": "# c\n| `sub/a`, `b` | |\n", "src/core/sub/a.h": HEAD}],
        [{"src/core/README.md": README, "src/core/a.h": HEAD, "src/core/a.cpp": HEAD},
         {"src/core/README.md": "# c\n| `sub/a`, `b` | |\n", "src/core/sub/a.h": HEAD,
          "src/core/sub/b.h": HEAD},
         {"src/core/README.md": "# c\n| `sub/` | All |\n", "src/core/sub/a.h": HEAD},
         {"src/core/README.md": "# c\n", "src/core/sub/README.md": README,
          "src/core/sub/a.h": HEAD, "src/core/sub/a.cpp": HEAD}]),
    tidy_docs.decisions_are_complete: (
        [{"docs/decisions/0002-b.md": DECISION}, {"docs/decisions/first.md": DECISION},
         {"docs/decisions/0001-a.md": "# 1. Text\n"}],
        [{"docs/decisions/0001-a.md": DECISION, "docs/decisions/0002-b.md": DECISION}]),
    tidy_docs.changelog_form: (
        [{}, {"CHANGELOG.md": "# C\n\n## 1.0\n"},
         {"CHANGELOG.md": "# C\n\n## Unreleased\n\n### Misc\n"}],
        [{"CHANGELOG.md": "# C\n\n## Unreleased\n\n### New\n\n## 1.0\n"}]),
}


class Rules(unittest.TestCase):
    def test_every_rule_has_a_case(self):
        self.assertEqual(set(CASES), set(tidy_code.RULES + tidy_docs.RULES))

    def test_decisions_have_no_gap(self):
        tree = Tree({"docs/decisions/0001-a.md": DECISION, "docs/decisions/0003-c.md": DECISION})
        found = findings(tree, [tidy_docs.decisions_are_complete])
        self.assertEqual([finding.path for finding in found], ["docs/decisions/0003-c.md"])

    def test_long_files_are_only_noted_first(self):
        found = findings(Tree({"src/core/a.cpp": "\n" * 401}), [tidy_code.files_are_short])
        self.assertEqual([finding.fatal for finding in found], [False])

    def test_comments_and_literals_are_no_code(self):
        text = 'a = "double"; b = R"(float)"; c = 1\'000; /* double\n float */ d = \'"\'; int e;\n'
        tree = Tree({"src/core/a.cpp": text})
        self.assertEqual(findings(tree, [tidy_code.whole_numbers]), [])
        self.assertIn("int e", dict(tidy_code.code_lines(tree, "src/core/a.cpp"))[2])


def add_case(rule, bad, good):
    def bites(self):
        for files in bad:
            with self.subTest(files=files):
                self.assertTrue(any(finding.fatal for finding in findings(Tree(files), [rule])))

    def leaves_alone(self):
        for files in good:
            with self.subTest(files=files):
                self.assertEqual(findings(Tree(files), [rule]), [])

    setattr(Rules, f"test_{rule.__name__}_bites", bites)
    setattr(Rules, f"test_{rule.__name__}_leaves_good_files_alone", leaves_alone)


for each_rule, (refused, accepted) in CASES.items():
    add_case(each_rule, refused, accepted)

if __name__ == "__main__":
    sys.exit(unittest.main())
