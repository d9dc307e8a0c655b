"""The command line `daoban`. One file a command; `main` finds it."""
