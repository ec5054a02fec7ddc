"""Exercises of lesson 5."""

from r2p_data.lessons.exercises import Exercise

EXERCISES: tuple[Exercise, ...] = ()
