"""What panels of widgets share: how they stand in a stored notebook, and where they select, the query and its rows."""

from __future__ import annotations

from typing import Any

import ipywidgets as widgets
import pandas as pd

from r2p_data.corpus import Corpus
from r2p_data.explore.model import Selection


class Panel(widgets.VBox):  # type: ignore[misc]  # ipywidgets has no types
    """Widgets in a column; where no widget is shown, as in a stored notebook, its ``repr`` stands for it."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"

    def _repr_mimebundle_(self, **options: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = super()._repr_mimebundle_(**options)
        return {**bundle, "text/plain": repr(self)}


class SelectionPanel(Panel):
    """A panel over a selection, its ``model``."""

    corpus: Corpus
    model: Selection

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.model.summary})"

    @property
    def query(self) -> dict[str, Any]:
        """What is asked now, as a plain dictionary: save it, print it, give it back."""
        return self.model.query.as_dict()

    @property
    def selection(self) -> pd.DataFrame:
        """All rows that match, with their citations."""
        return self.model.rows
