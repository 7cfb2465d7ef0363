echo "usage: ./install.sh [install|print|update|remove]" >&2
exit 2
