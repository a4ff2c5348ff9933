"""What does the attachment say?"""
