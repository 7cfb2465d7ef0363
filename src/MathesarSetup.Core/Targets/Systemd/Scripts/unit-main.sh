usage() {
  say "usage: ./install.sh [--dry-run] [step NAME...], NAME one of: $steps $further"
  exit "$1"
}

chosen=
while [ "$#" -gt 0 ]; do
  case $1 in
    --dry-run) dry_run=1 ;;
    -h | --help | help) usage 0 ;;
    step) asked=1 ;;
    *)
      case " $steps $further " in
        *" $1 "*) chosen="$chosen $1" ;;
        *) usage 2 >&2 ;;
      esac ;;
  esac
  shift
done
if [ -n "$asked" ] && [ -z "$chosen" ] || [ -z "$asked" ] && [ -n "$chosen" ]; then usage 2 >&2; fi
