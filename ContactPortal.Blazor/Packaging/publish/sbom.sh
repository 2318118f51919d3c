# Lists the libraries of the program.
(cd "$repository" && dotnet tool restore >/dev/null && dotnet tool run dotnet-CycloneDX "$project" --output "$work" \
  --filename sbom.json --output-format Json --set-name contactportal --set-version "$version" --disable-package-restore >/dev/null)
cp "$work/sbom.json" "$target/contactportal-$version-sbom.json"
