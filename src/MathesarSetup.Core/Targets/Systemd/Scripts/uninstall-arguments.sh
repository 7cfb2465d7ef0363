words=
for word; do
  case $word in
    --dry-run) dry_run=1 ;;
    *) words="$words $word" ;;
  esac
done
case $words in
  "" | " delete the data of $name") ;;
  *)
    say "usage: ./uninstall.sh [--dry-run] [delete the data of $name]" >&2
    exit 2 ;;
esac
