"""What the words mean: frozen pydantic values, no document library, no files."""
