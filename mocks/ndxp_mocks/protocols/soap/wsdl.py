"""A description of a SOAP service: WSDL 1.1, document and literal, with its XML Schema inside. SIMULATED."""

from dataclasses import dataclass
from textwrap import indent
from typing import Final

from ndxp_mocks.protocols.xml_text import element, quoted

_HTTP: Final = "http://schemas.xmlsoap.org/soap/http"
_SPACES: Final = {
    "wsdl": "http://schemas.xmlsoap.org/wsdl/",
    "soap": "http://schemas.xmlsoap.org/wsdl/soap/",
    "xs": "http://www.w3.org/2001/XMLSchema",
}


@dataclass(frozen=True, slots=True)
class SoapOperation:
    """One operation: its request is the element of its name, its answer that of its name with Response behind it.

    `extension` is XML that stands in its binding.
    """

    name: str
    means: str
    extension: str = ""


@dataclass(frozen=True, slots=True)
class SoapDescription:
    """A service at `address`. `schema` is the content of its XML Schema, in which `tns` stands for `space`.

    `spaces` are the other prefixes that it and extensions use.
    """

    name: str
    means: str
    space: str
    address: str
    operations: tuple[SoapOperation, ...]
    schema: str
    spaces: tuple[tuple[str, str], ...] = ()


def wsdl(described: SoapDescription) -> str:
    """Return the whole document."""
    spaces = {**_SPACES, **dict(described.spaces), "tns": described.space}
    declared = "\n    ".join(f"xmlns:{prefix}={quoted(space)}" for prefix, space in spaces.items())
    parts = (
        element("wsdl:documentation", described.means),
        _types(described),
        *(_messages(each) for each in described.operations),
        _port_type(described),
        _binding(described),
        _service(described),
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!-- MÔ PHỎNG / SIMULATED -->\n'
        f"<wsdl:definitions name={quoted(described.name)} targetNamespace={quoted(described.space)}\n    {declared}>\n"
        f"{_indented(*parts)}</wsdl:definitions>\n"
    )


def _types(described: SoapDescription) -> str:
    space = quoted(described.space)
    schema = f'<xs:schema targetNamespace={space} elementFormDefault="qualified">\n{_indented(described.schema)}'
    return f"<wsdl:types>\n{_indented(f'{schema}</xs:schema>')}</wsdl:types>"


def _messages(operation: SoapOperation) -> str:
    names = (operation.name, f"{operation.name}Response")
    return "\n".join(
        f'<wsdl:message name="{name}"><wsdl:part name="body" element="tns:{name}"/></wsdl:message>' for name in names
    )


def _port_type(described: SoapDescription) -> str:
    operations = (
        f'<wsdl:operation name="{each.name}">\n'
        + _indented(
            element("wsdl:documentation", each.means),
            f'<wsdl:input message="tns:{each.name}"/>',
            f'<wsdl:output message="tns:{each.name}Response"/>',
        )
        + "</wsdl:operation>"
        for each in described.operations
    )
    return f'<wsdl:portType name="{described.name}Port">\n{_indented(*operations)}</wsdl:portType>'


def _binding(described: SoapDescription) -> str:
    operations = (
        f'<wsdl:operation name="{each.name}">\n'
        + _indented(
            '<soap:operation soapAction="" style="document"/>',
            *((each.extension,) if each.extension else ()),
            '<wsdl:input><soap:body use="literal"/></wsdl:input>',
            '<wsdl:output><soap:body use="literal"/></wsdl:output>',
        )
        + "</wsdl:operation>"
        for each in described.operations
    )
    over_http = f'<soap:binding style="document" transport="{_HTTP}"/>'
    name = f'name="{described.name}Binding" type="tns:{described.name}Port"'
    return f"<wsdl:binding {name}>\n{_indented(over_http, *operations)}</wsdl:binding>"


def _service(described: SoapDescription) -> str:
    address = f"<soap:address location={quoted(described.address)}/>"
    port = f'<wsdl:port name="{described.name}Port" binding="tns:{described.name}Binding">{address}</wsdl:port>'
    return f'<wsdl:service name="{described.name}Service">\n{_indented(port)}</wsdl:service>'


def _indented(*parts: str) -> str:
    return "".join(f"{indent(part.rstrip(), '  ')}\n" for part in parts)
