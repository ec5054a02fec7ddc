"""Actors: states, bodies, missions, persons and offices, under every name.

A document is read in one pass of an automaton over its folded text, which finds the names of
the lexicon and the nouns that open a name built by rule. The grammar says how far such a name
reaches, the history of what was named says whom a short description means.
"""

from .catalogue import ActorLexicon, actor_lexicon
from .document import annotate_actors

__all__ = ["ActorLexicon", "actor_lexicon", "annotate_actors"]
