"""core (de kern): mechanisms without domain nouns. It may know Django and nothing of Olievlek's other rooms."""
