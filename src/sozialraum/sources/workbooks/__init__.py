"""projekt.xlsx: a workbook that says what a projekt.toml says."""
