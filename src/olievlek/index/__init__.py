"""Zoekindex: what can be found, how Dutch words become index terms, and the engine behind it.

Knows no noun: rooms register how theirs becomes a `Document`. Nothing here is truth but the projection table.
"""

import os

# The matrices here are small and the cores are shared: threads of the linear algebra only wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
