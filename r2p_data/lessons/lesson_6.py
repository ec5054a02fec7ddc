"""Exercises of lesson 6."""

from r2p_data.lessons.exercises import Exercise

EXERCISES: tuple[Exercise, ...] = ()
