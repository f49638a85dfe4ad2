"""Surveys (vragenlijsten): questionnaires in versions, rounds of an organisation, who took part, what was answered, and
what of it may be shown.

Who took part and what was answered stand apart, and nothing joins them. The release auditor is the only way out: pages,
files and the API all read the same frozen cells. May know vocabulary, organisations and below.
"""
