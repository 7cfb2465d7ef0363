# Caddy's own file stays as it is, apart from one line that makes it read the sites of a folder.
step_site() {
  sites=/etc/caddy/mathesar-setup
  caddyfile=/etc/caddy/Caddyfile
  import="import $sites/*.caddy"
  if [ ! -d "$sites" ]; then run mkdir -p -- "$sites"; fi
  put_site "proxy/$name.caddy" "$sites/$name.caddy"
  if ! grep -Fqx "$import" "$caddyfile"; then act "add the line \"$import\" to $caddyfile" add_import; fi
  if ! run caddy validate --config "$caddyfile" --adapter caddyfile; then
    if [ -n "$added" ]; then remove_import; fi
    refuse_site Caddy "$sites/$name.caddy"
  fi
  run systemctl reload-or-restart caddy.service
}

added=
add_import() {
  if [ -e "$caddyfile" ]; then cp -p -- "$caddyfile" "$work/caddyfile"; fi
  added=1
  # The last line may lack its end.
  if [ -n "$(tail -c 1 -- "$caddyfile" 2>/dev/null)" ]; then printf '\n' >>"$caddyfile"; fi
  printf '%s\n' "$import" >>"$caddyfile"
}

remove_import() {
  if [ -e "$work/caddyfile" ]; then cat -- "$work/caddyfile" >"$caddyfile"; else rm -f -- "$caddyfile"; fi
}
