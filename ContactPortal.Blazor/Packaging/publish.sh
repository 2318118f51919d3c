#!/usr/bin/env bash
# Makes what is installed, from a clean clone: publish.sh [--no-container] [FOLDER]
#   contactportal-VERSION-linux-x64.tar.gz   the program with the .NET runtime, for any Linux
#   contactportal_VERSION_amd64.deb          the same as a Debian package with a service
#   contactportal-VERSION-win-x64.zip        the program with web.config, for IIS with the .NET hosting bundle
#   contactportal-VERSION-oci.tar            a container image (OCI archive), made of Debian's packages and without a registry
#   contactportal-VERSION-sbom.json          every library in it (CycloneDX)
#   SHA256SUMS
# into FOLDER, or the folder artifacts of the repository. Needs the .NET SDK and dpkg-deb; the image needs root, mmdebstrap and buildah.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repository=$(cd "$here/../.." && pwd)
project=$repository/ContactPortal.Blazor/ContactPortal.Blazor.csproj
unset DOTNET_CLI_UI_LANGUAGE
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

container=1
if [[ ${1:-} == --no-container ]]; then container=; shift; fi
target=${1:-$repository/artifacts}

needs=(dotnet dpkg-deb sha256sum)
[[ $container ]] && needs+=(mmdebstrap buildah)
for need in "${needs[@]}"; do
  command -v "$need" >/dev/null || { echo "publish.sh needs $need (Debian: apt-get install dpkg-dev mmdebstrap buildah)." >&2; exit 1; }
done
if [[ $container && $EUID != 0 ]]; then
  echo "The container image is built as root; leave it out with --no-container." >&2
  exit 1
fi

mkdir -p "$target"
target=$(cd "$target" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
version=$(dotnet msbuild "$project" -getProperty:Version)

# Files have the time of the commit, so that the same commit gives the same archives.
SOURCE_DATE_EPOCH=$(git -C "$repository" log -1 --format=%ct 2>/dev/null || date +%s)
export SOURCE_DATE_EPOCH

echo "ContactPortal $version into $target"
# shellcheck source=/dev/null
for part in program debian windows image sbom; do
  [[ $part == image && ! $container ]] || . "$here/publish/$part.sh"
done

cd "$target"
sha256sum ./*"$version"* >SHA256SUMS
ls -l "$target"
