"""What the tests are written with: small archives, tools of other languages, a web server, a parsed site."""
