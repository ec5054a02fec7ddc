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
# %% [markdown] lang=fr title
# **Pour qui ?** Étudiants en études de la paix, en traduction ou en humanités numériques, qui débutent en Python.
# **Durée :** 60 minutes. **Données :** les cinq documents du corpus, déjà lus dans des tableaux. Le réseau est inutile.
#
# Un nombre a l'air d'un fait. Dans un document, c'est une phrase : quelqu'un l'énonce, à propos de quelque chose, pour un certain temps.
# À la fin de cette leçon, vous saurez
#
# - (read) **nommer** la valeur, l'unité, la période et l'auteur d'un nombre ;
# - (join) **relier** un nombre aux mots qui le modifient ;
# - (share) **convertir** un rapport en pourcentage, et dire de quoi ;
# - (compare) **comparer** des montants là où l'unité et la période s'y prêtent, et là seulement ;
# - (draw) **reconnaître** un graphique qui ment, et expliquer pourquoi.
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
# %% [markdown] lang=fr
# ## Un nombre est une phrase
#
# Le tableau `figures` a une ligne pour tout ce qui, dans les textes, quantifie quelque chose. C'est ce que nous appelons un [[figure]].
# Laissons de côté les [[ordinal|ordinaux]] : « deuxième pilier » donne un rang et ne mesure rien.
#
# Voici les nombres d'un seul document, le rapport d'un groupe de travail du Conseil de sécurité.
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
# %% [markdown] lang=fr
# Lisez une ligne de gauche à droite. `surface`, c'est ce qui est imprimé ; `value`, la valeur. L'[[unit]] dit en quoi l'on mesure (`percent` : pour cent, `years` : années).
# Le [[qualifier]] est un mot qui change la portée du nombre : « plus de » ouvre la valeur vers le haut, « seuls » la dit petite.
# `subject`, c'est ce que l'on compte ; la [[period]], le temps que couvre le nombre. `NaN` signale une donnée *manquante* : la phrase n'en dit rien.
#
# Notez l'écriture anglaise des tableaux : la virgule y sépare les milliers, et le point les décimales. `10,000` se lit dix mille.
# Une colonne reste cachée. L'[[attribution]] donne l'acteur qui avance le nombre, là où la phrase le dit.
# %% [markdown] lang=en exercise=3.1
# Of how many figures does the corpus tell who states them? Use the table `figures`, where ordinals are left out.
# hint:
# `figures["attribution"].notna()` is a column of `True` and `False`. `.sum()` counts the `True`.
# %% [markdown] lang=fr exercise=3.1
# De combien de nombres le corpus dit-il qui les avance ? Servez-vous du tableau `figures`, d'où les ordinaux sont exclus.
# hint:
# `figures["attribution"].notna()` donne une colonne de `True` et de `False`. `.sum()` compte les `True`.
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
# %% [markdown] lang=fr
# Bien peu de nombres ont un auteur connu. Pour les autres, il faut aller voir la page ; faites-le, vous aussi, avant d'en citer un.
#
# ## Vingt-huit pays, et puis ?
#
# Un article de presse parle des principes de Kigali, par lesquels des États s'engagent à protéger les civils.
# Voici la phrase, avec son nombre.
# %%
signed = figures[figures["subject"].str.startswith("pays ayant", na=False)].iloc[0]
corpus.passage(signed)
# %% [markdown] lang=en pause
# In English: the American ambassador declares « that the United States were proud to join the 28 countries that had already signed ».
# How would a newspaper headline give the number of signatories on that evening?
# answer:
# Many would print 28, because it is the number on the page. The sentence says something else. The word « déjà » (already) counts the others, and one more is joining them.
# %% [markdown] lang=fr pause
# Comment un journal titrerait-il, ce soir-là, sur le nombre des signataires ? Relisez chaque mot avant de répondre.
# answer:
# Beaucoup imprimeraient 28, parce que c'est le nombre qui figure sur la page. La phrase dit autre chose. « Déjà » compte les autres, et un pays de plus vient de les rejoindre.
# %% [markdown] lang=en exercise=3.2
# How many countries have signed the principles once the event of this sentence has happened?
# hint:
# Two facts stand in the sentence: a number, and a verb. « Se joindre à » means *to join*.
# %% [markdown] lang=fr exercise=3.2
# Combien de pays ont signé les principes, une fois passé l'événement que raconte la phrase ?
# hint:
# La phrase contient deux faits : un nombre et un verbe. Que fait celui qui « se joint à » un groupe ?
# %% blank
answer = ...
# %% solution
answer = signed["value"] + 1
# %% [markdown] lang=en
# Do other sentences print the number that you found? We look your own answer up in the table.
# %% [markdown] lang=fr
# Le nombre que vous avez trouvé est-il imprimé ailleurs ? Cherchons votre réponse dans le tableau.
# %%
figures[figures["value"] == answer][["surface", "subject", "attribution", "paragraph_id"]]
# %% [markdown] lang=en
# The right answer brings up one row, which stands in the next paragraph of the article. It is about the soldiers of so many « pays participant » (countries taking part). The number 28 only brings back the sentence above.
# The machine keeps the two numbers apart, in two rows. It does not know that they belong together: a reader finds out.
#
# ## Who says so?
#
# A number without a speaker is a rumour. The ambassador's country is proud of what it joins. Would she give a low number?
# Here is the beginning of the row. You will need one more column.
# %% [markdown] lang=fr
# La bonne réponse fait apparaître une ligne du paragraphe suivant de l'article, qui parle des soldats d'autant de « pays participant ». Le nombre 28 ne ramène que la phrase ci-dessus.
# La machine garde les deux nombres sur deux lignes. Elle ignore qu'ils vont ensemble : c'est au lecteur de le voir.
#
# ## Qui le dit ?
#
# Un nombre sans auteur est une rumeur. Le pays de l'ambassadrice est fier du groupe qu'il rejoint. Aurait-elle choisi un petit nombre ?
# Voici le début de la ligne, où `count` veut dire dénombrement. Il vous faudra une colonne de plus.
# %%
signed[["surface", "value", "kind", "subject", "period"]]
# %% [markdown] lang=en exercise=3.3
# Who states this number? Give the name of the actor, as a text in quotation marks.
# hint:
# Show `signed["attribution"]`, then look for the name in the passage above.
# %% [markdown] lang=fr exercise=3.3
# Qui avance ce nombre ? Donnez le nom de l'acteur, entre guillemets.
# hint:
# Affichez `signed["attribution"]`, puis cherchez le nom dans le passage cité plus haut.
# %% blank
answer = ...
# %% solution
answer = "Samantha Power"
# %% [markdown] lang=en
# ## Ten of sixteen, ninety-seven per cent
#
# Two more numbers of the same article stand in one sentence.
# %% [markdown] lang=fr
# ## Dix sur seize, et quatre-vingt-dix-sept pour cent
#
# Deux autres nombres du même article tiennent dans une seule phrase.
# %%
ratio = figures.query("kind == 'ratio'").iloc[0]
corpus.passage(ratio)
# %% [markdown] lang=en
# « 10 des 16 missions » is a [[ratio]]: a part of a whole. The table keeps both, in two columns.
# %% [markdown] lang=fr
# « 10 des 16 missions » est un [[ratio]] : une partie d'un tout. Le tableau garde l'une et l'autre, dans deux colonnes.
# %%
ratio[["surface", "value", "value2", "subject"]]
# %% [markdown] lang=en exercise=3.4
# What share of the missions is this, in per cent?
# hint:
# `ratio["value"] / ratio["value2"]` is the share as a fraction, between 0 and 1. One hundred times that is per cent.
# %% [markdown] lang=fr exercise=3.4
# Quelle part des missions cela fait-il, en pour cent ?
# hint:
# `ratio["value"] / ratio["value2"]` donne la part en fraction, entre 0 et 1. Cent fois cette fraction, et voilà le pourcentage.
# %% blank
answer = ...
# %% solution
answer = 100 * ratio["value"] / ratio["value2"]
# %% [markdown] lang=en pause
# Less than two thirds of the missions, but 97 per cent of those deployed. How can both be true?
# answer:
# The two shares have different wholes. One counts missions, the other counts people. The missions with this mandate are the large ones; the six others are small. Nobody should subtract one percentage from the other.
# %% [markdown] lang=fr pause
# Moins des deux tiers des missions, mais 97 pour cent des effectifs déployés. Comment les deux peuvent-ils être vrais ?
# answer:
# Les deux parts n'ont pas le même tout. L'une compte des missions, l'autre des personnes. Les missions dotées de ce mandat sont les grandes ; les six autres sont petites. Soustraire un pourcentage de l'autre n'aurait aucun sens.
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
# %% [markdown] lang=fr
# Regardez la colonne `subject` des 97 pour cent. Le tableau dit « soldats » ; la phrase, elle, dit « soldats et policiers ».
# La machine a coupé trop court. Voilà pourquoi chaque ligne ramène à sa phrase.
#
# ## Deux milliards, et de 750 à 900 millions
#
# Le groupe de travail a entendu l'Union européenne parler d'argent.
# %%
money = figures.query("kind == 'money'")
money[["surface", "value", "value2", "unit", "bound", "form", "period"]]
# %%
change = money.query("form == 'change'").iloc[0]
corpus.passage(change)
# %% [markdown] lang=en
# « De la porter de 750 à 900 millions d'euros » means *to raise it from 750 to 900 million euros*.
# Its form is `change`: `value` is where the contribution begins and `value2` where it ends. All money is in single euros, so 750 million is 750,000,000.
# The column `bound` tells an exact value from one that is only a lower limit, `at_least`.
# %% [markdown] lang=fr
# « De la porter de 750 à 900 millions d'euros » : la forme de ce nombre est `change`, une variation. `value` en donne le départ et `value2` l'arrivée.
# La colonne `bound` distingue une valeur exacte (`exact`) d'un minimum (`at_least`).
# Tous les montants sont en euros, et non en millions : 750 millions s'écrit `750,000,000` dans le tableau.
# %% [markdown] lang=en exercise=3.5
# By how many euros does the contribution rise?
# hint:
# Subtract one column of `change` from the other. Do not type the numbers: let the table give them.
# %% [markdown] lang=fr exercise=3.5
# De combien d'euros la contribution augmente-t-elle ?
# hint:
# Soustrayez une colonne de `change` de l'autre. Ne tapez pas les nombres : demandez-les au tableau.
# %% blank
answer = ...
# %% solution
answer = change["value2"] - change["value"]
# %% [markdown] lang=en
# Now the larger amount. Which time does it cover?
# %% [markdown] lang=fr
# Passons au montant le plus élevé. Quel temps couvre-t-il ?
# %%
total = money.query("bound == 'at_least'").iloc[0]
corpus.passage(total)
# %% [markdown] lang=en exercise=3.6
# How many euros is that in an average year? Give single euros, not millions.
# hint:
# The period is in the sentence: « au cours des … dernières années » (over the last … years).
# %% [markdown] lang=fr exercise=3.6
# Combien d'euros cela fait-il par an, en moyenne ? Donnez des euros, et non des millions.
# hint:
# La période est dans la phrase : « au cours des … dernières années ».
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
# %% [markdown] lang=fr
# Maintenant seulement, la comparaison est possible. Les 710 millions vont de 2016 à 2018 ; ils se répartissent donc sur trois ans.
# Une somme sur dix ans paraît énorme à côté d'une somme sur trois. Ne les mettez pas côte à côte.
#
# ## Un graphique qui ment
#
# Voici la contribution de l'Union européenne, avant et après. Regardez-la trois secondes.
# %%
draw_change(money.query("form == 'change'"), start=700_000_000)
# %% [markdown] lang=en exercise=3.7
# How many times as high as the first bar does the second bar *look*? The axis begins at 700 million.
# hint:
# The first bar is as high as 750 − 700. How high is the second? Divide.
# %% [markdown] lang=fr exercise=3.7
# À l'œil, combien de fois la seconde barre est-elle plus haute que la première ? L'axe commence à 700 millions.
# hint:
# La première barre a une hauteur de 750 − 700. Et la seconde ? Divisez.
# %% blank
answer = ...
# %% solution
answer = (900 - 700) / (750 - 700)
# %% [markdown] lang=en
# Nothing in the chart is false: both labels are right. The lie is the [[truncated axis]], which does not begin at zero.
# The eye compares lengths of bars. A bar must therefore begin at zero. This is the same row, drawn honestly:
# %% [markdown] lang=fr
# Rien n'est faux dans ce graphique : les deux étiquettes sont justes. Ce qui ment, c'est l'[[truncated axis]], qui ne part pas de zéro.
# L'œil compare la longueur des barres. Une barre doit donc partir de zéro. Voici la même ligne, dessinée honnêtement :
# %%
draw_change(money.query("form == 'change'"))
# %% [markdown] lang=en
# There is a second way to lie: many units on one axis. The next chart draws every ratio, percentage and amount of money that we met.
# %% [markdown] lang=fr
# Il y a une deuxième façon de mentir : plusieurs unités sur un même axe. Le graphique suivant réunit tous les rapports, pourcentages et montants que nous avons rencontrés.
# %%
draw_values(figures.query("kind in ['ratio', 'percent', 'money']"))
# %% [markdown] lang=en
# Euros have pushed everything else to the edge. The 97 per cent are there, as a bar too thin to see. The chart compares what cannot be compared.
# %% [markdown] lang=fr
# Les euros ont écrasé tout le reste. Les 97 pour cent y sont bien, mais la barre est trop mince pour qu'on la voie. Ce graphique compare ce qui ne se compare pas.
# Un piège pour traducteurs, en passant : sur l'axe, « 2B » abrège l'anglais *two billion*, qui veut dire deux milliards.
# %% [markdown] lang=en exercise=3.8
# Which of these pairs may share one axis, just as they are printed? Answer with one letter in quotation marks.
#
# - a) 28 countries that signed, and 33 light vehicles
# - b) the share of missions, and the 97 per cent
# - c) 2 billion over ten years, and 710 million for 2016–2018
# - d) the contribution of 750 million, and the one of 900 million
# hint:
# Ask three questions of each pair. Same unit? Same whole? Same period?
# %% [markdown] lang=fr exercise=3.8
# Laquelle de ces paires peut partager un axe, telle qu'elle est imprimée ? Répondez par une lettre entre guillemets, comme `"a"`.
#
# - a) les 28 pays signataires et les 33 véhicules légers
# - b) la part des missions et les 97 pour cent
# - c) les 2 milliards sur dix ans et les 710 millions de 2016-2018
# - d) la contribution de 750 millions et celle de 900 millions
# hint:
# Posez à chaque paire trois questions. Même unité ? Même tout ? Même période ?
# %% blank
answer = ...
# %% solution
answer = "d"
# %% [markdown] lang=en
# ## How far you have come
# %% [markdown] lang=fr
# ## Le chemin parcouru
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
# %% [markdown] lang=fr end
# ## Ce que vous avez appris
#
# - Un nombre, c'est une valeur avec une unité, une période et un auteur. S'il en manque un, dites-le.
# - Les mots changent les nombres : « déjà » ajoute un pays, « plus de » ouvre la valeur vers le haut.
# - Deux parts se comparent si elles ont le même tout ; deux sommes, si elles couvrent le même temps.
# - Une barre part de zéro, et un axe n'a qu'une unité.
#
# **Ce que la machine ne sait pas faire.** Elle lit ce que la phrase imprime. Le nombre est-il vrai ? Elle l'ignore, et elle ne relie pas deux phrases.
#
# **Pour aller plus loin**
#
# - Alain Desrosières, *La politique des grands nombres*, Paris, La Découverte, 1993.
# - Jacques Bertin, *Sémiologie graphique*, Paris et La Haye, Mouton et Gauthier-Villars, 1967.
# - Edward R. Tufte, *The Visual Display of Quantitative Information*, 2ᵉ éd., Cheshire (Conn.), Graphics Press, 2001, chapitre 2.
