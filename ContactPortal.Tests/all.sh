#!/usr/bin/env bash
# Builds the solution and runs every test, once what they need and this machine lacks is installed. With --fast: installs nothing, and leaves
# out the tests in a browser, of several processes, of crashes and at scale. All other arguments go on to dotnet test. The last line is the
# count; what failed is said once more before it, and what took longest. The exit code is 0 only when tests ran and none failed.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
unset DOTNET_CLI_UI_LANGUAGE
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 NO_COLOR=1

# Debian's packages, and the command that shows whether they are there.
needs=("chromium-headless-shell:chromium-headless-shell" "gcc libc6-dev:gcc" "nginx:nginx" "postgresql:pg_ctlcluster")
slow=(Browser Cluster Crash Scale)
slowest=20

arguments=() fast=
for argument in "$@"; do
  if [[ $argument == --fast ]]; then fast=1; else arguments+=("$argument"); fi
done

install() {
  local missing=() need packages clusters=/etc/postgresql-common/createcluster.d
  for need in "${needs[@]}"; do
    if ! command -v "${need#*:}" >/dev/null; then
      read -ra packages <<<"${need%%:*}"
      missing+=("${packages[@]}")
    fi
  done
  ((${#missing[@]})) || return
  echo "Installing ${missing[*]}"
  local as_root=()
  ((EUID == 0)) || as_root=(sudo)
  export DEBIAN_FRONTEND=noninteractive

  # Debian's package would make a database server and keep it running; the tests bring their own.
  if [[ " ${missing[*]} " == *" postgresql "* ]] && "${as_root[@]}" mkdir -p "$clusters"; then
    echo "create_main_cluster = false" | "${as_root[@]}" tee "$clusters/contactportal.conf" >/dev/null
  fi
  if ! { "${as_root[@]}" apt-get update -qq && "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >/dev/null; then
    echo "Could not install ${missing[*]}; the tests that need it will fail."
  fi
}

if [[ $fast ]]; then
  for folder in "${slow[@]}"; do
    arguments+=(--filter-not-namespace "ContactPortal.Tests.$folder")
  done
else
  install
fi

# The runner's own report, with the duration of each test.
[[ " ${arguments[*]} " == *" --report-xunit-trx "* ]] || arguments+=(--report-xunit-trx)

output=$(mktemp)
trap 'rm -f "$output"' EXIT
dotnet test --solution ContactPortal.sln --configuration "${CONFIGURATION:-Debug}" "${arguments[@]}" 2>&1 | tee "$output"
code=${PIPESTATUS[0]}

# The runner closes with "  total: 5", "  failed: 0", "  succeeded: 5", "  skipped: 0".
closing() { sed -nE "s/^[[:space:]]*$1: ([0-9]+).*/\1/p" "$output" | tail -n 1; }
passed=$(closing succeeded) failed=$(closing failed) skipped=$(closing skipped)

# The report's path stands in a line of its own, "    - /path/NAME.trx"; a test in it is <UnitTestResult testName="…" duration="00:00:01.5" …>.
report=$(sed -nE 's/^[[:space:]]+- (.*\.trx)$/\1/p' "$output" | tail -n 1)
if [[ -f $report ]]; then
  echo "The slowest tests:"
  grep -oE '<UnitTestResult [^>]*>' "$report" |
    sed -nE 's/^(.* )?testName="([^"]*)"(.* )?duration="([^"]*)".*/\4 \2/p; s/^(.* )?duration="([^"]*)"(.* )?testName="([^"]*)".*/\2 \4/p' |
    sort -r | head -n "$slowest" | sed 's/&quot;/"/g' | cut -c 1-200
fi

# A failed test is "failed NAME (2s)", with its message and where it was, two spaces in.
awk '/^failed / { lines = 12 } !/^(failed |  )/ { lines = 0 } lines-- > 0 && !/^  from /' "$output" | cut -c 1-400
echo "Took $SECONDS seconds, with the build."
echo "${passed:-0} passed, ${failed:-0} failed, ${skipped:-0} skipped"
((code == 0 && ${failed:-1} == 0 && ${passed:-0} > 0))
