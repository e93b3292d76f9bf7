#!/usr/bin/env python3
"""A full disk: new contacts are refused, live ones go on and end, and nothing acknowledged is lost.

The data folder is on a small tmpfs of the test's own, in a mount namespace that ends with it.
"""

import os
import pathlib
import shutil
import signal
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from support.api import Client, Refused
from support.loopback import StartTest
from support.sip_end import SipEnd
from support.waiting import wait_until

INSIDE = "RELEVO_TEST_MOUNTS"
VOLUME_MB = 96
BACK_SECONDS_MAX = 5
RESERVE_BYTES = 16 << 20
ENDING_ZEROS_MAX = 32  # Of the last record itself.
AUDIO_PACKETS = 25  # Half a second of music.


class FullDisk(StartTest):
    def setUp(self):
        if INSIDE not in os.environ:
            self.skipTest("needs root and unshare, for a mount namespace")
        super().setUp()
        self.volume = self.folder / "volume"
        self.volume.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={VOLUME_MB}m", "none", self.volume],
                       check=True)
        self.addCleanup(subprocess.run, ["umount", "--lazy", self.volume], check=True)
        self.running = self.server(drain_s=20, folder=self.volume).start()
        self.watcher = self.running.client("s01")

    def server(self, **options):
        server = super().server(**options)
        server.log_path = self.folder / "server.log"  # Not on the volume.
        return server

    def fill(self, leave_kb):
        """Until so much is free. Again: from the beginning."""
        filler = self.volume / "filler"
        filler.unlink(missing_ok=True)
        with open(filler, "wb") as file:
            free = shutil.disk_usage(self.volume).free
            os.posix_fallocate(file.fileno(), 0, free - leave_kb * 1024)

    def free(self):
        (self.volume / "filler").unlink()

    def hears_music(self, customer):
        """Packets of audio that come from now on."""
        customer.audio.setblocking(False)
        try:
            while customer.audio.recv(2048):
                pass
        except BlockingIOError:
            pass
        customer.audio.settimeout(1)
        for _packet in range(AUDIO_PACKETS):
            self.assertTrue(customer.audio.recv(2048))

    def refused_call(self):
        customer = SipEnd(self.running.sip, "5550199")
        self.addCleanup(customer.close)
        customer.call("5000")
        customer.wait_status(503)
        refusal = next(answer for answer in customer.responses if answer.status == 503)
        self.assertIn(int(refusal["retry-after"]), range(2, 11))

    def call_is_taken(self):
        customer = SipEnd(self.running.sip, "5550198")
        self.addCleanup(customer.close)
        customer.call("5000")
        wait_until(lambda: customer.status is not None and customer.status >= 200,
                   BACK_SECONDS_MAX, "an answer")
        if customer.status != 200:
            return False
        customer.hang_up()
        return True

    def live_call(self):
        customer = self.call(self.running)
        return customer, self.watcher.board()["contacts"][0]["id"]

    def ended(self, contact):
        return self.watcher.contact(contact)["state"] == "closed"

    def log_is_whole(self):
        seen = self.watcher.get("/state")
        self.ends(self.running)
        self.running.assert_replays(seen)

    def test_it_is_told_before(self):
        self.fill(leave_kb=VOLUME_MB * 1024 * 19 // 100)
        wait_until(lambda: "the disk of the log fills up room=low" in self.running.log(),
                   what="a warning")
        self.call(self.running).hang_up()
        self.free()
        wait_until(lambda: "the disk of the log has room again" in self.running.log(),
                   what="the end of the warning")
        self.log_is_whole()

    def test_nearly_full_refuses_new_contacts_and_live_ones_end(self):
        customer, contact = self.live_call()
        core = self.running.child("core")
        self.fill(leave_kb=64)
        wait_until(lambda: "no new contacts are taken room=reserve" in self.running.log(),
                   what="the reserve")
        self.refused_call()
        self.hears_music(customer)
        self.assertFalse(self.ended(contact))
        with self.assertRaises(Refused) as refused:
            self.running.client("1001").command("sign_in_agent")  # A session fits, no more work.
        self.assertEqual(refused.exception.status, 503)
        customer.hang_up()
        wait_until(lambda: self.ended(contact), what="its end")
        self.free()
        wait_until(self.call_is_taken, BACK_SECONDS_MAX, "a call taken again")
        self.assertEqual(self.running.child("core"), core)
        self.log_is_whole()

    def shrink_log(self, leave_bytes):
        """Leaves so little room in the log's last file; core must not run."""
        path = sorted((self.running.data / "log").glob("*.log"))[-1]
        used = len(path.read_bytes().rstrip(b"\0"))
        os.truncate(path, used + ENDING_ZEROS_MAX + leave_bytes)
        (self.running.data / "log" / "reserve").unlink(missing_ok=True)

    def restart_core_on_full_disk(self, log_bytes):
        supervisor = self.running.process
        supervisor.send_signal(signal.SIGSTOP)
        os.kill(self.running.child("core"), signal.SIGKILL)
        wait_until(lambda: self.running.child("core") is None, what="core's end")
        self.shrink_log(log_bytes)
        self.fill(leave_kb=0)
        supervisor.send_signal(signal.SIGCONT)

    def test_quite_full_holds_the_facts_until_there_is_room(self):
        customer, contact = self.live_call()
        self.restart_core_on_full_disk(log_bytes=600)
        wait_until(lambda: Client(self.running.http).raw("GET", "/readyz")[0] == 200, 10, "ready")
        core = self.running.child("core")
        phone = SipEnd(self.running.sip, "1001")
        self.addCleanup(phone.close)

        def full():  # Facts of a phone that comes and goes use up what is left.
            phone.register("demo-1001")
            phone.unregister()
            return "nothing is taken until it has room" in self.running.log()
        wait_until(full, what="a full disk told")
        self.refused_call()
        self.hears_music(customer)
        customer.hang_up()
        self.assertTrue(self.reads_work())
        self.assertFalse(self.ended(contact))  # Nobody may see what is not durable.
        with self.assertRaises(Refused) as refused:
            self.watcher.command("sign_out_agent", {"agent": "1001"})
        self.assertEqual(refused.exception.status, 503)
        self.free()
        wait_until(lambda: self.ended(contact), BACK_SECONDS_MAX, "its end")
        wait_until(self.call_is_taken, BACK_SECONDS_MAX, "a call taken again")
        self.assertEqual(self.running.child("core"), core)
        self.log_is_whole()

    def reads_work(self):
        try:
            return self.watcher.board()["position"] > 0
        except OSError:
            return False

    def test_a_core_that_starts_on_a_full_disk_is_ready_when_there_is_room(self):
        customer, contact = self.live_call()
        self.restart_core_on_full_disk(log_bytes=0)
        wait_until(lambda: "nothing is taken until it has room" in self.running.log(),
                   what="a full disk told")
        self.hears_music(customer)
        self.free()
        wait_until(lambda: Client(self.running.http).raw("GET", "/readyz")[0] == 200,
                   BACK_SECONDS_MAX, "ready")
        reserve = self.running.data / "log" / "reserve"
        wait_until(lambda: reserve.stat().st_size == RESERVE_BYTES, BACK_SECONDS_MAX,
                   "the log's reserve")
        customer.hang_up()
        wait_until(lambda: self.ended(contact), what="its end")
        self.log_is_whole()


if __name__ == "__main__":
    if INSIDE not in os.environ and os.geteuid() == 0 and shutil.which("unshare"):
        os.environ[INSIDE] = "1"
        os.execvp("unshare", ["unshare", "--mount", sys.executable, *sys.argv])
    unittest.main()
