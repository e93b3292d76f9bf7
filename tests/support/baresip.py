"""baresip as a phone: a configuration folder, a tone for a voice, and its control connection."""

import json
import pathlib
import socket
import subprocess

from support.network import CUSTOMERS, PHONES
from support.waiting import wait_until
from support.wav import read_wav

MODULES = "/usr/lib/baresip/modules"
EVENTS_MAX = 10_000

# ausine takes 48 kHz and two channels only; baresip resamples.
CONFIG = """\
poll_method epoll
sip_listen {address}:{sip_port}
call_local_timeout 120
call_max_calls 4
audio_player aubridge,none
audio_source ausine,{frequency}
audio_alert aubridge,none
ausrc_srate 48000
auplay_srate 48000
ausrc_channels 2
auplay_channels 2
rtp_tos 184
rtp_ports {rtp_first}-{rtp_last}
jitter_buffer_delay 1-10
net_interface {interface}
module_path {modules}
module g711.so
module ausine.so
module aubridge.so
module sndfile.so
module ctrl_tcp.so
module_tmp account.so
module_app menu.so
ctrl_tcp_listen {address}:{control_port}
snd_path {sounds}
"""


class Phone:
    """One baresip with one account. Numbers of ports are made from `index`, unique in a test."""

    def __init__(self, folder, index, user, frequency, registrar=None, secret=None,
                 customer=False, transport="udp", codecs="PCMU/8000/1,PCMA/8000/1",
                 auto_answer=False):
        """With a `registrar` (ADDR:PORT) it registers there; without, it only calls."""
        self.folder = pathlib.Path(folder) / f"phone-{user}-{index}"
        self.sounds = self.folder / "sounds"
        self.sounds.mkdir(parents=True)
        self.user = user
        self.events = []
        self.room = CUSTOMERS if customer else PHONES
        self.address = self.room.address
        self.sip_port = 5100 + 2 * index
        self.control_port = 4400 + index
        self.process = self.control = None
        self.unread = b""
        self.answers = 0
        rtp_first = 40000 + 20 * index
        (self.folder / "config").write_text(CONFIG.format(
            address=self.address, sip_port=self.sip_port, frequency=frequency,
            rtp_first=rtp_first, rtp_last=rtp_first + 18, modules=MODULES,
            interface=self.room.name, control_port=self.control_port,
            sounds=self.sounds))
        host = registrar or f"{self.address}:{self.sip_port}"
        account = f"<sip:{user}@{host};transport={transport}>;audio_codecs={codecs}"
        account += ";ptime=20;answermode=" + ("auto" if auto_answer else "manual")
        account += f";auth_user={user};auth_pass={secret};regint=300" if registrar else ";regint=0"
        (self.folder / "accounts").write_text(account + "\n")
        (self.folder / "contacts").write_text("")

    def start(self):
        with open(self.folder / "log", "wb") as log:
            self.process = subprocess.Popen(
                self.room.inside(["baresip", "-4", "-f", str(self.folder)]),
                stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)

        def connected():
            if self.process.poll() is not None:
                raise AssertionError("baresip ended:\n" + self.log())
            try:
                return socket.create_connection((self.address, self.control_port), timeout=1)
            except OSError:
                return None

        self.control = wait_until(connected, what="baresip's control port")
        self.control.setblocking(False)
        return self

    def stop(self):
        """Ends it with its calls; it unregisters itself."""
        if self.control is not None:
            self.control.close()
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.kill()

    def kill(self):
        """It is gone without a word."""
        self.process.kill()
        self.process.wait()

    def log(self):
        return (self.folder / "log").read_text(errors="replace")

    # ---- What it says -----------------------------------------------------------------------

    def read(self):
        """Takes what has come on the control connection: netstrings of JSON."""
        try:
            while piece := self.control.recv(65536):
                self.unread += piece
        except BlockingIOError:
            pass
        while b":" in self.unread:
            size, _colon, rest = self.unread.partition(b":")
            length = int(size)
            if len(rest) < length + 1:
                return
            message = json.loads(rest[:length])
            self.unread = rest[length + 1:]
            if len(self.events) < EVENTS_MAX:
                self.events.append(message)

    def seen(self, kind, since=0):
        """The events of this type, e.g. CALL_INCOMING, from the `since`th message on."""
        self.read()
        return [event for event in self.events[since:] if event.get("type") == kind]

    def wait_for(self, kind, timeout=10, count=1):
        """Waits until `count` events of the type have come since the start; gives the last."""
        wait_until(lambda: len(self.seen(kind)) >= count, timeout, f"{self.user}: {kind}")
        return self.seen(kind)[-1]

    def wait_registered(self):
        """Its log tells; the event may come before the control connection is there."""
        wait_until(lambda: " 200 OK " in self.log(), what=f"{self.user} is registered")

    # ---- What it is told --------------------------------------------------------------------

    def tell(self, command, params=""):
        self.answers += 1
        token = str(self.answers)
        body = json.dumps({"command": command, "params": params, "token": token}).encode()
        self.control.sendall(b"%d:%s," % (len(body), body))

        def answer():
            self.read()
            return next((m for m in self.events
                         if m.get("response") and m.get("token") == token), None)

        found = wait_until(answer, what=f"baresip's answer to {command}")
        if not found.get("ok"):
            raise AssertionError(f"baresip refuses {command} {params}: {found}")
        return found.get("data", "")

    def dial(self, uri):
        self.tell("dial", uri)

    def accept(self):
        self.tell("accept")

    def hang_up(self):
        """Ends the call; one that rings is declined with 486."""
        self.tell("hangup")

    # ---- What it heard ----------------------------------------------------------------------

    def heard(self):
        """(rate, samples) of all that its calls heard so far."""
        return self.dump("dec")

    def said(self):
        return self.dump("enc")

    def dump(self, kind):
        rate, samples = 8000, []
        for path in sorted(self.sounds.glob(f"*-{kind}.wav")):
            rate, channels = read_wav(path)
            samples += channels[0]
        return rate, samples
