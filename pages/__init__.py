"""One function page() per file; nothing here draws or queries when imported."""
