"""Talking to a person: screens, buttons, replies, and the way updates come in."""
