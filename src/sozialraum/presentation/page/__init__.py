"""What every page is made of: verbatim elements, templates, and scripts, styles and data made short."""
