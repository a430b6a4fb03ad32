"""The tree of a file to a ruleset, with the rulesets that it extends; all that is wrong is told with its place."""

from collections.abc import Callable, Iterator, Mapping
from itertools import count
from posixpath import dirname, join, normpath
from typing import Any, Final

from compliance.model.location import Location
from compliance.model.source import SourceText
from compliance.model.text import Message
from compliance.rulesets.faults import Faults, Steps
from compliance.rulesets.oas import spectral_oas
from compliance.rulesets.rule_reading import RuleReading
from compliance.rulesets.ruleset import AliasTarget, Definition, Extended, Override, Ruleset

Open = Callable[[str, Location], tuple[SourceText, Any]]
"""Reads the file of a ruleset that is extended; the location is where that is said. Raises `RulesetRefused`."""

_MEMBERS: Final = frozenset(
    {
        "aliases",
        "description",
        "documentationUrl",
        "except",
        "extends",
        "formats",
        "functions",
        "functionsDir",
        "overrides",
        "parserOptions",
        "rules",
    }
)
_OF_OVERRIDES: Final = frozenset({"aliases", "extends", "files", "formats", "parserOptions", "rules"})
_ENDINGS: Final = (".yaml", ".yml", ".json")
_MOST_EXTENDED: Final = 1_000
_DEEPEST: Final = 50
_WHICH: Final = ("all", "recommended", "off")


def read_ruleset(source: SourceText, tree: Any, open_: Open) -> Ruleset:
    """Return the ruleset in a file; raises `RulesetRefused` with what is not understood or not supported."""
    return _Reading(source, open_, (), count(1)).ruleset(tree)


class _Reading:
    def __init__(self, source: SourceText, open_: Open, above: tuple[str, ...], extended: Iterator[int]) -> None:
        self._faults = Faults(source)
        self._numbers = extended
        self._open = open_
        self._above = (*above, source.uri)

    def ruleset(self, tree: Any) -> Ruleset:
        found = self._faults
        if not found.expect(tree, dict, (), Message.of("a mapping with `rules` or `extends`")):
            found.end()
        found.names(tree, _MEMBERS, ())
        if "rules" not in tree and "extends" not in tree and "overrides" not in tree:
            found.add((), Message.of("there are neither `rules` nor `extends`, so that nothing would be looked at"))
        self._refuse_functions(tree)
        self._check_parser_options(tree)
        read = self._part(tree, (), {})
        overrides = (*self._overrides(tree, read), *self._excepted(tree, read))
        found.end()
        return Ruleset(
            uri=read.uri,
            definitions=read.definitions,
            extends=read.extends,
            overrides=overrides,
            aliases=read.aliases,
            formats=read.formats,
            documentation=read.documentation,
        )

    def _part(self, tree: Mapping[str, Any], steps: Steps, known: Mapping[str, tuple[AliasTarget, ...]]) -> Ruleset:
        """Return what a file, or one of its overrides, says by itself; `known` are the aliases of the file."""
        rules = RuleReading(self._faults, {})
        extends = tuple(self._extends(tree.get("extends", []), (*steps, "extends")))
        aliases = {**known, **self._aliases(tree.get("aliases", {}), (*steps, "aliases"), rules)}
        documentation = tree.get("documentationUrl")
        return Ruleset(
            uri=self._faults.source.uri,
            definitions=tuple(self._definitions(tree.get("rules", {}), (*steps, "rules"), aliases)),
            extends=extends,
            aliases=aliases,
            formats=rules.formats(tree["formats"], (*steps, "formats")) if "formats" in tree else None,
            documentation=documentation if isinstance(documentation, str) else None,
        )

    def _refuse_functions(self, tree: Mapping[str, Any]) -> None:
        for name in ("functions", "functionsDir"):
            if tree.get(name):
                template = (
                    "{name} brings functions in JavaScript, which are not run; use the functions that are there, or "
                    "write the rule in Python"
                )
                self._faults.add((name,), template, name=name)

    def _check_parser_options(self, tree: Mapping[str, Any]) -> None:
        options = tree.get("parserOptions", {})
        if self._faults.expect(options, dict, ("parserOptions",), Message.of("a mapping")):
            self._faults.names(options, ("duplicateKeys", "incompatibleValues"), ("parserOptions",))
            for name, level in options.items():
                RuleReading(self._faults, {}).level(level, ("parserOptions", str(name)))

    def _definitions(self, rules: Any, steps: Steps, aliases: Mapping[str, Any]) -> Iterator[Definition]:
        reading = RuleReading(self._faults, aliases)
        if self._faults.expect(rules, dict, steps, Message.of("a mapping of rules")):
            for name, entry in rules.items():
                read = reading.definition(str(name), entry, (*steps, str(name)))
                if read is not None:
                    yield read

    def _aliases(self, aliases: Any, steps: Steps, rules: RuleReading) -> dict[str, tuple[AliasTarget, ...]]:
        found: dict[str, tuple[AliasTarget, ...]] = {}
        if self._faults.expect(aliases, dict, steps, Message.of("a mapping of aliases")):
            for name, value in aliases.items():
                at = (*steps, str(name))
                targets = value.get("targets") if isinstance(value, dict) else None
                if targets is None and not isinstance(value, dict):
                    found[name] = (AliasTarget(None, rules.paths(value, at)),)
                elif self._faults.expect(targets, list, at, Message.of("`targets`, a list of formats and paths")):
                    found[name] = tuple(self._targets(targets or [], (*at, "targets"), rules))
        return found

    def _targets(self, targets: list[Any], steps: Steps, rules: RuleReading) -> Iterator[AliasTarget]:
        for index, target in enumerate(targets):
            at = (*steps, index)
            if self._faults.expect(target, dict, at, Message.of("formats and paths")):
                formats = rules.formats(target.get("formats"), (*at, "formats"))
                yield AliasTarget(formats, rules.paths(target.get("given"), (*at, "given")))

    def _extends(self, value: Any, steps: Steps) -> Iterator[Extended]:
        for index, entry in enumerate(value if isinstance(value, list) else [value]):
            at = (*steps, index) if isinstance(value, list) else steps
            name, which = entry if isinstance(entry, list) and len(entry) == 2 else (entry, None)
            if which is not None and which not in _WHICH:
                self._faults.add(
                    at, "{found} was found, one of {known} is expected", found=which, known=", ".join(_WHICH)
                )
            elif self._faults.expect(name, str, at, Message.of("a file, or a file and which of its rules are on")):
                ruleset = self._extended(name, at)
                if ruleset is not None:
                    yield Extended(ruleset, which)

    def _extended(self, name: str, steps: Steps) -> Ruleset | None:
        if name == "spectral:oas":
            return spectral_oas()
        if (refusal := _refusal(name)) is not None:
            self._faults.add(steps, refusal)
            return None
        uri = normpath(join(dirname(self._faults.source.uri), name))
        if uri in self._above:
            self._faults.add(steps, Message.of("{name} extends itself", name=name[:200]))
            return None
        if next(self._numbers) > _MOST_EXTENDED or len(self._above) > _DEEPEST:
            limit = _DEEPEST if len(self._above) > _DEEPEST else _MOST_EXTENDED
            template = "`extends` leads to more than {limit} files, each counted as often as it is extended"
            self._faults.add(steps, template, limit=limit)
            self._faults.end()
        source, tree = self._open(uri, self._faults.locate(steps))
        return _Reading(source, self._open, self._above, self._numbers).ruleset(tree)

    def _overrides(self, tree: Mapping[str, Any], whole: Ruleset) -> Iterator[Override]:
        entries = tree.get("overrides", [])
        if not self._faults.expect(entries, list, ("overrides",), Message.of("a list")):
            return
        for index, entry in enumerate(entries):
            steps = ("overrides", index)
            if self._faults.expect(entry, dict, steps, Message.of("`files` and what counts there")):
                self._faults.names(entry, _OF_OVERRIDES, steps)
                yield self._override(entry, steps, whole)

    def _override(self, entry: Mapping[str, Any], steps: Steps, whole: Ruleset) -> Override:
        files = entry.get("files")
        globs: list[str] = []
        if self._faults.expect(files, list, (*steps, "files"), Message.of("a list of globs")):
            globs = [str(glob) for glob in files or []]
        read = self._part(entry, steps, whole.aliases)
        pointed = [glob for glob in globs if "#" in glob]
        if pointed and any(each.severity is None or each.is_whole for each in read.definitions):
            self._faults.add(
                steps, Message.of("where `files` names a place behind #, only levels of rules can be changed")
            )
        return _divided(globs, read)

    def _excepted(self, tree: Mapping[str, Any], whole: Ruleset) -> Iterator[Override]:
        """Yield the older form of an override, which turns rules off at places."""
        entries = tree.get("except", {})
        if not self._faults.expect(entries, dict, ("except",), Message.of("a mapping of places and lists of rules")):
            return
        for glob, names in entries.items():
            if self._faults.expect(names, list, ("except", str(glob)), Message.of("a list of rules")):
                off = {str(name): "off" for name in names}
                rules = tuple(self._definitions(off, ("except", str(glob)), whole.aliases))
                pattern = f"**{glob}" if str(glob).startswith("#") else str(glob)
                yield _divided([pattern], Ruleset(whole.uri, rules))


def _divided(globs: list[str], ruleset: Ruleset) -> Override:
    places = (glob.partition("#") for glob in globs if "#" in glob)
    return Override(
        files=tuple(glob for glob in globs if "#" not in glob),
        pointers=tuple((file, pointer) for file, _, pointer in places),
        ruleset=ruleset,
    )


def _refusal(name: str) -> Message | None:
    """Return why a ruleset of that name cannot be extended, None for a file that lies here."""
    if name.startswith("spectral:"):
        template = "{name} is for other documents than OpenAPI and is not there; leave it out, or extend spectral:oas"
    elif "://" in name:
        template = "{name} is a remote address; keep the file beside this one and extend that"
    elif not name.lower().endswith(_ENDINGS):
        template = (
            "{name} is no file of YAML or JSON; packages and rulesets in JavaScript are not supported, copy the rules"
        )
    else:
        return None
    return Message.of(template, name=name[:200])
