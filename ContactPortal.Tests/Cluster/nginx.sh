#!/bin/sh
# Runs nginx with the configuration in the given folder. Prints "ready" when it listens, and stops when standard input is closed, however
# the test run ends.
set -e
folder=$1
nginx -q -t -p "$folder" -c "$folder/nginx.conf"
nginx -p "$folder" -c "$folder/nginx.conf"
trap 'kill -TERM "$(cat "$folder/nginx.pid")"' EXIT
echo ready
cat >/dev/null
