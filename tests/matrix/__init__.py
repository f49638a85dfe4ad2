"""The access matrix: every address × verb × role × object, asked for real.

routes.py     what the resolver holds
arguments.py  one line per address: who may open it, and how its arguments are filled
words.py      canary words, one per text field of every row
world.py      people, and every noun in every state
probe.py      ask one thing, judge the answer
mutants.py    take a policy away, to see whether the matrix notices
"""
