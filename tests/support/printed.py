"""Newest values as their publishers print them, for the city that ships."""

# Indicator: the city, England where it is held, decimals printed.
PRINTED = {
    "employment-rate": (67.5, 76.0, 1),
    "claimants": (5.6, 4.0, 1),
    "weekly-pay": (605, 648, 0),
    "business-births": (14.3, 11.2, 1),
    "business-survival-one-year": (91.4, 93.4, 1),
    "gva-per-hour": (37.48, None, 2),
    "healthy-life-expectancy-men": (55.8, 60.9, 1),
    "healthy-life-expectancy-women": (56.7, 61.3, 1),
    "preventable-heart-deaths": (39.6, 30.2, 1),
    "adult-obesity": (31.7, 26.6, 1),
    "child-poverty-before-housing": (29.6, None, 1),
    "ks2-expected": (57, 63, 0),
    "attainment-8": (42.1, 46, 1),
    "neet": (8.8, 5.6, 1),
    "absence-persistent": (20.9, 18.1, 1),
    "looked-after-children": (145, 67, 0),
    "greenhouse-gas-per-head": (3.33, 4.78, 2),
    "gas-per-meter": (9023, 9881, 0),
    "ev-chargers": (181, 170, 0),
    "gigabit-broadband": (91.6, 88.4, 1),
    "fly-tipping": (23404, None, 0),
    "recycling-rate": (19.2, None, 1),
    "social-worker-vacancy": (24.5, 14.2, 1),
}
