# Its comment tells the user that this script made from one that was there.
step_account() {
  if ! getent group "$account" >/dev/null; then
    run groupadd --system -- "$account"
  fi
  if ! getent passwd "$account" >/dev/null; then
    run useradd --system --comment "mathesar-setup $name" --gid "$account" --home-dir /nonexistent --no-create-home \
      --shell /usr/sbin/nologin -- "$account"
  fi
}
