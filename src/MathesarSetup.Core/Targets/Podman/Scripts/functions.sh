units=$configuration/containers/systemd
place=$configuration/mathesar-setup

fail() {
  echo "$*" >&2
  exit 1
}

# act COMMAND...: runs a command, or prints it.
act() {
  if [ -n "$print" ]; then echo "$*"; else "$@"; fi
}

ctl() {
  systemctl "$manager" "$@"
}

# must_exist PATH
must_exist() {
  [ -e "$1" ] || fail "$1 is missing. Put it back, or generate the files again."
}

# check: whether this is the right user, the right Podman and a free name.
check() {
  allowed
  found=$(podman version --format '{{ .Client.Version }}') || fail "Podman does not answer."
  lowest=$(printf '%s\n%s\n' "$wanted" "$found" | sort -V | head -n 1)
  [ "$lowest" = "$wanted" ] || fail "The units are written for Podman $wanted, and this is $found." \
    "Say podman: version: $found in mathesar.yaml and generate again."
  if [ -L "$place/$name" ] && [ "$(readlink "$place/$name")" != "$PWD" ] && [ -e "$place/$name/install.sh" ]; then
    fail "An installation named $name is there already, in $(readlink "$place/$name")." \
      "Give this one another name, or remove that one first." \
      "If it is the same directory by another path, remove $place/$name."
  fi
  case $(ctl show --property=FragmentPath --value "$name.service") in
    '' | */generator/*) ;;
    *) fail "There is a service named $name that Podman did not make. Give this installation another name." ;;
  esac
}

# link: makes this directory appear where the units look for it.
link() {
  act mkdir -p "$place" "$units"
  [ "$(readlink "$place/$name" 2>/dev/null)" = "$PWD" ] || act ln -sfn "$PWD" "$place/$name"
}

# forget_secret NAME
forget_secret() {
  podman secret rm "$1" >/dev/null 2>&1 </dev/null || true
}

# secrets CONTAINER FILE: makes a secret of each line of the file, named after container and variable.
secrets() {
  must_exist "$2"
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in
      '' | '#'*) continue ;;
    esac
    secret=$1.${line%%=*}
    if [ -n "$print" ]; then
      echo "podman secret create $secret - # its value stands in $2"
    else
      forget_secret "$secret"
      printf '%s' "${line#*=}" | podman secret create "$secret" - >/dev/null
    fi
  done <"$2"
}

# stop SERVICE: stops it, if it is there.
stop() {
  ctl stop "$1.service" 2>/dev/null || true
}

# units FILE...: puts these units in their place, and takes away others of this installation.
units() {
  for there in "$units/$name.container" "$units/$name"_*.container "$units/$name"_*.network "$units/$name"_*.volume; do
    [ -e "$there" ] || continue
    file=${there##*/}
    case " $* " in
      *" $file "*) ;;
      *)
        case $file in
          *.container) act systemctl "$manager" stop "${file%.*}.service" ;;
        esac
        act rm -f "$there" ;;
    esac
  done
  for file in "$@"; do
    must_exist "quadlet/$file"
    cmp -s "quadlet/$file" "$units/$file" || act cp "quadlet/$file" "$units/$file"
    [ -n "$print" ] || chmod 644 "$units/$file"
  done
  act systemctl "$manager" daemon-reload
}

# forget: takes the services for changed, so that they are started anew.
forget() {
  rm -f "$place/$name.cksum" "$place/$name"_*.cksum
}

# service NAME FILE...: starts a service, or starts it anew when one of its files changed since.
service() {
  service=$1
  shift
  now=$(cat -- "$@" | cksum)
  verb=start
  if [ "$now" != "$(cat "$place/$service.cksum" 2>/dev/null)" ]; then verb=restart; fi
  if [ -z "$print" ] && [ "$verb" = start ] && ctl --quiet is-active "$service.service"; then
    echo "$service is as it should be."
    return
  fi
  [ -n "$print" ] || echo "Starting $service. A first start takes a few minutes."
  if ! act systemctl "$manager" "$verb" "$service.service"; then
    journalctl "$manager" --no-pager --lines 30 --unit "$service.service" >&2
    fail "$service did not start; its last words stand above."
  fi
  [ -n "$print" ] || echo "$now" >"$place/$service.cksum"
}
