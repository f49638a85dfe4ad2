"""office_files (kantoorbestanden): files that anybody may send. Tables are read within bounds, and nothing in them runs."""
