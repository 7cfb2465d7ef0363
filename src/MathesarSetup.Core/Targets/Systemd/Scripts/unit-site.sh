# put_site FILE PLACE: the site where the proxy reads it; what is there now can be had back.
put_site() {
  if [ -z "$dry_run" ] && [ -e "$2" ]; then cp -p -- "$2" "$work/site"; fi
  put "$1" "$2" 0644 ""
}

# refuse_site PROXY PLACE: the proxy does not take what it would read, so that is as before.
refuse_site() {
  if [ -e "$work/site" ]; then
    cp -p -- "$work/site" "$2.new"
    mv -f -- "$2.new" "$2"
  else
    rm -f -- "$2"
  fi
  fail "$1 does not take its files with the site of $name, for the reason above, so they are as before. Settle it and run this again."
}
