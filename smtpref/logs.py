"""What the log may hold of requests that failed."""

import logging
import traceback


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
