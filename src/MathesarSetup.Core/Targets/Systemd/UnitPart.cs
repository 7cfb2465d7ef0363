namespace MathesarSetup.Targets.Systemd;

/// <summary>The lines of <c>install.sh</c> that give everything to systemd and to the machine's proxy, and start it.</summary>
internal static class UnitPart
{
    public const string Units = """
        # put_unit UNIT: copies a unit where it differs, and lets systemd read it.
        put_unit() {
          if ! cmp -s -- "units/$1" "$units/$1"; then
            if [ ! -d "$units" ]; then run mkdir -p -- "$units"; fi
            put "units/$1" "$units/$1" 0644 ""
            run systemctl ${flag:+"$flag"} daemon-reload
          fi
        }

        give_unit() {
          put_unit "$name.service"
          run systemctl ${flag:+"$flag"} --quiet enable "$name.service"
        }

        step_unit() {
          if switch_is_due; then
            say "  It changes together with the program, by the step start."
          else
            give_unit
          fi
        }
        """;

    public const string Start = """
        # answers: whether Mathesar answers. localhost is among the names that it always knows.
        answers() {
          if has curl; then
            curl -fs -o /dev/null --max-time 5 -H 'Host: localhost' "$health"
          else
            wget -q -O /dev/null -T 5 -t 1 --header 'Host: localhost' "$health"
          fi
        }

        # systemd calls it started when it listens; it has to answer, too.
        wait_until_it_answers() {
          tries=0
          until answers; do
            tries=$((tries + 1))
            if [ "$tries" -ge 60 ] || ! is_active "$name.service"; then
              fail "Mathesar does not answer at $health. What it says: journalctl${flag:+ $flag} --unit $name --lines 50"
            fi
            sleep 1
          done
          say "Mathesar answers at $url"
        }

        step_start() {
          if switch_is_due; then
            switch_program
          elif is_active "$name.service" && [ -n "$changed" ]; then
            run systemctl ${flag:+"$flag"} restart "$name.service" || not_started
          else
            run systemctl ${flag:+"$flag"} start "$name.service" || not_started
          fi
          act "wait until Mathesar answers at $health" wait_until_it_answers
          if [ -n "$switching" ]; then act "keep the former program, and remove older ones" end_switch; fi
        }

        not_started() {
          journalctl ${flag:+"$flag"} --unit "$name.service" --lines 20 --no-pager >&2 || true
          fail "Mathesar did not start. Its last words stand above; more of them: journalctl${flag:+ $flag} --unit $name"
        }
        """;

    public const string Caddy = """
        # Caddy's own file stays as it is, apart from one line that makes it read the sites of a folder.
        step_site() {
          sites=/etc/caddy/mathesar-setup
          if [ ! -d "$sites" ]; then run mkdir -p -- "$sites"; fi
          put "proxy/$name.caddy" "$sites/$name.caddy" 0644 ""
          if ! grep -Fqx "import $sites/*.caddy" /etc/caddy/Caddyfile; then
            act "add the line \"import $sites/*.caddy\" to /etc/caddy/Caddyfile" add_import
          fi
          run caddy validate --config /etc/caddy/Caddyfile --adapter caddyfile
          run systemctl reload-or-restart caddy.service
        }

        add_import() {
          printf 'import %s/*.caddy\n' "$sites" >>/etc/caddy/Caddyfile
        }
        """;

    public const string Nginx = """
        step_site() {
          put "proxy/$name.conf" "/etc/nginx/conf.d/$name.conf" 0644 ""
          run nginx -t
          run systemctl reload-or-restart nginx.service
        }
        """;

    public const string Main = """
        usage() {
          say "usage: ./install.sh [--dry-run] [step NAME...], NAME one of: $steps $further"
          exit "$1"
        }

        chosen=
        while [ "$#" -gt 0 ]; do
          case $1 in
            --dry-run) dry_run=1 ;;
            -h | --help | help) usage 0 ;;
            step) asked=1 ;;
            *)
              case " $steps $further " in
                *" $1 "*) chosen="$chosen $1" ;;
                *) usage 2 >&2 ;;
              esac ;;
          esac
          shift
        done
        if [ -n "$asked" ] && [ -z "$chosen" ] || [ -z "$asked" ] && [ -n "$chosen" ]; then usage 2 >&2; fi
        """;

    public const string Loop = """
        make_work
        choose_program
        for step in ${chosen:-$steps}; do
          say "== $step"
          "step_$step"
        done
        """;
}
