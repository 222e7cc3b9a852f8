"""`python -m bot …`: the same door as the console script."""

import sys

from bot.cli import main

sys.exit(main())
