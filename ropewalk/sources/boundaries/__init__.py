"""Publishers' boundaries -> compact outlines for maps."""
