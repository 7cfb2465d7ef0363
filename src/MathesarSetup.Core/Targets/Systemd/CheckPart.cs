namespace MathesarSetup.Targets.Systemd;

/// <summary>The lines of <c>install.sh</c> that look before anything is done.</summary>
internal static class CheckPart
{
    public const string Functions = """
        # problem WORDS: something that has to be settled first. All of them are said before the script ends.
        problem() {
          printf '  ! %s\n' "$*" >&2
          problems=1
        }

        has() {
          command -v "$1" >/dev/null 2>&1
        }

        # package DEBIAN FEDORA ARCH SUSE: how this distribution installs something.
        package() {
          if has apt-get; then printf 'apt-get install %s' "$1"
          elif has dnf; then printf 'dnf install %s' "$2"
          elif has pacman; then printf 'pacman -S %s' "$3"
          elif has zypper; then printf 'zypper install %s' "$4"
          else printf 'install %s with your package manager' "$1"; fi
        }

        is_active() {
          systemctl ${flag:+"$flag"} --quiet is-active "$1" 2>/dev/null
        }

        # directory_of FILE: the WorkingDirectory of a unit, which tells installations of one name apart.
        directory_of() {
          if [ -e "$1" ]; then sed -n 's/^WorkingDirectory=//p' "$1"; fi
        }

        # free_megabytes PATH: of the disk on which the path lies or will lie.
        free_megabytes() {
          place=$1
          while [ ! -e "$place" ]; do place=$(dirname -- "$place"); done
          df -Pk -- "$place" | awk 'NR == 2 { print int($4 / 1024) }'
        }
        """;

    public const string Machine = """
        check_machine() {
          if [ ! -d /run/systemd/system ]; then
            problem "systemd does not run this machine. In WSL, switch it on: [boot] systemd=true in /etc/wsl.conf."
          fi
          for tool in bash tar; do
            has "$tool" || problem "$tool is missing: $(package "$tool" "$tool" "$tool" "$tool")"
          done
          if ! has curl && ! has wget; then
            problem "curl and wget are missing, and one of them has to download Mathesar: $(package curl curl curl curl)"
          elif ! has curl && [ "$downloads" != "$official" ]; then
            problem "Mathesar's installer takes files from another place than its own only with curl: $(package curl curl curl curl)"
          fi
          if ! has python3 || ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 10))'; then
            say "  Python 3.10 or newer is not here, so Mathesar's installer will download one into $directory."
          fi
          memory=$(awk '/^MemTotal:/ { print int($2 / 1024) }' /proc/meminfo)
          if [ "$memory" -lt 3800 ]; then
            say "  This machine has $memory MB of memory; Mathesar's makers ask for 4,000 MB. Fewer workers (tuning.workers) take less."
          fi
          free=$(free_megabytes "$directory")
          if [ "$free" -lt 2000 ]; then
            problem "$free MB are free for $directory, and the program alone takes about 2,000 MB. Free some, or choose another systemd.directory."
          fi
        }
        """;

    public const string Cairo = """
        # Mathesar stops without it, and its own installer does not look.
        check_cairo() {
          if has python3; then
            python3 -c 'import ctypes; ctypes.CDLL("libcairo.so.2")' 2>/dev/null && return
          else
            ldconfig -p 2>/dev/null | grep -q 'libcairo\.so\.2' && return
          fi
          problem "The library cairo is missing, without which Mathesar does not start: $(package libcairo2 cairo cairo libcairo2)"
        }
        """;

    public const string Neighbours = """
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
        """;

    public const string Release = """
        refuse_older() {
          "$1" "Mathesar $(release_in "$(former_program)") is installed, and the older $release cannot read what it has written." \
            "Set mathesar.version to what is installed, or to a newer release."
        }

        # Without a copy of Mathesar's records there is no way back from a migration that fails.
        check_release() {
          if older_than_served; then
            refuse_older problem
          elif [ -n "$(former_program)" ] && [ "$(release_in "$(former_program)")" != "$release" ] && [ ! -d "$switch" ] &&
            ! can_copy && [ -z "${MATHESAR_WITHOUT_COPY:-}" ]; then
            problem "pg_dump and psql are missing, which copy Mathesar's records before an update:" \
              "$(package postgresql-client postgresql postgresql-libs postgresql). MATHESAR_WITHOUT_COPY=yes updates without a copy."
          fi
        }
        """;
}
