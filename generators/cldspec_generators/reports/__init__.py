"""What a command writes about one run: the validation report, the change notice, the download pages."""
