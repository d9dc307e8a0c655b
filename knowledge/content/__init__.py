"""From YAML to records: reading, the schema, layers of divisions and dates."""
