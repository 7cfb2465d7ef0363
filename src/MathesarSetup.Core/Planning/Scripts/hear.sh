# Whoever stops this container is heard at once: commands run in the background, and get the signal handed on.
stop() {
  trap "" TERM INT
  for child in $(jobs -p); do kill -TERM "$child" 2>/dev/null || true; done
  wait
  exit 143
}
trap stop TERM INT
run() {
  "$@" &
  wait "$!"
}
