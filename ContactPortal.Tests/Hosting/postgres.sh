#!/bin/sh
# A PostgreSQL server for tests, at the port that is given, as whoever runs this. It says "ready" when it answers, does what it is told by
# lines of its input, and is gone, with all that it kept, when that ends: with the run, however that ends.
set -e
port=$1
bin=$2

# Where the tests keep their temporary files, unless that is closed to whoever runs this.
name=contactportal-postgres-XXXXXX
folder=$(mktemp -d "${TMPDIR:-/tmp}/$name" 2>/dev/null || mktemp -d "/tmp/$name")
cd "$folder"
stop() { "$bin/pg_ctl" stop --pgdata "$1" --mode immediate >/dev/null 2>&1; }

# One that is not there, or was stopped before, keeps the other and the folder from nothing.
trap 'stop data || true; stop standby || true; cd /; rm -rf "$folder"' EXIT

start() {
  "$bin/pg_ctl" start --wait --pgdata "$1" --log "$1.log" \
    --options "-p $2 -c listen_addresses=127.0.0.1 -k $folder -c fsync=off -c full_page_writes=off -c max_connections=400" >/dev/null
}

# It orders by Danish rules, so that an order that is not said to be by bytes is found out.
"$bin/initdb" --pgdata data --auth trust --username postgres --encoding UTF8 --locale C.UTF-8 \
  --locale-provider icu --icu-locale da-DK --no-sync >/dev/null
start data "$port"
echo ready
while read -r order number; do
  case $order in
    stop) stop data ;;
    start) start data "$port" ;;
    standby)
      "$bin/pg_basebackup" --pgdata standby --write-recovery-conf --wal-method stream --checkpoint fast \
        --host 127.0.0.1 --port "$port" --username postgres --no-sync
      start standby "$number"
      ;;
    promote) "$bin/pg_ctl" promote --wait --pgdata standby >/dev/null ;;
  esac
  echo "$order"
done
