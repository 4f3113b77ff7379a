# A thin door to build.cake: ./build.ps1 --help lists the targets. (Not tested on Windows yet.)
$ErrorActionPreference = 'Stop'
$env:DOTNET_NOLOGO = '1'
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
$env:DOTNET_GENERATE_ASPNET_CERTIFICATE = 'false'

if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) {
    Write-Host 'dotnet is missing: install the .NET 10 SDK (https://dot.net/download), then run this again.'
    exit 1
}
$arguments = $args
if ($arguments.Count -gt 0 -and $arguments[0] -in '-h', '--help') { $arguments = @('--description') }
Push-Location $PSScriptRoot
try {
    dotnet tool restore --verbosity quiet
    if ($LASTEXITCODE -eq 0) { dotnet cake build.cake @arguments }
    $code = $LASTEXITCODE
}
finally { Pop-Location }
exit $code
