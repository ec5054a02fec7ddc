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
# %% [markdown] lang=fr title
# **Pour qui ?** Étudiants en études de la paix, en traduction ou en humanités numériques, qui débutent en Python.
# **Durée :** 45 minutes. **Données :** les deux rapports du corpus, en fichiers et en texte réparé. Le réseau est inutile.
#
# Entre la page et votre tableau, il y a un scanner et un convertisseur. Tous deux se trompent, et aucun n'en dit rien.
# À la fin de cette leçon, vous saurez
#
# - (see) **reconnaître** les dégâts d'une machine, et les distinguer d'une coquille d'auteur ;
# - (measure) **mesurer** ce qui échappe à une recherche naïve, et à quel point un texte est abîmé ;
# - (log) **lire** un journal de réparations et le résumer ;
# - (evidence) **montrer** ce que portait le fichier avant une réparation.
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
# %% [markdown] lang=fr
# ## Ce que contient le fichier
#
# L'un de nos rapports a été imprimé, numérisé, puis lu par une machine. Cette lecture s'appelle la [[OCR]], ou OCR, d'après l'anglais.
# Voici son paragraphe 17, exactement tel qu'il est dans le fichier.
# %%
scan = corpus.paragraphs[corpus.paragraphs["doc_id"].str.startswith("004")]
seventeen = scan.query("number == '17' and kind == 'paragraph'")
corpus.passage(seventeen, as_printed=True)
# %% [markdown] lang=en
# Read aloud, it is nearly French. « I'empreinte carbone » should be « l'empreinte carbone » (the carbon footprint).
# The scanner took a small l for a capital I, or for the digit 1. It lost the accent of « à », and it turned « tâcher » (to try) into something else.
#
# The other report came from a PDF. A PDF places letters on a page and knows no words, so blanks slip in.
# %% [markdown] lang=fr
# À voix haute, c'est presque du français. Mais on lit « I'empreinte carbone », avec un I majuscule, là où la page portait un l minuscule.
# La machine a pris ce l pour un I, ailleurs pour le chiffre 1. Elle a perdu l'accent de « à », et fait de « tâcher » un mot qui n'existe pas.
#
# L'autre rapport vient d'un PDF. Un PDF pose des lettres sur une page et ne connaît pas les mots. Des blancs s'y glissent.
# Voici ce que portait le fichier (`before`, avant) et ce qu'il fallait lire (`after`, après).
# %%
split = corpus.repairs.query("rule == 'split_word'")
split[["before", "after"]].head(6)
# %% [markdown] lang=en
# Machines make these mistakes by the hundred, always in the same way. An author slips once, and otherwise.
# This distinction matters: we repair the machine, never the author.
# %% [markdown] lang=fr
# Ces fautes, une machine les commet par centaines, et toujours de la même façon. La coquille d'un auteur est isolée, et d'une autre nature.
# La distinction est capitale : on répare la machine, jamais l'auteur.
# %% [markdown] lang=en exercise=4.1
# One of these four was printed so by its author and must not be repaired. Which one?
#
# - a) « I'Union africaine »
# - b) « pol itique »
# - c) « Sebrenica », in the press article
# - d) « ¢étaient »
# hint:
# The town in Bosnia is called Srebrenica. Ask of each: would a tired person type this?
# %% [markdown] lang=fr exercise=4.1
# L'une de ces quatre graphies est de l'auteur : il ne faut pas y toucher. Laquelle ? Répondez par une lettre entre guillemets.
#
# - a) « I'Union africaine »
# - b) « pol itique »
# - c) « Sebrenica », dans l'article de presse
# - d) « ¢étaient »
# hint:
# La ville de Bosnie s'appelle Srebrenica. Pour chaque graphie, demandez-vous si une personne fatiguée la taperait.
# %% blank
answer = ...
# %% solution
answer = "c"
# %% [markdown] lang=en
# ## What a naive search finds
#
# A [[naive search]] looks for letters in a file and trusts what it finds. We compare the file with the repaired text.
# %% [markdown] lang=fr
# ## Ce que trouve une recherche naïve
#
# Une [[naive search]] cherche des lettres dans un fichier et croit ce qu'elle trouve. Comparons le fichier (`file`) et le texte réparé (`text`).
# %%
file = " ".join(corpus.source(scan["doc_id"].iloc[0]).split())
text = " ".join(scan["text"])
file.count("l’Union européenne"), text.count("l’Union européenne")
# %% [markdown] lang=en pause
# The file does not hold « l'Union européenne » (the European Union) once. Suppose that you had searched in the file only. What would you have written?
# answer:
# « The report does not mention the European Union. » It would have been false, and nothing would have warned you. An error message is a friend; a zero is not.
# %% [markdown] lang=fr pause
# Le fichier ne contient pas une seule fois « l'Union européenne ». Supposez que vous n'ayez cherché que là. Qu'auriez-vous écrit ?
# answer:
# « Le rapport ne mentionne pas l'Union européenne. » C'était faux, et rien ne vous aurait averti. Un message d'erreur est un ami ; un zéro, non.
# %%
searches = ["l’Union européenne", "l’ONU", "l’Organisation", "maintien de la paix", "coopération"]
counts = [(file.count(words), text.count(words)) for words in searches]
draw_found(pd.DataFrame(counts, index=searches, columns=["file", "text"]))
# %% [markdown] lang=en
# Not every search suffers. « Maintien de la paix » (peacekeeping) has no apostrophe and no accent, so it survived.
# Damage is not spread evenly: it hits some words always and others never. That is worse than bad luck.
# %% [markdown] lang=fr
# Certaines recherches n'en souffrent pas. « Maintien de la paix » n'a ni apostrophe ni accent : l'expression a survécu.
# Les dégâts ne tombent pas au hasard. Ils frappent toujours certains mots, et jamais d'autres. C'est pire que la malchance.
# %% [markdown] lang=en exercise=4.2
# How many places of « l’Union africaine » (the African Union), with its article, does the file hide from a naive search?
# hint:
# Use `.count()` on `text` and on `file`, as above. Copy the apostrophe ’ from this sentence: it is not the one of your keyboard.
# %% [markdown] lang=fr exercise=4.2
# Combien d'occurrences de « l'Union africaine », avec son article, le fichier cache-t-il à une recherche naïve ?
# hint:
# Employez `.count()` sur `text` et sur `file`, comme plus haut. Copiez l'apostrophe ’ de cette phrase : ce n'est pas celle de votre clavier.
# %% blank
answer = ...
# %% solution
answer = text.count("l’Union africaine") - file.count("l’Union africaine")
# %% [markdown] lang=en
# ## What a naive count counts
#
# Damage also adds what was never there. We let Python count every run of digits in the file, and compare with the figures that were read from it.
# %% [markdown] lang=fr
# ## Ce que compte un décompte naïf
#
# Les dégâts ajoutent aussi ce qui n'a jamais existé. Demandons à Python toutes les suites de chiffres du fichier (`\d+`). En face, les nombres que l'on y a vraiment lus.
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
# %% [markdown] lang=fr
# La plupart de ces chiffres numérotent des paragraphes, des pages, des résolutions. Certains sont des lettres : chaque « 1' » est un « l' » mal lu.
# À deux reprises, le fichier porte « 11 a … insisté », et l'on croit voir un nombre, onze. Il faut lire « Il a … insisté ».
#
# ## Le journal des réparations
#
# Nous n'avons pas écrit par-dessus le fichier. Chaque [[repair]] est une ligne : ce qu'il y avait (`before`), ce qu'il y a (`after`), et la règle (`rule`). Cette liste est le [[log]].
# %%
log = corpus.repairs[corpus.repairs["doc_id"] == scan["doc_id"].iloc[0]]
log[["before", "after", "rule"]].iloc[[5, 12, 40, 300]]
# %% [markdown] lang=en
# The last row puts a blank in the place of `\n`, the end of a line. The rule `a_for_à` restores the preposition « à » (to, at). The word « a » (has) is a verb and looks the same without its accent.
# Only the words around it tell which one is meant.
# %% [markdown] lang=fr
# La dernière ligne remplace une fin de ligne, notée `\n`, par un blanc. La règle `a_for_à` (« a pour à ») rétablit la préposition « à ». Sans son accent, rien ne la distingue plus du verbe « a ».
# Seuls les mots voisins permettent de trancher.
# %% [markdown] lang=en exercise=4.3
# How many times did the rule `a_for_à` change a word of this report?
# hint:
# `log["rule"] == "a_for_à"` is a column of `True` and `False`. Put brackets around it before you add `.sum()`.
# %% [markdown] lang=fr exercise=4.3
# Combien de fois la règle `a_for_à` a-t-elle changé un mot de ce rapport ?
# hint:
# `log["rule"] == "a_for_à"` donne une colonne de `True` et de `False`. Mettez-la entre parenthèses avant d'ajouter `.sum()`.
# %% blank
answer = ...
# %% solution
answer = (log["rule"] == "a_for_à").sum()
# %% [markdown] lang=en
# Some rules touch no letter. They join the lines of the page, or set the number of a paragraph apart. We leave them out to see the damage itself.
# %% [markdown] lang=fr
# Certaines règles ne touchent à aucune lettre. Elles joignent les lignes de la page, ou mettent à part un numéro de paragraphe. Écartons-les pour ne voir que les dégâts.
# %%
letters = log[~log["rule"].isin(["line_join", "label", "double_space"])]
letters[["before", "after", "rule"]].sample(6, random_state=8)
# %% [markdown] lang=en exercise=4.4
# Which rule was needed most often among the `letters`? Give its name as a text.
# hint:
# `.value_counts()` of a column lists its values, the most frequent first.
# %% [markdown] lang=fr exercise=4.4
# Parmi les réparations de `letters`, quelle règle a servi le plus souvent ? Donnez son nom, entre guillemets.
# hint:
# `.value_counts()` énumère les valeurs d'une colonne, la plus fréquente en tête.
# %% blank
answer = ...
# %% solution
answer = letters["rule"].value_counts().index[0]
# %% [markdown] lang=en
# ## Keep the evidence
#
# A repair is a claim: *this is what the page said*. A claim needs [[evidence]]. The same paragraph 17, repaired:
# %% [markdown] lang=fr
# ## Garder les preuves
#
# Réparer, c'est affirmer : *voilà ce que disait la page*. Toute affirmation demande une [[evidence]]. Le même paragraphe 17, réparé :
# %%
corpus.passage(seventeen)
# %% [markdown] lang=en exercise=4.5
# The repaired text says « tâcher ». What exactly did the file print at that place? Give the word as a text.
# hint:
# `log[log["after"] == "tâcher"]` finds the row. You can also look for the word in the first passage of this lesson.
# %% [markdown] lang=fr exercise=4.5
# Le texte réparé dit « tâcher ». Que portait exactement le fichier à cet endroit ? Donnez le mot, entre guillemets.
# hint:
# `log[log["after"] == "tâcher"]` trouve la ligne. Vous pouvez aussi chercher le mot dans le premier passage de la leçon.
# %% blank
answer = ...
# %% solution
answer = log[log["after"] == "tâcher"]["before"].iloc[0]
# %% [markdown] lang=en pause
# Is the log complete? How could you find out without reading every row?
# answer:
# Replay it. Take the file, apply every repair of the log, and compare with the text. If one character differs, the log is not complete.
# %% [markdown] lang=fr pause
# Le journal est-il complet ? Comment le savoir sans lire chaque ligne ?
# answer:
# En le rejouant. Prenez le fichier, appliquez toutes les réparations du journal, comparez avec le texte. Un seul caractère de différence, et le journal est incomplet.
# %%
same = [corpus.replay(row) == row["text"] for _, row in scan.iterrows()]
sum(same), len(same)
# %% [markdown] lang=en
# The two numbers are equal: every block comes out as it stands in the table. Nothing was changed without a row that says so.
#
# ## How damaged is it?
#
# One last number helps your readers: how many repairs of letters a thousand words needed. It is a rate, as in lesson 2.
# %% [markdown] lang=fr
# Les deux nombres sont égaux : chaque bloc redevient ce qu'il est dans le tableau. Rien n'a été changé sans qu'une ligne le dise.
#
# ## Quelle est l'étendue des dégâts ?
#
# Un dernier nombre aidera vos lecteurs : combien de réparations de lettres il a fallu pour mille mots. C'est un taux, comme à la leçon 2.
# %%
corpus.documents[["doc_id", "genre", "n_words"]]
# %% [markdown] lang=en exercise=4.6
# How many repairs of `letters` were needed per thousand words of the scanned report?
# hint:
# `len(letters)` is the count. The length of the report is in the last row of the table above. Do not round.
# %% [markdown] lang=fr exercise=4.6
# Combien de réparations de lettres (`letters`) a-t-il fallu pour mille mots du rapport numérisé ?
# hint:
# `len(letters)` donne le décompte. La longueur du rapport est à la dernière ligne du tableau précédent. N'arrondissez pas.
# %% blank
answer = ...
# %% solution
answer = 1000 * len(letters) / corpus.documents["n_words"].iloc[4]
# %% [markdown] lang=en
# ## How far you have come
# %% [markdown] lang=fr
# ## Le chemin parcouru
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
# %% [markdown] lang=fr end
# ## Ce que vous avez appris
#
# - Un zéro dans un fichier abîmé n'est pas un résultat.
# - Les dégâts suivent des règles ; la réparation peut donc en suivre aussi. Les coquilles de l'auteur, elles, restent.
# - Avec un journal des réparations, chacun peut revenir au fichier et ne pas être d'accord.
# - Le taux de dégâts a sa place dans votre travail, à côté de vos décomptes.
#
# **Ce que la machine ne sait pas faire.** Elle répare ce qu'elle connaît. Un mauvais chiffre dans un nombre ressemble à n'importe quel chiffre, et aucune règle ne le verra.
#
# **Pour aller plus loin**
#
# - Bernard Cerquiglini, *Éloge de la variante*, Paris, Seuil, 1989.
# - Carlo Ginzburg, « Traces. Racines d'un paradigme indiciaire », dans *Mythes, emblèmes, traces*, Paris, Flammarion, 1989.
# - Ray Smith, « An Overview of the Tesseract OCR Engine », dans *Proceedings of ICDAR 2007*, vol. 2, p. 629-633.
