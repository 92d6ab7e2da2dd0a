"""What SMTP itself says, in plain Python: no Django, no database, no human language.

theory    what the numbers of a code mean; every code of either kind gets an answer
enhanced  what class, subject and detail of an enhanced code are
pairing   how a reply code and an enhanced code go together
dialogue  the points of an SMTP session at which a reply may come
facts     what is known of one code, as enums: its fact sheet
facets    two fact sheets in, the points on which they agree and differ out
query     which codes, classes or pair a short piece of typed text names
rfc       from RFC and section to the address of the text
reply     which numbers in a text are codes, and which only look like them
stretches long texts, most of which hold no code
marks     the parts of a report: host, queue id, point of the session
document  which lines of a pasted text are the report, and which the mail that came back
mime      whole messages decoded into such a text, within limits
dsn       the fields of a delivery status notification
bounce    bounces in plain words: whose mail failed, which reply is whose
dialects  the log lines of mail systems
reports   what a text comes to: a report for each recipient
extract   any text to its reports: which readers to try, in which order
"""
