"""Whole messages and log lines: whose mail failed, with which codes, in the layout of each mail system."""

import pytest

from codes.smtp import extract
from codes.smtp.marks import Part

HEAD = "From: MAILER-DAEMON@mx.example.org (Mail Delivery System)\nTo: me@example.org\nSubject: Returned mail\n"
RETURNED = (
    "Received: from [192.0.2.55] by mx.example.org; Mon, 2 Nov 2026 05:50:00 +0000\nTo: {0}\nSubject: 550 items\n"
)


def report(*blocks: str) -> str:
    """A delivery status notification as RFC 3464 lays it out."""
    parts = "\n\n".join(blocks)
    return (
        f"{HEAD}MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=cut\n\n"
        "--cut\nContent-Type: text/plain\n\nYour message could not be delivered.\n\n"
        f"--cut\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\n{parts}\n\n"
        f"--cut\nContent-Type: message/rfc822\n\n{RETURNED.format('x@example.com')}\nhello 421\n--cut--\n"
    )


def letter(text: str, recipient: str = "ann@example.com") -> str:
    """A bounce in plain words with the returned mail below it."""
    return f"{HEAD}\n{text}\n\n{RETURNED.format(recipient)}\n354 of them\n"


def block(address: str, status: str, diagnostic: str, action: str = "failed") -> str:
    return f"Final-Recipient: rfc822; {address}\nAction: {action}\nStatus: {status}\nDiagnostic-Code: {diagnostic}"


Expected = tuple[str | None, str | None, str | None, str | None]
CASES: dict[str, tuple[str, list[Expected]]] = {
    "one recipient": (
        report(block("ann@example.com", "5.1.1", "smtp; 550 5.1.1 <ann@example.com>: User unknown")),
        [("ann@example.com", "failed", "550", "5.1.1")],
    ),
    "several recipients": (
        report(
            block("ann@example.com", "5.2.2", "smtp; 552 5.2.2 Mailbox full"),
            block("bob@example.com", "4.4.1", "smtp; 421 4.4.1 Connection timed out", action="delayed"),
            "Original-Recipient: rfc822;carl@example.com\nFinal-Recipient: rfc822;carl@example.net\n"
            "Action: delivered\nStatus: 2.1.5",
        ),
        [
            ("ann@example.com", "failed", "552", "5.2.2"),
            ("bob@example.com", "delayed", "421", "4.4.1"),
            ("carl@example.net", "delivered", None, "2.1.5"),
        ],
    ),
    "a status that says less than the reply": (
        report(block("ann@example.com", "5.0.0", "smtp; 550-5.7.26 Unauthenticated\n 550 5.7.26 mail")),
        [("ann@example.com", "failed", "550", "5.7.26")],
    ),
    "a diagnostic without a code": (
        report(block("ann@example.com", "5.4.4", "X-Postfix; Name service error for name=example.com type=MX")),
        [("ann@example.com", "failed", None, "5.4.4")],
    ),
    "fields before the recipient": (
        report(
            "Status: 5.0.0\nAction: failure\nDiagnostic-Code: smtp; 550-Please log in\nFinal-Recipient: ann@example.com"
        ),
        [("ann@example.com", "failed", "550", "5.0.0")],
    ),
    "an address in brackets, a type in capitals": (
        report(block("<ann@example.com>", "5.1.1 (bad address)", "SMTP; 550 no").replace("rfc822", "RFC822")),
        [("ann@example.com", "failed", "550", "5.1.1")],
    ),
    "qmail": (
        letter(
            "Hi. This is the qmail-send program at example.org.\nI'm afraid I wasn't able to deliver your message.\n\n"
            "<ann@example.com>:\n192.0.2.9 does not like recipient.\nRemote host said: 550 5.1.1 unknown\n"
            "Giving up on 192.0.2.9.\n\n<bob@example.net>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n"
            "--- Below this line is a copy of the message."
        ),
        [("ann@example.com", None, "550", "5.1.1"), ("bob@example.net", None, None, "5.1.1")],
    ),
    "Exim": (
        letter(
            "This message was created automatically by mail delivery software.\n\nA message that you sent could not be "
            "delivered to one or more of its recipients.\nThe following address(es) failed:\n\n  ann@example.com\n"
            "    host mx.example.com [192.0.2.9]\n    SMTP error from remote mail server after RCPT TO:<ann@example.com>:"
            "\n    550 relay not permitted"
        ),
        [("ann@example.com", None, "550", None)],
    ),
    "Sendmail": (
        letter(
            "   ----- The following addresses had permanent fatal errors -----\n<ann@example.com>\n<bob@example.net>\n\n"
            "   ----- Transcript of session follows -----\n... while talking to mx.example.com.:\n"
            ">>> RCPT To:<ann@example.com>\n<<< 550 5.1.1 User unknown\n550 5.1.1 <ann@example.com>... User unknown\n"
            "... while talking to mx.example.net.:\n>>> DATA\n<<< 452 4.2.2 Over quota\n"
            "<bob@example.net>... Deferred\n<<< 503 5.0.0 Need RCPT"
        ),
        [("ann@example.com", None, "550", "5.1.1"), ("bob@example.net", None, "452", "4.2.2")],
    ),
    "Gmail": (
        letter(
            "Delivery to the following recipient failed permanently:\n\n     ann@example.com\n\nTechnical details of "
            "permanent failure:\nThe error that the other server returned was:\n554 5.7.1 Relay access denied"
        ),
        [("ann@example.com", None, "554", "5.7.1")],
    ),
    "Exchange": (
        letter(
            "Delivery has failed to these recipients or groups:\n\nann@example.com\n\nDiagnostic information for "
            "administrators:\n\nGenerating server: mail.example.org\n\nann@example.com\n"
            "#550 5.1.10 RESOLVER.ADR.RecipientNotFound ##"
        ),
        [("ann@example.com", None, "550", "5.1.10")],
    ),
    "a letter without any code": (
        letter(
            "Unable to deliver message to the following address(es).\n\n<ann@example.com>:\nThis account is over quota."
        ),
        [("ann@example.com", None, None, None)],
    ),
    "a header that names the recipient": (
        f"{HEAD}X-Failed-Recipients: ann@example.com\n\nWe are sorry. 550 5.2.1 Mailbox disabled\n",
        [("ann@example.com", None, "550", "5.2.1")],
    ),
    "quoted in a reply": (
        "\n".join(f"> {line}" for line in block("ann@example.com", "5.1.1", "smtp; 550 5.1.1 no").splitlines()),
        [("ann@example.com", "failed", "550", "5.1.1")],
    ),
    "cut off in the middle": (
        report(block("ann@example.com", "5.1.1", "smtp; 550 5.1.1 no"))[:-140],
        [("ann@example.com", "failed", "550", "5.1.1")],
    ),
    "a boundary that never comes": (
        report(block("ann@example.com", "5.1.1", "smtp; 550 5.1.1 no")).replace("boundary=cut", "boundary=other"),
        [("ann@example.com", "failed", "550", "5.1.1")],
    ),
    "encoded": (
        f"{HEAD}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
        "ann@example.com:\nRemote host said: 550 5.1.1 unbek=\nannt =C3=A9",
        [("ann@example.com", None, "550", "5.1.1")],
    ),
    "HTML alone": (
        f"{HEAD}Content-Type: text/html\n\n<style>p{{margin:550px}}</style><p>Not delivered to:</p>"
        "<p><b>ann@example.com</b></p><p>Remote server returned '550 5.4.1 Access&nbsp;denied'</p>",
        [("ann@example.com", None, "550", "5.4.1")],
    ),
    "forwarded as an attachment": (
        "From: me@example.org\nTo: help@example.org\nSubject: what is this\nContent-Type: multipart/mixed; boundary=out\n\n"
        "--out\n\nPlease help\n--out\nContent-Type: message/rfc822\n\n"
        + report(block("ann@example.com", "5.1.1", "smtp; 550 5.1.1 no"))
        + "--out--\n",
        [("ann@example.com", "failed", "550", "5.1.1")],
    ),
}
LINES = {
    "postfix smtp": (
        "Nov  2 05:50:00 mx postfix/smtp[550]: 4ABCD12345: to=<ann@example.com>, relay=mx.example.com[192.0.2.9]:25, "
        "delay=421, delays=421/0.01/250/0.5, dsn=4.7.1, status=deferred (host mx.example.com[192.0.2.9] said: 450 4.7.1 "
        "Greylisted (in reply to RCPT TO command))",
        ("ann@example.com", "delayed", ("450", "4.7.1"), "mx.example.com", "4ABCD12345", "RCPT"),
    ),
    "postfix smtpd": (
        "postfix/smtpd[42]: NOQUEUE: reject: RCPT from host.example.com[192.0.2.55]: 554 5.7.1 <ann@example.com>: Relay "
        "access denied; from=<b@example.net> to=<ann@example.com> proto=ESMTP helo=<host>",
        ("ann@example.com", None, ("554", "5.7.1"), "host.example.com", None, None),
    ),
    "exim": (
        "2026-11-02 05:50:00 1kZabc-0004Xy-2B ** ann@example.com R=dnslookup T=remote_smtp H=mx.example.com [192.0.2.9]: "
        "SMTP error from remote mail server after RCPT TO:<ann@example.com>: 550 No such user",
        ("ann@example.com", "failed", ("550",), "mx.example.com", "1kZabc-0004Xy-2B", "RCPT"),
    ),
    "sendmail": (
        "sm-mta[421]: 2AB3CdEf004500: to=<ann@example.com>, delay=00:04:50, mailer=esmtp, pri=154470, "
        "relay=mx.example.com. [192.0.2.9], dsn=5.1.1, stat=User unknown",
        ("ann@example.com", None, ("5.1.1",), "mx.example.com.", "2AB3CdEf004500", None),
    ),
    "qmail": (
        "delivery 450: deferral: 192.0.2.9_does_not_like_recipient./Remote_host_said:_450_4.2.0_Greylisted/",
        (None, "delayed", ("450", "4.2.0"), None, None, None),
    ),
    "courier": (
        "courieresmtp: id=0054.5A.00000550,from=<b@example.net>,addr=<ann@example.com>: 550 User unknown.",
        ("ann@example.com", None, ("550",), None, "0054.5A.00000550", None),
    ),
    "opensmtpd": (
        "smtpd[99]: 5a1b2c3d4e5f6a7b mta delivery evpid=5a1b2c3d4e5f6a7b00000001 from=<b@example.net> to=<ann@example.com> "
        'rcpt=<-> source="192.0.2.1" relay="192.0.2.9 (mx.example.com)" delay=2s result="PermFail" stat="550 5.1.1 unknown"',
        ("ann@example.com", "failed", ("550", "5.1.1"), "192.0.2.9", "5a1b2c3d4e5f6a7b", None),
    ),
    "message trace": (
        "Reason: [{LED=450 4.7.26 Service does not accept messages sent over IPv6};{MSG=};{FQDN=mx.example.com};{IP=::1}]",
        (None, None, ("450", "4.7.26"), "mx.example.com", None, None),
    ),
    "powermta": (
        "b,2026-11-02 05:50:00+0000,2026-11-02 05:45:00+0000,b@example.net,ann@example.com,,failed,5.1.1 (bad mailbox),"
        "smtp;550 5.1.1 no such user,mx.example.com (192.0.2.9),h,c,smtp",
        ("ann@example.com", "failed", ("550", "5.1.1"), "mx.example.com", None, None),
    ),
    "haraka": (
        '[NOTICE] [ABCDEF01-2345-6789-ABCD-EF0123456789.1.1] [outbound] bounced rcpt="<ann@example.com>" '
        'host="mx.example.com" reason="550 5.1.1 nope"',
        (
            "ann@example.com",
            "failed",
            ("550", "5.1.1"),
            "mx.example.com",
            "ABCDEF01-2345-6789-ABCD-EF0123456789.1.1",
            None,
        ),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_each_recipient_is_read(name):
    message, expected = CASES[name]
    read = extract.read_message(message.encode())
    found = {(each.recipient, each.action, each.reply_code, each.enhanced) for each in read.reports}
    assert found == set(expected)


@pytest.mark.parametrize("name", CASES)
def test_a_pasted_message_says_what_its_file_says(name):
    message = CASES[name][0]
    assert extract.read(message).codes == extract.read_message(message.encode()).codes


@pytest.mark.parametrize("name", LINES)
def test_a_log_line_is_read(name):
    line, expected = LINES[name]
    (found,) = extract.read(line).reports
    parts = (found.value(part) for part in (Part.HOST, Part.QUEUE_ID, Part.PHASE))
    assert (found.recipient, found.action, found.codes, *parts) == expected


def test_every_line_of_a_log_is_a_report():
    lines = [line.replace("ann@", f"ann{position}@") for position, (line, _expected) in enumerate(LINES.values())]
    assert len(extract.read("\n".join(lines)).reports) == len(lines)


def test_charsets_are_read():
    for charset, words in {
        "iso-2022-jp": "宛先不明",
        "koi8-r": "нет такого",
        "windows-1256": "مستخدم غير معروف",
    }.items():
        body = f"ann@example.com:\n550 5.1.1 {words}\n".encode(charset)
        head = f"{HEAD}Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: 8bit\n\n".encode()
        read = extract.read_message(head + body)
        assert (read.codes, words in read.text) == (("550", "5.1.1"), True)
