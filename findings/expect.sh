# Sourced by the findings: runs a program in a folder of its own and compares what it prints.
# usage: expect OUTPUT < PROGRAM   (a file-based C# program; its packages are pinned in it)
expect() {
  local folder seen
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
  cat > "$folder/finding.cs"
  seen=$(cd "$folder" && DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 DOTNET_NOLOGO=1 dotnet run finding.cs) || { printf '%s\n' "$seen"; exit 1; }
  printf '%s\n' "$seen"
  [ "$seen" = "$1" ] || { printf 'This has changed. It was:\n%s\n' "$1"; exit 1; }
}
