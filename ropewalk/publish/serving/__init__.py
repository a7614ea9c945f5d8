"""How answers leave: kept in memory once made, compressed once, asked again for little. Knows no page."""
