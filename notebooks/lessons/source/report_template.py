# %% [markdown] lang=en
# # Your title: a claim, not a theme
#
# *Your name, the date*
#
# **Copy this notebook under a name of your own before you change it.** What stands here is an example about money; replace every sentence.
# To export your copy without its code, run in any notebook: `from r2p_data.lessons.exporting import export_report`, then `export_report("my_report.ipynb")`.
# %% [markdown] lang=fr
# # Votre titre : une thèse, non un thème
#
# *Votre nom, la date*
#
# **Copiez ce carnet sous un autre nom avant d'y toucher.** Ce qui suit est un exemple, sur l'argent ; remplacez chaque phrase.
# Pour exporter votre copie sans son code, exécutez dans n'importe quel carnet `from r2p_data.lessons.exporting import export_report`, puis `export_report("mon_rapport.ipynb")`.
# %%
import pandas as pd

import r2p_data as r2p
from r2p_data.lessons import open_lesson
from r2p_data.lessons.drawings import draw_change

pd.options.display.max_colwidth = None
corpus = r2p.load_corpus()
opened = open_lesson(6, corpus)
# %% [markdown] lang=en
# ## Question
#
# Which sums of money does the committee report name, and for which years?
#
# ## Sources
#
# One document out of the five of the corpus. Who issued it, and what kind of text is it?
# %% [markdown] lang=fr
# ## Question
#
# Quelles sommes d'argent le rapport du groupe de travail mentionne-t-il, et pour quelles années ?
#
# ## Sources
#
# Un seul document, sur les cinq du corpus. Qui en est l'auteur, et de quel genre est-il ?
# %%
money = corpus.figures.query("kind == 'money'")
corpus.documents[corpus.documents["doc_id"].isin(money["doc_id"])].set_index("genre")[["title", "issuer"]]
# %% [markdown] lang=en
# ## What I found
#
# Three figures, as the document prints them, each with the place where it stands.
# %% [markdown] lang=fr
# ## Ce que j'ai trouvé
#
# Trois nombres, tels que le document les imprime, chacun avec sa référence.
# %%
cited = money[["surface", "period"]].assign(citation=[corpus.cite(row) for _, row in money.iterrows()])
cited.set_index("surface")
# %% [markdown] lang=en
# One of them is a change. The bars begin at zero.
# %% [markdown] lang=fr
# L'un d'eux est une variation. Les barres partent de zéro.
# %%
draw_change(money.query("form == 'change'"))
# %% [markdown] lang=en
# Say here in words what the chart shows, with its numbers. Quote the passage that matters most:
# %% [markdown] lang=fr
# Dites ici, en mots, ce que montre le graphique, nombres à l'appui. Citez le passage décisif :
# %%
corpus.passage(money.iloc[0])
# %% [markdown] lang=en
# ## Method
#
# I filtered the figures by their kind, `money`, and read each of them in its paragraph. Tell your reader enough to do the same again.
#
# ## Limits
#
# The sums are given as their speaker stated them. They cover different years and must not be added up. Say what your own sources cannot show.
# %% [markdown] lang=fr
# ## Méthode
#
# J'ai filtré les nombres d'après leur sorte, `money` (argent), et lu chacun dans son paragraphe. Dites-en assez pour qu'un lecteur puisse refaire ce chemin.
#
# ## Limites
#
# Les sommes sont données telles que l'orateur les a énoncées. Elles couvrent des années différentes et ne s'additionnent pas. Dites ce que vos propres sources ne montrent pas.
