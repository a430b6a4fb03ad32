"""What SOAP services of the hub and of platforms share: reading XML that somebody sent, envelopes, faults, WSDL."""
