"""Who is signed in: cookies that refer to a row, ended for good within a second."""
