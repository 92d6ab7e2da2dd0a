"""Every kind of public page, each with an address that shows it, or with the text that makes the explainer show it."""

BOUNCE = (
    "This is the mail system at host mx.example.org.\n\n"
    "<ann@example.com>: host mx.example.com[192.0.2.1] said: 550 5.1.1 <ann@example.com>:\n"
    "    User unknown (in reply to RCPT TO command)\n\n"
    "<bob@example.net>: host mx.example.net[192.0.2.9] said: 452 4.2.2 Mailbox full (in reply to end of DATA command)\n"
)
READ = {
    "home": "",
    "code": "codes/550/",
    "code that is no SMTP": "codes/101/",
    "enhanced code": "codes/5.1.1/",
    "class": "classes/5xx/",
    "enhanced class": "classes/5.x.x/",
    "subject": "classes/x.7.x/",
    "picker": "compare/",
    "picker with an unknown code": "compare/?a=550&b=999",
    "editorial pair": "compare/251-vs-501/",
    "composed pair": "compare/211-vs-556/",
    "pair of two readings": "compare/4.2.2-vs-5.2.2/",
    "search": "search/?q=mailbox",
    "empty search": "search/",
    "search for an unknown code": "search/?q=599",
    "search that finds nothing": "search/?q=zyzzyva",
    "too long search": "search/?q=" + "mailbox+" * 30,
    "form of the explainer": "explain/",
    "not found": "codes/599/",
    "changes": "changes/",
    "use of the data": "api/",
    "privacy": "privacy/",
    "security": "security/",
}
# Answered with an error, of which the console tells.
REFUSED = {"too long search", "not found"}
POSTED = {
    "explanation": BOUNCE,
    "guess": "Sorry, the recipient's mailbox is full.",
    "nothing to explain": "Dear Ann, how are you?",
    "empty explanation": " ",
    "too long to explain": "x" * (256 * 1024 + 1),
}
