"""Values in, bytes out: Word, Excel, ZIP, pictures, calendars. Nothing here knows a database."""
