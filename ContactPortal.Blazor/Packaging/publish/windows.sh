# Publishes the program for Windows, without the runtime, which comes with the hosting bundle that IIS needs anyway.
name=contactportal-$version-win-x64
dotnet publish "$project" --configuration Release --runtime win-x64 --self-contained false --output "$work/windows" \
  -p:PublishDocumentationFiles=false -v quiet
rm "$work/windows/appsettings.Development.json"
cp "$here/web.config" "$work/windows/web.config"
cp -r "$work/docs" "$work/windows/docs"
rm -f "$target/$name.zip"
dotnet msbuild "$here/publish/zip.proj" -nologo -v:quiet -p:Folder="$work/windows" -p:File="$target/$name.zip"
