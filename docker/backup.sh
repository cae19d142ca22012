#!/bin/sh
# Writes the whole database, files included, to backups/gongkai-<time>.dump and reads it back once; beside it the ends
# of the audit chains that the worker wrote outside the database.
#   docker/backup.sh [folder]
set -eu
cd "$(dirname "$0")/.."
folder=${1:-backups}
umask 077
mkdir -p "$folder"
file=$folder/gongkai-$(date +%Y%m%d-%H%M%S).dump
anchors=${file%.dump}.audit-heads.jsonl
# What broke off must not look like a backup.
trap 'rm -f "$file.part" "$anchors.part"' EXIT
# Before the dump: every end written down by then is in it, so that the two can be compared after a restore.
missing=
docker compose exec -T worker cat /var/lib/gongkai/audit-heads.jsonl > "$anchors.part" || missing=1
docker compose exec -T db pg_dump --username=postgres --format=custom gongkai > "$file.part"
docker compose exec -T db pg_restore --file=/dev/null < "$file.part"
mv "$file.part" "$file"
echo "$file"
if [ -n "$missing" ]; then
  echo "The database is saved, but the file with the ends of the audit chains could not be read from the worker." >&2
  exit 3
fi
mv "$anchors.part" "$anchors"
