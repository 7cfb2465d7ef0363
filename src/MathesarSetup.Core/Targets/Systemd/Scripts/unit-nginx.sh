step_site() {
  put "proxy/$name.conf" "/etc/nginx/conf.d/$name.conf" 0644 ""
  run nginx -t
  run systemctl reload-or-restart nginx.service
}
