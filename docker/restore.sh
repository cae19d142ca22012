#!/bin/sh
# Restores a dump of docker/backup.sh. The database in use is kept under another name until you drop it yourself.
#   docker/restore.sh FILE.dump
set -eu
file=$(realpath "${1:?usage: docker/restore.sh FILE.dump}")
test -r "$file"
cd "$(dirname "$0")/.."
kept=gongkai_before_$(date +%Y%m%d_%H%M%S)
sql() {
  docker compose exec -T db psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --username=postgres "$@"
}
# First into a database of its own: a dump that can't be read changes nothing.
sql --command='DROP DATABASE IF EXISTS gongkai_restored'
sql --command='CREATE DATABASE gongkai_restored OWNER gongkai_owner TEMPLATE template0'
docker compose exec -T db pg_restore --username=postgres --exit-on-error --dbname=gongkai_restored < "$file"
# pg_dump leaves out the rights at the level of the database; they are those of docker/init-database.sql.
sql --command='REVOKE ALL ON DATABASE gongkai_restored FROM PUBLIC' \
  --command='GRANT CONNECT ON DATABASE gongkai_restored TO gongkai_owner, gongkai_staff, gongkai_public'
docker compose stop app worker
sql --command='ALTER DATABASE gongkai WITH ALLOW_CONNECTIONS false'
sql --command="SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'gongkai'" > /dev/null
sql --command="ALTER DATABASE gongkai RENAME TO $kept"
sql --command='ALTER DATABASE gongkai_restored RENAME TO gongkai'
# Brings an older dump up to the structure this version needs, then starts what was stopped.
docker compose up --detach
echo "The database before the restore is kept as $kept."
# With the ends of the chains that were saved beside the dump, a log cut off or rewritten before the backup shows too.
anchors=${file%.dump}.audit-heads.jsonl
if [ -r "$anchors" ]; then
  docker compose run --rm --no-deps -T worker node bin/gongkai.mjs audit verify --anchor - < "$anchors"
else
  docker compose run --rm --no-deps worker node bin/gongkai.mjs audit verify
fi
