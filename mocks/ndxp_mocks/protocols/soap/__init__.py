"""Common parts of the SOAP services of the hub and of platforms: reading XML, envelopes, faults, WSDL."""
