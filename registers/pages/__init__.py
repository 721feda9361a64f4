"""What the pages of registers must know, one file for each kind."""
