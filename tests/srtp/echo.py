"""Answers an encrypted voice stream through libsrtp: what comes in is decrypted by libsrtp and
goes back encrypted by it, as a stream of its own whose sequence numbers soon wrap.

usage: echo.py SUITE KEY_IN KEY_OUT

KEY_IN and KEY_OUT are master key and salt in hexadecimal digits. The first line of the output is
the port; the port above takes reports (RTCP). When the input ends, a line of JSON tells what was
taken, and the program ends. Every tenth packet goes back three times more: the same again,
changed by one bit, and in the clear.
"""

import json
import select
import socket
import sys

from pylibsrtp import Error, Policy, Session

FIRST_SEQUENCE = 65_450
SSRC = b"echo"


def session(suite, kind, key):
    profile = getattr(Policy, "SRTP_PROFILE_" + suite)
    return Session(Policy(key=bytes.fromhex(key), ssrc_type=kind, srtp_profile=profile))


def sockets():
    """An even port of this machine and the one above."""
    while True:
        voice = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        voice.bind(("127.0.0.1", 0))
        port = voice.getsockname()[1]
        reports = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            if port % 2 == 0:
                reports.bind(("127.0.0.1", port + 1))
                return voice, reports
        except OSError:
            pass
        voice.close()
        reports.close()


def main():
    suite, key_in, key_out = sys.argv[1:]
    incoming = session(suite, Policy.SSRC_ANY_INBOUND, key_in)
    outgoing = session(suite, Policy.SSRC_ANY_OUTBOUND, key_out)
    voice, reports = sockets()
    print(voice.getsockname()[1], flush=True)
    told = {"packets": 0, "refused": 0, "reports": 0, "reports_refused": 0}
    sent = 0
    while True:
        readable, _, _ = select.select([voice, reports, sys.stdin], [], [])
        if voice in readable:
            datagram, peer = voice.recvfrom(2048)
            try:
                packet = incoming.unprotect(datagram)
            except Error:
                told["refused"] += 1
                continue
            told["packets"] += 1
            sequence = (FIRST_SEQUENCE + sent) % 65_536
            sent += 1
            answer = packet[:2] + sequence.to_bytes(2, "big") + packet[4:8] + SSRC + packet[12:]
            sealed = outgoing.protect(answer)
            voice.sendto(sealed, peer)
            if sent % 10 == 0:
                changed = bytearray(sealed)
                # The next one's number, as a forger would have it.
                changed[3] = (changed[3] + 1) % 256
                plain = answer[:8] + b"none" + answer[12:]
                for more in (sealed, bytes(changed), plain):
                    voice.sendto(more, peer)
        if reports in readable:
            datagram, peer = reports.recvfrom(2048)
            try:
                report = incoming.unprotect_rtcp(datagram)
            except Error:
                told["reports_refused"] += 1
                continue
            told["reports"] += 1
            # An empty receiver report, and the canonical name (RFC 3550, 6.1).
            answer = b"\x80\xc9\x00\x01" + SSRC + b"\x81\xca\x00\x03" + SSRC + b"\x01\x04echo\x00\x00"
            assert report[1] in (200, 201)
            reports.sendto(outgoing.protect_rtcp(answer), peer)
        if sys.stdin in readable:
            print(json.dumps(told), flush=True)
            return


main()
