#!/usr/bin/env python3
"""Documents made from the source: events, rejects, metrics, indicators. --check fails when one is
stale."""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
NOTE = "<!-- Made by tools/gen_docs.py from the source; ./dev docs --write makes it anew. -->\n"


def comment_text(lines):
    return " ".join(line.strip().removeprefix("///").removeprefix("//").strip() for line in lines)


def events():
    source = "".join((ROOT / "src/core" / name).read_text()
                     for name in ("events.h", "offer_events.h", "transfer_events.h",
                                  "supervision_events.h", "events_of_people.h", "alert_events.h"))
    fields = (ROOT / "src/core/fields.h").read_text()
    kinds = dict(re.findall(r"kind_entry<(\w+)>\{(\d+), ", fields))
    structs = re.findall(r"((?:^///[^\n]*\n)*)^struct (\w+) \{\n(.*?)^\};", source,
                         re.MULTILINE | re.DOTALL)
    out = ["# Events", NOTE, "What can have happened, in the order of their numbers in the log.",
           "Names on the wire are the snake case of these.", ""]
    for comment, name, body in sorted(structs, key=lambda s: int(kinds.get(s[1], 0))):
        if name not in kinds:
            continue
        out += [f"## {name} ({kinds[name]})", ""]
        if comment:
            out += [comment_text(comment.splitlines()), ""]
        fields = re.findall(r"^  ([\w:<>, ]+?) (\w+);(?: +// (.*(?:\n +// .*)*))?", body,
                            re.MULTILINE)
        out += ["| Field | Type | |", "| --- | --- | --- |"]
        for kind, field, text in fields:
            text = re.sub(r"\n +// ?", " ", text or "")
            out.append(f"| `{field}` | {kind.replace('std::', '')} | {text} |")
        out.append("")
    return "\n".join(out)


def rejects():
    source = (ROOT / "src/core/reject.h").read_text()
    rows = re.findall(r"^  (\w+) = (\d+),(?: +// (.*))?$", source, re.MULTILINE)
    out = ["# Rejects", NOTE, "Every reason the core can give for saying no. The API answers 409 "
           "(429 for limits) with the name in `reject`.", "", "| Name | Number | |",
           "| --- | --- | --- |"]
    out += [f"| `{name}` | {number} | {text or ''} |" for name, number, text in rows
            if name != "none"]
    own = re.findall(r'ApiReject \w+\{"(\w+)", (\d+),\s+"([^"]*)"\}',
                     (ROOT / "src/api/problem.h").read_text())
    out += ["", "Those of the API alone, about what is in no state of the core:", "",
            "| Name | Status | |", "| --- | --- | --- |"]
    out += [f"| `{name}` | {status} | {text} |" for name, status, text in own]
    return "\n".join(out) + "\n"


def metrics():
    source = (ROOT / "src/metrics/families.h").read_text()
    body = source[source.index("namespace families {"):]
    out = ["# Metrics", NOTE, "What `GET /metrics` shows, in the text format 0.0.4 that a "
           "Prometheus server reads. Without a", "sign-in it answers programs on the same machine "
           "alone (a loopback address, and no `Forwarded` or", "`X-Forwarded-For`); from elsewhere "
           "it asks for the token of a user who may see the system: a", "supervisor, the command "
           "centre or an administrator. It holds nothing about persons: queues by their", "codes, "
           "no agent, no contact, no number."]
    for line in re.findall(r"^// (.+)\.$|"
                           r"^inline constexpr Family \w+\{([^}]*)\};", body, re.MULTILINE):
        if line[0]:
            out += ["", f"## {line[0]}", "", "| Name | Kind | |", "| --- | --- | --- |"]
            continue
        name, text = re.findall(r'((?:"[^"]*"\s*)+)', line[1])
        kind = re.search(r",\s*(\w+),", line[1])[1]
        text = "".join(re.findall(r'"([^"]*)"', text))
        out.append(f"| `{name.strip().strip(chr(34))}` | {kind} | {text} |")
    return "\n".join(out) + "\n"


def said(source, field):
    """The Spanish and the English of an indicator's title or help."""
    both = re.search(rf"\.{field} =\s+\{{(.*?)\}},\n", source, re.DOTALL)[1]
    texts = re.findall(r'((?:"(?:[^"\\]|\\.)*"\s*)+)', both)
    return ["".join(re.findall(r'"((?:[^"\\]|\\.)*)"', text)) for text in texts]


def formula(source):
    """As formula_of() in src/view/indicator/indicator.cpp writes it."""
    rank = re.search(r"Spread::(\w+), \.permille = (\d+)", source)
    if rank:
        return f"p{int(rank[2]) // 10}({rank[1]})"
    sums = []
    for part in re.findall(r"\.(?:part|whole) =\s+(.*?)\},\n", source, re.DOTALL):
        terms = re.findall(r"(-\s+Sum|Measure::(\w+))", part)
        text, sign = "", " + "
        for term, name in terms:
            if term.startswith("-"):
                sign = " - "
            else:
                text += (sign if text else "") + name
        sums.append(f"({text})" if " " in text else text)
    return " / ".join(sums)


def indicators():
    folder = ROOT / "src/view/indicator"
    names = re.findall(r"&(\w+),", (folder / "all.cpp").read_text())
    out = ["# Indicators", NOTE, "What `GET /api/v1/indicators` gives. A formula is of measures: "
           "[what each counts](../src/view/tally/measure.h).", "", "| Name | Unit | Formula | |",
           "| --- | --- | --- | --- |"]
    for name in names:
        source = (folder / f"{name}.cpp").read_text()
        unit = re.search(r"Unit::(\w+)", source)[1]
        out.append(f"| `{name}` {said(source, 'title')[1]} | {unit} | `{formula(source)}` | "
                   f"{said(source, 'help')[1]} |")
    return "\n".join(out) + "\n"


def main():
    stale = []
    for name, text in (("events", events()), ("rejects", rejects()), ("metrics", metrics()),
                       ("indicators", indicators())):
        path = ROOT / "docs" / f"{name}.gen.md"
        if path.exists() and path.read_text() == text:
            continue
        stale.append(path.name)
        if "--check" not in sys.argv:
            path.write_text(text)
    if stale and "--check" in sys.argv:
        print(f"docs: stale: {', '.join(stale)}; ./dev docs --write makes them anew",
              file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
