"""What can be asked for: one module for each sort of thing, registered with the API when it is imported."""
