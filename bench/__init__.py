"""Benchmarks: ratios measured side by side in one run. They are not part of the tests."""
