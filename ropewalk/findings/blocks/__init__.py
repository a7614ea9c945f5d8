"""A national table assessed in blocks of whole indicators: on one machine's threads, or on a cluster.

Nothing here holds a whole table. ``run.assess_table`` starts it, ``kernel.assess_block`` does a block's
work wherever it is called, ``read`` gives findings back in words. See docs/scale.md.
"""
