echo "usage: ./run.sh [start|stop|logs|pull|remove]" >&2
exit 2
