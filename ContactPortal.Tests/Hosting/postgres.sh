#!/bin/sh
# A PostgreSQL server for one run of the tests, at the port that is given, as whoever runs this. It says "ready" when it answers, and is
# gone, with all that it kept, when this program's input ends: with the run, however that ends.
set -e
port=$1
bin=$2
folder=$(mktemp -d /tmp/contactportal-postgres-XXXXXX)
cd "$folder"
trap '"$bin/pg_ctl" stop --pgdata data --mode immediate >/dev/null 2>&1; cd /; rm -rf "$folder"' EXIT

# It orders by Danish rules, so that an order that is not said to be by bytes is found out.
"$bin/initdb" --pgdata data --auth trust --username postgres --encoding UTF8 --locale C.UTF-8 \
  --locale-provider icu --icu-locale da-DK --no-sync >/dev/null
"$bin/pg_ctl" start --wait --pgdata data --log log \
  --options "-p $port -c listen_addresses=127.0.0.1 -k $folder -c fsync=off -c full_page_writes=off -c max_connections=400" >/dev/null
echo ready
cat >/dev/null
