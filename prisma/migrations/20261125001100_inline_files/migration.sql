-- Pictures of a text (正文图片): an attachment marked `inline` is in no list of attachments and is not proofread, so the
-- mark must be true. guard_publication is that of 20261125000200_guards with this check added.

-- The SHA-256 of every picture that the texts of a content show: its body and the sections of an annual report.
CREATE FUNCTION office.shown_pictures(p_content jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(array_agg(DISTINCT f.file #>> '{}'), '{}') FROM (
    SELECT jsonb_path_query(p_content, '$.body.** ? (@.type == "image").attrs.file')
    UNION ALL
    SELECT jsonb_path_query(p_content, '$.report.sections.** ? (@.type == "image").attrs.file')) AS f(file)
$$;
GRANT EXECUTE ON FUNCTION office.shown_pictures(jsonb) TO gongkai_staff;

CREATE OR REPLACE FUNCTION office.guard_publication() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_round office.round; v_item office.item; v_content jsonb; v_public text;
BEGIN
  SELECT * INTO v_round FROM office.round WHERE id = NEW.round_id FOR UPDATE;
  SELECT * INTO v_item FROM office.item WHERE id = v_round.item_id FOR UPDATE;
  IF (NEW.item_id, NEW.organ_id, NEW.version_id, NEW.content_hash)
     IS DISTINCT FROM (v_round.item_id, v_round.organ_id, v_round.version_id, v_round.content_hash) THEN
    RAISE EXCEPTION 'the publication is not of this round' USING ERRCODE = 'GK007';
  END IF;
  PERFORM office.assert_round_passed(NEW.round_id);
  IF v_item.draft_state NOT IN ('approved', 'scheduled') THEN
    RAISE EXCEPTION 'the text is in state %', v_item.draft_state USING ERRCODE = 'GK003';
  END IF;
  -- TR-14: what was hidden is public again only by a restore, the same version; what was withdrawn, never. The lock
  -- makes a publication wait for somebody who is hiding at this moment.
  SELECT public_state INTO v_public FROM office.live_item WHERE item_id = NEW.item_id FOR UPDATE;
  IF v_public IN ('hidden', 'withdrawn') THEN
    RAISE EXCEPTION 'the item was taken off and is % until it is restored', v_public USING ERRCODE = 'GK006';
  END IF;
  PERFORM office.assert_role(NEW.publisher_id, NEW.organ_id, ARRAY['publisher']);
  IF EXISTS (SELECT 1 FROM office.version_contributor c WHERE c.version_id = NEW.version_id AND c.person_id = NEW.publisher_id) THEN
    RAISE EXCEPTION 'whoever wrote in a version does not publish it' USING ERRCODE = 'GK004';
  END IF;
  SELECT canonical::jsonb INTO v_content FROM office.version WHERE id = NEW.version_id;
  IF v_content ->> 'disclosure_attr' IS DISTINCT FROM 'proactive' THEN
    RAISE EXCEPTION 'only proactive information is published' USING ERRCODE = 'GK003';
  END IF;
  IF coalesce(jsonb_array_length(v_content -> 'columns'), 0) = 0 OR EXISTS (
      SELECT 1 FROM jsonb_array_elements_text(v_content -> 'columns') c(id) WHERE NOT EXISTS (
        SELECT 1 FROM office.site_column s WHERE s.id = c.id::uuid AND s.organ_id = NEW.organ_id AND s.layout = 'list')) THEN
    RAISE EXCEPTION 'a column is missing or belongs to another organ' USING ERRCODE = 'GK013';
  END IF;
  IF EXISTS (SELECT 1 FROM jsonb_array_elements(v_content -> 'attachments') a(entry)
      WHERE NOT EXISTS (SELECT 1 FROM office.file f JOIN office.upload u ON u.sha256 = f.sha256
        WHERE f.sha256 = a.entry ->> 'sha256' AND f.size = (a.entry ->> 'size')::int AND u.item_id = NEW.item_id)) THEN
    RAISE EXCEPTION 'an attachment is missing' USING ERRCODE = 'GK013';
  END IF;
  -- The first bytes were checked against the ending of the upload: under another ending they would be another file.
  IF EXISTS (SELECT 1 FROM jsonb_array_elements(v_content -> 'attachments') a(entry)
      WHERE NOT EXISTS (SELECT 1 FROM office.upload u
        WHERE u.item_id = NEW.item_id AND u.sha256 = a.entry ->> 'sha256'
          AND lower(substring(u.name FROM '\.([A-Za-z0-9]+)$'))
            = lower(substring(a.entry ->> 'name' FROM '\.([A-Za-z0-9]+)$')))) THEN
    RAISE EXCEPTION 'an attachment has not the ending under which it was uploaded' USING ERRCODE = 'GK013';
  END IF;
  -- What is marked as a picture of the text is in no list, and nobody proofreads it: it must be a picture, and stand in
  -- the text, where everybody who judged the text saw it.
  IF EXISTS (SELECT 1 FROM jsonb_array_elements(v_content -> 'attachments') a(entry)
      WHERE a.entry -> 'inline' IS DISTINCT FROM 'false' AND NOT (
        a.entry -> 'inline' IS NOT DISTINCT FROM 'true' AND coalesce(a.entry ->> 'media_type', '') LIKE 'image/%'
        AND EXISTS (SELECT 1 FROM office.file f WHERE f.sha256 = a.entry ->> 'sha256' AND f.media_type LIKE 'image/%')
        AND a.entry ->> 'sha256' = ANY(office.shown_pictures(v_content)))) THEN
    RAISE EXCEPTION 'a file is marked as a picture of the text and is none' USING ERRCODE = 'GK013';
  END IF;
  -- Figures of a report go out on the report's own route, under its year.
  IF (v_item.kind = 'annual_report') <> (coalesce(jsonb_typeof(v_content #> '{report,year}'), '') = 'number')
     OR (v_item.kind <> 'annual_report' AND coalesce(jsonb_typeof(v_content -> 'report'), 'null') <> 'null') THEN
    RAISE EXCEPTION 'a report and its year belong to the kind annual_report' USING ERRCODE = 'GK013';
  END IF;
  NEW.published_at := office.clock_now();
  RETURN NEW;
END $$;
