#!/usr/bin/env bash
# A thin door to build.cake: ./build.sh --help lists the targets.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
# A bare machine has no libicu, which the SDK asks for unless told that culture doesn't matter.
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1

if ! command -v dotnet >/dev/null; then
    echo "dotnet is missing: install the .NET 10 SDK (https://dot.net/download), then run this again." >&2
    exit 1
fi
case "${1-}" in -h | --help) set -- --description ;; esac
dotnet tool restore --verbosity quiet
exec dotnet cake build.cake "$@"
