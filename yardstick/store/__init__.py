"""The only code that knows databases: figures in published versions that never change."""
