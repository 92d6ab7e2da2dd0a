"""Which encoding a client is sent."""

import pytest

from smtpref.compression import encoding_for


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("", ""), ("identity", ""), ("gzip", "gzip"), ("br", "br"), ("gzip, br", "br"), ("br;q=0, gzip", "gzip"),
        ("gzip;q=0", ""), ("gzip;q=0.0, br;q=0", ""), ("*", "br"), ("*;q=0", ""), ("br;q=0, *", "gzip"),
        ("GZIP", "gzip"),
        ("deflate", ""), ("gzip;q=0.5", "gzip"), ("zstd, gzip ; q=1.0", "gzip"), (";;;,,,", ""), ("gzip;q=abc", "gzip"),
    ],
)  # fmt: skip
def test_the_encoding_is_one_that_the_client_takes(accepted, expected):
    assert encoding_for(accepted) == expected
