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
# %% [markdown] lang=fr title
# **Pour qui ?** Étudiants en études de la paix, en traduction ou en humanités numériques, qui débutent en Python.
# **Durée :** 60 minutes. **Données :** dix phrases du corpus, annotées à la main. Le réseau est inutile.
#
# Un programme que l'on ne mesure jamais a toujours raison. Mesurons le nôtre, et nous avec lui.
# À la fin de cette leçon, vous saurez
#
# - (annotate) **annoter** un texte en suivant une consigne ;
# - (agree) **mesurer** l'accord de deux lecteurs, la part du hasard retirée ;
# - (score) **calculer** la précision et le rappel par rapport à un étalon ;
# - (doubt) **dire** jusqu'où porte un bon score, et où il s'arrête.
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
# - Leave the article before a name out: in « l'ONU », mark « ONU » only. Small words inside a name belong to it, such as « de » and « des ». Leave adjectives out: « rwandaise » (Rwandan).
#
# Here are ten sentences. Take your time, without help from others.
# %% [markdown] lang=fr
# ## À vous d'abord
#
# [[annotate|Annoter]], c'est marquer dans un texte ce que l'on y cherche. Nous cherchons les noms d'acteurs. Pour trancher les cas douteux, il faut une règle, la [[guideline]].
#
# - Marquez tous les mots du nom d'un État, d'un organe, d'une mission, d'une organisation, d'un tribunal, d'un groupe armé ou d'une fonction.
# - « Le Conseil » et « notre pays » comptent quand ils tiennent lieu de nom.
# - Laissez l'article placé devant le nom : dans « l'ONU », ne marquez que « ONU ». À l'intérieur d'un nom, marquez-le aussi. Laissez enfin les adjectifs, comme « rwandaise ».
#
# Voici dix phrases. Prenez votre temps, et ne demandez l'aide de personne.
# %%
annotator = Annotator()
annotator
# %% [markdown] lang=en exercise=5.1
# Mark the names of actors in all ten sentences above. Then run the next two cells; you need not change them.
# hint:
# One sentence may name nobody. Long names count with all their words: « Groupe des Sages de l'Union africaine » is one name of seven words.
# %% [markdown] lang=fr exercise=5.1
# Marquez les noms d'acteurs dans les dix phrases ci-dessus. Exécutez ensuite les deux cellules suivantes ; vous n'avez rien à y changer.
# hint:
# Une phrase peut ne nommer personne. Un nom long compte avec tous ses mots : « Groupe des Sages de l'Union africaine » est un seul nom, de sept mots, « l » compris.
# %% blank
answer = annotator.marks
# %% solution
annotator.fill("example")
answer = annotator.marks
# %% [markdown] lang=en
# Every word is now a row of a table, with 1 where somebody marked it and 0 where not. The column `me` is you.
# The column `partner` belongs to a second reader. We made this reader up for the lesson, with doubts and slips that real readers have.
# %% [markdown] lang=fr
# Chaque mot est devenu une ligne d'un tableau : 1 si on l'a marqué, 0 sinon. La colonne `me`, c'est vous.
# La colonne `partner` est celle d'un second lecteur. Nous l'avons inventé pour la leçon, avec les doutes et les oublis d'un vrai.
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
# %% [markdown] lang=fr
# Chaque fois que vous changez vos marques, relancez la cellule précédente.
#
# ## Deux lecteurs s'accordent-ils ?
#
# Votre partenaire a laissé « notre pays » et marqué « organisations régionales ». Ni l'un ni l'autre n'est absurde.
# Quand deux lecteurs attentifs ne s'accordent pas, c'est que la question n'était pas assez claire.
#
# Pour chiffrer cet accord inter-annotateurs, on peut compter les mots que deux lecteurs traitent de la même façon. Dans le code, `.mean()` en donne la part : 1 voudrait dire tous. Comparons ici votre partenaire à l'[[gold standard]].
# Un étalon est une annotation faite à la main et vérifiée, qui sert à mesurer les autres. Sa colonne s'appelle `gold`, « l'or ».
# %%
print((words["partner"] == words["gold"]).mean())
# %% [markdown] lang=en pause
# Nine words in ten are treated alike. Is that good? Imagine a lazy reader who marks nothing at all.
# answer:
# The lazy reader agrees with everybody on most words, because most words are no names. Part of every agreement is luck. A fair measure takes it away.
# %% [markdown] lang=fr pause
# Neuf mots sur dix sont traités de la même façon. Est-ce beaucoup ? Imaginez un lecteur paresseux, qui ne marque rien du tout.
# answer:
# Le paresseux s'accorde avec tout le monde sur la plupart des mots, puisque la plupart ne sont pas des noms. Dans tout accord, il y a une part de chance. Une mesure équitable la retire.
# %%
print((words["gold"] == 0).mean())
# %% [markdown] lang=en
# This is the lazy reader's agreement: nearly eight words in ten, without reading.
# [[krippendorff's alpha|Krippendorff's alpha]] takes chance away: 1 is full agreement, 0 is what chance gives. Scholars often ask for 0.8, and draw no conclusions under 0.67.
# %% [markdown] lang=fr
# Voilà l'accord du paresseux : près de huit mots sur dix, sans avoir lu.
# L'[[krippendorff's alpha|alpha de Krippendorff]] retire la part du hasard : 1 pour un accord complet, 0 pour ce que donnerait le hasard. On exige souvent 0,8 ; au-dessous de 0,67, on ne conclut rien. Le mot `nominal` annonce de simples étiquettes, marqué ou non.
# %%
print(krippendorff.alpha(reliability_data=[words["partner"], words["gold"]], level_of_measurement="nominal"))
# %% [markdown] lang=en exercise=5.2
# What is Krippendorff's alpha between *you* and your partner? The table `words` must hold your marks.
# hint:
# Change one word of the line above. If you have just annotated, first run again the cell that makes `words`.
# %% [markdown] lang=fr exercise=5.2
# Quel est l'alpha de Krippendorff entre *vous* et votre partenaire ? Le tableau `words` doit contenir vos marques.
# hint:
# Changez un seul mot de la ligne ci-dessus. Si vous venez d'annoter, relancez d'abord la cellule qui crée `words`.
# %% blank
answer = ...
# %% solution
words = list_words(corpus, annotator.marks)
answer = krippendorff.alpha(reliability_data=[words["me"], words["partner"]], level_of_measurement="nominal")
# %% [markdown] lang=en
# Where do you and your partner differ? Read these words in their sentences above before you say who is right.
# %% [markdown] lang=fr
# Où vous séparez-vous de votre partenaire ? Relisez ces mots dans leurs phrases avant de dire qui a raison.
# %%
words[words["me"] != words["partner"]][["sentence", "word", "me", "partner"]].head(10)
# %% [markdown] lang=en
# ## A simple machine
#
# A very simple program finds names by a capital letter: it marks each word with one, except the first of a sentence. We call it the naive rule.
# %% [markdown] lang=fr
# ## Une machine rudimentaire
#
# Un programme très simple repère les noms à leur majuscule : il marque tout mot qui en porte une, sauf le premier de la phrase. Appelons cela la règle naïve (`naive`).
# %%
words[words["naive"] != words["gold"]][["sentence", "word", "naive", "gold"]].head(12)
# %% [markdown] lang=en
# It makes two kinds of mistakes. It marks « États », which here are states in general: a [[false positive]].
# And it misses « africaine » in « Union africaine », because French names go on in small letters: a [[false negative]].
# Two measures keep them apart:
#
# - [[precision]]: of all that was marked, which share is right?
# - [[recall]]: of all that ought to be marked, which share was found?
# %% [markdown] lang=fr
# Elle se trompe de deux façons. Elle marque « États », qui désigne ici les États en général : c'est un [[false positive]].
# Et dans « Union africaine » elle manque « africaine », puisqu'en français la suite d'un nom s'écrit en minuscules : c'est un [[false negative]].
# Deux mesures les séparent :
#
# - la [[precision]] : de tout ce qui a été marqué, quelle part est juste ?
# - le [[recall]] : de tout ce qu'il fallait marquer, quelle part a été trouvée ?
# %%
pd.crosstab(words["naive"], words["gold"])
# %% [markdown] lang=en exercise=5.3
# What is the precision of the naive rule, as a fraction between 0 and 1?
# hint:
# `(words["naive"] & words["gold"]).sum()` counts the words that both have marked. Divide by all words that the rule has marked.
# %% [markdown] lang=fr exercise=5.3
# Quelle est la précision de la règle naïve, en fraction entre 0 et 1 ?
# hint:
# `(words["naive"] & words["gold"]).sum()` compte les mots marqués des deux côtés. Divisez par tous les mots que la règle a marqués.
# %% blank
answer = ...
# %% solution
answer = (words["naive"] & words["gold"]).sum() / words["naive"].sum()
# %% [markdown] lang=en exercise=5.4
# And what is its recall, as a fraction between 0 and 1?
# hint:
# The part is the same as before. The whole is another one: all words that the gold standard has marked.
# %% [markdown] lang=fr exercise=5.4
# Et quel est son rappel, en fraction entre 0 et 1 ?
# hint:
# La partie est la même. Le tout change : ce sont les mots marqués par l'étalon.
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
# %% [markdown] lang=fr
# Les deux mesures tirent en sens contraire. Un programme qui marque tout a un rappel de 1 ; s'il ne marque qu'un nom, à coup sûr, sa précision est de 1.
#
# ## Et notre programme ?
#
# La colonne `machine` contient ce que marque `r2p_data`. Voici ses deux mesures, à côté de celles de votre partenaire.
# %%
draw_scores(score_words(words, ["partner", "machine"]))
# %% [markdown] lang=en pause
# The package has no error in ten sentences. Would you now trust it with a thousand documents?
# answer:
# Not yet. Its rules were written with these very documents in sight. That is like an examination whose questions were known. Only texts that nobody has looked at are a fair test.
# %% [markdown] lang=fr pause
# Le programme n'a fait aucune erreur en dix phrases. Lui confieriez-vous mille documents ?
# answer:
# Pas encore. On a écrit ses règles avec ces documents-là sous les yeux. C'est un examen dont les questions étaient connues. Seuls des textes que personne n'a regardés permettent une épreuve honnête.
# %%
score_words(words, ["me", "partner", "naive", "machine"]).drop("naive")
# %% [markdown] lang=en
# Compare your own row with that of your partner. It shows `NaN` and 0 as long as you have marked nothing.
#
# ## How far does a good score reach?
#
# The figures of the corpus were checked as well, apart from these rules: all were right, ordinals left aside. How many are they?
# %% [markdown] lang=fr
# Comparez votre ligne (`me`) à celle de votre partenaire. Elle affiche `NaN` et 0 tant que vous n'avez rien marqué.
#
# ## Jusqu'où porte un bon score ?
#
# Les nombres du corpus ont été vérifiés eux aussi, indépendamment de ces règles. Ordinaux mis à part, tous étaient justes. Combien sont-ils ?
# %%
checked = len(corpus.figures.query("kind != 'ordinal'"))
checked
# %% [markdown] lang=en
# A small number without an error proves little. The [[rule of three]] says how little.
# After *n* examples without an error, the share of right ones among all others is above 1 − 3/*n*, with 95 per cent confidence.
# It assumes that the examples were drawn by chance, and ours were not. Take it as a lower limit for your trust.
# %% [markdown] lang=fr
# Quelques cas sans erreur ne prouvent pas grand-chose. La [[rule of three]] dit combien peu. Ne la confondez pas avec la règle de trois, celle de l'école.
# Après *n* exemples sans erreur, la part de ce qui est juste dans tout le reste dépasse 1 − 3/*n*, avec une confiance de 95 pour cent.
# Encore faut-il que les exemples aient été tirés au hasard, et les nôtres ne l'ont pas été. N'y voyez qu'un ordre de grandeur.
# %% [markdown] lang=en exercise=5.5
# By the rule of three, above how many *per cent* does the share of right figures lie?
# hint:
# Put `checked` in the place of *n*, then multiply by 100.
# %% [markdown] lang=fr exercise=5.5
# D'après cette règle, quel *pourcentage* la part des nombres justes dépasse-t-elle ?
# hint:
# Mettez `checked` à la place de *n*, puis multipliez par 100.
# %% blank
answer = ...
# %% solution
answer = 100 * (1 - 3 / checked)
# %% [markdown] lang=en
# ## How far you have come
# %% [markdown] lang=fr
# ## Le chemin parcouru
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
# %% [markdown] lang=fr end
# ## Ce que vous avez appris
#
# - La consigne précède l'annotation, et l'annotation l'améliore.
# - Un accord se mesure une fois le hasard retiré.
# - La précision demande ce qui a été marqué à tort, le rappel ce qui a été manqué. Donnez toujours les deux.
# - Un score vaut pour des textes semblables à ceux que l'on a mesurés, et pour eux seuls.
#
# **Ce que la machine ne sait pas faire.** Elle ne vous dira pas si la consigne était bonne. Un programme peut s'accorder parfaitement avec une question mal posée.
#
# **Pour aller plus loin**
#
# - Karën Fort et Vincent Claveau, « Annotation manuelle de matchs de foot : Oh la la la ! l'accord inter-annotateurs ! et c'est le but ! », dans *Actes de TALN 2012*, Grenoble.
# - Klaus Krippendorff, *Content Analysis: An Introduction to Its Methodology*, 4ᵉ éd., Thousand Oaks, Sage, 2018, sur la fidélité.
# - James A. Hanley et Abby Lippman-Hand, « If Nothing Goes Wrong, Is Everything All Right? », *JAMA*, vol. 249, n° 13, 1983, p. 1743-1745.
