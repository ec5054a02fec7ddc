"""Charts: table in, plotly figure out.

Every chart has a title that states what it shows, axis titles with units, a palette that
colour-blind readers tell apart (Okabe and Ito), and its source under it. Words of the
corpus are escaped before plotly reads them, since plotly takes a subset of HTML.
"""

from r2p_data.charts.actors import draw_actors
from r2p_data.charts.blocks import draw_blocks, draw_repairs

__all__ = ["draw_actors", "draw_blocks", "draw_repairs"]
