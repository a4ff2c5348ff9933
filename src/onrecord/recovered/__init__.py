"""What survives only because someone quoted it?"""
