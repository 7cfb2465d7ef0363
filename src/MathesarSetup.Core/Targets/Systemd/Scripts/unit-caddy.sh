# Caddy's own file stays as it is, apart from one line that makes it read the sites of a folder.
step_site() {
  sites=/etc/caddy/mathesar-setup
  if [ ! -d "$sites" ]; then run mkdir -p -- "$sites"; fi
  put "proxy/$name.caddy" "$sites/$name.caddy" 0644 ""
  if ! grep -Fqx "import $sites/*.caddy" /etc/caddy/Caddyfile; then
    act "add the line \"import $sites/*.caddy\" to /etc/caddy/Caddyfile" add_import
  fi
  run caddy validate --config /etc/caddy/Caddyfile --adapter caddyfile
  run systemctl reload-or-restart caddy.service
}

add_import() {
  printf 'import %s/*.caddy\n' "$sites" >>/etc/caddy/Caddyfile
}
