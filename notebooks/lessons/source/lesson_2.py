# %% [markdown] lang=en title
# **For whom:** students of peace studies, translation or digital humanities, in their first weeks of Python.
# **Time:** 50 minutes. **Data:** the five documents of the corpus, read into tables. No network is needed.
#
# To be named is not to act, and to be named often is not to be important.
# After this lesson you can
#
# - (gather) **gather** an actor under all its names;
# - (tell) **tell** a state from an adjective, and from a name inside another name;
# - (repeat) **count** paragraphs where mentions repeat themselves;
# - (normalise) **normalise** a count by the length of its document;
# - (speak) **distinguish** those who speak from those who are named.
# %% [markdown] lang=fr title
# **Pour qui ?** Étudiants en études de la paix, en traduction ou en humanités numériques, qui débutent en Python.
# **Durée :** 50 minutes. **Données :** les cinq documents du corpus, déjà lus dans des tableaux. Le réseau est inutile.
#
# Être nommé, ce n'est pas agir ; être nommé souvent, ce n'est pas compter beaucoup.
# À la fin de cette leçon, vous saurez
#
# - (gather) **rassembler** un acteur sous tous ses noms ;
# - (tell) **distinguer** un État d'un adjectif, ou d'un nom pris dans un autre nom ;
# - (repeat) **compter** des paragraphes là où les mentions se répètent ;
# - (normalise) **rapporter** un décompte à la longueur de son document ;
# - (speak) **séparer** ceux qui parlent de ceux que l'on nomme.
# %%
import pandas as pd

import r2p_data as r2p
from r2p_data.lessons import check, open_lesson, progress
from r2p_data.lessons.drawings import draw_named, draw_rates

pd.options.display.max_colwidth = 90
corpus = r2p.load_corpus()
open_lesson(2, corpus)
# %% [markdown] lang=en
# ## One actor, many names
#
# An [[actor]] is a state, a body, a mission, an organisation, a person or an office. Each is one row of `corpus.actors`.
# A [[mention]] is one place where it is named, and a row of `corpus.mentions`. Another name for the same actor is an [[alias]].
# %% [markdown] lang=fr
# ## Un acteur, plusieurs noms
#
# Un [[actor]] est un État, un organe, une mission, une organisation, une personne ou une fonction. À chacun une ligne de `corpus.actors`.
# Une [[mention]] est un endroit où il est nommé : une ligne de `corpus.mentions`. Un autre nom du même acteur s'appelle un [[alias]].
# %%
mission = corpus.mentions.query("actor_id == 'monusco'")
mission[["surface", "form"]].value_counts()
# %% [markdown] lang=en
# The mission in the Democratic Republic of the Congo goes by its full name and by its [[acronym]]. Somebody who searches for « MONUSCO » finds only the first line.
# %% [markdown] lang=fr
# La mission en République démocratique du Congo apparaît sous son nom complet (`name`) et sous son [[acronym]] (`acronym`). Qui cherche « MONUSCO » ne trouve que l'une des deux lignes.
# %% [markdown] lang=en exercise=2.1
# How many times is MONUSCO named in the corpus, under whatever name?
# hint:
# The table `mission` has one row for each mention. `len()` of a table is its number of rows.
# %% [markdown] lang=fr exercise=2.1
# Combien de fois la MONUSCO est-elle nommée dans le corpus, sous n'importe quel nom ?
# hint:
# Le tableau `mission` a une ligne par mention. `len()` d'un tableau donne son nombre de lignes.
# %% blank
answer = ...
# %% solution
answer = len(mission)
# %% [markdown] lang=en
# ## An adjective is not a state
#
# The press article is short. Here is everything that it says about the United States.
# %% [markdown] lang=fr
# ## Un adjectif n'est pas un État
#
# L'article de presse est court. Voici tout ce qu'il dit des États-Unis.
# %%
article = corpus.mentions[corpus.mentions["doc_id"].str.startswith("000")]
american = article.query("actor_id == 'USA'")
american[["surface", "form", "paragraph_id"]]
# %%
corpus.passage(american.query("form == 'adjective'"))
# %% [markdown] lang=en
# « L'ambassadrice américaine » is the American ambassador. She speaks; the adjective only says where she comes from.
# The same happens with « l'armée française » (the French army) or « une participation belge » (Belgian participation).
# %% [markdown] lang=fr
# Dans « l'ambassadrice américaine », c'est l'ambassadrice qui parle ; l'adjectif dit seulement d'où elle vient.
# Il en va de même de « l'armée française » ou d'« une participation belge ».
# %% [markdown] lang=en exercise=2.2
# How many mentions in the article name the United States as an actor?
# hint:
# Select the rows of `american` where `form` is different from `'adjective'`.
# %% [markdown] lang=fr exercise=2.2
# Combien de mentions de l'article nomment les États-Unis comme acteur ?
# hint:
# Choisissez les lignes de `american` où `form` est différent de `'adjective'`.
# %% blank
answer = ...
# %% solution
answer = len(american.query("form != 'adjective'"))
# %% [markdown] lang=en
# ## A name inside a name
#
# Missions are called after the countries where they stand. The country is then named without doing anything.
# We say that its name is a [[nested mention]].
# %% [markdown] lang=fr
# ## Un nom dans un nom
#
# Les missions portent le nom du pays où elles se trouvent. Le pays est alors nommé sans rien faire.
# On parle de [[nested mention]] ; la colonne `nested` l'indique.
# %%
ivory_coast = corpus.mentions.query("actor_id == 'CIV'")
corpus.passage(ivory_coast.query("nested"))
# %% [markdown] lang=en exercise=2.3
# How many mentions of Côte d'Ivoire are *not* nested?
# hint:
# `~ivory_coast["nested"]` is `True` where the name stands alone. Put brackets around it, then `.sum()` counts.
# %% [markdown] lang=fr exercise=2.3
# Combien de mentions de la Côte d'Ivoire ne sont *pas* imbriquées ?
# hint:
# `~ivory_coast["nested"]` vaut `True` là où le nom est seul. Mettez le tout entre parenthèses ; `.sum()` compte alors les `True`.
# %% blank
answer = ...
# %% solution
answer = (~ivory_coast["nested"]).sum()
# %% [markdown] lang=en
# ## The same thing three times
#
# Who is named most? We ask for the Security Council, document by document.
# %% [markdown] lang=fr
# ## Trois fois la même chose
#
# Qui est nommé le plus ? Prenons le Conseil de sécurité, document par document.
# %%
council = corpus.mentions.query("actor_id == 'conseil-de-securite' and form != 'adjective'")
draw_named(council["doc_id"].value_counts(), corpus.documents)
# %%
council[["surface", "form"]].value_counts()
# %% [markdown] lang=en
# « Le Conseil » alone (the form `definite`) makes up many of them. In a statement of the Council, each paragraph opens with it: « Le Conseil souligne », « Le Conseil encourage ».
# That is a habit of the genre, not a sign of importance. A count of paragraphs is more modest than a count of mentions.
# %% [markdown] lang=fr
# « Le Conseil » tout court (`definite`) en fournit un grand nombre. Dans une déclaration du Conseil, presque chaque alinéa commence ainsi : « Le Conseil souligne », « Le Conseil encourage ».
# C'est une habitude du genre, et non une marque d'importance. Compter les paragraphes est plus modeste que compter les mentions.
# %% [markdown] lang=en exercise=2.4
# In how many paragraphs of the corpus is the Security Council named?
# hint:
# `.nunique()` counts the different values of a column. Which column of `council` names the paragraph?
# %% [markdown] lang=fr exercise=2.4
# Dans combien de paragraphes du corpus le Conseil de sécurité est-il nommé ?
# hint:
# `.nunique()` compte les valeurs différentes d'une colonne. Quelle colonne de `council` désigne le paragraphe ?
# %% blank
answer = ...
# %% solution
answer = council["paragraph_id"].nunique()
# %% [markdown] lang=en pause
# In the chart above a long report stands first. Suppose that you may read only one document to learn how the Council speaks. Would you take the first of the chart?
# answer:
# A long text has room for many mentions of everybody. What matters is how *densely* an actor is named, and that needs a division.
# %% [markdown] lang=fr pause
# Dans le graphique, un long rapport arrive en tête. Vous ne pouvez lire qu'un document pour apprendre comment parle le Conseil. Prendriez-vous celui-là ?
# answer:
# Un texte long a de la place pour nommer souvent tout le monde. Ce qui importe, c'est la *densité* des mentions ; il y faut une division.
# %%
draw_rates(council["doc_id"].value_counts(), corpus.documents)
# %% [markdown] lang=en
# The order has changed. To divide a count by a length is to [[normalise]] it; the result is a [[rate]].
# Now it is your turn, with the United Nations. Here are the raw counts and the lengths.
# %% [markdown] lang=fr
# L'ordre a changé. Diviser un décompte par une longueur, c'est le [[normalise]] ; le résultat est un [[rate]].
# À vous, avec l'Organisation des Nations Unies. Voici les décomptes bruts et les longueurs.
# %%
un = corpus.mentions.query("actor_id == 'onu' and form != 'adjective'")
table = corpus.documents.set_index("doc_id")[["genre", "n_words"]]
table["mentions"] = un["doc_id"].value_counts()
table
# %% [markdown] lang=en exercise=2.5
# How many times per *thousand words* does the press article name the United Nations?
# hint:
# Take the two numbers from the first row of the table. Divide, then multiply by 1000. Do not round.
# %% [markdown] lang=fr exercise=2.5
# Combien de fois pour *mille mots* l'article de presse nomme-t-il les Nations Unies ?
# hint:
# Prenez les deux nombres de la première ligne du tableau. Divisez, puis multipliez par 1000. N'arrondissez pas.
# %% blank
answer = ...
# %% solution
answer = 1000 * table["mentions"].iloc[0] / table["n_words"].iloc[0]
# %% [markdown] lang=en
# The same division works for a whole column at once: `table["mentions"] / table["n_words"]`. A column of results can be sorted.
# %% [markdown] lang=fr
# La même division se fait pour toute une colonne : `table["mentions"] / table["n_words"]`. Une colonne de résultats se laisse trier.
# %% [markdown] lang=en exercise=2.6
# Which document names the United Nations most *for its length*? Give its `doc_id`, or the first three digits.
# hint:
# `.idxmax()` gives the row in which a column is largest. Here the rows are called by their `doc_id`.
# %% [markdown] lang=fr exercise=2.6
# Quel document nomme le plus les Nations Unies *pour sa longueur* ? Donnez son `doc_id`, ou les trois premiers chiffres.
# hint:
# `.idxmax()` donne la ligne où une colonne est la plus grande. Ici, le nom des lignes est le `doc_id`.
# %% blank
answer = ...
# %% solution
answer = (table["mentions"] / table["n_words"]).idxmax()
# %% [markdown] lang=en
# Even a rate is no judgement. The article is so short that one mention more or less changes it a good deal.
#
# ## Who speaks?
#
# A count of names mixes those who speak with those who are spoken about. The article names all these:
# %% [markdown] lang=fr
# Un taux n'est pas encore un jugement. L'article est si court qu'une mention de plus ou de moins le change beaucoup.
#
# ## Qui parle ?
#
# Compter des noms, c'est mêler ceux qui parlent et ceux dont on parle. L'article nomme tous ceux-ci :
# %%
here = corpus.actors[corpus.actors["actor_id"].isin(article["actor_id"])]
here[["name_fr", "name_en", "type"]]
# %%
corpus.passage(article.query("surface == 'M. Adams'"))
# %% [markdown] lang=en
# « M. Adams a toutefois noté que… » (Mr Adams noted, however, that…). Verbs of saying lead you to the speakers: *noter*, *affirmer*, *indiquer*, *déclarer*, *annoncer*.
# %% [markdown] lang=fr
# « M. Adams a toutefois noté que… » Les verbes de parole mènent à ceux qui parlent : *noter*, *affirmer*, *indiquer*, *déclarer*, *annoncer*.
# %% [markdown] lang=en exercise=2.7
# Which people speak in the press article? Give a list of their names as in the column `name_fr`: `["…", "…"]`.
# hint:
# People have the type `person`. A person counts once, even if the article says « Mme » or « M. » later on.
# %% [markdown] lang=fr exercise=2.7
# Quelles personnes parlent dans l'article ? Donnez la liste de leurs noms, tels que dans la colonne `name_fr` : `["…", "…"]`.
# hint:
# Les personnes ont le type `person`. Chacune compte une fois, même si l'article dit ensuite « Mme » ou « M. ».
# %% blank
answer = ...
# %% solution
answer = here.query("type == 'person'")["name_fr"].tolist()
# %% [markdown] lang=en
# ## How far you have come
# %% [markdown] lang=fr
# ## Le chemin parcouru
# %%
progress()
# %% [markdown] lang=en end
# ## What you have learned
#
# - One actor has many names, and a search for one of them is not a count.
# - Adjectives and nested names are kept apart, since they do not act.
# - Repetition is a habit of a genre. Paragraphs count more soberly than mentions.
# - A count without a length compares nothing.
#
# **What the machine cannot do.** It knows a name when it sees one. It does not know who is silent, or who ought to have been named.
#
# **Further reading**
#
# - Douglas Biber, *Variation across Speech and Writing*, Cambridge, Cambridge University Press, 1988.
# - Laurence Bardin, *L'analyse de contenu*, Paris, Presses universitaires de France, 1977.
# - Alice Krieg-Planque, *Analyser les discours institutionnels*, Paris, Armand Colin, 2012.
# %% [markdown] lang=fr end
# ## Ce que vous avez appris
#
# - Un acteur a plusieurs noms ; en chercher un seul, ce n'est pas compter.
# - Adjectifs et noms imbriqués restent à part, car ils n'agissent pas.
# - La répétition est une habitude de genre. Le paragraphe est une mesure plus sobre que la mention.
# - Un décompte sans longueur ne compare rien.
#
# **Ce que la machine ne sait pas faire.** Elle reconnaît un nom quand elle le voit. Qui se tait, qui aurait dû être nommé : elle l'ignore.
#
# **Pour aller plus loin**
#
# - Laurence Bardin, *L'analyse de contenu*, Paris, Presses universitaires de France, 1977.
# - Alice Krieg-Planque, *Analyser les discours institutionnels*, Paris, Armand Colin, 2012.
# - Ludovic Lebart et André Salem, *Statistique textuelle*, Paris, Dunod, 1994.
