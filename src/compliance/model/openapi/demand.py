"""What is demanded of a caller."""

from compliance.model.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Demand:
    """What one `security` demands. `undefined` is the first name in it that names no scheme, None if all do."""

    is_empty: bool = False
    is_malformed: bool = False
    has_empty_choice: bool = False
    undefined: str | None = None

    @property
    def keeps_strangers_out(self) -> bool:
        """Whether nobody can call without credentials."""
        return not (self.is_empty or self.is_malformed or self.has_empty_choice)
