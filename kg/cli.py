"""The command line: options, progress, exit codes. What a command does lives in its room.

To add a command: a function in ``kg/cli_documents.py`` or ``kg/cli_graphs.py``, named after it, with its
options (of type FILE where they name one) and a help text that begins with one short line; inside it,
import the room and call one function of it; then name it below. Nothing but click may be imported at the
top: ``kg --help`` stays under 100 ms. Errors that a person can cause are raised as ``kg.errors.KgError``
and become one line here; results go to standard output or ``-o``, everything else to standard error.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from kg import __version__
from kg.cli_documents import annotate, build, check, explain
from kg.cli_graphs import diff, evaluate, export, query, serve, validate, vocabulary
from kg.cli_options import Text, say
from kg.cli_review import review


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="kg", message="%(prog)s %(version)s")
def commands() -> None:
    """Knowledge graphs with evidence from Chinese annual work reports."""


for _command in (
    build,
    annotate,
    explain,
    review,
    check,
    evaluate,
    diff,
    query,
    export,
    serve,
    validate,
    vocabulary,
):
    for _parameter in _command.params:
        if _parameter.type is click.STRING:
            _parameter.type = Text()
    commands.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 done, 1 the data is wrong, 2 the call is wrong."""
    for stream in (sys.stdout, sys.stderr):  # Chinese must survive any locale
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        given = list(sys.argv[1:] if arguments is None else arguments)
        with commands.make_context("kg", given or ["--help"]) as context:
            commands.invoke(context)
            sys.stdout.flush()
    except BaseException as problem:
        return _exit_code(problem)
    return 0


def _exit_code(problem: BaseException) -> int:
    """Tell a person what stopped the command, in one line; what nobody can cause is raised again."""
    from kg.errors import KgError

    if isinstance(problem, click.exceptions.Exit):
        return problem.exit_code
    if isinstance(problem, click.UsageError):
        path = problem.ctx.command_path if problem.ctx else "kg"
        return say(f"{problem.format_message()} ('{path} --help' tells more)", problem.exit_code)
    if isinstance(problem, click.ClickException):
        return say(problem.format_message(), problem.exit_code)
    if isinstance(problem, BrokenPipeError):  # whoever read us has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    if isinstance(problem, KeyboardInterrupt | click.Abort):
        return say("interrupted", 130)
    if isinstance(problem, KgError):
        return say(str(problem), problem.exit_code)
    if isinstance(problem, OSError):
        place = f"{problem.filename}: " if problem.filename is not None else ""
        return say(f"{place}{problem.strerror or problem}", 1)
    if isinstance(problem, MemoryError):
        return say("out of memory; use fewer processes (-j) or smaller documents", 1)
    raise problem
