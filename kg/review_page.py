"""``kg review -f html``: the questions as one page that works offline and gives its answers as a file.

No request leaves the page (its Content-Security-Policy forbids any), and nothing of a document can run in it:
all text is put in as text.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from kg.export.html_data import as_json
from kg.review_question import Question

_TEMPLATES = Path(__file__).parent / "review_templates"


def page(questions: Sequence[Question]) -> str:
    """The whole page; the same questions give the same page."""
    from jinja2 import Environment, FileSystemLoader
    from markupsafe import Markup

    style, script = ((_TEMPLATES / name).read_text(encoding="utf-8") for name in ("review.css", "review.js"))
    policy = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )
    data = {"questions": [question.to_json() for question in questions]}
    environment = Environment(loader=FileSystemLoader(_TEMPLATES, encoding="utf-8"), autoescape=True)
    return environment.get_template("review.html").render(
        policy=policy,
        style=Markup(style),  # noqa: S704 -- our own file
        script=Markup(script),  # noqa: S704 -- our own file
        data=Markup(as_json(data)),  # noqa: S704 -- escaped for a script element
    )


def _hash(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"
