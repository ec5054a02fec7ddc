"""Currencies: every French name and symbol of CLDR, and the surfaces of the lexicon."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from r2p_data.folding import fold
from r2p_data.lexicon import load_rows

#: Where the franc CFA of the BEAC circulates: it is XAF there, XOF everywhere else.
_CENTRAL_AFRICA = (
    "cameroun",
    "centrafri",
    "congo",
    "gabon",
    "guinee equatoriale",
    "tchad",
    "beac",
    "cemac",
    "bangui",
    "n'djamena",
    "yaounde",
    "minusca",
)


_CODE_OR_WORDS = re.compile(r"^[A-Z]{3}$|[a-zà-ÿ]{4}")


@cache
def currency_names() -> dict[str, str | None]:
    """ISO 4217 code by folded name; None where the name does not tell whose money it is.

    >>> names = currency_names()
    >>> names["dollars des etats-unis"], names["naira"], names["dinars"]
    ('USD', 'NGN', None)
    """
    names: dict[str, str | None] = dict(_cldr_names())
    for row in _rows():
        code = None if row["code"] == "?" else row["code"]
        names.update({fold(name): code for name in row["surface"].split("|") if name[-1].isalpha() or name[-1] == "."})
    return names


def _rows() -> list[dict[str, str]]:
    return load_rows("figure_currencies.csv", ("code", "surface", "example"))


def _cldr_names() -> dict[str, str | None]:
    """Full names, singular and plural, and bare heads (« naira ») that one current currency alone bears."""
    from babel.numbers import get_currency_name, list_currencies  # loaded with the first number, not with the package

    heads: defaultdict[str, set[str]] = defaultdict(set)
    names: dict[str, str | None] = {}
    for code in sorted(list_currencies("fr"), key=lambda code: code not in _current_codes()):
        for plain in {fold(get_currency_name(code, count, "fr")) for count in (1, 2)}:
            if " " in plain:
                names.setdefault(plain, code)
            if code in _current_codes():
                heads[plain.split(" ")[0]].add(code)
    alone = {head: min(codes) for head, codes in heads.items() if len(codes) == 1 and len(head) > 3}
    return {**{head: code for head, code in alone.items() if head not in _COMMON_NOUNS}, **names}


#: Heads of currency names that are everyday words: « 500 colons » are settlers, « 500 livres » may be books.
_COMMON_NOUNS = frozenset(
    {"livre", "livres", "mark", "marks", "sol", "sols", "som", "soms", "sum", "sums", "colon", "colons", "leu", "leus"}
    | {"leone", "dong", "dongs", "sucre"}
)


@cache
def _current_codes() -> frozenset[str]:
    """Codes of the currencies that are legal tender somewhere today."""
    from babel.core import get_global

    tenders = get_global("territory_currencies")
    return frozenset(code for spells in tenders.values() for code, _, end, tender in spells if end is None and tender)


@cache
def currency_symbols() -> dict[str, str]:
    """ISO 4217 code by symbol as printed: « € », « US$ », « USD », « FCFA ».

    >>> currency_symbols()["€"], currency_symbols()["US$"], currency_symbols()["CHF"]
    ('EUR', 'USD', 'CHF')
    """
    symbols = {code: code for code in _current_codes()}
    for row in _rows():
        if row["code"] != "?":
            symbols.update({name: row["code"] for name in row["surface"].split("|") if not name.islower()})
    return symbols


@cache
def currency_signs() -> dict[str, str]:
    """The symbols that are no code and no words (« dollars US »), as printed.

    >>> currency_signs()["$ CA"], currency_signs()["FC"], "dollars US" in currency_signs()
    ('CAD', 'CDF', False)
    """
    return {name: code for name, code in currency_symbols().items() if not _CODE_OR_WORDS.search(name)}


def franc_cfa(folded: str) -> str:
    """Which franc CFA a text means: XAF where it speaks of Central Africa, else XOF.

    >>> franc_cfa("a bangui, 5 000 francs cfa"), franc_cfa("a bamako, 5 000 francs cfa")
    ('XAF', 'XOF')
    """
    return "XAF" if any(name in folded for name in _CENTRAL_AFRICA) else "XOF"
