"""A tiny SIP end on loopback: a customer that calls, or an agent's phone that registers and rings.

It says what RFC 3261 needs for one call at a time, and repeats nothing: no packet is lost here.
Its audio port is open and silent, or that of an end of audio (support/rtp.py).
"""

import contextlib
import socket
import struct
import threading
import uuid

from support import sip_message
from support.waiting import wait_until

ANSWER_SECONDS_MAX = 10
DATAGRAM_BYTES_MAX = 65535


class SipEnd:
    def __init__(self, server, user, audio=None, line=None):
        """`server`: ADDR:PORT, where the calls go and come from. `audio`: a socket of somebody
        else. `line`: a TcpLine, instead of UDP."""
        host, port = server.split(":")
        self.server = (host, int(port))
        self.user = user
        self.transport = "TCP" if line else "UDP"
        self.socket = line or socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        if line is None:
            self.socket.bind(("127.0.0.1", 0))
        self.owns_audio = audio is None
        self.audio = audio or socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        if self.owns_audio:
            self.audio.bind(("127.0.0.1", 0))
            self.audio.setblocking(False)
        self.media = None  # (address, port) where our audio is to go.
        self.spoken = 0
        self.tag = uuid.uuid4().hex[:12]
        self.registration = uuid.uuid4().hex  # The Call-ID of all its REGISTERs.
        self.sequence = self.invite_sequence = 0
        self.responses = []  # To requests of ours, in order.
        self.asked = []  # The methods of requests to us, in order.
        self.call_id = None
        self.invite = None   # That came in and is to be answered; or that we sent, as its headers.
        self.rung = {}       # The INVITEs that came in and are not cancelled, by Call-ID.
        self.dialog = None   # (From, To, target) of requests within the call.
        self.ringing = self.talking = False
        self.ended_by = None  # The method that ended the call: BYE or CANCEL; or a final status.
        self.closing = False
        self.thread = threading.Thread(target=self.listen, daemon=True)
        self.thread.start()

    @property
    def address(self):
        """Of our socket as it is now, as Contact says it."""
        return "{}:{}".format(*self.socket.getsockname())

    def close(self):
        self.closing = True
        self.socket.sendto(b"", self.socket.getsockname())  # Wakes the thread.
        self.thread.join(ANSWER_SECONDS_MAX)
        self.socket.close()
        if self.owns_audio:
            self.audio.close()

    # ---- As a phone -------------------------------------------------------------------------

    def register(self, secret, expires=300):
        """The status of REGISTER, once with the digest that the first answer asks for."""
        uri = f"sip:{self.server[0]}"
        self.secret = secret
        call_id = self.registration
        more = [("Contact", f"<sip:{self.user}@{self.address}>"), ("Expires", expires)]
        me = f"<sip:{self.user}@{self.server[0]}>"
        first = self.ask("REGISTER", uri, f"{me};tag={self.tag}", me, call_id, more)
        if first.status != 401:
            return first.status
        challenge = min(first.all("www-authenticate"), key=lambda text: "SHA-256" not in text)
        answer = sip_message.credentials(challenge, "REGISTER", uri, self.user, secret)
        return self.ask("REGISTER", uri, f"{me};tag={self.tag}", me, call_id,
                        [*more, ("Authorization", answer)]).status

    def unregister(self):
        return self.register(self.secret, 0)

    def wait_ringing(self, timeout=10):
        wait_until(lambda: self.ringing, timeout, f"{self.user} rings")

    def answer(self):
        self.wait_ringing()
        self.respond(self.invite, 200, "OK", sip_message.sdp(self.audio.getsockname()[1]))
        self.ringing, self.talking = False, True

    def decline(self, status=486):
        self.wait_ringing()
        self.ringing = False
        self.respond(self.invite, status, "Busy Here")

    # ---- As a customer ----------------------------------------------------------------------

    def call(self, number):
        """Sends INVITE; `status` tells what came of it."""
        self.call_id = uuid.uuid4().hex
        uri = f"sip:{number}@{self.server[0]}:{self.server[1]}"
        ours = f"<sip:{self.user}@{self.address}>;tag={self.tag}"
        self.invite = (uri, ours, f"<{uri}>", self.next_branch())
        self.invite_sequence = self.sequence
        self.dialog, self.ended_by, self.talking = None, None, False
        self.send("INVITE", *self.invite, self.sequence,
                  body=sip_message.sdp(self.audio.getsockname()[1]))

    @property
    def status(self):
        """The last status of our INVITE, or None."""
        return next((response.status for response in reversed(self.responses)
                     if response["cseq"] == f"{self.invite_sequence} INVITE"), None)

    def wait_status(self, status, timeout=10):
        wait_until(lambda: self.status == status, timeout, f"{self.user}: {status}")

    def wait_ended(self, timeout=10):
        return wait_until(lambda: self.ended_by, timeout, f"{self.user}: the call's end")

    def hang_up(self):
        """Ends the call as its state asks: BYE, CANCEL, or 486 while it rings here."""
        if self.talking:
            self.talking, self.ended_by = False, "us"
            ours, theirs, target = self.dialog
            self.ask("BYE", target, ours, theirs, self.call_id)
        elif self.ringing:
            self.decline()
        elif isinstance(self.invite, tuple) and self.ended_by is None:
            self.send("CANCEL", *self.invite, self.invite_sequence)
            self.wait_ended()

    # ---- In a call --------------------------------------------------------------------------

    def hold(self, direction="sendonly"):
        """A re-INVITE that puts the other side on hold; its status."""
        ours, theirs, target = self.dialog
        branch = self.next_branch()
        sequence = self.sequence
        sdp = sip_message.sdp(self.audio.getsockname()[1], direction)
        self.send("INVITE", target, ours, theirs, branch, sequence, body=sdp)
        answer = self.wait_final(branch, "re-INVITE")
        self.send("ACK", target, ours, theirs, self.next_branch(), sequence)
        return answer.status

    def says(self, word):
        """One packet of audio that has this word in it; True."""
        self.spoken += 1
        head = struct.pack("!BBHII", 0x80, 0, self.spoken & 0xFFFF, 160 * self.spoken, 1)
        self.audio.sendto(head + word.ljust(160, b"\xff"), self.media)
        return True

    def has_heard(self, word):
        """Whether a packet that came since the last look has this word."""
        found = False
        with contextlib.suppress(BlockingIOError):
            while True:
                found |= word in self.audio.recv(DATAGRAM_BYTES_MAX)
        return found

    def hears(self):
        """Whether any packet of audio came since the last look."""
        return self.has_heard(b"")

    # ---- Messages ---------------------------------------------------------------------------

    def next_branch(self):
        self.sequence += 1
        return "z9hG4bK" + uuid.uuid4().hex

    def ask(self, method, uri, ours, theirs, call_id, more=()):
        """The final response to a request that is no INVITE."""
        branch = self.next_branch()
        sequence = self.sequence
        self.send(method, uri, ours, theirs, branch, sequence, call_id, more)
        return self.wait_final(branch, method)

    def wait_final(self, branch, method):
        def final():
            return next((response for response in self.responses if response.status >= 200 and
                         branch in response["via"]), None)
        return wait_until(final, ANSWER_SECONDS_MAX, f"{self.user}: an answer to {method}")

    def send(self, method, uri, ours, theirs, branch, sequence, call_id=None, more=(), body=""):
        headers = [("Via", f"SIP/2.0/{self.transport} {self.address};branch={branch}"),
                   ("Max-Forwards", 70), ("From", ours), ("To", theirs),
                   ("Call-ID", call_id or self.call_id),
                   ("CSeq", f"{sequence} {method}"), *more]
        if method == "INVITE":
            headers.append(("Contact", f"<sip:{self.user}@{self.address}>"))
        self.socket.sendto(sip_message.write(f"{method} {uri} SIP/2.0", headers, body), self.server)

    def respond(self, request, status, reason, body=""):
        to = request["to"] if ";tag=" in request["to"] else f"{request['to']};tag={self.tag}"
        headers = [*(("Via", via) for via in request.all("via")), ("From", request["from"]),
                   ("To", to), ("Call-ID", request["call-id"]), ("CSeq", request["cseq"]),
                   ("Contact", f"<sip:{self.user}@{self.address}>")]
        headers += [("Record-Route", route) for route in request.all("record-route")]
        self.socket.sendto(sip_message.write(f"SIP/2.0 {status} {reason}", headers, body),
                           self.server)

    # ---- What comes -------------------------------------------------------------------------

    def listen(self):
        while not self.closing:
            data = self.socket.recv(DATAGRAM_BYTES_MAX)
            if not data.strip():
                continue
            message = sip_message.Message(data)
            if message.status is not None:
                self.take_response(message)
            else:
                self.take_request(message)

    def take_response(self, response):
        is_invite = response["cseq"] == f"{self.invite_sequence} INVITE"
        if is_invite and response.status >= 200:
            ours, theirs = response["from"], response["to"]
            if response.status < 300:
                target = response.uri_in("contact")
                self.media = response.media()
                self.dialog, self.talking = (ours, theirs, target), True
                self.send("ACK", target, ours, theirs, self.invite[3] + "a", self.invite_sequence)
            else:
                uri, _ours, _theirs, branch = self.invite
                self.send("ACK", uri, ours, theirs, branch, self.invite_sequence)
                self.ended_by = response.status
        self.responses.append(response)

    def take_request(self, request):
        self.asked.append(request.method)
        if request.method == "INVITE" and self.talking and request["call-id"] == self.call_id:
            self.respond(request, 200, "OK", sip_message.sdp(self.audio.getsockname()[1]))
        elif request.method == "INVITE" and request["call-id"] in self.rung:
            self.respond(request, 180, "Ringing")  # The same once more.
        elif request.method == "INVITE":
            self.call_id, self.invite = request["call-id"], request
            self.rung[self.call_id] = request
            self.dialog = (f"{request['to']};tag={self.tag}", request["from"],
                           request.uri_in("contact"))
            self.ended_by, self.ringing, self.media = None, True, request.media()
            self.respond(request, 180, "Ringing")
        elif request.method == "CANCEL":
            # It may be of an earlier call than the one that rings now: voice that came back cancels
            # what rang before it died, and rings anew at once.
            self.respond(request, 200, "OK")
            invite = self.rung.pop(request["call-id"], None)
            if invite is not None:
                self.respond(invite, 487, "Request Terminated")
            if invite is self.invite:
                self.ringing, self.ended_by = False, "CANCEL"
        elif request.method != "ACK":
            self.respond(request, 200, "OK")
            if request.method == "BYE":
                self.talking, self.ended_by = False, "BYE"
