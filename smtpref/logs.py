"""What the log holds: one line for each thing that happened, and nothing that somebody pasted or typed in secret."""

import json
import logging
import time
import traceback
from typing import Any

security = logging.getLogger("smtpref.security")


def event(name: str, /, **facts: Any) -> None:
    """Note something that matters for security: what happened, and the facts that have a value."""
    security.info("%s", " ".join([name, *(f"{fact}={quoted(value)}" for fact, value in facts.items() if value)]))


def quoted(value: Any) -> str:
    """A value as no other fact can look."""
    return json.dumps(str(value)[:200], ensure_ascii=False)


def escaped(text: str) -> str:
    """Text without anything that ends a line, moves a terminal's cursor or turns the direction of writing."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


class OneLine(logging.Formatter):
    """UTC, level, message; nothing that a request put into it begins a line, and tracebacks are indented."""

    converter = time.gmtime  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {message}", "%Y-%m-%dT%H:%M:%SZ", "{")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 -- the name is logging's
        return escaped(super().formatMessage(record))

    def formatException(self, ei: Any) -> str:  # noqa: N802
        return "\n".join(f"  {escaped(line)}" for line in super().formatException(ei).splitlines())


class WithoutPastedText(logging.Filter):
    """Leaves out the message of an exception on the explainer's page: it may quote what somebody pasted."""

    def filter(self, record: logging.LogRecord) -> bool:
        path = getattr(getattr(record, "request", None), "path", "")
        if path.endswith("/explain/") and record.exc_info and record.exc_info[0]:
            kind, _error, trace = record.exc_info
            where = traceback.extract_tb(trace)[-1]
            record.msg = f"{kind.__name__} in {where.name}, {where.filename}, line {where.lineno}"
            record.args, record.exc_info = (), None
        return True


class Failures(logging.Filter):
    """Leaves out who was told to come back: under a flood that would be a flood of lines."""

    def filter(self, record: logging.LogRecord) -> bool:
        return getattr(record, "status_code", 0) != 503


def configuration() -> dict[str, Any]:
    """What goes to the log, which is the server's standard error."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"failures": {"()": Failures}, "no_pasted_text": {"()": WithoutPastedText}},
        "formatters": {"one_line": {"()": OneLine}},
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "filters": ["failures", "no_pasted_text"],
                "formatter": "one_line",
            }
        },
        "loggers": {
            "codes": {"handlers": ["console"], "level": "INFO"},
            "smtpref": {"handlers": ["console"], "level": "INFO"},
            # Without this line Django would mail tracebacks; here they go to the log only.
            "django": {"handlers": ["console"], "level": "ERROR", "propagate": False},
            # A wrong Host header is answered with 400; a scanner should not fill the log with tracebacks.
            "django.security.DisallowedHost": {"level": "CRITICAL"},
        },
    }
