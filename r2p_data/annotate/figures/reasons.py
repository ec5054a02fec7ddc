"""The closed list of reasons why a number is no figure, each with a sample."""

from __future__ import annotations

REASONS = {
    "paragraph number": "« au paragraphe 21 »",
    "article number": "« l’Article 2 de la Charte »",
    "page number": "« voir page 12 »",
    "section number": "« le chapitre 7 », « tableau 3 », « 1.2.3 »",
    "footnote call": "« voir note 12 », « la paix.12 »",
    "resolution number": "« sa résolution 1325 », where no reference was read",
    "numbered label": "« le projet no 12 », « la phase 2 », « le vol 370 »",
    "list label": "« 2) », « 2. » at the beginning, « 12(a) »",
    "serial number": "« 14-57339 »: digits joined by a hyphen that make no range",
    "document symbol": "« A/68/947 », « 9/25 », where no reference was read",
    "number in brackets": "« (12) »: a call, a year, an aside; what it numbers stays open",
    "telephone or postal number": "« +33 », « tél. 01 »",
    "leading zero": "« 0142 »",
    "web address": "« www.un.org/2015 »",
    "clock time": "« à 10 h 30 », « à 18 heures »",
    "calendar": "« 2015 », « 12 mars », « les années 90 », where no date was read",
    "part of a name": "« Agenda 2030 », « COVID-19 », « Comité des 34 », « Première Dame »",
    "joined to letters": "« M23 », « A4P »",
    "OCR letter": "« 1’Union », « 1* janvier »",
    "compound word": "« vice-premiers ministres », « deux-roues »",
    "indefinite article": "« un », « une », not set against another number",
    "indefinite quantity": "« des milliers », « plusieurs millions »",
    "adjective": "« la responsabilité première », « un véhicule neuf »",
    "idiom": "« au premier chef », « tierces parties », « un ou plusieurs »",
    "ambiguous separators": "« 1,500 »: 1,5 in French, 1500 in English",
    "run of numbers": "« 310310 310310 »: numbers side by side",
    "raised or small digit": "« km² », « ½ »",
    "counts nothing": "no noun, unit or verb shows what the number quantifies",
}
