"""Wire formats that the hub and the platforms share: SOAP, edXML and the API gateways of NGSP and LGSP."""
