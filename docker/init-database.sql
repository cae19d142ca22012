-- The three roles and the database, made once when the data volume is new: docker/init-database.sh runs this as
-- superuser. The same rights as scripts/lib/roles.mjs gives the trial. What the roles may do inside the database is
-- given by the migrations.
CREATE ROLE gongkai_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'owner_password';
CREATE ROLE gongkai_staff LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'staff_password';
CREATE ROLE gongkai_public LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'public_password';
REVOKE ALL ON DATABASE postgres FROM PUBLIC;
REVOKE ALL ON DATABASE template1 FROM PUBLIC;
CREATE DATABASE gongkai OWNER gongkai_owner;
REVOKE ALL ON DATABASE gongkai FROM PUBLIC;
GRANT CONNECT ON DATABASE gongkai TO gongkai_owner, gongkai_staff, gongkai_public;
\connect gongkai
REVOKE ALL ON SCHEMA public FROM PUBLIC;
