"""`relevo COMMAND ...` run to its end, and what must be true of each refusal."""

import os
import re
import subprocess

SECONDS_MAX = 20
SENTENCE_CHARACTERS_MAX = 400


def environment(**more):
    """Of this process without any setting of Relevo's."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("RELEVO_")}
    return clean | more


def relevo(*words, settings=None, text=None):
    """What the program did: `returncode`, `stdout`, `stderr`. `settings`: RELEVO_... variables."""
    return subprocess.run([os.environ["RELEVO_BINARY"], *map(str, words)],
                          env=environment(**(settings or {})), input=text,
                          stdin=subprocess.DEVNULL if text is None else None,
                          capture_output=True, text=True, timeout=SECONDS_MAX)


def said(done):
    """The lines for the person on standard error: those that no process has logged."""
    return [line for line in done.stderr.splitlines()
            if not re.match(r"\d{4}-\d\d-\d\dT\S+Z ", line)]


def check_refused(test, done, status, *words):
    """It ended with this status and one sentence of its own that has these words."""
    test.assertEqual(done.returncode, status, done.stderr)
    sentences = said(done)
    test.assertEqual(len(sentences), 1, done.stderr)
    test.assertRegex(sentences[0], r"^relevo[a-z -]*: ")
    test.assertLess(len(sentences[0]), SENTENCE_CHARACTERS_MAX)
    for word in words:
        test.assertIn(word, sentences[0])
    test.assertNotIn("ready http=", done.stdout)
