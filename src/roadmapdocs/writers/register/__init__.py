"""The register of underachievers as documents of the school's own."""
