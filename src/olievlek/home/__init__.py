"""home (voordeur): the front page and the pages about Olievlek itself. It may mix all rooms; nobody imports it."""
