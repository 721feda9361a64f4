"""The pages of registers."""
