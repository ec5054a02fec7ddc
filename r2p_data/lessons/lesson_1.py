"""Exercises of lesson 1."""

from r2p_data.lessons.exercises import Exercise

EXERCISES: tuple[Exercise, ...] = ()
