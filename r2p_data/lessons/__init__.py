"""A course that a student can take alone: lessons whose exercises check themselves.

The notebooks are in ``notebooks/lessons/``; what they call is here. Answers are computed from
the corpus of the lesson when a check runs, so that they stay true when the corpus changes.
"""

from r2p_data.lessons.checking import Result, check, open_lesson, progress

__all__ = ["Result", "check", "open_lesson", "progress"]
