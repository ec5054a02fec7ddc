# %% [markdown] lang=en title
# **For whom:** students of peace studies, translation or digital humanities, in their first weeks of Python.
# **Time:** 45 minutes. **Data:** the five documents of the corpus, read into tables. No network is needed.
#
# A computer counts before it understands. You should do it the other way round.
# After this lesson you can
#
# - (identify) **say** what kind of text a document is, and who speaks in it;
# - (separate) **separate** the text from what belongs to the page;
# - (weigh) **weigh** documents against each other before counting in them;
# - (locate) **locate** a paragraph by its number and its headings;
# - (cite) **cite** it so that others find it.
#
# Run each cell with *Shift + Enter*, from top to bottom. Where you see `answer = ...`, replace the three dots.
# A text stands in quotation marks, a number does not. If a cell ends in an error, nothing was stored: mend it and run it again, then check.
# %% [markdown] lang=fr title
# **Pour qui ?** Étudiants en études de la paix, en traduction ou en humanités numériques, qui débutent en Python.
# **Durée :** 45 minutes. **Données :** les cinq documents du corpus, déjà lus dans des tableaux. Le réseau est inutile.
#
# L'ordinateur compte avant de comprendre. Faites l'inverse.
# À la fin de cette leçon, vous saurez
#
# - (identify) **dire** à quel genre de texte on a affaire, et qui y parle ;
# - (separate) **séparer** le texte de ce qui n'appartient qu'à la page ;
# - (weigh) **peser** les documents avant d'y compter quoi que ce soit ;
# - (locate) **situer** un paragraphe par son numéro et ses titres ;
# - (cite) **citer** un passage de sorte que d'autres le retrouvent.
#
# Exécutez les cellules de haut en bas, avec *Maj + Entrée*. Là où vous lisez `answer = ...` (« réponse »), remplacez les trois points ; `check` vérifie.
# Un texte se met entre guillemets droits, un nombre non. Si une cellule finit par une erreur, rien n'est enregistré : corrigez-la, relancez-la, puis vérifiez.
# %%
import pandas as pd

import r2p_data as r2p
from r2p_data.lessons import check, open_lesson, progress
from r2p_data.lessons.drawings import draw_lengths

pd.options.display.max_colwidth = 90
corpus = r2p.load_corpus()
open_lesson(1, corpus)
# %% [markdown] lang=en
# ## Five documents, four voices
#
# A [[corpus]] is a collection of texts, gathered to answer a question. Ours holds five French documents about peacekeeping and the protection of civilians.
# A table has one row for each of them. `NaN`, `None` and `NaT` are signs for a [[missing value]]: the document does not say it, and nobody has guessed.
# %% [markdown] lang=fr
# ## Cinq documents, plusieurs voix
#
# Un [[corpus]] est un ensemble de textes que l'on réunit pour répondre à une question. Le nôtre compte cinq documents français sur le maintien de la paix et la protection des civils.
# Chacun occupe une ligne du tableau. `NaN`, `None` et `NaT` signalent une [[missing value]] : le document n'en dit rien, et personne n'a deviné à sa place.
# %%
corpus.documents[["doc_id", "genre", "issuer", "symbol", "date", "title"]]
# %% [markdown] lang=en
# The column `genre` is the kind of text. A [[genre]] tells you how to read: a press article reports, a report recommends, a statement commits.
# The `issuer` is who publishes the text in its own name. Several documents *name* the Security Council. Only one is spoken by it.
# %% [markdown] lang=fr
# Le code et les en-têtes des tableaux sont en anglais, comme presque partout. Voici les mots que vous retrouverez d'une leçon à l'autre :
#
# | Mot anglais | Sens | Mot anglais | Sens |
# |---|---|---|---|
# | `doc_id` | identifiant du document | `press_article` | article de presse |
# | `issuer` | auteur : qui publie | `report` | rapport |
# | `symbol` | cote | `presidential_statement` | déclaration du Président |
# | `kind`, `type`, `form` | sorte, type, forme | `web_page` | page web |
# | `number`, `section` | numéro, chemin des titres | `surface` | ce qui est imprimé |
# | `text`, `n_words` | texte, nombre de mots | `value`, `unit` | valeur, unité |
#
# La colonne `genre` donne le type de texte. Du [[genre]] dépend la lecture : l'article relate, le rapport recommande, la déclaration engage.
# Quant à `issuer`, c'est l'auteur, celui qui publie en son propre nom. Plusieurs documents *nomment* le Conseil de sécurité. Un seul est de lui.
# %% [markdown] lang=en exercise=1.1
# Which document was issued by the Security Council (Conseil de sécurité) itself? Give its `doc_id` as a text, in quotation marks; its first three digits are enough.
# hint:
# Look for the row whose `issuer` is exactly « Conseil de sécurité ». A working group of the Council is not the Council.
# %% [markdown] lang=fr exercise=1.1
# Quel document émane du Conseil de sécurité lui-même ? Donnez son `doc_id`, entre guillemets ; les trois premiers chiffres suffisent.
# hint:
# Cherchez la ligne où `issuer` est exactement « Conseil de sécurité ». Un groupe de travail du Conseil n'est pas le Conseil.
# %% blank
answer = ...
# %% solution
answer = "002"
# %% [markdown] lang=en
# The same row has something else that the others lack. Look at the column `date`.
# %% [markdown] lang=fr
# Cette même ligne a autre chose encore, qui manque aux autres. Voyez la colonne `date`.
# %%
corpus.documents[["doc_id", "genre", "date"]]
# %% [markdown] lang=en exercise=1.2
# How many documents state their own date? Let the table count: `.notna()` is `True` where a value is there.
# hint:
# Take the column `date` of `corpus.documents`, then `.notna()`, then `.sum()`, which counts the `True`.
# %% [markdown] lang=fr exercise=1.2
# Combien de documents indiquent leur propre date ? Faites compter le tableau : `.notna()` vaut `True` là où il y a une valeur.
# hint:
# Prenez la colonne `date` de `corpus.documents`, puis `.notna()`, puis `.sum()`, qui compte les `True`.
# %% blank
answer = ...
# %% solution
answer = corpus.documents["date"].notna().sum()
# %% [markdown] lang=en
# ## How does each of them speak?
#
# Numbers can wait. We read two passages, one after the other. In the code, `.query(…)` keeps the rows that meet a condition, and `.iloc[3]` takes one of them by its place. Python counts places from 0.
# `corpus.passage(…)` then shows the text, and below it where it stands. First the statement:
# %% [markdown] lang=fr
# ## Comment chacun parle-t-il ?
#
# Les nombres attendront. Lisons deux passages, l'un après l'autre. Dans le code, `.query(…)` garde les lignes qui remplissent une condition, et `.iloc[3]` en prend une selon sa place. Python compte les places à partir de 0.
# `corpus.passage(…)` montre ensuite le texte, et dessous l'endroit où il se trouve. D'abord la déclaration :
# %%
statement = corpus.paragraphs.query("doc_id.str.startswith('002') and kind == 'paragraph'")
corpus.passage(statement.iloc[3])
# %% [markdown] lang=en
# « Le Conseil réaffirme… » (the Council reaffirms): the Council acts by speaking. And now the press article:
# %% [markdown] lang=fr
# « Le Conseil réaffirme… » : dire, ici, c'est agir. Et maintenant l'article de presse :
# %%
article = corpus.paragraphs.query("doc_id.str.startswith('000')")
corpus.passage(article.iloc[3])
# %% [markdown] lang=en pause
# « Mme Power a affirmé que… » (Ms Power stated that…). A verb has come between you and the facts. If you search both documents for « protéger les civils », are the two finds worth the same?
# answer:
# No. In the statement the Council binds itself. In the article somebody says something, and a journalist passes it on. A count treats both alike; you must not.
# %% [markdown] lang=fr pause
# « Mme Power a affirmé que… » : un verbe s'est glissé entre les faits et vous. Vous cherchez « protéger les civils » dans les deux documents. Les deux occurrences se valent-elles ?
# answer:
# Non. Dans la déclaration, le Conseil s'engage. Dans l'article, quelqu'un parle et un journaliste rapporte. Un décompte les confond ; à vous de les distinguer.
# %% [markdown] lang=en
# ## What belongs to the page
#
# Each document was cut into [[block|blocks]]: titles, headings, paragraphs, items of lists, footnotes, cells of tables. One kind is no text at all. [[furniture|Page furniture]] is what the page repeats or adds: headers, page numbers, lists of links.
# Here is how many blocks of each kind a document has, and then some of the furniture. The sign `\n` is the end of a line.
# %% [markdown] lang=fr
# ## Ce qui n'appartient qu'à la page
#
# Chaque document a été découpé en [[block|blocs]] : titres (`title`), intertitres (`heading`), paragraphes (`paragraph`), éléments de liste (`list_item`), notes (`footnote`), cellules de tableau (`table_cell`).
# Une dernière sorte n'est pas du texte. L'[[furniture|habillage]] (`furniture`), c'est ce que la page répète ou ajoute : en-têtes, numéros de page, listes de liens.
# Voici le nombre de blocs de chaque sorte par document, puis quelques éléments d'habillage. Le signe `\n` marque une fin de ligne.
# %%
pd.crosstab(corpus.paragraphs["doc_id"].str[:3], corpus.paragraphs["kind"])
# %%
furniture = corpus.paragraphs.query("kind == 'furniture'")
furniture[["doc_id", "text"]].iloc[[0, 1, 10]]
# %% [markdown] lang=en
# Somebody who counts words in the raw file counts these lines as well. The last row is the edge of a page: the symbol of the report, then the number of the page.
# %% [markdown] lang=fr
# Qui compte les mots du fichier brut compte aussi ces lignes-là. La dernière vient des marges d'une page : la cote du rapport, puis le numéro de la page.
# %% [markdown] lang=en exercise=1.3
# How many blocks of the corpus are text, that is, *not* furniture?
# hint:
# `corpus.paragraphs["kind"] != "furniture"` is a column of `True` and `False`. `!=` means *is different from*. Put brackets around all of it before you add `.sum()`.
# %% [markdown] lang=fr exercise=1.3
# Combien de blocs du corpus sont du texte, c'est-à-dire *autre chose* que de l'habillage ?
# hint:
# `corpus.paragraphs["kind"] != "furniture"` donne une colonne de `True` et de `False`. `!=` signifie *différent de*. Mettez le tout entre parenthèses avant d'ajouter `.sum()`.
# %% blank
answer = ...
# %% solution
answer = (corpus.paragraphs["kind"] != "furniture").sum()
# %% [markdown] lang=en
# ## How long is each?
#
# The column `n_words` counts the words of the text, without furniture.
# %% [markdown] lang=fr
# ## Quelle longueur ?
#
# La colonne `n_words` compte les mots du texte, sans l'habillage.
# %%
draw_lengths(corpus.documents)
# %% [markdown] lang=en pause
# You count a word in the whole corpus and find it one hundred times. What have you learned about the press article?
# answer:
# Next to nothing. The bars say where those hundred places probably are. The next exercise puts a number on it.
# %% [markdown] lang=fr pause
# Vous comptez un mot dans tout le corpus : cent occurrences. Que savez-vous de plus sur l'article de presse ?
# answer:
# À peu près rien. Les barres disent où se trouvent sans doute ces cent occurrences. L'exercice suivant le chiffre.
# %%
sizes = corpus.documents[["doc_id", "genre", "n_words"]]
sizes
# %% [markdown] lang=en exercise=1.4
# Two documents are of the genre `report`. What share of all words of the corpus do they hold together, in per cent?
# hint:
# `sizes.query("genre == 'report'")["n_words"].sum()` is the part. The whole is the sum of all rows. Multiply by 100 at the end.
# %% [markdown] lang=fr exercise=1.4
# Deux documents sont du genre `report`. Quelle part des mots du corpus contiennent-ils ensemble, en pour cent ?
# hint:
# `sizes.query("genre == 'report'")["n_words"].sum()` donne la partie. Le tout, c'est la somme de toutes les lignes. Multipliez par 100 à la fin.
# %% blank
answer = ...
# %% solution
answer = 100 * sizes.query("genre == 'report'")["n_words"].sum() / sizes["n_words"].sum()
# %% [markdown] lang=en
# ## Where does a paragraph stand?
#
# Reports of the United Nations number their paragraphs, from the first page to the last. Above a paragraph stand headings, and above these others.
# The column `section` keeps this path, from the widest heading to the narrowest.
# %% [markdown] lang=fr
# ## Où se trouve un paragraphe ?
#
# Les rapports des Nations Unies numérotent leurs paragraphes d'un bout à l'autre. Au-dessus d'un paragraphe, il y a des titres, eux-mêmes rangés sous d'autres titres.
# La colonne `section` garde ce chemin, du titre le plus large au plus étroit.
# %%
report = corpus.paragraphs.query("doc_id.str.startswith('001') and kind == 'paragraph'")
report[["number", "section"]].iloc[[2, 12, 24, 32]]
# %% [markdown] lang=en exercise=1.5
# Under which headings does paragraph 59 of this report stand? Give the whole path of its `section`. Numbers of paragraphs are texts: `"59"`.
# hint:
# `report.query("number == '59'")` is a table of one row. `["section"].iloc[0]` takes the value out of it.
# %% [markdown] lang=fr exercise=1.5
# Sous quels titres se trouve le paragraphe 59 de ce rapport ? Donnez tout le chemin de sa `section`. Les numéros de paragraphe sont des textes : `"59"`.
# hint:
# `report.query("number == '59'")` est un tableau d'une ligne. `["section"].iloc[0]` en sort la valeur.
# %% blank
answer = ...
# %% solution
answer = report.query("number == '59'")["section"].iloc[0]
# %% [markdown] lang=en
# ## Cite it
#
# Documents of the United Nations carry a [[symbol]], such as S/RES/1325(2000). It names the body, the kind of document and its number, and it is the same in all six languages.
# With the symbol and the number of a paragraph, anybody can check what you say. Here is a [[citation]] of another paragraph:
# %% [markdown] lang=fr
# ## Citer
#
# Les documents des Nations Unies portent une [[symbol]], par exemple S/RES/1325(2000). Elle indique l'organe, le type de document et son numéro ; elle est la même dans les six langues officielles.
# Avec la cote et le numéro du paragraphe, chacun peut vérifier vos dires. Voici un autre paragraphe de ce rapport et, dessous, sa [[citation]] :
# %%
corpus.passage(report.iloc[2])
# %% [markdown] lang=en exercise=1.6
# Cite paragraph 59 of this report, so that a reader finds it without our tables.
# hint:
# `corpus.cite(row)` takes one row of a table, for example `report.iloc[2]`. Which row do you need?
# %% [markdown] lang=fr exercise=1.6
# Citez le paragraphe 59 de ce rapport, de sorte qu'on le retrouve sans nos tableaux.
# hint:
# `corpus.cite(ligne)` prend une ligne d'un tableau, par exemple `report.iloc[2]`. De quelle ligne avez-vous besoin ?
# %% blank
answer = ...
# %% solution
answer = corpus.cite(report.query("number == '59'"))
# %% [markdown] lang=en
# ## How far you have come
# %% [markdown] lang=fr
# ## Le chemin parcouru
# %%
progress()
# %% [markdown] lang=en end
# ## What you have learned
#
# - A corpus is not a heap of words: each document has a genre and a voice.
# - Furniture is set aside before anything is counted.
# - Lengths come before counts. Two of our five documents hold most of the words.
# - A citation is a symbol and a paragraph, and it works without a computer.
#
# **What the machine cannot do.** It finds an issuer only where the document states it. Who wrote the press article, and when, it cannot say.
#
# **Further reading**
#
# - Marc Bloch, *The Historian's Craft*, New York, Knopf, 1953, chapter 3.
# - Franco Moretti, *Distant Reading*, London, Verso, 2013.
# - Resolution 1674 (2006) of the Security Council, S/RES/1674(2006), on the protection of civilians.
# %% [markdown] lang=fr end
# ## Ce que vous avez appris
#
# - Un corpus n'est pas un tas de mots : chaque document a son genre et sa voix.
# - On écarte l'habillage avant de compter.
# - On regarde les longueurs avant les décomptes. Deux de nos cinq documents renferment neuf mots sur dix.
# - Une référence, c'est une cote et un paragraphe ; elle se passe d'ordinateur.
#
# **Ce que la machine ne sait pas faire.** Elle ne trouve un auteur que si le document le donne. Qui a écrit l'article de presse, et quand ? Elle l'ignore.
#
# **Pour aller plus loin**
#
# - Marc Bloch, *Apologie pour l'histoire ou Métier d'historien*, Paris, Armand Colin, 1949, chapitre III.
# - Antoine Prost, *Douze leçons sur l'histoire*, Paris, Seuil, 1996.
# - Résolution 1674 (2006) du Conseil de sécurité, S/RES/1674(2006), sur la protection des civils.
