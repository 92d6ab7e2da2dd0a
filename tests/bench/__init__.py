"""Benchmarks beside their reference, measured in one run: `make bench`. They print ratios and assert nothing."""
