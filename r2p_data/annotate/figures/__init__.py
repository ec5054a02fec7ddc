"""Figures: the numbers that quantify something, and the reason why the others do not."""

from r2p_data.annotate.figures.annotation import annotate_figures, find_figures, find_refused
from r2p_data.annotate.figures.context import attribute_figures
from r2p_data.annotate.figures.reasons import REASONS

__all__ = ["REASONS", "annotate_figures", "attribute_figures", "find_figures", "find_refused"]
