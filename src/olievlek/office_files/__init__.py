"""office_files (kantoorbestanden): files that anybody may send, read within bounds; nothing in them runs."""
