"""What papers draw from the records by name: blocks on lines of their own, figures in sentences.

An app registers its own in `ready()`. `documents.calls` reads the author's calls."""

from records.blocks.about import About, Programme
from records.blocks.asking import Blocks, Figures
from records.blocks.choosing import OF, Choices, One, Some, Typed, yes_or_no
from records.blocks.kinds import (
    BLOCKS,
    FIGURES,
    Asked,
    Block,
    Figure,
    Told,
    contribute,
    field_words,
)
from records.blocks.listed import ListBlock

__all__ = [
    "BLOCKS",
    "FIGURES",
    "OF",
    "About",
    "Asked",
    "Block",
    "Blocks",
    "Choices",
    "Figure",
    "Figures",
    "ListBlock",
    "One",
    "Programme",
    "Some",
    "Told",
    "Typed",
    "contribute",
    "field_words",
    "yes_or_no",
]
