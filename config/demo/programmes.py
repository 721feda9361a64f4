"""The three programmes, in the order in which they began."""

from config.demo.transformation import PROGRAMME as TRANSFORMATION

PROGRAMMES = (TRANSFORMATION,)
