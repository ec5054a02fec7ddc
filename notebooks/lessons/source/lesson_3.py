# ruff: noqa
# %% [markdown] lang=en title
# **For whom:** students of peace studies, translation or digital humanities, in their first weeks of Python.
# **Time:** 60 minutes. **Data:** the five documents of the corpus, read into tables. No network is needed.
#
# Numbers look like facts. In a document they are sentences: somebody says them, of something, about some time.
# After this lesson you can
#
# - (read) **name** the value, the unit, the period and the speaker of a number;
# - (join) **connect** a number with the words that change it;
# - (share) **turn** a ratio into a share, and say what it is a share of;
# - (compare) **compare** amounts only where unit and period allow it;
# - (draw) **recognise** a chart that lies, and say why.
# %%
import pandas as pd

import r2p_data as r2p
from r2p_data.lessons import check, open_lesson, progress
from r2p_data.lessons.drawings import draw_change, draw_values

pd.options.display.float_format = "{:,.10g}".format
corpus = r2p.load_corpus()
open_lesson(3, corpus)
# %% [markdown] lang=en
# ## A number is a sentence
#
# The table `figures` has a row for every number that quantifies something. We call such a number a [[figure]].
# We leave the [[ordinal|ordinals]] aside: « deuxième pilier » (second pillar) puts things in order and measures nothing.
#
# Here are the figures of one document, the report of a working group of the Security Council.
# %%
figures = corpus.figures.query("kind != 'ordinal'")
committee = figures[figures["doc_id"].str.startswith("004")]
committee[["surface", "value", "unit", "qualifier", "subject", "period"]]
# %% [markdown] lang=en
# Read one row from left to right. `surface` is what is printed, `value` what it means as a number.
# The [[unit]] says in what it is measured. The [[qualifier]] is a word such as « plus de » (more than), which opens the value upwards.
# `subject` is what is counted, and the [[period]] is the time that the number covers. Empty cells are *missing*: the sentence does not say it.
#
# One column is still hidden. The [[attribution]] names the actor who states the number, where the sentence tells.
# %% [markdown] lang=en exercise=3.1
# Of how many figures does the corpus tell who states them? Use the table `figures`, where ordinals are left out.
# hint:
# `figures["attribution"].notna()` is a column of `True` and `False`. `.sum()` counts the `True`.
# %% blank
answer = ...
# %% solution
answer = figures["attribution"].notna().sum()
# %% [markdown] lang=en
# Few figures have a known speaker. For the others a reader must look at the page, and so must you before you quote one.
#
# ## Twenty-eight countries, and then?
#
# A press article reports on the principles of Kigali, by which states promise to protect civilians.
# This is the sentence with its number.
# %%
signed = figures[figures["subject"].str.startswith("pays ayant", na=False)].iloc[0]
corpus.passage(signed)
# %% [markdown] lang=en pause
# In English: the American ambassador declares « that the United States were proud to join the 28 countries that had already signed ».
# How would a newspaper headline give the number of signatories on that evening?
# answer:
# Many would print 28, because it is the number on the page. The sentence says something else. The word « déjà » (already) counts the others, and one more is joining them.
# %% [markdown] lang=en exercise=3.2
# How many countries have signed the principles once the event of this sentence has happened?
# hint:
# Two facts stand in the sentence: a number, and a verb. « Se joindre à » means *to join*.
# %% blank
answer = ...
# %% solution
answer = signed["value"] + 1
# %% [markdown] lang=en
# Do other sentences print the number that you found? We look your own answer up in the table.
# %%
figures[figures["value"] == answer][["surface", "subject", "attribution", "paragraph_id"]]
# %% [markdown] lang=en
# If your answer is right, one row appears. It stands in the next paragraph of the article, about the soldiers of so many « pays participant » (countries taking part).
# The machine keeps the two numbers apart, in two rows. It does not know that they belong together: a reader finds out.
#
# ## Who says so?
#
# A number without a speaker is a rumour. The ambassador's country is proud of what it joins. Would she give a low number?
# Here is the beginning of the row. You will need one more column.
# %%
signed[["surface", "value", "kind", "subject", "period"]]
# %% [markdown] lang=en exercise=3.3
# Who states this number? Give the name of the actor, as a text in quotation marks.
# hint:
# Show `signed["attribution"]`, then look for the name in the passage above.
# %% blank
answer = ...
# %% solution
answer = "Samantha Power"
# %% [markdown] lang=en
# ## Ten of sixteen, ninety-seven per cent
#
# Two more numbers of the same article stand in one sentence.
# %%
ratio = figures.query("kind == 'ratio'").iloc[0]
corpus.passage(ratio)
# %% [markdown] lang=en
# « 10 des 16 missions » is a [[ratio]]: a part of a whole. The table keeps both, in two columns.
# %%
ratio[["surface", "value", "value2", "subject"]]
# %% [markdown] lang=en exercise=3.4
# What share of the missions is this, in per cent?
# hint:
# `ratio["value"] / ratio["value2"]` is the share as a fraction, between 0 and 1. One hundred times that is per cent.
# %% blank
answer = ...
# %% solution
answer = 100 * ratio["value"] / ratio["value2"]
# %% [markdown] lang=en pause
# Less than two thirds of the missions, but 97 per cent of those deployed. How can both be true?
# answer:
# The two shares have different wholes. One counts missions, the other counts people. The missions with this mandate are the large ones; the six others are small. Nobody should subtract one percentage from the other.
# %%
percent = figures.query("kind == 'percent'")
percent[["surface", "value", "subject", "period", "doc_id"]]
# %% [markdown] lang=en
# Look at the `subject` of the 97 per cent. It says « soldats » (soldiers), and the sentence says « soldats et policiers » (soldiers and police).
# The machine cut the phrase short. This is why each row leads back to its sentence.
#
# ## Two billion, and 750 to 900 million
#
# The working group heard the European Union speak about money.
# %%
money = figures.query("kind == 'money'")
money[["surface", "value", "value2", "unit", "bound", "form", "period"]]
# %%
change = money.query("form == 'change'").iloc[0]
corpus.passage(change)
# %% [markdown] lang=en
# « De la porter de 750 à 900 millions d'euros » means *to raise it from 750 to 900 million euros*.
# Its form is `change`: `value` is where the contribution begins and `value2` where it ends. All money is in single euros, so 750 million is 750,000,000.
# %% [markdown] lang=en exercise=3.5
# By how many euros does the contribution rise?
# hint:
# Subtract one column of `change` from the other. Do not type the numbers: let the table give them.
# %% blank
answer = ...
# %% solution
answer = change["value2"] - change["value"]
# %% [markdown] lang=en
# Now the larger amount. Which time does it cover?
# %%
total = money.query("bound == 'at_least'").iloc[0]
corpus.passage(total)
# %% [markdown] lang=en exercise=3.6
# How many euros is that in an average year? Give single euros, not millions.
# hint:
# The period is in the sentence: « au cours des … dernières années » (over the last … years).
# %% blank
answer = ...
# %% solution
answer = total["value"] / 10
# %% [markdown] lang=en
# Only now can you compare it with the other amounts. The 710 million cover 2016 to 2018, so they are spread over three years.
# A sum over ten years looks large beside a sum over three, and one must not stand beside the other.
#
# ## A chart that lies
#
# Here is the contribution of the European Union, before and after. Look at it for three seconds.
# %%
draw_change(money.query("form == 'change'"), start=700_000_000)
# %% [markdown] lang=en exercise=3.7
# How many times as high as the first bar does the second bar *look*? The axis begins at 700 million.
# hint:
# The first bar is as high as 750 − 700. How high is the second? Divide.
# %% blank
answer = ...
# %% solution
answer = (900 - 700) / (750 - 700)
# %% [markdown] lang=en
# Nothing in the chart is false: both labels are right. The lie is the [[truncated axis]], which does not begin at zero.
# The eye compares lengths of bars. A bar must therefore begin at zero. This is the same row, drawn honestly:
# %%
draw_change(money.query("form == 'change'"))
# %% [markdown] lang=en
# There is a second way to lie: many units on one axis. The next chart draws every ratio, percentage and amount of money that we met.
# %%
draw_values(figures.query("kind in ['ratio', 'percent', 'money']"))
# %% [markdown] lang=en
# Euros have pushed everything else to the edge. The 97 per cent are there, as a bar too thin to see. The chart compares what cannot be compared.
# %% [markdown] lang=en exercise=3.8
# Which of these pairs may share one axis, just as they are printed? Answer with one letter.
#
# - a) 28 countries that signed, and 33 light vehicles
# - b) the share of missions, and the 97 per cent
# - c) 2 billion over ten years, and 710 million for 2016–2018
# - d) the contribution of 750 million, and the one of 900 million
# hint:
# Ask three questions of each pair. Same unit? Same whole? Same period?
# %% blank
answer = ...
# %% solution
answer = "d"
# %% [markdown] lang=en
# ## How far you have come
# %%
progress()
# %% [markdown] lang=en end
# ## What you have learned
#
# - A number is a value with a unit, a period and a speaker. Where one of them is missing, say so.
# - Words change numbers: « déjà » adds one country, « plus de » opens the value upwards.
# - Two shares can be compared if they have the same whole, two sums if they cover the same time.
# - A bar begins at zero, and one axis has one unit.
#
# **What the machine cannot do.** It reads what a sentence prints. It does not know whether the number is true, and it does not join two sentences.
#
# **Further reading**
#
# - Darrell Huff, *How to Lie with Statistics*, New York, Norton, 1954.
# - Edward R. Tufte, *The Visual Display of Quantitative Information*, 2nd ed., Cheshire (Conn.), Graphics Press, 2001, chapter 2.
# - Alain Desrosières, *La politique des grands nombres*, Paris, La Découverte, 1993.
