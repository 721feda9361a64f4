"""Committee papers as documents: content -> tree -> HTML, PDF and plain text.

Pure data in, text or bytes out. Nothing here reads a model or the database.
"""
