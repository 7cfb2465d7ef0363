#!/bin/bash
# Stand-in for the entry point of Mathesar's image up to 0.2.5: it takes no command.
exec bash ./bin/mathesar run -fnse
