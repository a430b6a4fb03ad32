"""Every kind of subject as one type: what the table of kinds says, for the type checker. A test holds them together."""

from compliance.model.derived.address_pair import AddressPair
from compliance.model.derived.declaration import Declaration
from compliance.model.derived.documented_read import DocumentedExchange
from compliance.model.derived.documented_service import DocumentedService
from compliance.model.derived.hub_error import HubError
from compliance.model.derived.interface import Interface
from compliance.model.derived.live_record import LiveRecord
from compliance.model.derived.owner_records import OwnerRecords
from compliance.model.derived.passed_query import PassedQuery
from compliance.model.derived.record_pair import RecordPair
from compliance.model.derived.recorded_host import RecordedHost
from compliance.model.derived.sampled_service import SampledService
from compliance.model.derived.spec_pair import HubSpecPair, ServedSpecPair
from compliance.model.derived.transaction_pair import TransactionPair
from compliance.model.derived.tried_access import TriedAccess
from compliance.model.derived.tried_read import TriedRead
from compliance.model.derived.version_pair import VersionPair
from compliance.model.derived.xml_text import XmlText
from compliance.model.observation import Observation
from compliance.model.openapi.document import Document
from compliance.model.openapi.field import Field
from compliance.model.openapi.operation import Operation
from compliance.model.openapi.parameter import Parameter
from compliance.model.openapi.schema import Property, Schema
from compliance.model.openapi.security import SecurityScheme
from compliance.model.openapi.server import Server
from compliance.model.record import Connection, Notice, Record, Service
from compliance.model.source import SourceText
from compliance.model.xml.description import ServiceDescription
from compliance.model.xml.operation import WsdlOperation
from compliance.model.xml.port import WsdlPort

AnySubject = (
    SourceText
    | Declaration
    | Document
    | Server
    | Operation
    | Parameter
    | Schema
    | Property
    | Field
    | SecurityScheme
    | XmlText
    | ServiceDescription
    | WsdlOperation
    | WsdlPort
    | VersionPair
    | ServedSpecPair
    | HubSpecPair
    | Interface
    | DocumentedService
    | Record
    | Service
    | Connection
    | Notice
    | RecordPair
    | OwnerRecords
    | LiveRecord
    | Observation
    | AddressPair
    | RecordedHost
    | DocumentedExchange
    | SampledService
    | TriedAccess
    | PassedQuery
    | HubError
    | TriedRead
    | TransactionPair
)
