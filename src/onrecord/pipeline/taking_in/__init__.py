"""Mail comes in: containers, originals, records, index; tried again where it failed; audited."""
