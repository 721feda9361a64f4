"""Forms of registers, one file for each kind."""
