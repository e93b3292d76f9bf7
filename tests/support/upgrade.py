"""Moving a test's server to another executable, and who runs which."""

import contextlib
import os
import pathlib
import shutil
import subprocess

from support.command import environment

SECONDS_MAX = 60
VERSION_OF_OTHER = "99.0.0"


def copy_of_relevo(folder, name="relevo"):
    """The program under test as a file of its own."""
    return shutil.copy(os.environ["RELEVO_BINARY"], pathlib.Path(folder) / name)


def other_relevo(folder, name="good"):
    """Another version of it; words in its name make it a bad one (tests/cli/other_relevo.cpp)."""
    built = pathlib.Path(os.environ["RELEVO_BINARY"]).with_name("relevo_other")
    return shutil.copy(built, pathlib.Path(folder) / name)


def upgrade_command(server, program, patience_s):
    words = [os.environ["RELEVO_BINARY"], "upgrade", "--data", str(server.data), "--patience",
             str(patience_s)]
    return words + ([] if program is None else ["--program", str(program)])


def upgrade(server, program=None, patience_s=2 * SECONDS_MAX):
    """What `relevo upgrade` did."""
    return subprocess.run(upgrade_command(server, program, patience_s), env=environment(),
                          stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          timeout=SECONDS_MAX, check=False)


def begin_upgrade(server, program, patience_s):
    """The same while it goes on."""
    return subprocess.Popen(upgrade_command(server, program, patience_s), env=environment(),
                            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True)


def programs(server):
    """{process: the file that it runs} of those that are there."""
    pids = {"serve": server.process.pid, "core": server.child("core"),
            "voice": server.child("voice")}
    found = {}
    for name, pid in pids.items():
        with contextlib.suppress(FileNotFoundError):  # Not there, or it ended while we looked.
            found[name] = os.readlink(f"/proc/{pid}/exe")
    return found


def all_run(program):
    return {name: str(program) for name in ("serve", "core", "voice")}
