# Mathesar stops without it, and its own installer does not look.
check_cairo() {
  if has python3; then
    python3 -c 'import ctypes; ctypes.CDLL("libcairo.so.2")' 2>/dev/null && return
  else
    ldconfig -p 2>/dev/null | grep -q 'libcairo\.so\.2' && return
  fi
  problem "The library cairo is missing, without which Mathesar does not start: $(package libcairo2 cairo cairo libcairo2)"
}
