"""Exercises of lesson 2."""

from r2p_data.lessons.exercises import Exercise

EXERCISES: tuple[Exercise, ...] = ()
