# ruff: noqa
# %% [markdown] lang=en title
# **For whom:** students of peace studies, translation or digital humanities, in their first weeks of Python.
# **Time:** 45 minutes. **Data:** the two reports of the corpus, as files and as repaired text. No network is needed.
#
# Between the page and your table stand a scanner and a converter. Both make mistakes, and both keep silent.
# After this lesson you can
#
# - (see) **recognise** damage by machines, and tell it from an author's slip;
# - (measure) **measure** what a naive search misses, and how damaged a text is;
# - (log) **read** a log of repairs and summarise it;
# - (evidence) **show** what stood in the file before a repair.
# %%
import re

import pandas as pd

import r2p_data as r2p
from r2p_data.lessons import check, open_lesson, progress
from r2p_data.lessons.drawings import draw_found

corpus = r2p.load_corpus()
open_lesson(4, corpus)
# %% [markdown] lang=en
# ## What the file holds
#
# One of our reports was printed, scanned and read by a machine. This reading is called [[OCR]].
# Here is its paragraph 17, exactly as the file has it.
# %%
scan = corpus.paragraphs[corpus.paragraphs["doc_id"].str.startswith("004")]
seventeen = scan.query("number == '17' and kind == 'paragraph'")
corpus.passage(seventeen, as_printed=True)
# %% [markdown] lang=en
# Read aloud, it is nearly French. « I'empreinte carbone » should be « l'empreinte carbone » (the carbon footprint).
# The scanner took a small l for a capital I, or for the digit 1. It lost the accent of « à », and it turned « tâcher » (to try) into something else.
#
# The other report came from a PDF. A PDF places letters on a page and knows no words, so blanks slip in.
# %%
split = corpus.repairs.query("rule == 'split_word'")
split[["before", "after"]].head(6)
# %% [markdown] lang=en
# Machines make these mistakes by the hundred, always in the same way. An author slips once, and otherwise.
# This distinction matters: we repair the machine, never the author.
# %% [markdown] lang=en exercise=4.1
# One of these four was printed so by its author and must not be repaired. Which one?
#
# - a) « I'Union africaine »
# - b) « pol itique »
# - c) « Sebrenica », in the press article
# - d) « ¢étaient »
# hint:
# The town in Bosnia is called Srebrenica. Ask of each: would a tired person type this?
# %% blank
answer = ...
# %% solution
answer = "c"
# %% [markdown] lang=en
# ## What a naive search finds
#
# A [[naive search]] looks for letters in a file and trusts what it finds. We compare the file with the repaired text.
# %%
file = " ".join(corpus.source(scan["doc_id"].iloc[0]).split())
text = " ".join(scan["text"])
file.count("l’Union européenne"), text.count("l’Union européenne")
# %% [markdown] lang=en pause
# The file does not hold « l'Union européenne » (the European Union) once. Suppose that you had searched in the file only. What would you have written?
# answer:
# « The report does not mention the European Union. » It would have been false, and nothing would have warned you. An error message is a friend; a zero is not.
# %%
searches = ["l’Union européenne", "l’ONU", "l’Organisation", "maintien de la paix", "coopération"]
counts = [(file.count(words), text.count(words)) for words in searches]
draw_found(pd.DataFrame(counts, index=searches, columns=["file", "text"]))
# %% [markdown] lang=en
# Not every search suffers. « Maintien de la paix » (peacekeeping) has no apostrophe and no accent, so it survived.
# Damage is not spread evenly: it hits some words always and others never. That is worse than bad luck.
# %% [markdown] lang=en exercise=4.2
# How many places of « l’Union africaine » (the African Union), with its article, does the file hide from a naive search?
# hint:
# Use `.count()` on `text` and on `file`, as above. Copy the apostrophe ’ from this sentence: it is not the one of your keyboard.
# %% blank
answer = ...
# %% solution
answer = text.count("l’Union africaine") - file.count("l’Union africaine")
# %% [markdown] lang=en
# ## What a naive count counts
#
# Damage also adds what was never there. We let Python count every run of digits in the file, and compare with the figures that were read from it.
# %%
figures = corpus.figures[corpus.figures["doc_id"] == scan["doc_id"].iloc[0]]
len(re.findall(r"\d+", file)), len(figures.query("kind != 'ordinal'"))
# %%
eleven = corpus.repairs.query("before == '11' and after == 'Il'").iloc[0]
corpus.passage(eleven, as_printed=True)
# %% [markdown] lang=en
# Most of those digits number paragraphs, pages and resolutions. Some are letters: each « 1' » is an « l' » that was misread.
# Twice the file says « 11 a … insisté », which looks like a count of eleven. It is « Il a … insisté » (he insisted).
#
# ## The log of repairs
#
# We did not write over the file. Every [[repair]] is a row: what stood there, what stands there now, and the rule. This list is the [[log]].
# %%
log = corpus.repairs[corpus.repairs["doc_id"] == scan["doc_id"].iloc[0]]
log[["before", "after", "rule"]].iloc[[5, 12, 40, 300, 303]]
# %% [markdown] lang=en
# The rule `a_for_à` restores the preposition « à » (to, at). The word « a » (has) is a verb and looks the same without its accent.
# Only the words around it tell which one is meant.
# %% [markdown] lang=en exercise=4.3
# How many times did the rule `a_for_à` change a word of this report?
# hint:
# `log["rule"] == "a_for_à"` is a column of `True` and `False`.
# %% blank
answer = ...
# %% solution
answer = (log["rule"] == "a_for_à").sum()
# %% [markdown] lang=en
# Some rules touch no letter. They join the lines of the page, or set the number of a paragraph apart. We leave them out to see the damage itself.
# %%
letters = log[~log["rule"].isin(["line_join", "label", "double_space"])]
letters[["before", "after", "rule"]].sample(6, random_state=8)
# %% [markdown] lang=en exercise=4.4
# Which rule was needed most often among the `letters`? Give its name as a text.
# hint:
# `.value_counts()` of a column lists its values, the most frequent first.
# %% blank
answer = ...
# %% solution
answer = letters["rule"].value_counts().index[0]
# %% [markdown] lang=en
# ## Keep the evidence
#
# A repair is a claim: *this is what the page said*. A claim needs [[evidence]]. The same paragraph 17, repaired:
# %%
corpus.passage(seventeen)
# %% [markdown] lang=en exercise=4.5
# The repaired text says « tâcher ». What exactly did the file print at that place? Give the word as a text.
# hint:
# `log[log["after"] == "tâcher"]` finds the row. You can also look for the word in the first passage of this lesson.
# %% blank
answer = ...
# %% solution
answer = log[log["after"] == "tâcher"]["before"].iloc[0]
# %% [markdown] lang=en pause
# Is the log complete? How could you find out without reading every row?
# answer:
# Replay it. Take the file, apply every repair of the log, and compare with the text. If one character differs, the log is not complete.
# %%
same = [corpus.replay(row) == row["text"] for _, row in scan.iterrows()]
sum(same), len(same)
# %% [markdown] lang=en
# Every block comes out as it stands in the table. Nothing was changed without a row that says so.
#
# ## How damaged is it?
#
# One last number helps your readers: how many repairs of letters a thousand words needed. It is a rate, as in lesson 2.
# %%
corpus.documents[["doc_id", "genre", "n_words"]]
# %% [markdown] lang=en exercise=4.6
# How many repairs of `letters` were needed per thousand words of the scanned report?
# hint:
# `len(letters)` is the count. The length of the report is in the last row of the table above. Do not round.
# %% blank
answer = ...
# %% solution
answer = 1000 * len(letters) / corpus.documents["n_words"].iloc[4]
# %% [markdown] lang=en
# ## How far you have come
# %%
progress()
# %% [markdown] lang=en end
# ## What you have learned
#
# - A zero in a damaged file is no finding.
# - Damage follows rules, and so can its repair. The author's own slips stay.
# - A log of repairs lets everybody go back to the file and disagree.
# - The rate of damage belongs into your report, beside your counts.
#
# **What the machine cannot do.** It mends what it knows. A wrong digit inside a number looks like any other digit, and no rule will see it.
#
# **Further reading**
#
# - Bernard Cerquiglini, *Éloge de la variante*, Paris, Seuil, 1989.
# - Ray Smith, « An Overview of the Tesseract OCR Engine », in *Proceedings of ICDAR 2007*, vol. 2, p. 629–633.
# - Carlo Ginzburg, *Clues, Myths, and the Historical Method*, Baltimore, Johns Hopkins University Press, 1989.
