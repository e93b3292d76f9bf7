"""A page of metrics, read as a Prometheus server reads it: text format 0.0.4."""

import re

LINE = re.compile(r'^(?P<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(?P<labels>.*)\})? (?P<value>\S+)$')
LABEL = re.compile(r'(\w+)="((?:[^"\\]|\\.)*)"')
SUFFIXES = ("_bucket", "_sum", "_count")


class Family:
    def __init__(self, name, text):
        self.name = name
        self.text = text
        self.kind = None
        self.samples = {}  # By suffix and labels, as sorted pairs.

    def value(self, suffix="", **labels):
        """The sample with just these labels; None when it is not there."""
        return self.samples.get((suffix, tuple(sorted(labels.items()))))

    def total(self, **labels):
        """The sum of the samples that have these labels among theirs."""
        return sum(value for (suffix, has), value in self.samples.items()
                   if not suffix and set(labels.items()) <= set(has))


def read(page):
    """The families by name. AssertionError for a page that breaks the format."""
    families = {}
    family = None
    for line in page.splitlines():
        if line.startswith("# HELP "):
            name, text = line.removeprefix("# HELP ").split(" ", 1)
            assert name not in families, f"{name} comes twice"
            family = families[name] = Family(name, text)
        elif line.startswith("# TYPE "):
            name, kind = line.removeprefix("# TYPE ").split(" ")
            assert family is not None and family.name == name, f"{name} has no HELP"
            assert kind in ("counter", "gauge", "histogram"), line
            family.kind = kind
        else:
            found = LINE.match(line)
            assert found and family is not None, f"no sample: {line}"
            suffix = found["name"].removeprefix(family.name)
            assert suffix in (SUFFIXES if family.kind == "histogram" else ("",)), line
            labels = tuple(sorted(LABEL.findall(found["labels"] or "")))
            assert (suffix, labels) not in family.samples, f"twice: {line}"
            family.samples[suffix, labels] = float(found["value"])
    return families
