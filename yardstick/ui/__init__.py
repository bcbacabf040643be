"""What the pages share: the frame, the words, the components, the session."""
