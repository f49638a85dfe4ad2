"""office_files (kantoorbestanden): files that anybody may send: tables are read within bounds, and nothing in them runs."""
