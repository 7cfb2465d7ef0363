# Files that stay keep their owner's name; without them nobody needs the user.
if [ -n "$words" ] && [ -n "$account" ] && getent passwd "$account" >/dev/null; then
  run userdel -- "$account" || say "The user $account could not be removed; perhaps something else runs as it."
fi
