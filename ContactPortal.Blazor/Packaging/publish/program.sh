# Publishes the program for Linux, and packs it. Sourced by publish.sh, as the others here.
name=contactportal-$version-linux-x64
dotnet publish "$project" --configuration Release --runtime linux-x64 --self-contained true --output "$work/linux/contactportal" \
  -p:PublishDocumentationFiles=false -v quiet
rm "$work/linux/contactportal/appsettings.Development.json"
chmod -R u=rwX,go=rX "$work/linux"
mkdir -p "$work/docs"
cp "$repository"/docs/*.md "$repository/docs/nginx.conf" "$work/docs/"
cp -r "$work/docs" "$work/linux/contactportal/docs"
cp "$here/contactportal.service" "$here/Containerfile" "$work/linux/"
archive() { tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" "$@"; }
archive -C "$work/linux" -c . | gzip -9n >"$target/$name.tar.gz"
