if [ -e "/etc/nginx/conf.d/$name.conf" ] && [ "$scope" = system ]; then
  run rm -f -- "/etc/nginx/conf.d/$name.conf"
  run systemctl reload-or-restart nginx.service
fi
