#!/bin/bash
# Run by the PostgreSQL image when its data volume is new.
set -euo pipefail
psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --set=owner_password="$GONGKAI_OWNER_PASSWORD" \
  --set=staff_password="$GONGKAI_STAFF_PASSWORD" \
  --set=public_password="$GONGKAI_PUBLIC_PASSWORD" \
  --file=/docker-entrypoint-initdb.d/init-database.psql
