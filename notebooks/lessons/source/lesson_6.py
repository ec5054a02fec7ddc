# ruff: noqa
# %% [markdown] lang=en title
# **For whom:** students of peace studies, translation or digital humanities, who have taken lessons 1 to 5.
# **Time:** 60 minutes, and as long as you like afterwards. **Data:** the five documents, or your own. No network is needed.
#
# Now you lead. At the end stands one page with three cited figures, which others can check.
# After this lesson you can
#
# - (ask) **ask** a question that the documents can answer;
# - (filter) **filter** a corpus down to what one person can read;
# - (cite) **cite** a figure with the place where it stands;
# - (write) **write** one page on it, and export it as a clean report;
# - (doubt) **state** what your page does not show.
# %%
import pandas as pd

import r2p_data as r2p
from r2p_data.explore import explore
from r2p_data.lessons import check, open_lesson, progress

pd.options.display.float_format = "{:,.10g}".format
corpus = r2p.load_corpus()
open_lesson(6, corpus)
# %% [markdown] lang=en
# ## A question that can be answered
#
# What can these documents answer at all? A look at the kinds of [[figure|figures]] helps: a question about money needs money in the texts.
# %%
pd.crosstab(corpus.figures["doc_id"].str[:3], corpus.figures["kind"])
# %% [markdown] lang=en exercise=6.1
# Which of these questions can our five documents answer?
#
# - a) How many civilians were killed in South Sudan in 2016?
# - b) Which sums of money does the committee report name, and for which years?
# - c) Does the European Union pay enough?
# - d) How has the language of the Security Council changed since 1945?
# hint:
# A good [[research question]] names where you will look and when you will be finished.
# %% blank
answer = ...
# %% solution
answer = "b"
# %% [markdown] lang=en
# Write down a question of your own now, on paper. If it has the words *important*, *enough* or *good*, write it again.
#
# ## Filter, see, read
#
# The explorer shows filters at the left, charts and rows in the middle, and the text at the right. Choose a kind, a unit, a document, or type a word.
# Everything follows your choice. What is left is your [[selection]], a table that the next cell can use.
# %%
explorer = explore(corpus)
explorer
# %% [markdown] lang=en exercise=6.2
# Let the explorer show `figures`. Filter them until your question is covered and at most 40 rows are left. Then give the selection as your answer.
# hint:
# After clicking, `explorer.selection` holds your rows. Clicking alone changes nothing in `answer`: run the cell again.
# %% blank
answer = ...
# %% solution
explorer.query = {"rows": "figures", "figure_kinds": ["money"]}
answer = explorer.selection
# %% [markdown] lang=en
# Keep the question that you asked of the explorer, too. With it, others can repeat your choice.
# %%
print(explorer.query)
explorer.selection[["surface", "value", "unit", "doc_id"]].head(5)
# %% [markdown] lang=en pause
# Your selection has a number of rows. Is that number a result?
# answer:
# Not yet. It counts what the machine found. Read every row in its passage and strike out what does not belong; only then count.
# %%
corpus.passage(explorer.selection.iloc[0])
# %% [markdown] lang=en
# ## Cite three figures
#
# For your page you need three figures. Each comes with its citation, in one text: what is printed, then where it stands in brackets.
# %%
row = corpus.figures.query("kind == 'ratio'").iloc[0]
f"{row['surface']} ({corpus.cite(row)})"
# %% [markdown] lang=en exercise=6.3
# Give a list of three such texts for figures of your question.
# hint:
# Choose three rows of your selection and write the line above for each of them. The words must stand as the document prints them.
# %% blank
answer = ...
# %% solution
chosen = explorer.selection.head(3)
answer = [f"{row['surface']} ({corpus.cite(row)})" for _, row in chosen.iterrows()]
# %% [markdown] lang=en
# ## Write one page
#
# A page of research has five parts: the question, the sources, what you found, how you found it, and what it does not show.
# This is the [[rubric]] by which it is marked:
#
# | | 0 points | 1 point | 2 points |
# |---|---|---|---|
# | **Question** | a theme | a question | a question that the sources can answer |
# | **Figures** | without place | cited | cited, with unit, period and speaker |
# | **Method** | not told | told | told so that others can repeat it |
# | **Chart** | none, or it lies | honest | honest, and the text reads it |
# | **Limits** | none | general | about these sources and these figures |
#
# What a figure needs stands in one row of the table:
# %%
explorer.selection[["surface", "unit", "period", "attribution"]].head(3)
# %% [markdown] lang=en exercise=6.4
# Write your page as a text of 100 to 600 words. Give at least three different figures, each with its citation as in exercise 6.3.
# hint:
# A long text stands between three quotation marks: `"""…"""`. Paste your three texts from exercise 6.3 into it and write around them.
# %% blank
answer = ...
# %% solution
first, second, third = answer
answer = f"""Which sums of money does the committee report name, and for which years?
We read one document, the report of the working group of the Security Council on peacekeeping for 2016.
It names three sums, all of them stated by the European Union about its own support for African operations.
The first is {first}. It covers ten years, and « plus de » makes it a lower bound.
The second is {second}. It is a change of one contribution, and no sum of two.
The third is {third}. It covers the years 2016 to 2018.
The sums must not be added up, since their periods overlap and differ.
We found them with the explorer, by the kind of figure, and read each of them in its paragraph.
The page does not show what others pay, nor whether the money was spent. Its only source is the giver itself."""
# %% [markdown] lang=en
# ## What it does not show
#
# The last paragraph is the hardest. A limit is a sentence about *these* sources, and not a bow of politeness.
# %%
corpus.documents[["doc_id", "genre", "issuer", "date"]]
# %% [markdown] lang=en exercise=6.5
# Which sentence may stand under the heading *Limits*?
#
# - a) The European Union pays more than anybody else.
# - b) No state pays anything, since no document names a payment by a state.
# - c) The sums are true, because the package reads money with a precision of 1.
# - d) The sums are given as the delegate of the European Union stated them; we have not compared them with its accounts.
# hint:
# Ask of each sentence: what would I have to read to know this?
# %% blank
answer = ...
# %% solution
answer = "d"
# %% [markdown] lang=en
# ## From a notebook to a page
#
# [The template of a report](report_template.ipynb) has the five parts, a chart and three cited figures. Copy it under a name of your own and fill it in.
# Then these two lines make one page of HTML from it, without code. The page opens in any browser, without a network.
#
# ```python
# from r2p_data.lessons.exporting import export_report
# export_report("my_report.ipynb")
# ```
# %%
progress()
# %% [markdown] lang=en end
# ## What you have learned
#
# - A question names its sources and its end.
# - A selection is a beginning: it is read before it is counted.
# - Figures are cited one by one, with unit, period and speaker.
# - Limits are about these sources.
#
# **What the machine cannot do.** It has no question. You have.
#
# **Further reading**
#
# - Wayne C. Booth, Gregory G. Colomb and Joseph M. Williams, *The Craft of Research*, Chicago, University of Chicago Press, 1995.
# - Umberto Eco, *How to Write a Thesis*, Cambridge (Mass.), MIT Press, 2015.
# - Jane E. Miller, *The Chicago Guide to Writing about Numbers*, Chicago, University of Chicago Press, 2004.
#
# To go on, take your own documents: put them into a folder, and write `corpus = r2p.load_corpus("that folder")`.
