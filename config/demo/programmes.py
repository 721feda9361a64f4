"""The three programmes, in the order in which they began."""

from config.demo.improvement import PROGRAMME as IMPROVEMENT
from config.demo.savings import PROGRAMME as SAVINGS
from config.demo.transformation import PROGRAMME as TRANSFORMATION

PROGRAMMES = (IMPROVEMENT, SAVINGS, TRANSFORMATION)
