"""The till in the browser: a shell that the device keeps, and everything it sells offline."""
