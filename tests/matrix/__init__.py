"""The access matrix: every address × verb × role × object, asked for real.

routes.py     what the resolver holds
roles.py      nine kinds of people, by what they are to one organisation
nouns.py      who reads what: twelve states of a case, and every noun; a new noun or field must be said here
arguments.py  one line per address: who may open it, and how its arguments are filled
words.py      canary words, one per text field of every row
world.py      people, and every noun in every state
probe.py      ask one thing, judge the answer
mutants.py    take a policy away, to see whether the matrix notices
"""
