"""A directory of accounts of the tests' own: allauth's OpenID provider in a process of its own, as false as its client asks."""
