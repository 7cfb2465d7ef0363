check_neighbours() {
  if ! is_complete "$program" && has mathesar; then
    problem "There is another Mathesar on PATH: $(command -v mathesar)." \
      "Mathesar's installer refuses to work beside it. Take it out of PATH, or remove it."
  fi
  theirs=$(directory_of "$units/$name.service")
  if [ -n "$theirs" ] && [ "$theirs" != "$(directory_of "units/$name.service")" ]; then
    problem "There is another installation named $name already, in $theirs. Choose another install.name and generate again."
  fi
  if has python3 && ! is_active "$name.service" && ! python3 -c '
import socket, sys
place = socket.getaddrinfo(sys.argv[1], int(sys.argv[2]), type=socket.SOCK_STREAM)[0]
listener = socket.socket(place[0], place[1])
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(place[4])' "$address" "$port" 2>/dev/null; then
    problem "Port $port of $address cannot be opened: another program holds it, or the address is not this machine's." \
      "Choose another access.port or access.bind."
  fi
}

# must_be_readable FILE: a file of yours that is named in the answers.
must_be_readable() {
  [ -r "$1" ] || problem "$1 is missing or cannot be read. Put it there, or change the answer that names it."
}
