"""What the executors of the programme owe, and what they report."""
