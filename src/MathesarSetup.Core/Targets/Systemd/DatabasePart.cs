namespace MathesarSetup.Targets.Systemd;

/// <summary>The lines of <c>install.sh</c> for a PostgreSQL of its own, and for one that is there already.</summary>
internal static class DatabasePart
{
    public const string Programs = """
        # The PostgreSQL that the distribution has: the version that was answered, else the newest that this Mathesar works with.
        # Data that is there decides by its own version.
        find_postgres() {
          versions="$postgres_version $postgres_versions"
          if [ -s "$cluster/PG_VERSION" ]; then versions=$(cat "$cluster/PG_VERSION"); fi
          for version in $versions; do
            for place in "/usr/lib/postgresql/$version/bin" "/usr/pgsql-$version/bin" "/usr/lib/postgresql$version/bin" /usr/bin; do
              case $("$place/postgres" --version 2>/dev/null) in
                "postgres (PostgreSQL) $version"[!0-9]*)
                  if [ -x "$place/initdb" ] && [ -x "$place/psql" ]; then
                    postgres=$place
                    return
                  fi ;;
              esac
            done
          done
          return 1
        }

        check_postgres() {
          if ! find_postgres; then
            if [ -s "$cluster/PG_VERSION" ]; then
              version=$(cat "$cluster/PG_VERSION")
              problem "The data in $cluster needs PostgreSQL $version, which is not installed:" \
                "$(package "postgresql-$version" postgresql-server postgresql "postgresql$version-server")"
            else
              problem "No PostgreSQL that Mathesar $release works with is installed (versions $postgres_versions):" \
                "$(package postgresql postgresql-server postgresql postgresql-server). Or use a server of yours: database.mode=existing."
            fi
          elif [ "${postgres_version:-$version}" != "$version" ] && [ ! -s "$cluster/PG_VERSION" ]; then
            say "  PostgreSQL $postgres_version is not installed, so version $version is used."
          fi
          if [ "$(printf %s "$socket/.s.PGSQL.5432" | wc -c)" -gt 107 ]; then
            problem "$socket is too long for a socket, which takes 107 bytes. Choose a shorter systemd.directory."
          fi
        }
        """;

    public const string Cluster = """
        # The role that Mathesar logs in as is the one that owns the server: nobody else uses it.
        make_cluster() {
          make_work
          (umask 077 && printf '%s\n' "${POSTGRES_PASSWORD:-}" >"$work/password")
          own "$work/password"
          as_account "$postgres/initdb" --pgdata="$cluster" --username="$POSTGRES_USER" --pwfile="$work/password" \
            --auth=scram-sha-256 --data-checksums --encoding=UTF8 --locale=C.UTF-8 >/dev/null
          rm -f -- "$work/password"
        }

        make_database() {
          make_work
          (umask 077 && write_password_file >"$work/pgpass")
          own "$work/pgpass"
          as_account env -u PGSSLMODE PGPASSFILE="$work/pgpass" PGHOST="$socket" PGPORT=5432 PGUSER="$POSTGRES_USER" PGDATABASE=postgres \
            "$postgres/psql" -XqAt -v ON_ERROR_STOP=1 -v name="$POSTGRES_DB" <<'SQL'
        SELECT format('CREATE DATABASE %I', :'name') WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'name') \gexec
        SQL
          rm -f -- "$work/pgpass"
        }

        step_database() {
          find_postgres || fail "PostgreSQL is not installed. ./install.sh step check says more."
          if [ "$(readlink "$directory/postgresql")" != "$postgres" ]; then
            run ln -sfn -- "$postgres" "$directory/postgresql"
          fi
          if [ ! -s "$cluster/PG_VERSION" ]; then
            act "make a PostgreSQL $version cluster in $cluster" with_environment make_cluster
          fi
          renewed=
          if ! cmp -s -- "units/$name-db.service" "$units/$name-db.service"; then renewed=1; fi
          put_unit "$name-db.service"
          run systemctl ${flag:+"$flag"} --quiet enable "$name-db.service"
          if [ -n "$renewed" ]; then
            run systemctl ${flag:+"$flag"} restart "$name-db.service"
          else
            run systemctl ${flag:+"$flag"} start "$name-db.service"
          fi
          act "make the database, unless it is there" with_environment make_database
        }
        """;

    public const string Role = """
        # Not among the steps that run by themselves: it changes a server of yours.
        # It logs in as psql does by itself, or as PGHOST, PGUSER and the like say; root becomes postgres, the owner of a server on
        # this machine.
        step_role() {
          if [ "$(id -u)" = 0 ] && [ -z "${PGHOST:-}${PGUSER:-}" ] && getent passwd postgres >/dev/null; then
            act "apply role.sql as the user postgres" apply_as_postgres
          else
            act "apply role.sql by psql" apply_role
          fi
        }

        apply_role() {
          psql -Xq -v ON_ERROR_STOP=1 --dbname "${PGDATABASE:-postgres}" <role.sql
        }

        apply_as_postgres() {
          (exec <role.sql && cd / && runuser -u postgres -- psql -Xq -v ON_ERROR_STOP=1 --dbname "${PGDATABASE:-postgres}")
        }
        """;
}
