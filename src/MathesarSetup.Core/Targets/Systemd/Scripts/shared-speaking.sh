say() {
  printf '%s\n' "$*"
}

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# quoted WORD: the word as a shell has to be given it.
quoted() {
  case $1 in
    "" | *[!A-Za-z0-9_./:=@%+,-]*) printf "'%s'" "$(printf %s "$1" | sed "s/'/'\\\\''/g")" ;;
    *) printf %s "$1" ;;
  esac
}

# run COMMAND...: prints a command and does it; with --dry-run it is only printed.
run() {
  printf '  +'
  for word; do printf ' %s' "$(quoted "$word")"; done
  printf '\n'
  if [ -z "$dry_run" ]; then "$@"; fi
}

# act WORDS FUNCTION...: says what comes and calls a function below; with --dry-run it is only said.
act() {
  printf '  # %s\n' "$1"
  shift
  if [ -z "$dry_run" ]; then "$@"; fi
}
