"""`python -m ondit`, for where the command is not on the path."""

from ondit.cli import app

app(prog_name="ondit")
