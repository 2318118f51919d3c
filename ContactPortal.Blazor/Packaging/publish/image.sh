# Builds the container image: Debian's packages, the published program, and no other program than those need. Containerfile says the same
# for who builds from a registry.
suite=bookworm
packages=ca-certificates,libgcc-s1,libicu72,libssl3,libstdc++6,tzdata
buildah() { command buildah --storage-driver vfs --root "$work/storage" --runroot "$work/run" "$@"; }

mmdebstrap --quiet --variant=extract --include="base-files,base-passwd,libc6,$packages,dash,coreutils" \
  --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
  "$suite" "$work/base.tar"
image=$(buildah from scratch)
root=$(buildah mount "$image")
tar -x -f "$work/base.tar" -C "$root" --exclude='./dev/*'
cp -r "$work/linux/contactportal" "$root/usr/lib/contactportal"

# The packages are unpacked, not configured: what ca-certificates would do.
install -d "$root/etc/ssl/certs"
cat "$root"/usr/share/ca-certificates/mozilla/*.crt >"$root/etc/ssl/certs/ca-certificates.crt"
install -d -o 1654 -g 1654 -m 0700 "$root/data"
buildah umount "$image" >/dev/null
buildah config --user 1654:1654 --workingdir /data --volume /data --port 8080 \
  --env ASPNETCORE_ENVIRONMENT=Production --env 'ASPNETCORE_URLS=http://*:8080' --env ASPNETCORE_TEMP=/data --env TMPDIR=/data \
  --env 'ConnectionStrings__Portal=Data Source=/data/portal.db' --env DOTNET_EnableDiagnostics=0 \
  --entrypoint '["/usr/lib/contactportal/ContactPortal.Blazor"]' \
  --label org.opencontainers.image.title=ContactPortal --label "org.opencontainers.image.version=$version" "$image"
buildah commit --quiet --format oci --timestamp "$SOURCE_DATE_EPOCH" "$image" "contactportal:$version" >/dev/null
rm -f "$target/contactportal-$version-oci.tar"
buildah push --quiet "contactportal:$version" "oci-archive:$target/contactportal-$version-oci.tar:contactportal:$version"
