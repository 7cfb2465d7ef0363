namespace MathesarSetup.Targets.Systemd;

/// <summary>The lines of <c>install.sh</c> that let another program serve, and that go back to the former one when it does not.</summary>
internal static class SwitchPart
{
    public const string Database = """
        # in_database PROGRAM ARGUMENT...: one of PostgreSQL's own programs, logged in to Mathesar's database.
        in_database() {
          with_environment call_postgres "$@"
        }

        call_postgres() {
          postgres_program=$tools$1
          shift
          as_account env PGPASSFILE="$work/pgpass" PGHOST="$POSTGRES_HOST" PGPORT="${POSTGRES_PORT:-5432}" \
            PGUSER="$POSTGRES_USER" PGDATABASE="$POSTGRES_DB" "$postgres_program" "$@"
        }

        can_copy() {
          [ -z "${MATHESAR_WITHOUT_COPY:-}" ] && has "${tools}pg_dump" && has "${tools}psql"
        }

        # write_state FILE: what tells whether a migration has changed anything: the tables, and which migrations they have had.
        write_state() {
          in_database pg_dump --schema-only >"$work/state" || return 1
          in_database psql -XqAt -c "SELECT query_to_xml('SELECT app, name FROM django_migrations ORDER BY id', false, false, '')" \
            >>"$work/state" || return 1
          grep -Ev '^\\(un)?restrict ' "$work/state" >"$1"
        }

        # The same release has nothing to migrate.
        is_as_it_was() {
          [ "$(release_in "$former")" = "$release" ] || {
            [ -s "$switch/state" ] && write_state "$work/now" && cmp -s -- "$switch/state" "$work/now"
          }
        }

        # A schema beside public may hold tables of yours. Mathesar knows those by numbers that a reloaded copy would change.
        load_copy() {
          [ -s "$copy" ] || return 1
          [ "$(in_database psql -XqAt -c "$other_schemas")" = 0 ] || return 1
          { printf '%s\n' "$empty_public"; cat -- "$copy"; } |
            in_database psql -Xq -v ON_ERROR_STOP=1 --single-transaction -f - >/dev/null
        }

        other_schemas="SELECT count(*) FROM pg_namespace
          WHERE nspname NOT LIKE 'pg\_%' AND nspname NOT IN ('information_schema', 'public')"
        empty_public="SET client_min_messages = warning; SET lock_timeout = '30s';
        DO \$do\$ DECLARE item record; BEGIN
          FOR item IN SELECT format('%s IF EXISTS public.%I CASCADE', CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW'
              WHEN 'f' THEN 'FOREIGN TABLE' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, relname) AS what
            FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
            ORDER BY relkind = 'S'
          LOOP EXECUTE 'DROP ' || item.what; END LOOP;
        END \$do\$;"
        """;

    public const string Begin = """
        switch_is_due() {
          [ -d "$switch" ] || [ "$(served)" != "${program##*/}" ]
        }

        # What is needed for the way back is complete before anything changes. A second run after an interruption finds it here:
        # by then the database may stand between two releases, and is not worth a copy.
        begin_switch() {
          rm -rf -- "$switch.new"
          mkdir -- "$switch.new"
          former_program >"$switch.new/former"
          if [ -e "$units/$name.service" ]; then cp -- "$units/$name.service" "$switch.new/unit"; fi
          records=
          if can_copy; then records=$(in_database psql -XqAt -c "SELECT to_regclass('django_migrations')"); fi
          if [ -n "$records" ]; then
            write_state "$switch.new/state"
            make_directory "$copies" 0700 ""
            (umask 077 && in_database pg_dump >"$copy.part")
            mv -f -- "$copy.part" "$copy"
          fi
          if [ -n "$account" ]; then chown -R -- "$shared" "$switch.new"; fi
          mv -T -- "$switch.new" "$switch"
        }

        # link_to FOLDER: from one moment to the next, this program is the one that serves.
        link_to() {
          rm -f -- "$current.new"
          ln -s -- "${releases##*/}/$1" "$current.new"
          mv -fT -- "$current.new" "$current"
        }

        migrate() {
          in_program env SKIP_STATIC_COLLECTION=true ./mathesar-venv/bin/python -m mathesar.install
          : >"$switch/migrated"
        }

        # As late as possible, and so that a power cut at any moment leaves a program that fits its database: once the link is turned,
        # start.sh itself finishes a migration that was cut short.
        switch_program() {
          if [ -z "$dry_run" ]; then
            is_complete "$program" || fail "The program of Mathesar $release is not complete yet: ./install.sh step program"
            (umask 077 && with_environment write_password_file >"$work/pgpass")
            own "$work/pgpass"
            switching=1
          fi
          if [ -e "$units/$name.service" ]; then run systemctl ${flag:+"$flag"} stop "$name.service"; fi
          if [ ! -d "$switch" ]; then act "note in $switch how to go back, with a copy of Mathesar's records in $copies" begin_switch; fi
          act "let $program be the program that serves" link_to "${program##*/}"
          give_unit
          act "bring the database to Mathesar $release" migrate
          run systemctl ${flag:+"$flag"} start "$name.service" || not_started
          changed=
        }
        """;

    public const string End = """
        # The former program is kept; older ones of ours go.
        end_switch() {
          switching=
          former=$(cat -- "$switch/former")
          rm -rf -- "$switch.done"
          mv -T -- "$switch" "$switch.done"
          rm -rf -- "$switch.done"
          for old in "$releases"/*; do
            if [ "$old" != "$program" ] && [ "$old" != "$former" ] && is_ours "$old"; then rm -rf -- "$old"; fi
          done
          if [ "$former" != "$directory" ]; then remove_former_layout; fi
        }

        # go_back: the former program serves again, on the database that it knows; or the truth is said.
        go_back() {
          switching=
          former=$(if [ -d "$switch" ]; then cat -- "$switch/former"; else former_program; fi)
          if [ -z "$former" ]; then
            say "Mathesar $release is installed, but does not answer yet, for the reason above."
            say "Settle it and run this again: it goes on where it ended."
            return
          fi
          known="Mathesar $(release_in "$former")"
          systemctl ${flag:+"$flag"} stop "$name.service"
          if [ -d "$switch" ]; then
            rm -f -- "$switch/migrated"
            if ! is_as_it_was && ! load_copy; then
              between
              return
            fi
            put_back
          fi
          if systemctl ${flag:+"$flag"} start "$name.service"; then
            say "$known runs as before, and its database is as it was. Settle the reason above and run this again."
          else
            say "$known and its database are as they were, but it does not start: journalctl${flag:+ $flag} --unit $name"
          fi
        }

        # The unit comes first: while the link still leads to the new program, that one is finished by its own start.
        put_back() {
          if [ -e "$switch/unit" ]; then
            cp -- "$switch/unit" "$units/$name.service.new"
            mv -f -- "$units/$name.service.new" "$units/$name.service"
            systemctl ${flag:+"$flag"} daemon-reload
          fi
          if [ "$former" = "$directory" ]; then rm -f -- "$current"; else link_to "${former##*/}"; fi
          rm -rf -- "$switch"
        }

        between() {
          say "The migration to Mathesar $release ended in the middle, and the database could not be put back by itself."
          say "Mathesar is stopped, and $known is not started: it would work on tables that it does not know."
          say "Settle the reason above and run this again: the migration goes on where it ended."
          if [ -s "$copy" ]; then
            say "Mathesar's database as it was before lies in $copy; psql --file loads it into an empty database."
            say "Tables of yours in it get other numbers by that, and Mathesar no longer finds what it noted about them."
          fi
        }
        """;
}
