"""What outputs and reports share: the theme, the page, workbooks, safe texts, and writers of files."""
