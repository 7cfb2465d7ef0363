# data_version: the release of PostgreSQL that made the data. The user that runs Mathesar may write that file, and root starts
# what it names, so nothing but a number counts.
data_version() {
  version=$(cat -- "$cluster/PG_VERSION")
  case $version in
    *[!0-9]*) ;;
    *) printf %s "$version" ;;
  esac
}

# The PostgreSQL that the distribution has: the version that was answered, else the newest that this Mathesar works with.
# Data that is there decides by its own version.
find_postgres() {
  versions="$postgres_version $postgres_versions"
  if [ -s "$cluster/PG_VERSION" ]; then versions=$(data_version); fi
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
    if [ -s "$cluster/PG_VERSION" ] && [ -z "$(data_version)" ]; then
      problem "$cluster/PG_VERSION holds more than the number of a release, so nothing is started by it. Put back what PostgreSQL wrote."
    elif [ -s "$cluster/PG_VERSION" ]; then
      version=$(data_version)
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
