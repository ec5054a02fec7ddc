"""Annotating clean text: references, dates, figures and actors, each a step of its own."""
