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
# %% [markdown] lang=fr title
# **Pour qui ?** Étudiants en études de la paix, en traduction ou en humanités numériques, qui ont suivi les leçons 1 à 5.
# **Durée :** 60 minutes, et autant qu'il vous plaira ensuite. **Données :** les cinq documents, ou les vôtres. Le réseau est inutile.
#
# À vous de conduire. Au bout du chemin, une page et trois nombres avec leurs références, que d'autres pourront vérifier.
# À la fin de cette leçon, vous saurez
#
# - (ask) **poser** une question à laquelle les documents peuvent répondre ;
# - (filter) **filtrer** un corpus jusqu'à ce qu'une seule personne puisse tout lire ;
# - (cite) **citer** un nombre avec l'endroit où il se trouve ;
# - (write) **rédiger** une page, et en tirer un rapport propre ;
# - (doubt) **énoncer** ce que votre page ne montre pas.
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
# %% [markdown] lang=fr
# ## Une question qui a une réponse
#
# À quoi ces documents peuvent-ils répondre ? Voyons quelles sortes de [[figure|nombres]] ils contiennent : pour parler d'argent, il faut de l'argent dans les textes.
#
# | Mot anglais | Sorte de nombre | Mot anglais | Sorte de nombre |
# |---|---|---|---|
# | `count` | dénombrement | `ordinal` | ordinal |
# | `duration` | durée | `percent` | pourcentage |
# | `money` | somme d'argent | `ratio` | rapport |
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
# %% [markdown] lang=fr exercise=6.1
# À laquelle de ces questions nos cinq documents peuvent-ils répondre ? Donnez une lettre entre guillemets.
#
# - a) Combien de civils ont été tués au Soudan du Sud en 2016 ?
# - b) Quelles sommes d'argent le rapport du groupe de travail mentionne-t-il, et pour quelles années ?
# - c) L'Union européenne paie-t-elle assez ?
# - d) Comment la langue du Conseil de sécurité a-t-elle évolué depuis 1945 ?
# hint:
# Une bonne [[research question]] dit où vous allez chercher, et quand vous aurez fini.
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
# %% [markdown] lang=fr
# Écrivez maintenant une question à vous, sur papier. Si vous y trouvez *important*, *assez* ou *bon*, récrivez-la.
#
# ## Filtrer, voir, lire
#
# L'explorateur place les filtres à gauche, les graphiques et les lignes au milieu, le texte à droite. Choisissez une sorte de nombre, une unité, un document, ou tapez un mot.
# Tout suit votre choix. Ce qui reste est votre [[selection]], un tableau que la cellule suivante peut employer.
#
# L'explorateur parle anglais. Voici les mots dont vous aurez besoin :
#
# | Dans l'explorateur | Sens |
# |---|---|
# | *figures*, *mentions*, *paragraphs* | lignes à montrer : nombres, mentions, paragraphes |
# | *dates*, *references*, *themes* | lignes à montrer : dates, références, thèmes |
# | *Search* | chercher des mots dans les paragraphes |
# | *Document*, *Genre*, *Section* | document, genre, section |
# | *Kind of figure*, *Unit* | sorte de nombre, unité |
# | *Actor*, *Type of actor* | acteur, type d'acteur |
# | *Theme*, *Year*, *Document cited* | thème, année, document cité |
# %%
explorer = explore(corpus)
explorer
# %% [markdown] lang=en exercise=6.2
# Let the explorer show `figures`. Filter them until your question is covered and at most 40 rows are left. Then give the selection as your answer.
# hint:
# After clicking, `explorer.selection` holds your rows. Clicking alone changes nothing in `answer`: run the cell again.
# %% [markdown] lang=fr exercise=6.2
# Demandez à l'explorateur les lignes `figures` (les nombres). Filtrez jusqu'à couvrir votre question, avec 40 lignes au plus. Donnez alors la sélection pour réponse.
# hint:
# Après vos clics, `explorer.selection` contient vos lignes. Cliquer ne suffit pas à changer `answer` : relancez la cellule.
# %% blank
answer = ...
# %% solution
explorer.query = {"rows": "figures", "figure_kinds": ["money"]}
answer = explorer.selection
# %% [markdown] lang=en
# Keep the question that you asked of the explorer, too. With it, others can repeat your choice.
# %% [markdown] lang=fr
# Gardez aussi la question que vous avez posée à l'explorateur. Grâce à elle, d'autres referont votre choix.
# %%
print(explorer.query)
explorer.selection[["surface", "value", "unit", "doc_id"]].head(5)
# %% [markdown] lang=en pause
# Your selection has a number of rows. Is that number a result?
# answer:
# Not yet. It counts what the machine found. Read every row in its passage and strike out what does not belong; only then count.
# %% [markdown] lang=fr pause
# Votre sélection compte un certain nombre de lignes. Ce nombre est-il un résultat ?
# answer:
# Pas encore. Il compte ce que la machine a trouvé. Lisez chaque ligne dans son passage, rayez ce qui n'a rien à y faire ; comptez seulement ensuite.
# %%
corpus.passage(explorer.selection.iloc[0])
# %% [markdown] lang=en
# ## Cite three figures
#
# For your page you need three figures. Each comes with its citation, in one text: what is printed, then where it stands in brackets.
# %% [markdown] lang=fr
# ## Citer trois nombres
#
# Pour votre page, il vous faut trois nombres. Chacun vient avec sa référence, dans un seul texte : ce qui est imprimé, puis, entre parenthèses, l'endroit où cela se trouve.
# Le `f` placé devant les guillemets demande à Python de remplacer ce qui est entre accolades par sa valeur.
# %%
row = corpus.figures.query("kind == 'ratio'").iloc[0]
f"{row['surface']} ({corpus.cite(row)})"
# %% [markdown] lang=en exercise=6.3
# Give a list of three such texts for figures of your question.
# hint:
# Choose three rows of your selection and write the line above for each of them. `explorer.selection.iloc[0]` is the first, `.iloc[1]` the second. The words must stand as the document prints them.
# %% [markdown] lang=fr exercise=6.3
# Donnez une liste de trois textes ainsi faits, pour des nombres de votre question.
# hint:
# Choisissez trois lignes de votre sélection, et écrivez pour chacune la ligne ci-dessus. `explorer.selection.iloc[0]` est la première, `.iloc[1]` la deuxième. Les mots doivent être ceux que le document imprime.
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
# %% [markdown] lang=fr
# ## Rédiger une page
#
# Une page de recherche a cinq parties : la question, les sources, ce que l'on a trouvé, comment on l'a trouvé, et ce que cela ne montre pas.
# Voici la [[rubric]] qui servira à la noter :
#
# | | 0 point | 1 point | 2 points |
# |---|---|---|---|
# | **Question** | un thème | une question | une question que les sources permettent de trancher |
# | **Nombres** | sans référence | avec leur référence | de plus, avec unité, période et auteur |
# | **Méthode** | passée sous silence | racontée | racontée de sorte que l'on puisse la refaire |
# | **Graphique** | absent, ou mensonger | honnête | honnête, et commenté dans le texte |
# | **Limites** | aucune | générales | propres à ces sources et à ces nombres |
#
# Ce qu'il faut à un nombre tient dans une ligne du tableau :
# %%
explorer.selection[["surface", "unit", "period", "attribution"]].head(3)
# %% [markdown] lang=en exercise=6.4
# Write your page as a text of 100 to 600 words. Give at least three different figures, each with its citation as in exercise 6.3.
# hint:
# A long text stands between three quotation marks: `"""…"""`. Paste your three texts from exercise 6.3 into it and write around them.
# %% [markdown] lang=fr exercise=6.4
# Rédigez votre page : un texte de 100 à 600 mots. Donnez-y au moins trois nombres différents, chacun avec sa référence, comme à l'exercice 6.3.
# hint:
# Un long texte se met entre trois guillemets droits : `"""…"""`. Collez-y vos trois textes de l'exercice 6.3, et écrivez autour.
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
# %% solution lang=fr
first, second, third = answer
answer = f"""Quelles sommes d’argent le rapport du groupe de travail mentionne-t-il, et pour quelles années ?
Nous n’avons lu qu’un document, le rapport du groupe de travail du Conseil de sécurité sur le maintien de la paix en 2016.
Il mentionne trois sommes, qui portent toutes sur l’appui de l’Union européenne aux opérations africaines.
La première est {first}. Elle couvre dix ans, et « plus de » en fait un minimum.
La deuxième est {second}. C’est la variation d’une seule contribution, et non la somme de deux.
La troisième est {third}. Elle couvre les années 2016 à 2018.
Ces sommes ne s’additionnent pas : leurs périodes diffèrent et se chevauchent.
Nous les avons trouvées avec l’explorateur, d’après leur sorte, et nous avons lu chacune dans son paragraphe.
La page ne montre ni ce que paient les autres, ni si l’argent a été dépensé. Sa seule source est le donateur lui-même."""
# %% [markdown] lang=en
# ## What it does not show
#
# The last paragraph is the hardest. A limit is a sentence about *these* sources, and not a bow of politeness.
# %% [markdown] lang=fr
# ## Ce que la page ne montre pas
#
# Le dernier paragraphe est le plus difficile. Une limite parle de *ces* sources-là ; ce n'est pas une formule de politesse.
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
# %% [markdown] lang=fr exercise=6.5
# Quelle phrase peut figurer sous le titre *Limites* ? Donnez une lettre entre guillemets.
#
# - a) L'Union européenne paie plus que quiconque.
# - b) Aucun État ne paie quoi que ce soit, puisque aucun document ne mentionne de versement d'un État.
# - c) Les sommes sont vraies, puisque le programme lit l'argent avec une précision de 1.
# - d) Les sommes sont celles qu'a énoncées le délégué de l'Union européenne ; nous ne les avons pas comparées à ses comptes.
# hint:
# Devant chaque phrase, demandez-vous : que faudrait-il avoir lu pour le savoir ?
# %% blank
answer = ...
# %% solution
answer = "d"
# %% [markdown] lang=en
# ## From a notebook to a page
#
# [The template of a report](report_template.ipynb) has the five parts, a chart and three cited figures. Copy it under a name of your own and fill it in.
# Then write these two lines, with its name, in an empty cell and run it. They make one page of HTML from your copy, without code. The page opens in any browser, without a network.
#
# ```python
# from r2p_data.lessons.exporting import export_report
# export_report("my_report.ipynb")
# ```
# %% [markdown] lang=fr
# ## Du carnet à la page
#
# [Le modèle de rapport](report_template.ipynb) contient les cinq parties, un graphique et trois nombres avec leurs références. Copiez-le sous un autre nom et remplissez-le.
# Écrivez ensuite ces deux lignes, avec son nom, dans une cellule vide et exécutez-la. Elles en font une page HTML, sans code. Elle s'ouvre dans tout navigateur, sans réseau.
#
# ```python
# from r2p_data.lessons.exporting import export_report
# export_report("mon_rapport.ipynb")
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
# %% [markdown] lang=fr end
# ## Ce que vous avez appris
#
# - Une bonne question dit où l'on cherche, et quand on aura fini.
# - Une sélection est un début : on la lit avant de la compter.
# - Les nombres se citent un à un, avec leur unité, leur période et leur auteur.
# - Les limites parlent de ces sources-là.
#
# **Ce que la machine ne sait pas faire.** Elle n'a pas de question. Vous, si.
#
# **Pour aller plus loin**
#
# - Antoine Prost, *Douze leçons sur l'histoire*, Paris, Seuil, 1996, chapitre 4, sur les questions de l'historien.
# - Umberto Eco, *Comment écrire sa thèse*, Paris, Flammarion, 2016.
# - Howard S. Becker, *Écrire les sciences sociales*, Paris, Economica, 2004.
#
# Pour continuer, prenez vos propres documents : mettez-les dans un dossier, et écrivez `corpus = r2p.load_corpus("ce dossier")`.
