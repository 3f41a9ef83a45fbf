"""What outputs and reports share: the theme, and writers."""
