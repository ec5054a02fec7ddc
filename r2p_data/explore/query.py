"""The query: the whole state of an explorer as one value that can be saved, printed and given back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, NamedTuple, TypeGuard, get_args

from r2p_data.errors import R2PDataError

RowKind = Literal["figures", "mentions", "paragraphs", "dates", "references", "themes"]
ROW_KINDS: tuple[RowKind, ...] = get_args(RowKind)
FACETS = (
    "documents", "genres", "sections", "kinds", "actor_types", "actors", "figure_kinds", "units", "symbols", "themes",
)  # fmt: skip
# What a query may hold beside facets.
_OTHERS = ("rows", "text", "years", "every", "chosen")
# Facets of which a paragraph may hold several values.
SEVERAL = ("actor_types", "actors", "figure_kinds", "units", "symbols", "themes")


class Chip(NamedTuple):
    """One active filter: ``query.without(chip.facet, chip.value)`` takes it away."""

    facet: str
    value: Any
    label: str


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked. Values of one facet widen it (or), facets narrow one another (and).

    Parameters
    ----------
    rows
        the table whose rows are shown.
    text
        words that the paragraph holds, in the language of ``r2p_data.search``.
    documents, genres, sections, kinds, actor_types, actors, figure_kinds, units, symbols, themes
        values of facets: ``doc_id``, genre, path of headings (with what stands below it), kind of
        paragraph, type of actor, ``actor_id``, kind of figure, unit, symbol that is cited, theme.
    years
        first and last year: the paragraph names a date that reaches into them.
    every
        facets of which a paragraph must hold all chosen values, not one of them: two actors named
        together.
    chosen
        identifier of the row that is open in the reader.
    """

    rows: RowKind = "figures"
    text: str = ""
    documents: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    actor_types: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    figure_kinds: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    every: tuple[str, ...] = ()
    chosen: str | None = None

    def __post_init__(self) -> None:
        if self.rows not in ROW_KINDS:
            raise R2PDataError(f"a query has no rows {self.rows!r}; choose one of {', '.join(ROW_KINDS)}")
        for facet in (*FACETS, "every"):
            object.__setattr__(self, facet, _check_values(facet, getattr(self, facet)))
        wrong = [facet for facet in self.every if facet not in SEVERAL]
        if wrong:
            raise R2PDataError(f"'every' of a query names facets: {', '.join(SEVERAL)}; {wrong[0]!r} is none of them")
        if not isinstance(self.text, str):
            raise R2PDataError(f"'text' of a query is a string, not {self.text!r}")
        if self.chosen is not None and not isinstance(self.chosen, str):
            raise R2PDataError(f"'chosen' of a query is the identifier of a row, not {self.chosen!r}")
        object.__setattr__(self, "years", _check_years(self.years))

    def as_dict(self) -> dict[str, Any]:
        """The query as a plain dictionary fit for JSON, without what is empty.

        >>> Query(units=("EUR",), years=(2000, 2005)).as_dict()
        {'rows': 'figures', 'units': ['EUR'], 'years': [2000, 2005]}
        """
        values = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: list(value) if isinstance(value, tuple) else value for name, value in values if value}

    @classmethod
    def from_dict(cls, given: Mapping[str, Any]) -> Query:
        """The query that ``as_dict`` wrote, or that somebody wrote by hand.

        >>> Query.from_dict({"rows": "mentions", "actors": ["onu"]}).actors
        ('onu',)

        Raises
        ------
        R2PDataError
            if a key is unknown or a value has the wrong type.
        """
        if not isinstance(given, Mapping):
            raise R2PDataError(f"a query is a dictionary such as {{'rows': 'figures'}}, not {given!r}")
        known = [field.name for field in fields(cls)]
        unknown = [key for key in given if key not in known]
        if unknown:
            raise R2PDataError(f"a query has no {unknown[0]!r}; it may hold {', '.join(known)}")
        return cls(**given)

    def with_(self, facet: str, values: Any) -> Query:
        """The query with ``facet`` (or rows, text, years, chosen) set to ``values``.

        >>> Query().with_("units", "EUR").with_("text", "paix").as_dict()
        {'rows': 'figures', 'text': 'paix', 'units': ['EUR']}
        """
        _check_facet(facet)
        changed = {facet: values}
        if facet in self.every and not values:
            changed["every"] = tuple(other for other in self.every if other != facet)
        if facet == "rows" and values != self.rows:
            changed["chosen"] = None
        return replace(self, **changed)

    def toggle(self, facet: str, value: Any) -> Query:
        """The query with ``value`` added to ``facet``, or taken from it where it is chosen.

        >>> Query().toggle("units", "EUR").toggle("units", "USD").toggle("units", "EUR").units
        ('USD',)
        """
        if facet not in FACETS:
            return self.with_(facet, value) if getattr(self, facet, None) != value else self.without(facet)
        values: tuple[str, ...] = getattr(self, facet)
        kept = tuple(v for v in values if v != value)
        return self.with_(facet, kept if value in values else (*values, value))

    def without(self, facet: str, value: Any = None) -> Query:
        """The query without ``facet``, or without one ``value`` of it.

        >>> Query(units=("EUR", "USD")).without("units", "EUR").units
        ('USD',)
        """
        _check_facet(facet)
        if facet in FACETS and value is not None:
            return self.with_(facet, tuple(v for v in getattr(self, facet) if v != value))
        return self.with_(facet, getattr(Query(), facet))

    @property
    def together(self) -> tuple[str, ...]:
        """The actors that a paragraph must all name; none where one of them is enough.

        >>> Query(actors=("onu", "mali"), every=("actors",)).together, Query(actors=("onu", "mali")).together
        (('onu', 'mali'), ())
        """
        return self.actors if "actors" in self.every and len(self.actors) > 1 else ()

    def cleared(self) -> Query:
        """The same rows without any filter."""
        return Query(rows=self.rows)

    def chips(self) -> list[Chip]:
        """The active filters, one a chip, labelled by their bare values (``Selection.chips`` names them).

        >>> [chip.label for chip in Query(text="paix", units=("EUR",), years=(2000, 2005)).chips()]
        ['« paix »', 'EUR', '2000–2005']
        """
        text = [Chip("text", self.text, f"« {self.text.strip()} »")] if self.text.strip() else []
        chips = [Chip(facet, value, value) for facet in FACETS for value in getattr(self, facet)]
        return text + chips + ([Chip("years", self.years, name_years(self.years))] if self.years else [])


def name_years(years: tuple[int, int]) -> str:
    """A range of years in words.

    >>> name_years((2005, 2005)), name_years((2000, 2005))
    ('2005', '2000–2005')
    """
    return str(years[0]) if years[0] == years[1] else f"{years[0]}–{years[1]}"


def _check_facet(facet: str) -> None:
    if facet not in (*FACETS, *_OTHERS):
        raise R2PDataError(f"a query has no {facet!r}; it may hold {', '.join((*_OTHERS, *FACETS))}")


def _check_values(facet: str, values: object) -> tuple[str, ...]:
    listed = [values] if isinstance(values, str) else values
    if not isinstance(listed, Iterable) or isinstance(listed, Mapping):
        raise R2PDataError(f"{facet!r} of a query is a list of strings, not {values!r}")
    listed = list(listed)
    wrong = [value for value in listed if not isinstance(value, str)]
    if wrong:
        raise R2PDataError(f"{facet!r} of a query is a list of strings; {wrong[0]!r} is none")
    return tuple(dict.fromkeys(listed))


def _check_years(years: object) -> tuple[int, int] | None:
    if years is None:
        return None
    pair = list(years) if isinstance(years, (list, tuple)) else []
    if len(pair) != 2 or not all(_is_year(year) for year in pair) or pair[0] > pair[1]:
        raise R2PDataError(f"'years' of a query is a first and a last year such as [2005, 2014], not {years!r}")
    return (pair[0], pair[1])


def _is_year(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)
