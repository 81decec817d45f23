"""ondit reads news the way a careful source critic does: who says what, on whose word, how surely and about when."""
