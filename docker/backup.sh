#!/bin/sh
# Writes the whole database, files included, to backups/gongkai-<time>.dump and reads it back once.
#   docker/backup.sh [folder]
set -eu
cd "$(dirname "$0")/.."
folder=${1:-backups}
umask 077
mkdir -p "$folder"
file=$folder/gongkai-$(date +%Y%m%d-%H%M%S).dump
# A dump that broke off must not look like one.
trap 'rm -f "$file.part"' EXIT
docker compose exec -T db pg_dump --username=postgres --format=custom gongkai > "$file.part"
docker compose exec -T db pg_restore --file=/dev/null < "$file.part"
mv "$file.part" "$file"
echo "$file"
