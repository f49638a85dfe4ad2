"""Tasks (acties): what an organisation agreed to do after something, who does it, by when, and what it brought.

Knows no scan and no initiative: a task names its subject by kind and number, and higher rooms say in `places` where
that is shown. May know vocabulary, organisations and below.
"""
