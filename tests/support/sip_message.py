"""One SIP message of RFC 3261, read and written, and the answer to a digest challenge."""

import hashlib
import re

DIGESTS = {"SHA-256": hashlib.sha256, "MD5": hashlib.md5}
NONCE_COUNT = "00000001"


class Message:
    """A request (`method`) or a response (`status`); headers by lower-case name."""

    def __init__(self, data):
        head, _empty, self.body = data.decode().partition("\r\n\r\n")
        first, *lines = head.split("\r\n")
        self.method = self.status = None
        if first.startswith("SIP/2.0 "):
            self.status = int(first.split()[1])
        else:
            self.method, self.uri, _version = first.split(" ")
        self.headers = {}
        for line in lines:
            name, _colon, value = line.partition(":")
            self.headers.setdefault(name.strip().lower(), []).append(value.strip())

    def __getitem__(self, name):
        """The first header of that name; empty when there is none."""
        return self.headers.get(name, [""])[0]

    def all(self, name):
        return self.headers.get(name, [])

    def uri_in(self, name):
        """The address between < and > of a header."""
        return re.search(r"<([^>]+)>", self[name])[1]

    def media(self):
        """(address, port) where the body wants audio; None when it says nothing of it."""
        address = re.search(r"^c=IN IP4 (\S+)", self.body, re.MULTILINE)
        port = re.search(r"^m=audio (\d+)", self.body, re.MULTILINE)
        return (address[1], int(port[1])) if address and port else None


def write(first, headers, body=""):
    lines = [first, *(f"{name}: {value}" for name, value in headers)]
    if body:
        lines.append("Content-Type: application/sdp")
    lines += [f"Content-Length: {len(body.encode())}", "", body]
    return "\r\n".join(lines).encode()


def sdp(port, direction="sendrecv"):
    return "\r\n".join(("v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "c=IN IP4 127.0.0.1", "t=0 0",
                        f"m=audio {port} RTP/AVP 0 101", "a=rtpmap:0 PCMU/8000",
                        "a=rtpmap:101 telephone-event/8000", "a=ptime:20", f"a={direction}", ""))


def credentials(challenge, method, uri, user, secret):
    """The Authorization header that answers a WWW-Authenticate header."""
    words = {name: quoted or plain for name, quoted, plain in
             re.findall(r'(\w+)=(?:"([^"]*)"|([^\s,]+))', challenge)}
    algorithm = words.get("algorithm", "MD5")

    def digest(text):
        return DIGESTS[algorithm](text.encode()).hexdigest()

    secret_part = digest(f"{user}:{words['realm']}:{secret}")
    answer = digest(f"{secret_part}:{words['nonce']}:{NONCE_COUNT}:tests:auth:"
                    + digest(f"{method}:{uri}"))
    return (f'Digest username="{user}", realm="{words["realm"]}", nonce="{words["nonce"]}", '
            f'uri="{uri}", algorithm={algorithm}, qop=auth, nc={NONCE_COUNT}, cnonce="tests", '
            f'response="{answer}"')
