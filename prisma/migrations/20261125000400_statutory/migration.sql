-- REG-20-1: which numbers of Art. 20 don't apply to an organ is a decision of the organ, kept as its setting
-- `statutory_not_applicable`; the public site says 本机关无此类信息 of those numbers and of no other. No row breaks this.
-- The public role may run no function of `office`, so the civil date is worked out here (CAL-9).

CREATE OR REPLACE VIEW published.site WITH (security_barrier) AS
  SELECT o.id AS organ_id, o.name, o.short_name, o.site_id_code, o.site_host, o.is_default_site, o.address, o.postcode,
    o.phone, o.fax, o.email, o.office_hours, o.reconsideration_organ, o.court,
    coalesce((SELECT mode = 'demo' FROM office.installation WHERE id = 1), false) AS is_demo,
    coalesce((SELECT s.value FROM office.organ_setting s
      WHERE s.organ_id = o.id AND s.key = 'statutory_not_applicable'
        AND s.effective_from <= (now() AT TIME ZONE 'Asia/Shanghai')::date
      ORDER BY s.effective_from DESC, s.set_at DESC LIMIT 1), '[]'::jsonb) AS statutory_not_applicable
  FROM office.organ o;
