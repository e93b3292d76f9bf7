"""Garbage, torture, strangers and misers at every port: a call goes on, and new ones come in."""
# Also on: dev

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

import contextlib
import os
import random
import resource
import select
import socket
import stat
import struct
import time

from support import network
from support.floor import FloorTest
from support.processes import held
from support.rtp import HEADER
from support.sip_end import SipEnd
from support.tcp_line import TcpLine
from support.torture import NOBODY, SILENCE, TORTURE, request, sdp
from support.waiting import wait_until

SEED = 4
DATAGRAMS = 3000
DATAGRAM_BYTES_MAX = 65507
ANSWER_S = 2
CONNECTIONS = 1500
UNUSED_OF_ADDRESS_MAX = 64
SILENT_S_MAX = 10
DESCRIPTORS_USUAL = 1024  # What a shell gives a program at first.
STRANGER = "127.0.0.9"
MEMORY_MORE_KB_MAX = 64 * 1024


class Hostile(FloorTest):
    changes = {"short_abandon_s = 5": "short_abandon_s = 0"}

    def setUp(self):
        _now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (DESCRIPTORS_USUAL, most))  # For the server.
        try:
            super().setUp()
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
        self.dice = random.Random(SEED)
        host, port = self.server.sip.split(":")
        self.sip = (host, int(port))
        self.names = 0
        self.before = {name: (self.server.child(name), held(self.server.child(name)))
                       for name in ("core", "voice")}
        self.connect()

    def connect(self):
        """One conversation; what is sent in it is numbered."""
        self.ends = self.rtp(customer={"numbered": True}, agent={"numbered": True})
        self.talker = self.sipp_agent("1001", "agent", rtp_port=self.ends["agent"].port,
                                      seconds_max=180)
        self.calls = self.sipp("customer_stays", [(self.ends["customer"].port,)], seconds_max=180)
        self.calls.start()
        self.join(self.calls, self.ends["customer"])
        self.join(self.talker.phone, self.ends["agent"])
        self.talker.wait_state("talking")
        wait_until(lambda: all(len(end.audio()) > 25 for end in self.ends.values()), 5,
                   "both hear")
        self.heard_from = time.monotonic()

    def tearDown(self):
        """The call heard nothing of it, no process had to be started again, a new call goes in."""
        self.new_call()
        for end in self.ends.values():
            numbers = end.numbers(self.heard_from)
            self.assertEqual(numbers, list(range(numbers[0], numbers[0] + len(numbers))),
                             "each packet of the other side, and nothing else")
            self.assertEqual({packet.payload_type for packet in end.received
                              if packet.at > self.heard_from}, {0})
        for name, (pid, before) in self.before.items():
            self.assertEqual(self.server.child(name), pid, f"{name} is the same process")
            now = held(pid)
            print(f"{name}: {now.private_kb - before.private_kb:+} kB, "
                  f"{now.descriptors - before.descriptors:+} descriptors")
            self.assertLess(now.private_kb - before.private_kb, MEMORY_MORE_KB_MAX)
        self.talker.hang_up()
        self.calls.finish()
        self.talker.phone.finish()
        super().tearDown()

    def new_call(self):
        """Somebody calls, hears that they wait, and hangs up."""
        customer = SipEnd(self.server.sip, "5550199")
        self.addCleanup(customer.close)
        customer.call("5000")
        customer.wait_status(200)
        customer.hang_up()

    # ---- Datagrams --------------------------------------------------------------------------

    def udp(self, address="127.0.0.1"):
        one = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        one.bind((address, 0))
        one.settimeout(ANSWER_S)
        self.addCleanup(one.close)
        return one

    def filled_in(self, text, one):
        self.names += 1
        here = "%s:%d" % one.getsockname()
        return text.replace("@HERE@", here).replace("@ID@", f"t{self.names}").encode("latin-1")

    def send_slowly(self, one, datagrams):
        """So that the socket's buffer holds them: what the kernel drops tests nothing."""
        for number, datagram in enumerate(datagrams):
            one.sendto(datagram, self.sip)
            if number % 50 == 49:
                self.assert_answers()

    def assert_answers(self):
        """OPTIONS from a socket of its own is answered, though everybody shouts."""
        one = self.udp()
        one.sendto(self.filled_in(request(), one), self.sip)
        self.assertIn(b"SIP/2.0 200", one.recv(DATAGRAM_BYTES_MAX))
        one.close()

    def invite(self):
        return request("INVITE", uri=f"sip:{NOBODY}@{self.sip[0]}",
                       body=sdp("a=rtpmap:0 PCMU/8000"), Content_Type="application/sdp")

    def test_noise(self):
        self.send_slowly(self.udp(), (self.dice.randbytes(self.dice.randrange(1, 1500))
                                      for _datagram in range(DATAGRAMS)))
        self.send_slowly(self.udp(), (bytes([byte]) * DATAGRAM_BYTES_MAX
                                      for byte in range(0, 256, 8)))

    def test_every_beginning_of_a_message(self):
        one = self.udp()
        for text in (self.invite(), request("REGISTER"), request("BYE"),
                     "SIP/2.0 200 OK\r\n" + request().partition("\r\n")[2]):
            whole = self.filled_in(text, one)
            self.send_slowly(one, (whole[:length] for length in range(1, len(whole), 3)))

    def test_changed_bytes(self):
        one = self.udp()

        def changed():
            message = bytearray(self.filled_in(self.invite(), one))
            for _change in range(self.dice.randrange(1, 8)):
                message[self.dice.randrange(len(message))] = self.dice.randrange(256)
            return bytes(message)
        self.send_slowly(one, (changed() for _datagram in range(DATAGRAMS // 3)))

    def test_torture(self):
        for name, section, text, allowed in TORTURE:
            with self.subTest(name, section=section):
                one = self.udp()
                one.sendto(self.filled_in(text, one), self.sip)
                self.assertIn(self.final_status(one, SILENCE in allowed), allowed)
        self.assert_answers()

    def final_status(self, one, may_be_silent):
        """Of the first final response, or SILENCE."""
        one.settimeout(0.3 if may_be_silent else ANSWER_S)
        try:
            while True:
                first = one.recv(DATAGRAM_BYTES_MAX).split(b"\r\n")[0].split(b" ", 2)
                if first[0] == b"SIP/2.0" and int(first[1]) >= 200:
                    return int(first[1])
        except TimeoutError:
            return SILENCE

    def test_headers_without_measure(self):
        one = self.udp()
        huge = (request(Subject="x" * 60_000), request(Subject=["x"] * 5000),
                request(Via=[f"SIP/2.0/UDP 192.0.2.{n % 250}:{n};branch=z9hG4bK{n}"
                             for n in range(1, 1000)]),
                request(Route=["<sip:192.0.2.1;lr>"] * 2000),
                request(From="<sip:a@b>;tag=" + "(" * 20_000 + ")" * 20_000),
                request("INVITE", body=sdp(*["a=rtpmap:0 PCMU/8000"] * 2000),
                        Content_Type="application/sdp"),
                request("INVITE", body=sdp(*["m=audio 4000 RTP/AVP 0 8 18"] * 1500),
                        Content_Type="application/sdp"))
        self.send_slowly(one, (self.filled_in(text, one) for text in huge for _again in range(5)))
        self.assert_answers()

    # ---- Connections ------------------------------------------------------------------------

    def tcp(self):
        one = socket.create_connection(self.sip, timeout=ANSWER_S)
        self.addCleanup(one.close)
        return one

    def test_misers(self):
        """Half-open connections, and messages that come byte by byte and never end."""
        silent = [self.tcp() for _connection in range(CONNECTIONS)]
        slow = silent[:100]
        message = self.filled_in(request(Content_Length="1000000"), slow[0])
        for byte in message[:120]:
            for one in slow:
                self.try_send(one, bytes([byte]))
        self.assert_answers()
        self.new_call()
        self.register("1002", 5390, transport="t1")

    def test_a_crowd_that_says_nothing(self):
        """Most of it is shut out soon and all of it in the end; a phone that keeps its connection
        by pings is not, nor is one that has registered."""
        phone = TcpLine(self.server.sip)
        agent = SipEnd(self.server.sip, "1003", line=phone)
        self.addCleanup(agent.close)
        self.assertEqual(agent.register("demo-1003"), 200)
        pinger = self.tcp()
        self.assert_pong(pinger)
        voice = self.server.child("voice")
        before = held(voice).descriptors
        crowd = [self.tcp() for _connection in range(CONNECTIONS)]
        self.assert_pong(pinger)
        self.new_call()
        wait_until(lambda: self.open_ones(crowd) <= UNUSED_OF_ADDRESS_MAX, 10, "most of it out")
        self.assert_pong(pinger)
        wait_until(lambda: self.open_ones(crowd) == 0, SILENT_S_MAX + 10, "all of it out")
        self.assert_pong(pinger)
        self.assertFalse(phone.is_lost())
        self.assertEqual(agent.register("demo-1003"), 200)
        wait_until(lambda: held(voice).descriptors <= before, 5, "no descriptor is left behind")

    def assert_pong(self, one):
        """RFC 5626, 3.5.1: two CRLF are answered by one."""
        one.sendall(b"\r\n\r\n")
        self.assertEqual(one.recv(100), b"\r\n")

    def open_ones(self, connections):
        """How many of them the server has not ended."""
        open_ones = {one.fileno(): one for one in connections if one.fileno() >= 0}
        poll = select.poll()
        for number in open_ones:
            poll.register(number, select.POLLIN)
        for number, _events in poll.poll(0):
            with contextlib.suppress(ConnectionError):
                self.assertEqual(open_ones[number].recv(1), b"")
            open_ones.pop(number).close()
        return len(open_ones)

    def try_send(self, one, data):
        """True: taken. The server may cut whoever it does not like."""
        try:
            one.sendall(data)
            return True
        except OSError:
            return False

    def test_a_stream_without_end(self):
        for endless in (b"x" * 65536, b"\r\n" * 32768, b"Subject: x\r\n" * 5000):
            one = self.tcp()
            self.try_send(one, b"OPTIONS sip:a@b SIP/2.0\r\n")
            for _piece in range(200):
                if not self.try_send(one, endless):
                    break
            self.assert_answers()
        one = self.tcp()
        self.try_send(one, self.filled_in(request(Content_Length="4000000000"), one))
        for _piece in range(200):
            if not self.try_send(one, b"x" * 65536):
                break
        self.assert_answers()

    def test_torture_by_tcp(self):
        for name, section, text, _allowed in TORTURE:
            with self.subTest(name, section=section):
                one = self.tcp()
                self.try_send(one, self.filled_in(text.replace("/UDP", "/TCP"), one))
                one.close()
        one = self.tcp()
        for _piece in range(200):
            if not self.try_send(one, self.dice.randbytes(10_000)):
                one = self.tcp()
        self.assert_answers()

    # ---- Audio ------------------------------------------------------------------------------

    def test_strangers_at_the_audio_ports(self):
        """From another address, and from another port of the right one; as noise and as RTP."""
        ports = [end.target for end in self.ends.values()]
        known = {end.target: end for end in self.ends.values()}
        for address in (STRANGER, "127.0.0.1"):
            one = self.udp(address)
            for number in range(DATAGRAMS):
                for target in ports:
                    end = known[target]
                    one.sendto(self.forged(number, end), target)
                    one.sendto(self.forged_rtcp(end), (target[0], target[1] + 1))
                if number % 20 == 19:
                    due = time.monotonic() + 0.02
                    wait_until(lambda due=due: time.monotonic() >= due, 1, "the next frame")

    def forged(self, number, end):
        """Noise, another speaker, and one who says they are the one who speaks."""
        kind = number % 4
        if kind == 0:
            return self.dice.randbytes(self.dice.randrange(1, 400))
        ssrc = end.ssrc if kind == 1 else 0xBAD
        sequence = end.sequence + 1 if kind == 1 else number
        payload_type = 101 if kind == 3 else 0
        head = HEADER.pack(0x80, payload_type, sequence & 0xFFFF, number * 160, ssrc)
        return head + b"\x11" * 160

    def forged_rtcp(self, end):
        """BYE of the one who speaks."""
        return struct.pack("!BBHI", 0x81, 203, 1, end.ssrc)

    # ---- The link ---------------------------------------------------------------------------

    def test_the_link_is_of_this_user_alone(self):
        mode = os.stat(self.server.data / "link.sock").st_mode
        self.assertEqual(stat.S_IMODE(mode), 0o600)

    def test_garbage_at_the_link(self):
        frames = [struct.pack("<I", 1 << 31), struct.pack("<I", 0), struct.pack("<IB", 1, 250),
                  struct.pack("<IB", 5, 0) + b"\xff" * 4,
                  struct.pack("<IB", 200, 2) + b"\x01" * 199, struct.pack("<I", 16 << 20)]
        frames += [struct.pack("<IB", 60, self.dice.randrange(4)) + self.dice.randbytes(59)
                   for _frame in range(200)]
        frames += [self.dice.randbytes(self.dice.randrange(1, 2000)) for _frame in range(200)]
        for frame in frames:
            one = self.linked()
            self.try_send(one, frame)
            one.close()
        for _connection in range(200):
            self.linked()
        self.new_call()

    def linked(self):
        """A connection to the core, which takes them one by one."""
        one = socket.socket(socket.AF_UNIX)
        self.addCleanup(one.close)
        one.setblocking(False)
        path = str(self.server.data / "link.sock")
        wait_until(lambda: one.connect_ex(path) == 0, ANSWER_S, "the link takes a connection")
        return one


if __name__ == "__main__":
    network.main()
