"""What the fuzzers begin with: seeds.py FOLDER makes FOLDER/TARGET/* from files of this repository.

A seed in fuzz/seeds/TARGET is taken as it is; one that ends in .hex stands for the bytes it names.
Bytes that broke something stay there, so that they never do again.
"""

import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
SNAPSHOT_HEADER_BYTES = 128
# Golden bytes of what is in files and on the link, and files that people write.
TAKEN = {
    "link": "tests/golden/link/*.hex",
    "log": "tests/golden/log/*.hex",
    "operation": "examples/demo/operation.toml",
    "snapshot": "tests/golden/snapshot/*.hex",
}


def bytes_of(path):
    if path.suffix == ".hex":
        return bytes.fromhex(path.read_text())
    return path.read_bytes()


def state_of(snapshot):
    """The bytes of its first section, the state: snapshot/format.md."""
    at, size, shift = SNAPSHOT_HEADER_BYTES + 1, 0, 0
    while True:
        size |= (snapshot[at] & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if snapshot[at - 1] < 0x80:
            return snapshot[at:at + size]


def main(folder):
    for target in sorted(path.stem for path in (ROOT / "fuzz").glob("*.cpp")):
        paths = sorted(ROOT.glob(TAKEN[target])) if target in TAKEN else []
        paths += sorted((ROOT / "fuzz" / "seeds" / target).glob("*"))
        if not paths:
            sys.exit(f"seeds: {target} has none")
        into = folder / target
        into.mkdir(parents=True, exist_ok=True)
        for old in into.iterdir():
            old.unlink()
        for path in paths:
            (into / path.name).write_bytes(bytes_of(path))
            if target == "snapshot":
                (into / f"{path.name}-state").write_bytes(state_of(bytes_of(path)))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
