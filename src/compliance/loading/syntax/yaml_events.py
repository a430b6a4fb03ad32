"""The text of a YAML file by libyaml, which takes all of YAML and knows what is wrong with it."""

from compliance.loading.limits import Limits
from compliance.loading.syntax.complaints import yaml_complaint
from compliance.loading.syntax.libyaml import yaml
from compliance.loading.syntax.lines import Lines
from compliance.loading.syntax.parsed import Parsed, unreadable
from compliance.loading.syntax.yaml import Unbuildable, YamlTree
from compliance.loading.syntax.yaml_layout import YamlLayout
from compliance.model.source import Defect, SourceText
from compliance.model.text import Message


def parse_events(uri: str, content: bytes, text: str, limits: Limits) -> Parsed:
    """Read the text of a file. Faults of syntax are defects of the source; what exceeds a limit raises `Refused`."""
    layout = YamlLayout(content)
    reader = YamlTree(uri, limits, layout)
    try:
        tree = reader.build(text)
    except yaml.MarkedYAMLError as error:
        marks = (error.problem_mark, error.context_mark)
        is_open = "scanning a" in (error.context or "")  # because then the fault is where it begins, not where it ends
        mark = next(filter(None, reversed(marks) if is_open else marks), None)
        line, column = reader.position(mark) if mark else (None, None)
        return unreadable(uri, content, Defect(yaml_complaint(error), line, column))
    except yaml.reader.ReaderError as error:
        code = error.character if isinstance(error.character, int) else ord(error.character)
        template = "not YAML: the character U+{code} may not stand in a file; leave it out, or write it as an escape"
        message = Message.of(template, code=f"{code:04X}")
        return unreadable(uri, content, Defect(message, *Lines(text).position(text.find(chr(code)))))
    except Unbuildable as error:
        return unreadable(uri, content, error.defect)
    except yaml.YAMLError as error:
        return unreadable(uri, content, Defect(yaml_complaint(error)))
    defects = reader.defects
    if (more := reader.defect_count - len(defects)) > 0:
        defects.append(Defect(Message.of("{count} more faults of this kind", count=more), *_end_of(defects)))
    source = SourceText(
        uri, content, tuple(defects), layout, scalars=tuple(reader.scalars), scalar_count=reader.scalar_count
    )
    return Parsed(source, tree)


def _end_of(defects: list[Defect]) -> tuple[int | None, int | None]:
    return defects[-1].line, defects[-1].column
