"""How fast it is, how that grows, and against what: ``python -m benchmarks``."""
