"""The rule language (`expression`, `types`), the rules of a specification (`all_rules`), and their targets (`targets`)."""
