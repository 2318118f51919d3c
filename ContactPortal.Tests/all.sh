#!/usr/bin/env bash
# Installs missing dependencies, builds the solution and runs every test. --fast installs nothing, and leaves out the tests in a browser, of
# several processes, of crashes and at scale. All other arguments are passed to dotnet test. Prints the slowest tests, the failures
# again, and the counts as the last line. The exit code is 0 only when tests ran and none failed.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
unset DOTNET_CLI_UI_LANGUAGE
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 NO_COLOR=1

# The compiler, the tests and the portals that they start all compile their own code, and run too briefly to gain from instrumented code or
# from pages that are mapped twice: without them a build takes 60 instead of 87 seconds of processor time, the tests a tenth less.
export DOTNET_EnableWriteXorExecute=0 DOTNET_TieredPGO=0

# Debian packages, and the command that shows whether they are installed.
needs=("chromium-headless-shell:chromium-headless-shell" "firefox-esr:firefox-esr" "gcc libc6-dev:gcc" "nginx:nginx" "nodejs:node" "npm:npm"
  "postgresql:pg_ctlcluster")
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

  # Debian's package would create and start a database server; the tests start their own.
  if [[ " ${missing[*]} " == *" postgresql "* ]] && "${as_root[@]}" mkdir -p "$clusters"; then
    echo "create_main_cluster = false" | "${as_root[@]}" tee "$clusters/contactportal.conf" >/dev/null
  fi
  if ! { "${as_root[@]}" apt-get update -qq && "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >/dev/null; then
    echo "Could not install ${missing[*]}; the tests that need it will fail."
  fi
}

# The tools that check the API's description; a new lock file installs them anew.
install_node_packages() {
  local from=ContactPortal.Tests/Api/OpenApi to=ContactPortal.Tests/obj/openapi
  [[ -d $to/node_modules ]] && cmp -s "$from/package-lock.json" "$to/package-lock.json" && return
  mkdir -p "$to" && cp "$from/package.json" "$from/package-lock.json" "$to/"
  if ! npm ci --prefix "$to" --ignore-scripts --no-audit --no-fund --loglevel=error; then
    rm -rf "$to"
    echo "Could not install the Node packages; the test of the API's description is skipped."
  fi
}

if [[ $fast ]]; then
  for folder in "${slow[@]}"; do
    arguments+=(--filter-not-namespace "ContactPortal.Tests.$folder")
  done
else
  install
  install_node_packages
fi

# Every test with its duration: "passed NAME (1m 2s 345ms)". Passed tests are not shown.
[[ " ${arguments[*]} " == *" --output "* ]] || arguments+=(--output Detailed)

output=$(mktemp)
trap 'rm -f "$output"' EXIT
dotnet test --solution ContactPortal.sln --configuration "${CONFIGURATION:-Debug}" "${arguments[@]}" 2>&1 | tee "$output" | grep -av --line-buffered -e '^passed ' -e '^  from '
code=${PIPESTATUS[0]}

# The runner's last lines are "  total: 5", "  failed: 0", "  succeeded: 5", "  skipped: 0".
closing() { sed -nE "s/^[[:space:]]*$1: ([0-9]+).*/\1/p" "$output" | tail -n 1; }
passed=$(closing succeeded) failed=$(closing failed) skipped=$(closing skipped)

echo "The slowest tests, in seconds:"
awk '/^(passed|failed) .* \([0-9hms ]+\)$/ {
  seconds = 0
  for (i = NF; ; i--) {
    part = $i
    gsub(/[()]/, "", part)
    seconds += part * (part ~ /ms$/ ? 0.001 : part ~ /h$/ ? 3600 : part ~ /m$/ ? 60 : 1)
    if ($i ~ /^\(/) break
  }
  $1 = ""
  NF = i - 1
  printf "%8.1f %s\n", seconds, $0
}' "$output" | sort -rn | head -n "$slowest" | cut -c 1-200

# A failed test is "failed NAME (2s)", with its message and where it was, two spaces in.
awk '/^failed / { lines = 12 } !/^(failed |  )/ { lines = 0 } lines-- > 0 && !/^  from /' "$output" | cut -c 1-400
echo "Took $SECONDS seconds, with the build."
echo "${passed:-0} passed, ${failed:-0} failed, ${skipped:-0} skipped"
((code == 0 && ${failed:-1} == 0 && ${passed:-0} > 0))
