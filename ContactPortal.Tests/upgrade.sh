#!/usr/bin/env bash
# Runs the version of a commit and the present one side by side on one PostgreSQL database, both of which save: upgrade.sh COMMIT. Prints
# what each saved, what failed, and what arrived at the pages of the other. The exit code is 1 if anything failed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
commit=${1:?upgrade.sh COMMIT}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/source"
git archive "$commit" | tar -x -C "$work/source"
dotnet publish "$work/source/ContactPortal.Blazor" --configuration Debug --output "$work/former" --verbosity quiet
dotnet run --project ContactPortal.Tests -- side-by-side "$work/former"
