"""Addresses to answers.

pages     what people read
shorts    the short addresses, to quote in a ticket
machines  what crawlers, browsers and monitors ask for
errors    what is shown instead of a page
"""
