"""Answers to specs/contracts/exchange.yaml, apart from what X-Road and the adapters define."""
