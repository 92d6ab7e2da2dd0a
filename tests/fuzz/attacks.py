"""What hostile requests are made of."""

from urllib.parse import quote_from_bytes

from hypothesis import strategies as st

from tests.fuzz.requests import CANARY, HOST, Request

BYTES = st.binary(max_size=12) | st.text(max_size=8).map(lambda text: text.encode("utf-8", "surrogatepass"))
ODD = st.sampled_from(
    [
        *(b"", b"\0", b"\r\nX-Injected: 1", b"\n", b"\xff\xfe", b"\xc0\xaf", b"\xed\xa0\x80", b"%00", b"%", b"%zz"),
        *(
            b"..",
            b"../..",
            b"//e.example",
            b"/\\e.example",
            b"\\",
            b"\xe2\x80\xae",
            b"\xef\xbc\x8f",
            b"http://e.example/",
        ),
        *(
            b"javascript:alert(1)",
            b"a" * 5000,
            b"9" * 5000,
            b"-1",
            b"0",
            b"99999999999999999999",
            b"None",
            b"{}",
            b"%s",
        ),
        *(
            "５５０".encode(),
            "١٢٣".encode(),
            b"550",
            b"5.1.1",
            b"5.999.999",
            b"550-vs-5.1.1",
            b"x.1.x",
            b"5xx",
            b"'",
            b'"',
        ),
        *(
            b"{{7*7}}",
            b"%(x)s",
            b"{0.__class__}",
            b"<script>",
            b";",
            b"&amp;",
            b"=",
            b"\xf0\x9f\x98\x80",
            b"null",
            b"[]",
        ),
        *(CANARY.encode(), CANARY.encode(), CANARY.encode()),
    ]
)
PIECE = ODD | BYTES
PAGES = st.sampled_from(
    [
        *(b"/", b"/en/", b"/fr/", b"/en/codes/550/", b"/fr/codes/5.1.1/", b"/en/classes/5xx/", b"/fr/classes/x.1.x/"),
        *(b"/en/compare/251-vs-501/", b"/fr/compare/550-vs-5.1.1/", b"/en/compare/", b"/en/search/", b"/fr/search/"),
        *(
            b"/en/search/suggestions/",
            b"/en/explain/",
            b"/fr/explain/",
            b"/550",
            b"/5.1.1",
            b"/251-vs-501",
            b"/healthz",
        ),
        *(
            b"/robots.txt",
            b"/sitemap.xml",
            b"/fr/sitemap.xml",
            b"/opensearch.xml",
            b"/favicon.ico",
            b"/readyz",
            b"/de/",
        ),
        *(b"/static/codes/base.css", b"/admin/", b"/admin/account/login/", b"/admin/codes/code/", b"/openapi.json"),
        *(b"/en/codes/550.json", b"/en/feed.xml", b"/.well-known/security.txt", b"/FR/codes/550", b"/en/codes/550"),
    ]
)
PATHS = (
    PAGES
    | PAGES
    | st.tuples(PAGES, PIECE).map(b"".join)
    | st.tuples(
        st.sampled_from([b"/en/codes/", b"/fr/classes/", b"/en/compare/", b"/"]), PIECE, st.sampled_from([b"/", b""])
    ).map(b"".join)
    | st.lists(PIECE, max_size=4).map(lambda parts: b"/" + b"/".join(parts))
)
NAMES = st.sampled_from(
    [
        b"q",
        b"a",
        b"b",
        b"text",
        b"next",
        b"lang",
        b"language",
        b"format",
        b"page",
        b"q",
        b"_",
        b"file",
        b"csrfmiddlewaretoken",
    ]
)


def pairs(names: st.SearchStrategy[bytes]) -> st.SearchStrategy[bytes]:
    """Parameters, some of them twice, some not even encoded."""
    pair = st.tuples(names | PIECE, PIECE)
    plain = st.lists(pair, max_size=4).map(lambda found: b"&".join(name + b"=" + value for name, value in found))
    encoded = st.lists(pair, max_size=4).map(
        lambda found: b"&".join(f"{quote_from_bytes(n)}={quote_from_bytes(v)}".encode() for n, v in found)
    )
    return plain | encoded | st.sampled_from([b"&" * 1500, b"q=1&" * 1500, b"q=" + b"a" * 9000])


HEADERS = st.dictionaries(
    st.sampled_from(
        [
            *("HTTP_ACCEPT", "HTTP_ACCEPT_LANGUAGE", "HTTP_ACCEPT_ENCODING", "HTTP_ACCEPT_CHARSET", "HTTP_USER_AGENT"),
            *("HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_PORT"),
            *(
                "HTTP_FORWARDED",
                "HTTP_X_REAL_IP",
                "HTTP_X_ORIGINAL_URL",
                "HTTP_X_REWRITE_URL",
                "HTTP_X_HTTP_METHOD_OVERRIDE",
            ),
            *("HTTP_RANGE", "HTTP_IF_RANGE", "HTTP_IF_NONE_MATCH", "HTTP_IF_MATCH", "HTTP_IF_MODIFIED_SINCE"),
            *(
                "HTTP_IF_UNMODIFIED_SINCE",
                "HTTP_COOKIE",
                "HTTP_ORIGIN",
                "HTTP_REFERER",
                "HTTP_AUTHORIZATION",
                "HTTP_HOST",
            ),
            *(
                "HTTP_X_REQUESTED_WITH",
                "HTTP_CONNECTION",
                "HTTP_EXPECT",
                "HTTP_PURPOSE",
                "CONTENT_TYPE",
                "CONTENT_LENGTH",
            ),
        ]
    ),
    PIECE.map(lambda value: value.decode("latin-1"))
    | st.sampled_from(
        [
            *(
                "*",
                "bytes=0-10",
                "bytes=-1,0-",
                'W/"x"',
                '"x", "y"',
                "Thu, 01 Jan 1970 00:00:00 GMT",
                "9999",
                "gzip;q=0",
                "br",
            ),
            *(
                "fr",
                "fr-CA,fr;q=0.9",
                "*;q=9",
                "de" * 300,
                "text/plain",
                "application/json",
                "curl/8",
                "e.example",
                HOST,
            ),
            *(
                "127.0.0.1:99999",
                "[::1",
                "a@127.0.0.1:8000",
                "sessionid=x; csrftoken=y",
                "multipart/form-data; boundary=x",
            ),
            *("multipart/form-data", "application/x-www-form-urlencoded; charset=utf-7", "text/html; charset=none"),
        ]
    ),
    max_size=5,
)
METHODS = st.sampled_from(
    [*["GET"] * 12, "HEAD", "HEAD", "POST", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "FOO", "get", ""]
)
MULTIPART = st.tuples(PIECE, PIECE).map(
    lambda found: b'--x\r\nContent-Disposition: form-data; name="file"; filename="%s"\r\n\r\n%s\r\n--x--\r\n' % found
)
BODIES = st.just(b"") | pairs(NAMES) | st.binary(max_size=50) | MULTIPART
VISITS = st.builds(Request, PATHS, METHODS, st.just(b"") | pairs(NAMES), HEADERS, BODIES)
