#!/bin/sh
# Installs into an empty folder and uses the program from there, far from the source tree.
set -eu
build=$1
source=$2
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
cmake --install "$build" --prefix "$root" >/dev/null
cd "$root"
for file in bin/rodtrad share/man/man1/rodtrad.1 share/rodtrad/codebooks/sv/vardsamverkan.json share/rodtrad/codebooks/schema/codebook.schema.json; do
  [ -f "$file" ] || { echo "not installed: $file"; exit 1; }
done
find share/doc -name README.md | grep -q . || { echo "no README"; exit 1; }
# The lexicon is made on each machine (its data are other people's): here, the one of the build.
[ -f "$build/analyzer/cli/swedish.lexicon" ] && export RODTRAD_LEXICON="$build/analyzer/cli/swedish.lexicon"
mkdir elsewhere
cp "$source/corpora/vardsamverkan/intervju-04.txt" elsewhere/
cd elsewhere
"$root/bin/rodtrad" code intervju-04.txt --codebook vardsamverkan --out ut >/dev/null
[ -s ut/report.html ] || { echo "no report"; exit 1; }
"$root/bin/rodtrad" check framgangsfaktorer >/dev/null
echo "installed program works from any folder"
