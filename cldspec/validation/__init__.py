"""Whether a return conforms to a specification: reading real files, holding them to the rules, telling what came out."""
