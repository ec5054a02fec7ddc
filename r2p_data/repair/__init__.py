"""Repair: the damage of extraction undone, as a log over the raw text.

A document is measured once (``profile``); then each block is cleaned by itself (``clean``).
Every repair is an ``Edit`` of the raw text, and ``replay`` of the log gives the clean text.
"""

from r2p_data.repair.cleaning import clean
from r2p_data.repair.patchwork import replay
from r2p_data.repair.profiling import Profile, profile
from r2p_data.repair.rebasing import Mended, carry_back

__all__ = ["Mended", "Profile", "carry_back", "clean", "profile", "replay"]
