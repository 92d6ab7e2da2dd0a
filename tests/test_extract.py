"""Codes in what people paste: replies in every dress, and the numbers that only look like replies."""

import pytest

from codes.smtp import extract, stretches

REPORTED = [
    ("5.7.8 Username and Password not accepted", ["5.7.8"]),
    ("535-5.7.8 Username and Password not accepted. Learn more at\n535 5.7.8 https://x ", ["535", "5.7.8"]),
    (
        "smtplib.SMTPAuthenticationError: (535, b'5.7.8 Username and Password not accepted.\\n5.7.8 https://support')",
        ["535", "5.7.8"],
    ),
    ("{'a@b.c': (550, b'5.1.1 <a@b.c>: Recipient address rejected')}", ["550", "5.1.1"]),
    (
        "Error: Invalid login: 535-5.7.8 Username and Password not accepted. at SMTPConnection._formatError (/app/node_modules/nodemailer/lib/smtp-connection/index.js:784:19) { code: 'EAUTH', response: '535-5.7.8 Username', responseCode: 535, command: 'AUTH PLAIN' }",
        ["535", "5.7.8"],
    ),
    ("response=421-4.7.0 Try again later, closing connection.", ["421", "4.7.0"]),
    ("responseCode: 535", ["535"]),
    ('Expected response code 250 but got code "421", with message "421 4.7.0 Try again later"', ["421", "4.7.0"]),
    ('Expected response code "250" but got code "550", with message "550 User unknown".', ["550"]),
    ('Expected response code "250/251/252" but got code "554"', ["554"]),
    ("Expected: 250, Got: 553 | 553 5.7.1 <x@y.z>: Sender address rejected", ["553", "5.7.1"]),
    ("com.sun.mail.smtp.SMTPSendFailedException: 530 5.7.0 Must issue a STARTTLS command first", ["530", "5.7.0"]),
    ("com.sun.mail.smtp.SMTPAddressFailedException: 550 5.1.1 <u@d>... User unknown", ["550", "5.1.1"]),
    ("MailKit.Net.Smtp.SmtpCommandException: 5.7.3 Authentication unsuccessful", ["5.7.3"]),
    ("AuthenticationInvalidCredentials: 5.7.3 Authentication unsuccessful", ["5.7.3"]),
    ("< 502 5.5.1 Command not implemented", ["502", "5.5.1"]),
    ("curl: (67) Access denied: 535", ["535"]),
    ("curl: (55) MAIL failed: 530", ["530"]),
    ("SMTP< 530 5.7.57 Client not authenticated", ["530", "5.7.57"]),
    ("panic: 550 5.7.1 Relaying denied", ["550", "5.7.1"]),
    ('textproto.Error{Code: 550, Msg: "5.1.1 unknown"}', ["550", "5.1.1"]),
    (
        "SMTP Error: data not accepted.SMTP server error: DATA END command failed Detail: Message rejected SMTP code: 554 Additional SMTP info: 5.7.1",
        ["554", "5.7.1"],
    ),
    (
        "SMTP ERROR: RCPT TO command failed: 550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain",
        ["550", "5.7.54"],
    ),
    ("SERVER -> CLIENT: 235 2.7.0 Accepted", ["235", "2.7.0"]),
    ("milter-reject: END-OF-MESSAGE from x[1.2.3.4]: 4.7.1 Try again later; from=<a@b.c>", ["4.7.1"]),
    ('421, "4.7.0", text', ["421", "4.7.0"]),
    ("452 #4.5.3 Too many recipients", ["452", "4.5.3"]),
    ("550 #5.1.0 Address rejected", ["550", "5.1.0"]),
    ("no mailbox here by that name. (#5.1.1)", ["5.1.1"]),
    ("[503] 'bad sequence of commands'", ["503"]),
    ("550\n5.7.26 This mail has been blocked", ["550", "5.7.26"]),
    ("smtp; 550 Mailbox unavailable", ["550"]),
    ("Server response: 552, mailbox full", ["552"]),
    (
        "Task 'x@y - Sending' reported error (0x800CCC79): 'The server rejected one of the recipient. Server responded: 550 5.1.1 unknown'",
        ["550", "5.1.1"],
    ),
    (
        "The server responded: 530 5.7.0 Authentication Required. Server: 'smtp.gmail.com', Port: 587, Secure(SSL): Yes, Server Error: 530, Error Number: 0x800CCC78",
        ["530", "5.7.0"],
    ),
    ("250 OK", ["250"]),
    ("354 End data with <CR><LF>.<CR><LF>", ["354"]),
    ("220 mx ESMTP", ["220"]),
    ("Remote Server returned '550 5.1.1 RESOLVER.ADR.RecipNotFound; not found'", ["550", "5.1.1"]),
    ("#< #5.1.1 smtp;550 5.1.1 <x@y.z>... User unknown> #SMTP#", ["550", "5.1.1"]),
    ("mail.example.com #550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##", ["550", "5.1.1"]),
    (
        "[{LED=450 4.7.26 Service does not accept messages sent over IPv6};{MSG=};{FQDN=gmail-smtp-in.l.google.com};{IP=2607:f8b0::1b};{LRT=1/1/2024 1:00:00 AM}]",
        ["450", "4.7.26"],
    ),
    (
        "Reason: [{LED=421 4.4.2 Connection dropped due to SocketError};{MSG=SocketTimedout};{FQDN=mx.x.com}]",
        ["421", "4.4.2"],
    ),
    (
        "@400000005f5b deferral: 192.0.2.1_does_not_like_recipient./Remote_host_said:_450_4.2.0_Greylisted/",
        ["450", "4.2.0"],
    ),
    (
        "delivery 12: failure: 192.0.2.1_does_not_like_recipient./Remote_host_said:_550_5.1.1_User_unknown/Giving_up_on_192.0.2.1./",
        ["550", "5.1.1"],
    ),
    (
        "b,2023-05-01 10:00:00+0000,2023-05-01 09:59:59+0000,s@x.com,r@y.com,,failed,5.1.1 (bad destination mailbox address),smtp;550 5.1.1 no such user,mx.y.com (192.0.2.1),h,c,smtp",
        ["550", "5.1.1"],
    ),
    (
        'Jan  1 00:00:00 h smtpd[123]: 5a1b2c3d4e5f6a7b mta delivery evpid=5a1b2c3d4e5f6a7b00000001 from=<a@b.c> to=<d@e.f> rcpt=<-> source="1.2.3.4" relay="5.6.7.8 (mx.e.f)" delay=2s result="PermFail" stat="550 5.1.1 <d@e.f>: unknown"',
        ["550", "5.1.1"],
    ),
    (
        '2023-01-01T00:00:00.000Z [NOTICE] [ABCDEF01-2345-6789-ABCD-EF0123456789.1.1] [outbound] bounced rcpt="<a@b.c>" host="mx.b.c" reason="550 5.1.1 nope"',
        ["550", "5.1.1"],
    ),
    (
        "host mx.example.com[192.0.2.1] refused to talk to me: 421 4.7.0 too many connections from 192.0.2.250",
        ["421", "4.7.0"],
    ),
    (
        "SMTP error from remote mail server after RCPT TO:<x@example.com>: host mx.example.com [192.0.2.1]: 550 5.1.1 unknown",
        ["550", "5.1.1"],
    ),
    ("Diagnostic-Code: smtp;550 5.4.1 Recipient address rejected: Access denied.", ["550", "5.4.1"]),
    ("stat=Deferred: 451 4.7.1 Greylisting in action", ["451", "4.7.1"]),
    (
        "(host mx[1.2.3.4] said: 550-5.1.1 The email account 550-5.1.1 that you 550 5.1.1 x (in reply to RCPT TO command))",
        ["550", "5.1.1"],
    ),
    ("５５０ ５.１.１ user unknown", ["550", "5.1.1"]),
    ("550：5.1.1 用户不存在", ["550", "5.1.1"]),
    ("Serveur distant a répondu : 550 Utilisateur inconnu", ["550"]),
    ("Fehlercode 554: Transaktion fehlgeschlagen", ["554"]),
    ("Fehler 535 beim Senden", ["535"]),
    ("código de error 550", ["550"]),
    ("errore 451 del server", ["451"]),
    ("ошибка 550", ["550"]),
    ("エラー 550", ["550"]),
    ("erreur SMTP 452", ["452"]),
    ("a retourné l'erreur 550", ["550"]),
    ("554 Message refused. See 5.7.1 at https://x.com/5.7.1/", ["554", "5.7.1"]),
    ("smtp_code=550", ["550"]),
    ('"smtpCode": 421', ["421"]),
    ("SMTP status 454", ["454"]),
    ("failed with status code 550", ["550"]),
    ("Status: 5.1.1\nAction: failed", ["5.1.1"]),
    ("550 5.1.1 no\nStatus: 4.2.2\nAction: failed", ["550", "5.1.1"]),
]
NOTHING = [
    "Connecting to smtp.example.com port 587",
    "size 552 exceeds limit 500",
    "message size 10485760 exceeds size limit 5242880",
    "Nov 24 12:05:50 host postfix/smtp[550]: connect to mx[192.0.2.250]:25: Connection timed out",
    "192.0.2.550",
    "2023-04-21 05:50:00",
    "delay=450, delays=250/0.5/421/0",
    "queued as 550A1B",
    "Exim 4.9.2 released",
    "version 5.1.1",
    "see RFC 5321 section 4.2.1",
    "I have 250 users and 450 messages",
    "room 421",
    "It took 354 seconds",
    "call 555-1234",
    "+1 555 123 4567",
    "error 0x80004005",
    "HTTP/1.1 503 Service Unavailable",
    "450-100 items",
    "$550.00",
    "550€",
    "99.9% of 500",
    "Windows 550",
    "port: 587",
    "line 221 of file",
    "10.0.2.5",
    "fe80::550",
    "[::550]",
]


@pytest.mark.parametrize(("text", "codes"), REPORTED)
def test_codes_are_found_in_their_dress(text, codes):
    assert list(extract.read(text).codes) == codes


@pytest.mark.parametrize("text", NOTHING)
def test_what_only_looks_like_a_code_is_none(text):
    assert extract.read(text).codes == ()


LETTER = "Nobody is answered here, whatever they may have written about it in their letter of today.\n"


@pytest.mark.parametrize(
    "text", ["550 5.1.1 no\n", "550-5.1.1 no\n", "said: 550 #5.7.26 no\n", "５５０　５．１．１ no\n"]
)
@pytest.mark.parametrize("before", range(stretches.STRETCH - 20, stretches.STRETCH + 5))
def test_codes_are_found_wherever_a_long_letter_has_them(text, before):
    above = (LETTER * 60)[: before - 1] + "\n"
    found, alone = extract.read(above + text + LETTER * 60), extract.read(text)
    assert (found.codes, found.reports[0].start) == (alone.codes, alone.reports[0].start + before)


@pytest.mark.parametrize(
    ("below", "diagnostic"),
    [
        ("\n 550 5.1.1 no\n", "smtp; 550 5.1.1 no"),
        ("\nwords\n 550 5.1.1 no\n", "smtp;"),
        ("\n\n 550 5.1.1 no\n", "smtp;"),
        (" 550\n\twords\n 5.1.1 no\nwords\n more\n", "smtp; 550 words 5.1.1 no"),
    ],
)
def test_a_field_goes_on_in_the_next_line_only(below, diagnostic):
    fields = "Final-Recipient: rfc822; a@b.c\nAction: failed\nStatus: 5.1.1\n"
    assert extract.read(f"{LETTER}{fields}Diagnostic-Code: smtp;{below}{LETTER}").reports[0].diagnostic == diagnostic
