"""Mozilla's HTTP Observatory, as far as a site without third parties can be judged by it: the modifiers of its tests.

The table is that of https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring: a page begins with 100,
bonus points count from 90 on, A+ is 100 and more. What depends on certificates and redirects of port 80 is the proxy's.
"""

UNSAFE = {"'unsafe-inline'", "'unsafe-eval'", "data:", "*", "http:", "https:"}
A_PLUS, HALF_A_YEAR = 100, 15_768_000


def policy(header: str) -> dict[str, set[str]]:
    """A Content-Security-Policy by directive."""
    parts = [part.split() for part in header.split(";") if part.strip()]
    return {name: set(values) for name, *values in parts}


def modifiers(headers: dict[str, str], cookies: list[str]) -> dict[str, int]:
    """What each test adds to the score or takes from it; the names of headers are in small letters."""
    csp = policy(headers.get("content-security-policy", ""))
    scripts = csp.get("script-src", csp.get("default-src", {"*"}))
    is_strict = bool(csp) and not (scripts | csp.get("style-src", set())) & UNSAFE
    in_frames = csp.get("frame-ancestors") == {"'none'"}
    hsts = headers.get("strict-transport-security", "max-age=0")
    age = int(hsts.partition("max-age=")[2].partition(";")[0])
    referrer = headers.get("referrer-policy", "") in {"no-referrer", "same-origin", "strict-origin"}
    flagged = [all(flag in cookie.lower() for flag in ("secure", "httponly", "samesite")) for cookie in cookies]
    return {
        "content-security-policy": -25
        if not csp
        else -20
        if not is_strict
        else 10 * (csp["default-src"] == {"'none'"}),
        "cookies": 0 if not cookies else 5 if all(flagged) else -20,
        "cross-origin-resource-sharing": -50 if headers.get("access-control-allow-origin") == "*" else 0,
        "strict-transport-security": 0 if age >= HALF_A_YEAR else -10 if age else -20,
        "x-content-type-options": 0 if headers.get("x-content-type-options") == "nosniff" else -5,
        "x-frame-options": 5 if in_frames else 0 if headers.get("x-frame-options") == "DENY" else -20,
        "referrer-policy": 5 if referrer else -5,
        "cross-origin-resource-policy": 10 * (headers.get("cross-origin-resource-policy") == "same-origin"),
        "cross-origin-opener-policy": 10 * (headers.get("cross-origin-opener-policy") == "same-origin"),
        "cross-origin-embedder-policy": 10 * (headers.get("cross-origin-embedder-policy") == "require-corp"),
    }


def score(headers: dict[str, str], cookies: list[str]) -> int:
    """The score of an answer: bonus points count only where little is wrong."""
    found = modifiers(headers, cookies).values()
    without_bonus = 100 + sum(value for value in found if value < 0)
    return without_bonus + sum(value for value in found if value > 0) * (without_bonus >= 90)
