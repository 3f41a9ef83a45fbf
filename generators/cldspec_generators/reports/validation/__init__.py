"""Reports about the validation of a return: for the terminal, for Excel, for the browser and for programs."""
