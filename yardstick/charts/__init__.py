"""What a chart says: frozen specs and the labels on them; nothing here draws."""
