"""The finder for assistants (Model Context Protocol): what it may say, and what is not known."""
