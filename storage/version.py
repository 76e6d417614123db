"""How many migrations there are: apart from them, so that opening a current store is quick."""

VERSION = 8
