"""What rules look at in descriptions: the files as texts, and what stands in them by kind."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from compliance.model.dataclass import dataclass
from compliance.model.location import Place
from compliance.model.source import SourceText
from compliance.model.xml.operation import WsdlOperation, operations_of
from compliance.model.xml.port import WsdlPort, ports_of

if TYPE_CHECKING:  # because a dossier knows all subjects
    from compliance.model.dossier import Dossier


@dataclass(frozen=True, slots=True)
class XmlText:
    """The text of a file that is XML."""

    source: SourceText

    @property
    def at(self) -> Place:
        return self.source.at


def texts(dossier: "Dossier") -> Iterator[XmlText]:
    """Yield the files that are XML."""
    return (XmlText(source) for source in dossier.sources if source.is_xml)


def operations(dossier: "Dossier") -> Iterator[WsdlOperation]:
    """Yield the operations of all descriptions."""
    return (each for description in dossier.descriptions for each in operations_of(description))


def ports(dossier: "Dossier") -> Iterator[WsdlPort]:
    """Yield the ports of all descriptions."""
    return (each for description in dossier.descriptions for each in ports_of(description))
