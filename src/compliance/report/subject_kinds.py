"""The reader's words for what rules look at; the kinds of others keep the names of their classes."""

from collections.abc import Mapping
from typing import Final

from compliance.locale import Translator
from compliance.model.text import Message

_KINDS: Final[Mapping[str, Message]] = {
    "SourceText": Message.of("text of a file"),
    "Declaration": Message.of("version that a document declares"),
    "Document": Message.of("document"),
    "Server": Message.of("server"),
    "Operation": Message.of("operation"),
    "Parameter": Message.of("parameter"),
    "Schema": Message.of("schema"),
    "Property": Message.of("property"),
    "Field": Message.of("named field"),
    "SecurityScheme": Message.of("security scheme"),
    "XmlText": Message.of("XML file as text"),
    "ServiceDescription": Message.of("description in XML"),
    "WsdlOperation": Message.of("operation of a description in XML"),
    "WsdlPort": Message.of("port of a description in XML"),
    "Interface": Message.of("all documents of a platform"),
    "VersionPair": Message.of("two versions of a document"),
    "ServedSpecPair": Message.of("document and the one that is served"),
    "HubSpecPair": Message.of("document and the one at the hub"),
    "DocumentedService": Message.of("service with its document"),
    "Record": Message.of("record"),
    "Service": Message.of("service"),
    "Connection": Message.of("connection"),
    "Notice": Message.of("notice of a stop"),
    "RecordPair": Message.of("two records"),
    "OwnerRecords": Message.of("all records of an owner"),
    "LiveRecord": Message.of("record and what runs"),
    "SampledService": Message.of("service over many days"),
    "TriedRead": Message.of("read with one thing wrong"),
    "DocumentedExchange": Message.of("HTTP exchange of a documented operation"),
    "TlsHandshake": Message.of("TLS handshake"),
    "Certificate": Message.of("certificate"),
    "NameLookup": Message.of("look-up of a name"),
    "HttpExchange": Message.of("HTTP exchange"),
    "Trial": Message.of("trial call"),
    "Comparison": Message.of("comparison of answers"),
    "AddressPair": Message.of("comparison of two addresses"),
    "RecordedHost": Message.of("host of a record"),
    "PageWalk": Message.of("walk through pages"),
    "Sampling": Message.of("sample of answers"),
    "LinkCheck": Message.of("check of a link"),
    "HubListing": Message.of("list of the hub"),
    "HubCall": Message.of("call through the hub"),
    "AccessTrial": Message.of("trial of access at the hub"),
    "Transaction": Message.of("transaction"),
    "TriedAccess": Message.of("call through the hub by a client of known rights"),
    "PassedQuery": Message.of("read with a query, directly and through the hub"),
    "HubError": Message.of("error that came through the hub"),
    "ActivitySummary": Message.of("summary of activity"),
    "TransactionPair": Message.of("transaction on both sides"),
}


def subject_kind(name: str, words: Translator) -> str:
    """Return the words for a kind of subject, by the name of its class."""
    return words.message(_KINDS[name]) if name in _KINDS else name
