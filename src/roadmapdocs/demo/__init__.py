"""A whole campaign on the bundled order, with invented schools that fill in real files."""
