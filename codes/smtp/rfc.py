"""From an RFC and a section to the address of the text."""

import re

# "4.2.3", "A", "A.1": sections count from 1 and have no leading zeros (RFC 7322, 4.8).
SECTION = re.compile(r"(?:[1-9][0-9]{0,2}|[A-Z])(?:\.[1-9][0-9]{0,2}){0,5}", re.ASCII)

# The RFCs that content may cite, by number.
TITLES: dict[int, str] = {
    780: "Mail Transfer Protocol",
    876: "Survey of SMTP implementations",
    1123: "Requirements for Internet Hosts - Application and Support",
    1845: "SMTP Service Extension for Checkpoint/Restart",
    1869: "SMTP Service Extensions",
    1870: "SMTP Service Extension for Message Size Declaration",
    1985: "SMTP Service Extension for Remote Message Queue Starting",
    2034: "SMTP Service Extension for Returning Enhanced Error Codes",
    2554: "SMTP Service Extension for Authentication",
    2645: "ON-DEMAND MAIL RELAY (ODMR) SMTP with Dynamic IP Addresses",
    2852: "Deliver By SMTP Service Extension",
    3030: "SMTP Service Extensions for Transmission of Large and Binary MIME Messages",
    3207: "SMTP Service Extension for Secure SMTP over Transport Layer Security",
    3461: "Simple Mail Transfer Protocol (SMTP) Service Extension for Delivery Status Notifications (DSNs)",
    3463: "Enhanced Mail System Status Codes",
    3464: "An Extensible Message Format for Delivery Status Notifications",
    3865: "A No Soliciting Simple Mail Transfer Protocol (SMTP) Service Extension",
    3886: "An Extensible Message Format for Message Tracking Responses",
    4141: "SMTP and MIME Extensions for Content Conversion",
    4405: "SMTP Service Extension for Indicating the Responsible Submitter of an E-Mail Message",
    4468: "Message Submission BURL Extension",
    4865: "SMTP Submission Service Extension for Future Message Release",
    4954: "SMTP Service Extension for Authentication",
    5248: "A Registry for SMTP Enhanced Mail System Status Codes",
    5321: "Simple Mail Transfer Protocol",
    5336: "SMTP Extension for Internationalized Email Addresses",
    5429: "Sieve Email Filtering: Reject and Extended Reject Extensions",
    6376: "DomainKeys Identified Mail (DKIM) Signatures",
    6409: "Message Submission for Mail",
    6531: "SMTP Extension for Internationalized Email",
    6647: "Email Greylisting: An Applicability Statement for SMTP",
    6710: "Simple Mail Transfer Protocol Extension for Message Transfer Priorities",
    7208: "Sender Policy Framework (SPF) for Authorizing Use of Domains in Email, Version 1",
    7293: "The Require-Recipient-Valid-Since Header Field and SMTP Service Extension",
    7372: "Email Authentication Status Codes",
    7489: "Domain-based Message Authentication, Reporting, and Conformance (DMARC)",
    7504: "SMTP 521 and 556 Reply Codes",
    7505: 'A "Null MX" No Service Resource Record for Domains That Accept No Mail',
    7672: "SMTP Security via Opportunistic DNS-Based Authentication of Named Entities (DANE) "
    "Transport Layer Security (TLS)",
    8314: "Cleartext Considered Obsolete: Use of Transport Layer Security (TLS) for Email Submission and Access",
    8460: "SMTP TLS Reporting",
    8461: "SMTP MTA Strict Transport Security (MTA-STS)",
    8617: "The Authenticated Received Chain (ARC) Protocol",
    8689: "SMTP Require TLS Option",
}


def is_section(text: str) -> bool:
    """Whether the text can be the number of a section or appendix."""
    return SECTION.fullmatch(text) is not None


def address(number: int, section: str = "") -> str:
    """Where the RFC Editor publishes this section."""
    base = f"https://www.rfc-editor.org/rfc/rfc{number}.html"
    if not section:
        return base
    # Appendices have anchors of their own in the RFC Editor's pages.
    kind = "appendix" if section[0].isalpha() else "section"
    return f"{base}#{kind}-{section}"
