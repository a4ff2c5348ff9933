"""The Port Alder Transit Authority: invented mail in two tranches, and a story."""
