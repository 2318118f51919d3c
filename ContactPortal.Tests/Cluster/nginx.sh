#!/bin/sh
# nginx with the configuration that is given, in its folder. It says "ready" when it listens, and is gone when this program's input ends:
# with the run, however that ends.
set -e
folder=$1
nginx -q -t -p "$folder" -c "$folder/nginx.conf"
nginx -p "$folder" -c "$folder/nginx.conf"
trap 'kill -TERM "$(cat "$folder/nginx.pid")"' EXIT
echo ready
cat >/dev/null
