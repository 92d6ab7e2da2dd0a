"""Another application in our server, which loads nothing ahead for it: `python -m tests.bench.serving NAME` at PORT."""

import os
import sys

from smtpref.workers import server

if __name__ == "__main__":
    server(sys.argv[1], "127.0.0.1", int(os.environ["PORT"]), workers=2, threads=50).serve()
