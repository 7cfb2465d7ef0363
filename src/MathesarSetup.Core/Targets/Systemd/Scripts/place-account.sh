step_account() {
  if ! getent group "$account" >/dev/null; then
    run groupadd --system -- "$account"
  fi
  if ! getent passwd "$account" >/dev/null; then
    run useradd --system --gid "$account" --home-dir /nonexistent --no-create-home --shell /usr/sbin/nologin -- "$account"
  fi
}
