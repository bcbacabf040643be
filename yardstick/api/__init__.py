"""What the server answers besides pages: health, and who may talk to it at all."""
