"""Organisations (organisaties): public bodies, their facts, who resembles whom, and the spread map.

Knows no case: what is made or copied somewhere is put on the page by higher rooms, in the slots
`organisation.actions` (beside the title), `organisation.columns` (two of three columns) and `organisation.sections`
(whole width). Each gets `organisation` and `look_alikes` in its context.
"""
