step_site() {
  put_site "proxy/$name.conf" "/etc/nginx/conf.d/$name.conf"
  run nginx -t || refuse_site nginx "/etc/nginx/conf.d/$name.conf"
  run systemctl reload-or-restart nginx.service
}
