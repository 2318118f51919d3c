#!/bin/sh
# Runs a PostgreSQL server for tests on the given port, as the current user. Prints "ready" when it accepts connections, executes the
# commands on its standard input, and stops and deletes all data when that is closed, however the test run ends.
set -e
port=$1
bin=$2

# In the tests' temporary folder, unless this user can't write to it.
name=contactportal-postgres-XXXXXX
folder=$(mktemp -d "${TMPDIR:-/tmp}/$name" 2>/dev/null || mktemp -d "/tmp/$name")
cd "$folder"
stop() { "$bin/pg_ctl" stop --pgdata "$1" --mode immediate >/dev/null 2>&1; }

# A server that is absent or already stopped must not prevent the rest of the cleanup.
trap 'stop data || true; stop standby || true; cd /; rm -rf "$folder"' EXIT

# Each test has a database of its own, most of them for seconds: nothing has to be vacuumed, and dropping one looks through all buffers.
start() {
  "$bin/pg_ctl" start --wait --pgdata "$1" --log "$1.log" \
    --options "-p $2 -c listen_addresses=127.0.0.1 -k $folder -c fsync=off -c full_page_writes=off -c max_connections=400 \
      -c autovacuum=off -c shared_buffers=32MB" >/dev/null
}

# The default collation is Danish, so that tests find queries that need, but do not specify, a bytewise order.
"$bin/initdb" --pgdata data --auth trust --username postgres --encoding UTF8 --locale C.UTF-8 \
  --locale-provider icu --icu-locale da-DK --no-sync >/dev/null
start data "$port"
echo ready
while read -r command number; do
  case $command in
    stop) stop data ;;
    start) start data "$port" ;;
    standby)
      "$bin/pg_basebackup" --pgdata standby --write-recovery-conf --wal-method stream --checkpoint fast \
        --host 127.0.0.1 --port "$port" --username postgres --no-sync
      start standby "$number"
      ;;
    promote) "$bin/pg_ctl" promote --wait --pgdata standby >/dev/null ;;
  esac
  echo "$command"
done
