"""The commands that work on a ledger, a module for each question; `ondit.cli` names them all."""
