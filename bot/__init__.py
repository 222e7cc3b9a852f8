"""A town council's bot: residents find help, executors report, coordinators sum up."""

__version__ = "0.1.0"
