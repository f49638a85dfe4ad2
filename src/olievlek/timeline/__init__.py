"""timeline (tijdlijn): what happened, recorded in the transaction of the deed and told upwards after it."""
