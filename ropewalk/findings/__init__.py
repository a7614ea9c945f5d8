"""Questions in, findings out: direction, position, prospect. Imports observations, stats and vocabulary."""
