"""The namespaces of descriptions, and what they hold without being read."""

from typing import Final

WSDL_1_1: Final = "http://schemas.xmlsoap.org/wsdl/"
WSDL_2_0: Final = "http://www.w3.org/ns/wsdl"
XML_SCHEMA: Final = "http://www.w3.org/2001/XMLSchema"
SOAP_1_1: Final = "http://schemas.xmlsoap.org/wsdl/soap/"
SOAP_1_2: Final = "http://schemas.xmlsoap.org/wsdl/soap12/"
HTTP: Final = "http://schemas.xmlsoap.org/wsdl/http/"
EDXML: Final = frozenset({"http://www.mic.gov.vn/TBT/QCVN_102_2016", "http://edxml.gov.vn/schema"})
"""What edXML messages were seen to use: that of QCVN 102:2016/BTTTT, and that of security reports."""

KNOWN: Final = frozenset(
    {
        "http://www.w3.org/XML/1998/namespace",
        "http://schemas.xmlsoap.org/soap/encoding/",
        "http://schemas.xmlsoap.org/soap/envelope/",
        "http://www.w3.org/2003/05/soap-encoding",
        "http://www.w3.org/2003/05/soap-envelope",
        WSDL_1_1,
        WSDL_2_0,
    }
)
"""Namespaces whose members every reader of descriptions knows, so that nobody delivers them."""

_TYPES: Final = """
anyType anySimpleType anyAtomicType string boolean decimal float double duration dateTime time date gYearMonth gYear
gMonthDay gDay gMonth hexBinary base64Binary anyURI QName NOTATION normalizedString token language NMTOKEN NMTOKENS Name
NCName ID IDREF IDREFS ENTITY ENTITIES integer nonPositiveInteger negativeInteger long int short byte nonNegativeInteger
unsignedLong unsignedInt unsignedShort unsignedByte positiveInteger yearMonthDuration dayTimeDuration dateTimeStamp
"""
BUILT_IN: Final = frozenset(_TYPES.split())
"""The types of XML Schema 1.0 and 1.1."""
