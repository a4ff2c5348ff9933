"""Who answers whom."""
