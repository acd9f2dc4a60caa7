#!/bin/sh
# Adds a migration for both databases after a change of the model:  src/Storage/Migrations/add.sh NameOfTheChange
# With --check it only tells (by its exit code) whether the model has changes that no migration covers.
set -eu
cd "$(dirname "$0")/.."
storage=$(pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The tool wants a startup project that references EF Core's design package. Ours does not: its dependencies would come with it.
ef=10.0.14
dotnet tool install dotnet-ef --version $ef --tool-path "$work/tools" >/dev/null
mkdir "$work/DesignHost"
echo 'return;' > "$work/DesignHost/Program.cs"
cat > "$work/DesignHost/DesignHost.csproj" <<PROJECT
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <RequiresAspNetWebAssets>false</RequiresAspNetWebAssets>
  </PropertyGroup>
  <ItemGroup>
    <FrameworkReference Include="Microsoft.AspNetCore.App" />
    <ProjectReference Include="$storage/Lendflow.Storage.csproj" />
    <PackageDownload Include="Microsoft.EntityFrameworkCore.Design" Version="[$ef]" />
    <Reference Include="Microsoft.EntityFrameworkCore.Design" HintPath="\$(NuGetPackageRoot)microsoft.entityframeworkcore.design/$ef/lib/net10.0/Microsoft.EntityFrameworkCore.Design.dll" />
    <PackageReference Include="Humanizer.Core" Version="2.14.1" />
    <PackageReference Include="Microsoft.CodeAnalysis.CSharp.Workspaces" Version="5.12.0" />
    <PackageReference Include="Microsoft.CodeAnalysis.Analyzers" Version="5.12.0" />
    <PackageReference Include="System.Composition" Version="10.0.11" />
    <PackageReference Include="SQLitePCLRaw.bundle_e_sqlite3" Version="3.0.3" />
    <PackageReference Include="SQLitePCLRaw.core" Version="3.0.3" />
  </ItemGroup>
</Project>
PROJECT
dotnet build "$work/DesignHost" -v q --nologo

for database in Sqlite Postgres; do
  if [ "$1" = --check ]; then command="has-pending-model-changes"; else command="add $1 --output-dir Migrations/$database"; fi
  # shellcheck disable=SC2086
  "$work/tools/dotnet-ef" migrations $command --context ${database}LendflowDb --project "$storage" --startup-project "$work/DesignHost" --no-build
done
