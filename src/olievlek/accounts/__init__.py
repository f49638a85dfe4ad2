"""accounts (gebruikers): people who sign in. It may know the timeline and core, no nouns of other rooms."""
