"""Descriptions in XML: WSDL and XML Schema, as trees that know where each element stands."""
