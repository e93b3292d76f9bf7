"""Messages that hurt parsers: the classes of RFC 4475, written anew for our number and addresses.

Each is (name, section, bytes, what may be answered). None of them may become a contact: where one
would be a call it dials a number that nobody has.
"""

NOBODY = "5999"
SILENCE = "silence"  # Dropped without a word, as the RFC allows for what cannot be answered.
BAD = {*range(400, 607), SILENCE}
FINE = {200}


def request(method="OPTIONS", uri=None, version="SIP/2.0", body="", **changes):
    """A sound request with some headers changed; None leaves one out, a list repeats it."""
    headers = {
        "Via": "SIP/2.0/UDP @HERE@;branch=z9hG4bK@ID@", "Max-Forwards": "70",
        "From": "<sip:torture@example.org>;tag=@ID@", "To": f"<sip:{NOBODY}@example.com>",
        "Call-ID": "@ID@@torture", "CSeq": f"1 {method}",
        "Contact": "<sip:torture@@HERE@>", "Content-Length": str(len(body.encode()))}
    for name, value in changes.items():
        headers[name.replace("_", "-")] = value
    lines = [f"{method} {uri or 'sip:' + NOBODY + '@example.com'} {version}"]
    for name, value in headers.items():
        for each in value if isinstance(value, list) else [value]:
            if each is not None:
                lines.append(f"{name}: {each}")
    return "\r\n".join([*lines, "", body])


def sdp(*more):
    return "\r\n".join(["v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "c=IN IP4 127.0.0.1", "t=0 0",
                        "m=audio 39994 RTP/AVP 0", *more, ""])


TORTURE = (
    # ---- Odd, and right --------------------------------------------------------------------
    ("folded lines and odd case", "3.1.1.1", request(
        To=f"sip:{NOBODY}@example.com ;\r\n  tag2  =  yes", cSEQ=None, CSeq="0009\r\n  OPTIONS",
        Subject="", NewFangledHeader="newfangled value\r\n continued newfangled value",
        Max_Forwards="0068"), FINE | BAD),
    ("a method of all signs that may be", "3.1.1.2", request(
        "!interesting-Method0123456789_*+`.%indeed'~", CSeq=None,
        **{"cseq": "139122385 !interesting-Method0123456789_*+`.%indeed'~"}), BAD),
    ("escapes in addresses", "3.1.1.3", request(
        uri="sip:sips%3Auser%40example.com@example.net",
        To="sip:%75se%72@example.com", From="<sip:I%20have%20spaces@example.net>;tag=@ID@"), FINE),
    ("escaped zeros", "3.1.1.4", request(
        "REGISTER", uri="sip:example.com", To="sip:null-%00-null@example.com",
        From="sip:null-%00-null@example.com;tag=@ID@",
        Contact=["<sip:%00@@HERE@>", "<sip:%00%00@@HERE@>"]), BAD),
    ("percents that escape nothing", "3.1.1.5", request(
        "RE%47IST%45R", uri="sip:registrar.example.com", To='"%Z%45" <sip:resource@example.com>'),
     BAD),
    ("a long request", "3.1.1.7", request(
        From='"' + "I have a user name of extreme proportion " * 20 + '" <sip:' + "longuser" * 30 +
        "@example.com>;tag=" + "12982" * 20, To=f"<sip:{NOBODY}@" + "long." * 40 + "example.com>",
        Call_ID="longreq." + "onereallylongcallid" * 20, Unknown="unknown" + "value" * 200),
     FINE | BAD),
    ("something behind the end", "3.1.1.8", request() + request("INVITE"), FINE),
    ("a semicolon in the user part", "3.1.1.9", request(
        uri="sip:user;par=u%40example.net@example.com"), FINE),
    ("all kinds of transports", "3.1.1.10", request(Via=[
        "SIP/2.0/UDP @HERE@;branch=z9hG4bK@ID@", "SIP/2.0/SCTP t2.example.com;branch=z9hG4bKkkk",
        "SIP/2.0/TLS t3.example.com;branch=z9hG4bK9", "SIP/2.0/UNKNOWN t4.example.com;branch=z9hG4"
    ]), FINE | BAD),
    ("bytes of a body that are no text", "3.1.1.11", request(
        "MESSAGE", body="--7a9cbec02\0\x01\x02\x7f--", Content_Type="multipart/mixed"), BAD),
    ("a status that nobody has", "3.1.1.13", "SIP/2.0 100 \r\nVia: SIP/2.0/UDP @HERE@\r\n\r\n",
     {SILENCE}),
    # ---- Wrong -----------------------------------------------------------------------------
    ("separators without values", "3.1.2.1", request(
        "INVITE", Contact='"Joe" <sip:joe@example.org>;;;;', To=f"<sip:{NOBODY}@example.com>;;",
        Via="SIP/2.0/UDP @HERE@;;,;,,"), BAD),
    ("a length beyond the datagram", "3.1.2.2", request("INVITE", Content_Length="9999"), BAD),
    ("a length below zero", "3.1.2.3", request("INVITE", Content_Length="-999"), BAD | FINE),
    ("numbers too large", "3.1.2.4", request(
        "REGISTER", CSeq="36893488147419103232 REGISTER", Max_Forwards="300",
        Expires="1" + "0" * 60, Contact="<sip:user@@HERE@>;expires=280297596632815"), BAD),
    ("a response with numbers too large", "3.1.2.5",
     "SIP/2.0 503 Service Unavailable\r\nVia: SIP/2.0/UDP @HERE@;branch=z9hG4bK@ID@\r\n"
     "CSeq: 9292394834772304023312 OPTIONS\r\nCall-ID: @ID@\r\n"
     "Retry-After: 949302838503028349304023988\r\nFrom: <sip:a@b>;tag=1\r\n"
     "To: <sip:c@d>;tag=2\r\nContent-Length: 0\r\n\r\n", {SILENCE}),
    ("a quote that does not end", "3.1.2.6", request(
        "INVITE", To=f'"Mr. J. User <sip:{NOBODY}@example.com>'), BAD),
    ("an address in brackets", "3.1.2.7", request(uri=f"<sip:{NOBODY}@example.com>"), BAD),
    ("spaces in the address", "3.1.2.8", request(uri="sip:user@example.com; lr"), BAD),
    ("spaces between the words", "3.1.2.9", request(uri=f" sip:{NOBODY}@example.com "), BAD | FINE),
    ("headers within the address", "3.1.2.11", request(
        uri="sip:user@example.com?Route=%3Csip:example.com%3E"), BAD | FINE),
    ("a date of another world", "3.1.2.12", request(Date="Fri, 01 Jan 2010 16:00:00 EST"),
     BAD | FINE),
    ("a version to come", "3.1.2.16", request(version="SIP/7.0"), BAD),
    ("a method and another", "3.1.2.17", request(CSeq="8 INVITE"), BAD),
    ("an unknown method and another", "3.1.2.18", request("NEWMETHOD", CSeq="8 INVITE"), BAD),
    ("a status too large", "3.1.2.19",
     "SIP/2.0 4294967301 better not break\r\nVia: SIP/2.0/UDP @HERE@;branch=z9hG4bK@ID@\r\n"
     "CSeq: 1 OPTIONS\r\nCall-ID: @ID@\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:c@d>;tag=2\r\n\r\n",
     {SILENCE}),
    # ---- Right, and not for us -------------------------------------------------------------
    ("a branch without an end", "3.2.1", request(Via="SIP/2.0/UDP @HERE@;branch=z9hG4bK"),
     BAD | FINE),
    ("nothing that is required", "3.3.1",
     f"INVITE sip:{NOBODY}@example.com SIP/2.0\r\nCSeq: 193942 INVITE\r\n"
     "Via: SIP/2.0/UDP @HERE@;branch=z9hG4bK@ID@\r\nContent-Length: 0\r\n\r\n", BAD),
    ("an address of an unknown kind", "3.3.2", request(uri="nobodyKnowsThisScheme:totallyopaque"),
     BAD | FINE),
    ("an address of another kind", "3.3.3", request(uri="soap.beep://192.0.2.103:3002"),
     BAD | FINE),
    ("an extension that is required", "3.3.5", request(
        "INVITE", Require="nothingSupportsThis, nothingSupportsThisEither", body=sdp(),
        Content_Type="application/sdp"), BAD),
    ("a body of an unknown kind", "3.3.6", request(
        "INVITE", body="<audio>\n <pcmu port=\"443\"/>\n</audio>",
        Content_Type="application/unknown"), BAD),
    ("credentials of an unknown kind", "3.3.7", request(
        "REGISTER", uri="sip:example.com", Authorization="NoOneKnowsThisScheme opaque-data=here"),
     BAD),
    ("what may be there once, many times", "3.3.8", request(
        "INVITE", CSeq=["5 INVITE", "59 OPTIONS"], Call_ID=["@ID@1", "@ID@2"],
        From=["<sip:a@example.com>;tag=1", "<sip:b@example.com>;tag=2"]), BAD),
    ("two lengths", "3.3.9", request("OPTIONS", Content_Length=["13", "5"], body="hello"), BAD),
    ("a response that is for somebody else", "3.3.10",
     "SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 192.0.2.198;branch=z9hG4bK1324923\r\nCall-ID: 1\r\n"
     "CSeq: 35 INVITE\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:c@d>;tag=2\r\nContent-Length: 0\r\n\r\n",
     {SILENCE}),
    ("at the end of its way", "3.3.11", request(Max_Forwards="0"), BAD | FINE),
    ("a session of nothing we know", "3.3.15", request(
        "INVITE", body=sdp().replace("RTP/AVP 0", "UDP/TLS/RTP/SAVPF 96"),
        Content_Type="application/sdp"), BAD),
    ("as RFC 2543 had it", "3.4.1", request(
        "INVITE", Via="SIP/2.0/UDP @HERE@", From="<sip:iuser@example.net>", Max_Forwards=None,
        body=sdp(), Content_Type="application/sdp"), BAD),
)
