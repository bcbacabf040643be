"""Who draws a spec: web (Plotly), and the theme all renderers share."""
