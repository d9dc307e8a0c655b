"""Makes the environments and the web build that `make` needs. Standard library only, Python 3.9 or newer."""
