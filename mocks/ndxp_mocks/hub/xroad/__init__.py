"""X-Road's security servers: the REST and SOAP sides of the consumer's and of the provider's."""
