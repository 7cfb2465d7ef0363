if [ -e "/etc/caddy/mathesar-setup/$name.caddy" ] && [ "$scope" = system ]; then
  run rm -f -- "/etc/caddy/mathesar-setup/$name.caddy"
  run systemctl reload-or-restart caddy.service
fi
