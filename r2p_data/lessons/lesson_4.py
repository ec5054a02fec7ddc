"""Exercises of lesson 4."""

from r2p_data.lessons.exercises import Exercise

EXERCISES: tuple[Exercise, ...] = ()
