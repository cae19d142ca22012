-- The schema `published`: all that the public role can read (design.md §4). Each view starts from live_item, which only
-- the triggers behind a checked publication write. The views run with the owner's rights; the public role has none on
-- any table. `security_barrier` keeps a caller's own functions from seeing rows the view would drop.

CREATE SCHEMA published;
GRANT USAGE ON SCHEMA published TO gongkai_public;

CREATE VIEW published.site WITH (security_barrier) AS
  SELECT o.id AS organ_id, o.name, o.short_name, o.site_id_code, o.site_host, o.is_default_site, o.address, o.postcode,
    o.phone, o.fax, o.email, o.office_hours, o.reconsideration_organ, o.court,
    coalesce((SELECT mode = 'demo' FROM office.installation WHERE id = 1), false) AS is_demo
  FROM office.organ o;

CREATE VIEW published.site_column WITH (security_barrier) AS
  SELECT id, organ_id, parent_id, slug, name, column_type, description, keywords, layout, art_item, position
  FROM office.site_column;

CREATE VIEW published.item WITH (security_barrier) AS
  SELECT l.item_id AS id, l.organ_id, l.index_no, i.kind, v.title, v.canonical::jsonb AS content, l.public_state,
    l.first_published_at, l.last_published_at, l.publications, l.report_year
  FROM office.live_item l
  JOIN office.item i ON i.id = l.item_id
  JOIN office.version v ON v.id = l.version_id
  WHERE l.public_state IN ('published', 'archived');

CREATE VIEW published.item_column WITH (security_barrier) AS
  SELECT c.item_id, c.column_id, l.organ_id, c.first_published_at, i.kind, v.title, l.report_year
  FROM office.live_column c
  JOIN office.live_item l ON l.item_id = c.item_id
  JOIN office.item i ON i.id = l.item_id
  JOIN office.version v ON v.id = l.version_id
  WHERE l.public_state IN ('published', 'archived');

CREATE VIEW published.attachment WITH (security_barrier) AS
  SELECT a.item_id, a.position, a.name, a.sha256, a.size, a.media_type, a.inline
  FROM office.live_attachment a
  JOIN office.live_item l ON l.item_id = a.item_id
  WHERE l.public_state IN ('published', 'archived');

CREATE VIEW published.file_chunk WITH (security_barrier) AS
  SELECT c.sha256, c.seq, c.bytes
  FROM office.file_chunk c
  WHERE EXISTS (SELECT 1 FROM office.live_attachment a JOIN office.live_item l ON l.item_id = a.item_id
    WHERE a.sha256 = c.sha256 AND l.public_state IN ('published', 'archived'));

CREATE VIEW published.gone WITH (security_barrier) AS
  SELECT item_id AS id, organ_id, report_year FROM office.live_item WHERE public_state IN ('hidden', 'withdrawn');

GRANT SELECT ON ALL TABLES IN SCHEMA published TO gongkai_public;
