"""How an indicator differs inside a place, between neighbourhoods where people have more and less."""
