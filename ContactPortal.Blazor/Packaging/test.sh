#!/usr/bin/env bash
# Tries what publish.sh made: test.sh [FOLDER]. Installs, starts, upgrades, removes and purges the Debian package in a root of its own, starts
# the container image, unpacks the archives. Needs root, Debian's packages mmdebstrap, buildah, curl, jq and unzip, and some minutes. What
# needs a running systemd or Windows is not tried here.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
made=$(cd "${1:-$here/../../artifacts}" && pwd)
work=$(mktemp -d)
running=
stop() { if [[ $running ]]; then kill "$running" && wait "$running" || true; running=; fi; }
buildah() { command buildah --storage-driver vfs --root "$work/storage" --runroot "$work/run" "$@"; }
clean() {
  stop
  [[ -d $work/storage ]] && { buildah umount --all >/dev/null || true; }
  for mounted in dev proc; do mountpoint -q "$work/root/$mounted" && umount "$work/root/$mounted"; done
  rm -rf "$work"
}
trap clean EXIT

(cd "$made" && sha256sum --quiet --check SHA256SUMS)
package=$(ls "$made"/contactportal_*_amd64.deb)
version=$(dpkg-deb --field "$package" Version)
is() { if [[ $1 != "$2" ]]; then echo "FAILED: $3: expected \"$2\", found \"$1\"" >&2; exit 1; fi; echo "ok: $3"; }
free_port() { echo $((20000 + RANDOM % 10000)); }
until_ready() {
  curl --silent --fail --retry 60 --retry-delay 1 --retry-all-errors --header "Host: portal.example" "http://127.0.0.1:$1/health/ready" \
    || cat "$work/log" >&2
}

# The Debian package.
root=$work/root
mmdebstrap --quiet --variant=essential --include="apt,systemd,curl,$(dpkg-deb --field "$package" Depends | tr ',' '\n' | sed 's/[|(].*//; s/ //g' | paste -sd,)" \
  bookworm "$root"
inside() { chroot "$root" "$@"; }
mount --bind /proc "$root/proc"
mount --bind /dev "$root/dev"
cp "$package" "$root/package.deb"
inside dpkg --install /package.deb
is "$(inside stat -c '%U %G %a' /var/lib/contactportal)" "contactportal contactportal 700" "the data folder is the user's alone"
is "$(inside stat -c '%U %G %a' /etc/contactportal/appsettings.Production.json)" "root contactportal 640" "the settings are read by the portal and written by root"
is "$(inside getent passwd contactportal | cut -d: -f 7)" "/usr/sbin/nologin" "the user cannot log in"
is "$(inside find /usr/lib/contactportal -perm /022 -not -type l | wc -l)" 0 "the program can be changed by nobody but root"
is "$(inside find /usr/lib/contactportal -name '*.pdb' -path '*wwwroot*' | wc -l)" 0 "no debugging files are served"
inside systemd-analyze verify /usr/lib/systemd/system/contactportal.service
is "$(inside systemctl is-enabled contactportal.service)" enabled "the service starts with the machine"
exposure=$(inside systemd-analyze security --offline=true --no-pager /usr/lib/systemd/system/contactportal.service | tail -n 1)
echo "$exposure"
inside systemd-analyze security --offline=true --threshold=20 --no-pager /usr/lib/systemd/system/contactportal.service >/dev/null
is "$(inside contactportal --version | cut -d' ' -f 1)" "$version" "--version"
if inside contactportal check >"$work/check"; then echo "FAILED: check passes without a provider" >&2; exit 1; fi
cat "$work/check"
grep -q '^TO DO  provider' "$work/check"
inside contactportal invite-agency --email navn@styrelsen.example
is "$(inside stat -c '%U %a' /var/lib/contactportal/portal.db)" "contactportal 600" "the database is the user's alone"

start() {
  port=$(free_port)
  # As the unit: its user, environment and folder.
  chroot "$root" runuser -u contactportal -- env --chdir=/var/lib/contactportal ASPNETCORE_ENVIRONMENT=Production DOTNET_EnableDiagnostics=0 \
    /usr/lib/contactportal/ContactPortal.Blazor --urls "http://127.0.0.1:$port" >"$work/log" 2>&1 &
  running=$!
  is "$(until_ready "$port")" Healthy "$1 starts"
  echo "$(curl --silent --header "Host: portal.example" "http://127.0.0.1:$port/health/live")"
}
start "the installed program"
stop
sed -i 's/"AllowedHosts": "\*"/"AllowedHosts": "portal.example"/' "$root/etc/contactportal/appsettings.Production.json"
dpkg-deb --raw-extract "$package" "$work/next"
sed -i "s/^Version: .*/Version: $version+next/" "$work/next/DEBIAN/control"
echo "// A key that the next version brings." >>"$work/next/etc/contactportal/appsettings.Production.json"
dpkg-deb --root-owner-group --build -Zgzip "$work/next" "$root/next.deb" >/dev/null
inside dpkg --install --force-confold /next.deb
is "$(inside dpkg-query --show --showformat '${Version}' contactportal)" "$version+next" "the upgrade is installed"
is "$(grep -c '"AllowedHosts": "portal.example"' "$root/etc/contactportal/appsettings.Production.json")" 1 "the upgrade keeps the operator's settings"
is "$(inside stat -c '%U %G %a' /etc/contactportal/appsettings.Production.json)" "root contactportal 640" "and who may read them"
start "the upgraded program, on the same data,"
stop
inside dpkg --remove contactportal
is "$(inside ls /usr/lib/contactportal 2>/dev/null | wc -l)" 0 "removing takes the program"
is "$(inside ls /etc/contactportal /var/lib/contactportal | grep -c -e '^appsettings.Production.json$' -e '^portal.db$')" 2 "and leaves settings and data"
inside dpkg --purge contactportal
is "$(inside ls -d /etc/contactportal 2>/dev/null | wc -l)" 0 "purging takes the settings"
is "$(inside ls /var/lib/contactportal | grep -c '^portal.db$')" 1 "and leaves the data"

# The archives.
mkdir "$work/tar"
tar -xzf "$made/contactportal-$version-linux-x64.tar.gz" -C "$work/tar"
is "$(cd / && "$work/tar/contactportal/ContactPortal.Blazor" --version | cut -d' ' -f 1)" "$version" "the archive for Linux runs"
unzip -q "$made/contactportal-$version-win-x64.zip" -d "$work/zip"
is "$(cd "$work/zip" && ls -1 web.config ContactPortal.Blazor.exe wwwroot/portal.css | wc -l)" 3 "the archive for Windows has the program and web.config (not run here)"
jq -e '[.components[].name] | contains(["MudBlazor", "Npgsql"]) and length > 50' "$made/contactportal-$version-sbom.json" >/dev/null
echo "ok: the SBOM lists $(jq '.components | length' "$made/contactportal-$version-sbom.json") libraries"

# The image. Its root is mounted read-only, as "podman run --read-only" does; only /data is written.
archive=$made/contactportal-$version-oci.tar
if [[ -e $archive ]]; then
  image=$(buildah pull --quiet "oci-archive:$archive")
  is "$(buildah inspect --type image --format '{{.OCIv1.Config.User}}' "$image")" "1654:1654" "the image's user is not root"
  container=$(buildah from "$image")
  mounted=$(buildah mount "$container")
  is "$(grep -c BEGIN "$mounted/etc/ssl/certs/ca-certificates.crt" | sed 's/^[0-9][0-9][0-9]$/many/')" many "it trusts the public CAs"
  install -d -o 1654 -g 1654 -m 0700 "$work/data"
  port=$(free_port)
  cat >"$work/contained.sh" <<'SCRIPT'
set -e
mount --bind "$1" "$1"
mount --bind "$2" "$1/data"
mount --rbind /dev "$1/dev"
mount -t proc proc "$1/proc" || mount --bind /proc "$1/proc"
mount -o remount,bind,ro "$1"
exec chroot --userspec=1654:1654 "$1" /usr/bin/env -i ASPNETCORE_ENVIRONMENT=Production "ASPNETCORE_URLS=http://127.0.0.1:$3" \
  ASPNETCORE_TEMP=/data TMPDIR=/data "ConnectionStrings__Portal=Data Source=/data/portal.db" DOTNET_EnableDiagnostics=0 \
  /usr/lib/contactportal/ContactPortal.Blazor
SCRIPT
  unshare --mount sh "$work/contained.sh" "$mounted" "$work/data" "$port" >"$work/log" 2>&1 &
  running=$!
  is "$(until_ready "$port")" Healthy "the image's program starts with a read-only root" || { cat "$work/log"; exit 1; }
  is "$("$work/tar/contactportal/ContactPortal.Blazor" health --url "http://127.0.0.1:$port")" Healthy "its health check"
  stop
  is "$(ls "$work/data" | grep -c '^portal.db$')" 1 "the data is in /data"
fi
echo "Everything passed."
