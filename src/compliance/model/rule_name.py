"""The name of a rule, read from where its module lies."""

from compliance.model.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class RuleName:
    """Group and name make the id; the family is the folder between them, None if there is none."""

    group: str
    family: str | None
    name: str

    @classmethod
    def of(cls, module: str) -> "RuleName":
        """Read the name of a module from what follows the package called `rules`, in which all rules lie."""
        match f".{module}".rpartition(".rules.")[2].split("."):
            case [group, name] if group:
                return cls(group, None, name)
            case [group, family, name] if group:
                return cls(group, family, name)
            case [*_, group, name]:
                return cls(group or name, None, name)
        return cls(module, None, module)

    @property
    def id(self) -> str:
        """The group and the file name, whatever the family: `openapi.operation_requires_security`."""
        return f"{self.group}.{self.name}"


def id_of(module: str) -> str:
    """Return the id of the rule in a module, as its name says it; a start asks for hundreds, and for no other part."""
    group, *rest = f".{module}".rpartition(".rules.")[2].split(".")
    return f"{group}.{rest[-1]}" if group and len(rest) in {1, 2} else RuleName.of(module).id
