# must_exist PATH: stops before docker makes an empty folder in the place of a missing file.
must_exist() {
  if [ ! -e "$1" ]; then
    echo "$1 is missing. Put it back, or generate the files again." >&2
    exit 1
  fi
}

# fingerprint FILE...: a number that changes when one of the files does.
fingerprint() {
  cat "$@" | cksum | cut -d ' ' -f 1
}

# outdated CONTAINER: whether its image was fetched anew since the container was made.
outdated() {
  image=$("$DOCKER" container inspect --format '{{ .Config.Image }}' "$1")
  fetched=$("$DOCKER" image inspect --format '{{ .Id }}' "$image" 2>/dev/null) || return 1
  [ "$fetched" != "$("$DOCKER" container inspect --format '{{ .Image }}' "$1")" ]
}

# is_there CONTAINER
is_there() {
  "$DOCKER" container inspect "$1" >/dev/null 2>&1
}

# forget CONTAINER: removes it. Two volumes without a name go with Mathesar's: those that its image declares for a PostgreSQL
# inside, which is not used here. With any other volume beside them, all stay.
forget() {
  spare=
  case $1 in
    "$web" | "$web-before")
      places=$("$DOCKER" container inspect --format '{{ range .Mounts }}{{ if eq (len .Name) 64 }}{{ println .Destination }}{{ end }}{{ end }}' "$1")
      if ! printf '%s\n' "$places" | grep -qvx -e '' -e /etc/postgresql -e /var/lib/postgresql; then spare=--volumes; fi ;;
  esac
  "$DOCKER" rm --force ${spare:+"$spare"} "$1" >/dev/null
}

# bring_back CONTAINER: puts the former container, which a renewal set aside, in the place of the new one.
bring_back() {
  if is_there "$1-before"; then
    if is_there "$1"; then forget "$1"; fi
    "$DOCKER" rename "$1-before" "$1"
    "$DOCKER" start "$1" >/dev/null
  fi
}

# ensure NAME FINGERPRINT ARGUMENT...: makes a container from the arguments, which are those of `docker run`.
# One that was made from the same arguments, files and image stays, and is started if it was stopped.
ensure() {
  name=$1
  shift
  # Set aside by a run that was cut short.
  bring_back "$name"
  wanted=$(printf '%s\n' "$@" | cksum | cut -d ' ' -f 1)
  shift
  found=$("$DOCKER" container inspect \
    --format '{{ with .Config.Labels }}{{ index . "mathesar-setup.config" }}{{ end }}' "$name" 2>/dev/null) || found=absent
  if [ "$found" = "$wanted" ] && ! outdated "$name"; then
    "$DOCKER" start "$name" >/dev/null
    echo "$name is as it should be."
    return
  fi
  case $found in
    absent) ;;
    "" | *[!0-9]*)
      echo "There is a container named $name that this script did not make. Rename or remove it, or choose another name for this installation." >&2
      exit 1 ;;
    *)
      echo "$name is made anew, because its settings or its image changed. Its data stays."
      "$DOCKER" stop "$name" >/dev/null
      "$DOCKER" rename "$name" "$name-before" ;;
  esac
  if ! "$DOCKER" run --detach --name "$name" --label "mathesar-setup.config=$wanted" "$@" >/dev/null; then
    if is_there "$name-before"; then
      bring_back "$name"
      echo "The new $name did not start, for the reason above. The former one runs again." >&2
    fi
    exit 1
  fi
  if is_there "$name-before"; then forget "$name-before"; fi
  echo "$name is started."
}

# wait_until_healthy CONTAINER SECONDS
wait_until_healthy() {
  left=$2
  first=$("$DOCKER" container inspect --format '{{ .RestartCount }}' "$1")
  while :; do
    state=$("$DOCKER" container inspect --format '{{ .State.Health.Status }} {{ .RestartCount }}' "$1")
    case $state in
      "healthy "*) return ;;
    esac
    # What fails three times will not get well by waiting.
    if [ "$((${state#* } - first))" -ge 3 ]; then
      echo "$1 ends as soon as it starts, and is started again and again. ./run.sh stop ends that. Its last words:" >&2
      "$DOCKER" logs --tail 20 "$1" >&2
      exit 1
    fi
    if [ "$left" -le 0 ]; then
      echo "$1 did not become healthy in $2 seconds. Its last words:" >&2
      "$DOCKER" logs --tail 20 "$1" >&2
      exit 1
    fi
    if [ "$left" = "$2" ]; then
      echo "Waiting until $1 answers. A first start takes a few minutes."
    fi
    left=$((left - 1))
    sleep 1
  done
}
