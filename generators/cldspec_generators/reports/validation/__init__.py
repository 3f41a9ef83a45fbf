"""What checking a return comes to, for those who mend it: for the terminal, programs, Excel and the browser."""
