"""Feed the entry points what nobody would write, until one breaks.

    python -m benchmarks.fuzz [--minutes N] [--corpus FOLDER] [reading|cleaning|annotate|writers]

Without a name all four take their turn. With atheris (pip install 'kg[fuzz]') inputs are bred by the code
that they reach; without it Hypothesis makes them. What breaks is printed as bytes, to be kept as an example
in tests/test_found_by_fuzzing.py; the exit code is then 1.
"""

from __future__ import annotations

import gzip
import io
import subprocess
import sys
import tempfile
import traceback
import zipfile
from pathlib import Path
from time import monotonic

import click

NAMES = ("reading", "cleaning", "annotate", "writers")
_LONGEST = 600  # bytes of one input


def seeds(target: str) -> list[bytes]:
    """Inputs to begin with."""
    from benchmarks.fuzz_targets import PIECES
    from kg.reading.formats import SUFFIXES

    report = "2021年巴中组织工作综述\n实施“人才入企”行动，引进人才548名，增长5.2%。"
    if target != "reading":
        return [b"\x00" + report.encode(), bytes(range(min(256, len(PIECES)))), b'\x00=1+1\n</script>"\\']
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", report)
    by_suffix = {
        ".txt": report.encode("gb18030"),
        ".jsonl": f'{{"text": "{report[:12]}", "year": 2021}}\n'.encode(),
        ".csv": f"text,year\n{report[:12]},2021\n".encode(),
        ".html": f"<html><body><p>{report}</p></body></html>".encode(),
        ".zip": packed.getvalue(),
        ".gz": gzip.compress(report.encode()),
        ".pdf": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
    }
    return [bytes([SUFFIXES.index(suffix)]) + data for suffix, data in by_suffix.items()]


def by_atheris(target: str, seconds: int, corpus: Path) -> None:
    """Breed inputs by coverage; ends the process, with exit code 1 where something broke."""
    import atheris  # type: ignore[import-untyped,unused-ignore]

    with atheris.instrument_imports(include=["kg"]):
        from benchmarks.fuzz_targets import TARGETS

    def run(data: bytes) -> None:
        try:
            TARGETS[target](data)
        except BaseException:
            _tell(target, data)
            raise

    for number, data in enumerate(seeds(target)):
        (corpus / f"seed-{number}").write_bytes(data)
    run(b"\x01")  # what is loaded once is no part of an input's time
    options = [f"-max_total_time={seconds}", f"-max_len={_LONGEST}", "-timeout=60", "-rss_limit_mb=4096"]
    artefacts = f"-artifact_prefix={corpus.parent}/{target}-"
    atheris.Setup([sys.argv[0], str(corpus), artefacts, "-print_final_stats=1", *options], run)
    atheris.Fuzz()


def by_hypothesis(target: str, seconds: int) -> None:
    """Make inputs by chance, and make what breaks as small as can be."""
    from hypothesis import HealthCheck, given, seed, settings
    from hypothesis import strategies as st

    from benchmarks.fuzz_targets import TARGETS

    until, done = monotonic() + seconds, 0
    first = (
        st.sampled_from([data[:1] for data in seeds(target)])
        if target == "reading"
        else st.binary(min_size=1, max_size=1)
    )
    inputs = st.builds(bytes.__add__, first, st.binary(max_size=_LONGEST)) | st.sampled_from(seeds(target))
    while monotonic() < until:

        @seed(done)
        @settings(max_examples=200, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(inputs)
        def run(data: bytes) -> None:
            TARGETS[target](data)

        run()
        done += 200
    click.echo(f"{target}: {done:,} inputs, nothing broke")


def _tell(target: str, data: bytes) -> None:
    click.echo(f"\n{target} breaks on {data!r}\n{traceback.format_exc()}", err=True)


@click.command(help=__doc__)
@click.argument("target", required=False, type=click.Choice(NAMES))
@click.option("--minutes", type=click.FloatRange(0, min_open=True), default=10.0, show_default=True)
@click.option("--corpus", metavar="FOLDER", help="Where inputs are kept between runs; by default nowhere.")
@click.option("--engine", type=click.Choice(["atheris", "hypothesis"]), help="By default what is installed.")
def main(target: str | None, minutes: float, corpus: str | None, engine: str | None) -> None:
    """Run one target here, or each in a process of its own."""
    if target is None:
        given = [*(["--corpus", corpus] if corpus else []), *(["--engine", engine] if engine else [])]
        command = [sys.executable, "-m", "benchmarks.fuzz", "--minutes", str(minutes), *given]
        raise SystemExit(max(subprocess.run([*command, name]).returncode != 0 for name in NAMES))
    try:
        import atheris  # noqa: F401

        found = "atheris"
    except ImportError:
        found = "hypothesis"
    seconds = max(1, int(minutes * 60))
    if (engine or found) == "hypothesis":
        by_hypothesis(target, seconds)
        return
    with tempfile.TemporaryDirectory() as passing:
        inputs = Path(corpus or passing, target)
        inputs.mkdir(parents=True, exist_ok=True)
        by_atheris(target, seconds, inputs)


if __name__ == "__main__":
    main()
