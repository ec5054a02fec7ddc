# ruff: noqa
# %% [markdown] lang=en title
# **For whom:** students of peace studies, translation or digital humanities, in their first weeks of Python.
# **Time:** 60 minutes. **Data:** ten sentences of the corpus, with annotations by hand. No network is needed.
#
# A program that is never measured is always right. We measure ours, and ourselves with it.
# After this lesson you can
#
# - (annotate) **annotate** a text by a guideline;
# - (agree) **measure** how far two readers agree, beyond chance;
# - (score) **compute** precision and recall against a gold standard;
# - (doubt) **say** how far a good score reaches, and where it ends.
# %%
import krippendorff
import pandas as pd

import r2p_data as r2p
from r2p_data.lessons import check, open_lesson, progress
from r2p_data.lessons.annotator import Annotator
from r2p_data.lessons.drawings import draw_scores
from r2p_data.lessons.sentences import list_words, score_words

corpus = r2p.load_corpus()
open_lesson(5, corpus)
# %% [markdown] lang=en
# ## Do it yourself first
#
# To [[annotate]] is to mark in a text what one looks for. We look for the names of actors. Annotators need a rule that settles doubts: the [[guideline]].
#
# - Mark every word of the name of a state, a body, a mission, an organisation, a court, an armed group or an office.
# - « Le Conseil » (the Council) and « notre pays » (our country) count where they stand for a name.
# - Leave the article out: in « l'ONU », mark « ONU » only. Leave adjectives out: « rwandaise » (Rwandan).
#
# Here are ten sentences. Take your time, without help from others.
# %%
annotator = Annotator()
annotator
# %% [markdown] lang=en exercise=5.1
# Mark the names of actors in all ten sentences above. Then run the next two cells; you need not change them.
# hint:
# One sentence may name nobody. Long names count with all their words: « Groupe des Sages de l'Union africaine » is one name of seven words.
# %% blank
answer = annotator.marks
# %% solution
annotator.fill("example")
answer = annotator.marks
# %% [markdown] lang=en
# Every word is now a row of a table, with 1 where somebody marked it and 0 where not. The column `me` is you.
# The column `partner` belongs to a second reader. We made this reader up for the lesson, with doubts and slips that real readers have.
# %%
words = list_words(corpus, annotator.marks)
words[["sentence", "word", "me", "partner"]].iloc[0:12]
# %% [markdown] lang=en
# Run the last cell again whenever you change your marks.
#
# ## Do two readers agree?
#
# Your partner left out « notre pays », and marked « organisations régionales » (regional organisations). Neither is silly.
# Where two careful readers differ, the question was not clear enough.
#
# For any two readers we can count the words that they treat alike. Here your partner is compared with the [[gold standard]].
# A gold standard is an annotation by hand that was checked, and by which others are measured.
# %%
print((words["partner"] == words["gold"]).mean())
# %% [markdown] lang=en pause
# Nine words in ten are treated alike. Is that good? Imagine a lazy reader who marks nothing at all.
# answer:
# The lazy reader agrees with everybody on most words, because most words are no names. Part of every agreement is luck. A fair measure takes it away.
# %%
print((words["gold"] == 0).mean())
# %% [markdown] lang=en
# This is the lazy reader's agreement: nearly eight words in ten, without reading.
# [[krippendorff's alpha|Krippendorff's alpha]] takes chance away: 1 is full agreement, 0 is what chance gives. Scholars often ask for 0.8, and draw no conclusions under 0.67.
# %%
print(krippendorff.alpha(reliability_data=[words["partner"], words["gold"]], level_of_measurement="nominal"))
# %% [markdown] lang=en exercise=5.2
# What is Krippendorff's alpha between *you* and your partner? The table `words` must hold your marks.
# hint:
# Change one word of the line above. If you have just annotated, first run again the cell that makes `words`.
# %% blank
answer = ...
# %% solution
words = list_words(corpus, annotator.marks)
answer = krippendorff.alpha(reliability_data=[words["me"], words["partner"]], level_of_measurement="nominal")
# %% [markdown] lang=en
# Where do you and your partner differ? Read these words in their sentences above before you say who is right.
# %%
words[words["me"] != words["partner"]][["sentence", "word", "me", "partner"]].head(10)
# %% [markdown] lang=en
# ## A simple machine
#
# A very simple program finds names by a capital letter: it marks each word with one, except the first of a sentence. We call it the naive rule.
# %%
words[words["naive"] != words["gold"]][["sentence", "word", "naive", "gold"]].head(12)
# %% [markdown] lang=en
# It makes two kinds of mistakes. It marks « États », which here are states in general: a [[false positive]].
# And it misses « africaine » in « Union africaine », because French names go on in small letters: a [[false negative]].
# Two measures keep them apart:
#
# - [[precision]]: of all that was marked, which share is right?
# - [[recall]]: of all that ought to be marked, which share was found?
# %%
pd.crosstab(words["naive"], words["gold"])
# %% [markdown] lang=en exercise=5.3
# What is the precision of the naive rule, as a fraction between 0 and 1?
# hint:
# `(words["naive"] & words["gold"]).sum()` counts the words that both have marked. Divide by all words that the rule has marked.
# %% blank
answer = ...
# %% solution
answer = (words["naive"] & words["gold"]).sum() / words["naive"].sum()
# %% [markdown] lang=en exercise=5.4
# And what is its recall, as a fraction between 0 and 1?
# hint:
# The part is the same as before. The whole is another one: all words that the gold standard has marked.
# %% blank
answer = ...
# %% solution
answer = (words["naive"] & words["gold"]).sum() / words["gold"].sum()
# %% [markdown] lang=en
# The two measures pull against each other. A program that marks everything has a recall of 1; one that marks a single sure name has a precision of 1.
#
# ## And the package?
#
# The column `machine` holds what this package marks. We draw its two measures beside those of your partner.
# %%
draw_scores(score_words(words, ["partner", "machine"]))
# %% [markdown] lang=en pause
# The package has no error in ten sentences. Would you now trust it with a thousand documents?
# answer:
# Not yet. Its rules were written with these very documents in sight. That is like an examination whose questions were known. Only texts that nobody has looked at are a fair test.
# %%
score_words(words, ["me", "partner", "naive", "machine"]).drop("naive")
# %% [markdown] lang=en
# Compare your own row with that of your partner. It is empty as long as you have marked nothing.
#
# ## How far does a good score reach?
#
# The figures of the corpus were checked as well, apart from these rules: all were right, ordinals left aside. How many are they?
# %%
checked = len(corpus.figures.query("kind != 'ordinal'"))
checked
# %% [markdown] lang=en
# A small number without an error proves little. The [[rule of three]] says how little.
# After *n* examples without an error, the share of right ones among all others is above 1 − 3/*n*, with 95 per cent confidence.
# It assumes that the examples were drawn by chance, and ours were not. Take it as a lower limit for your trust.
# %% [markdown] lang=en exercise=5.5
# By the rule of three, above how many *per cent* does the share of right figures lie?
# hint:
# Put `checked` in the place of *n*, then multiply by 100.
# %% blank
answer = ...
# %% solution
answer = 100 * (1 - 3 / checked)
# %% [markdown] lang=en
# ## How far you have come
# %%
progress()
# %% [markdown] lang=en end
# ## What you have learned
#
# - A guideline comes before an annotation, and gets better by it.
# - Agreement is measured beyond chance.
# - Precision asks what was marked wrongly, recall what was missed. Always give both.
# - A score holds for texts like those that were measured, and for no others.
#
# **What the machine cannot do.** It cannot tell you whether the guideline was wise. A program can agree fully with a question that was badly put.
#
# **Further reading**
#
# - Klaus Krippendorff, *Content Analysis: An Introduction to Its Methodology*, 4th ed., Thousand Oaks, Sage, 2018, on reliability.
# - C. J. van Rijsbergen, *Information Retrieval*, 2nd ed., London, Butterworths, 1979, on evaluation.
# - James A. Hanley and Abby Lippman-Hand, « If Nothing Goes Wrong, Is Everything All Right? », *JAMA*, vol. 249, no. 13, 1983, p. 1743–1745.
