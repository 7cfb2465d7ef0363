# join NETWORK CONTAINER ALIAS: connects the container to a network that is there already, once.
join() {
  if ! "$DOCKER" container inspect --format '{{ range $name, $_ := .NetworkSettings.Networks }}{{ println $name }}{{ end }}' "$2" |
    grep -Fqx "$1"; then
    "$DOCKER" network connect --alias "$3" "$1" "$2"
  fi
}
