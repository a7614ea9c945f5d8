"""Statistical methods: arrays in, one frozen result with named fields out. Imports no other room; no I/O."""
