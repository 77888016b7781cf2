"""The built-in German catalogue of indicators and Handlungsfelder: data only, TOML files beside this one."""
