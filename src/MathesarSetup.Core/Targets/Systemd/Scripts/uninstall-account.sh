# Files that stay keep their owner's name; without them nobody needs the user. One that install.sh did not make is somebody else's.
if [ -n "$words" ] && [ -n "$account" ] && getent passwd "$account" >/dev/null; then
  if [ "$(getent passwd "$account" | cut -d : -f 5)" = "mathesar-setup $name" ]; then
    run userdel -- "$account" || say "The user $account could not be removed; perhaps something else runs as it."
  else
    say "The user $account stays, since nothing says that install.sh made it. If nobody needs it: userdel $account"
  fi
fi
