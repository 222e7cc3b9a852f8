"""A town council's bot: residents find help, executors report, coordinators sum up."""
