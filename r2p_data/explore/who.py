"""Charts of actors whose marks lead to the sentences behind them, one call each."""

from __future__ import annotations

from collections.abc import Collection

from r2p_data.charts.actors import draw_actor_types, draw_actors, find_actor, find_type
from r2p_data.charts.missions import draw_missions
from r2p_data.charts.naming import WIDTH
from r2p_data.charts.network import draw_matrix, draw_network, find_together
from r2p_data.charts.worldmap import draw_states
from r2p_data.corpus import Corpus
from r2p_data.explore.linked import Linked

# Bodies, not the people who speak for them: an office is named in the sentence that names its body.
BODIES = ("state", "un_body", "un_mission", "mission", "organisation", "court", "ngo", "armed_group", "national_body")


def see_actors(corpus: Corpus, top: int = 15) -> Linked:
    """The actors most named; a click on a bar shows the mentions in that document."""
    figure = draw_actors(corpus.mentions, corpus.actors, corpus.documents, top)
    figure.update_layout(width=WIDTH)
    return Linked(corpus, figure, lambda mark: find_actor(corpus.mentions, *mark))


def see_types(corpus: Corpus) -> Linked:
    """Mentions by type and document; a click on a cell shows them."""
    figure = draw_actor_types(corpus.mentions, corpus.actors, corpus.documents)
    return Linked(corpus, figure, lambda mark: find_type(corpus.mentions, corpus.actors, *mark))


def see_states(corpus: Corpus) -> Linked:
    """The states named, on a map; a click on a circle or a land shows the mentions, adjectives too."""
    figure = draw_states(corpus.mentions, corpus.actors, corpus.documents)
    return Linked(corpus, figure, lambda mark: corpus.mentions[corpus.mentions["actor_id"] == mark])


def see_network(corpus: Corpus, types: Collection[str] = BODIES, most: int = 60) -> Linked:
    """Who is named with whom; a click on a circle or on the middle of a line shows the mentions."""
    edges = corpus.cooccurrence(types=types)
    figure = draw_network(edges, corpus.actors, corpus.documents, most)
    return Linked(corpus, figure, lambda mark: find_together(corpus.mentions, mark))


def see_matrix(corpus: Corpus, types: Collection[str] = BODIES, top: int = 16) -> Linked:
    """Who is named with whom as a matrix; a click on a cell shows the mentions of both."""
    edges = corpus.cooccurrence(types=types)
    figure = draw_matrix(edges, corpus.actors, corpus.documents, top)
    return Linked(corpus, figure, lambda mark: find_together(corpus.mentions, mark))


def see_missions(corpus: Corpus) -> Linked:
    """The missions named, from start to end; a click on a bar shows the mentions."""
    figure = draw_missions(corpus.mentions, corpus.actors, corpus.documents)
    return Linked(corpus, figure, lambda mark: find_actor(corpus.mentions, mark))
