for place in "$media" "$cluster"; do
  if [ -n "$words" ] && [ -d "$place" ]; then run rm -rf -- "$place"; fi
done
