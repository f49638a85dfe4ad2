"""timeline (tijdlijn): what happened, recorded in the transaction of the action; listeners hear it after the commit."""
