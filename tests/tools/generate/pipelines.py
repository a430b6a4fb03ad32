"""pipelines/gitlab.yml: what `compliance init` writes for GitLab, for all of a repository, in both languages."""

from collections.abc import Iterator

from compliance.actions._starter import sample
from compliance.locale import words
from tools.generate import Artefact

_HEAD = """\
# Hãy sao chép, hoặc đưa vào bằng include · Copy it, or include it:
# include: {project: example/ndxp-sdk, ref: v0.1.0, file: /pipelines/gitlab.yml}
"""


def artefacts() -> Iterator[Artefact]:
    vietnamese, english = (sample("gitlab", words(language)).splitlines() for language in ("vi", "en"))
    lines = (line for pair in zip(vietnamese, english, strict=True) for line in dict.fromkeys(pair))
    yield Artefact("pipelines/gitlab.yml", (_HEAD + "\n".join(lines) + "\n").encode())
