"""Backups: one archive with the database, the files that rows name and the secret key, and a way back.

archive.py     the file: parts, manifest, seal
databases.py   a snapshot of the database and its way back, for SQLite and PostgreSQL
digests.py     a hash of each table
taking.py      make an archive while others write; keep the last automatic ones
restoring.py   check an archive, put it back
hooks.py       what rooms add: tables that stay out, and what must happen around a restore
"""
