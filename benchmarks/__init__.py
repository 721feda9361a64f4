"""How fast Mandate is with a large council's records: `make bench` (CONTRIBUTING.md)."""
