"""How do letters hang together?

What is judged of letters among one another: which message a quoted letter was taken from, which
letters survive only as quotation, who answers whom, which are copies or mailings. All of it is read
from the evidence and can be thrown away and read again.
"""
