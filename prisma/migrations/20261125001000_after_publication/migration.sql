-- What is declared with a text and what happens after it is public: 转载, 更正, 协商确认 (TR-7, TR-8, TR-12, TR-13), the
-- history of 有效性 (PF-24), 解读 (PF-28), the check of the live page, and the reasons of a hiding (TR-14 to TR-16).
-- No row breaks any of this: the tables are new, and versions frozen so far declared nothing (format 1).

-- ---------------------------------------------------------------- tables
-- TR-8, 条例第11条: that another organ was asked about exactly this text, and confirmed it.
CREATE TABLE office.organ_consultation (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  item_id text NOT NULL REFERENCES office.item (id),
  content_hash text NOT NULL,
  organ_name text NOT NULL CONSTRAINT consultation_names_the_organ CHECK (btrim(organ_name) <> ''),
  asked_on date NOT NULL,
  confirmed_on date,
  document text NOT NULL,
  note text NOT NULL,
  recorded_by uuid NOT NULL REFERENCES office.person (id),
  recorded_at timestamptz(3) NOT NULL,
  CONSTRAINT confirmation_is_documented CHECK (confirmed_on IS NULL OR btrim(document) <> ''),
  CONSTRAINT confirmation_follows_the_question CHECK (confirmed_on >= asked_on)
);
CREATE INDEX organ_consultation_item_id_idx ON office.organ_consultation (item_id);

-- TR-7: the text of the source as the author pasted it, for the comparison the reviewer sees. Never public.
CREATE TABLE office.reprint_comparison (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  item_id text NOT NULL REFERENCES office.item (id),
  source_text text NOT NULL,
  recorded_by uuid NOT NULL REFERENCES office.person (id),
  recorded_at timestamptz(3) NOT NULL
);
CREATE INDEX reprint_comparison_item_id_idx ON office.reprint_comparison (item_id);

-- PF-24: 有效性 is a dated history outside the reviewed text. What one person enters, another confirms.
CREATE TABLE office.validity_event (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  item_id text NOT NULL REFERENCES office.item (id),
  state text NOT NULL,
  from_date date NOT NULL,
  -- Words of the office: nobody reviewed them, so they never leave it. Readers get the number, and an item of ours.
  act_title text NOT NULL CONSTRAINT validity_names_the_act CHECK (btrim(act_title) <> ''),
  act_no text NOT NULL CONSTRAINT act_no_is_a_number
    CHECK (act_no ~ '^([\u4e00-\u9fa5]{2,10}〔(19|20)[0-9]{2}〕[1-9][0-9]{0,3}号)?$'),
  act_id text REFERENCES office.item (id),
  valid_until date,
  successor_id text REFERENCES office.item (id),
  note text NOT NULL,
  entered_by uuid NOT NULL REFERENCES office.person (id),
  entered_at timestamptz(3) NOT NULL,
  CONSTRAINT validity_is_known CHECK (state IN ('in_force', 'amended', 'repealed', 'lapsed')),
  CONSTRAINT successor_is_another_item CHECK (successor_id <> item_id),
  CONSTRAINT act_is_another_item CHECK (act_id <> item_id),
  CONSTRAINT only_what_is_in_force_runs_on CHECK (valid_until IS NULL OR state IN ('in_force', 'amended')),
  CONSTRAINT validity_runs_forward CHECK (valid_until >= from_date)
);
CREATE INDEX validity_event_item_id_idx ON office.validity_event (item_id);
CREATE TABLE office.validity_confirmation (
  event_id uuid PRIMARY KEY REFERENCES office.validity_event (id),
  conclusion text NOT NULL CONSTRAINT validity_conclusion_is_known CHECK (conclusion IN ('confirmed', 'rejected')),
  note text NOT NULL,
  confirmed_by uuid NOT NULL REFERENCES office.person (id),
  confirmed_at timestamptz(3) NOT NULL,
  CONSTRAINT rejection_has_reason CHECK (conclusion = 'confirmed' OR btrim(note) <> '')
);

-- PF-28, TR-13, TR-15: which item explains, corrects or gives the reason for another; shown where both are public.
CREATE TABLE office.item_relation (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  item_id text NOT NULL REFERENCES office.item (id),
  other_id text NOT NULL REFERENCES office.item (id),
  kind text NOT NULL CONSTRAINT relation_kind_is_known
    CHECK (kind IN ('interpretation', 'correction_notice', 'withdrawal_notice')),
  recorded_by uuid NOT NULL REFERENCES office.person (id),
  recorded_at timestamptz(3) NOT NULL,
  CONSTRAINT relation_joins_two_items CHECK (item_id <> other_id)
);
CREATE INDEX item_relation_item_id_idx ON office.item_relation (item_id);
CREATE INDEX item_relation_other_id_idx ON office.item_relation (other_id);
CREATE TABLE office.item_relation_end (
  relation_id uuid PRIMARY KEY REFERENCES office.item_relation (id),
  reason text NOT NULL CONSTRAINT relation_end_has_reason CHECK (btrim(reason) <> ''),
  ended_by uuid NOT NULL REFERENCES office.person (id),
  ended_at timestamptz(3) NOT NULL
);

-- The live page: what the machine saw, and what a person judged.
CREATE TABLE office.live_probe (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  publication_id uuid NOT NULL REFERENCES office.publication (id),
  findings jsonb NOT NULL CONSTRAINT probe_lists_its_findings CHECK (jsonb_typeof(findings) = 'array'),
  probed_at timestamptz(3) NOT NULL
);
CREATE INDEX live_probe_publication_id_idx ON office.live_probe (publication_id);
CREATE TABLE office.live_check (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  publication_id uuid NOT NULL REFERENCES office.publication (id),
  result text NOT NULL CONSTRAINT live_check_result_is_known CHECK (result IN ('ok', 'problem')),
  note text NOT NULL,
  checked_by uuid NOT NULL REFERENCES office.person (id),
  checked_at timestamptz(3) NOT NULL,
  CONSTRAINT problem_is_described CHECK (result = 'ok' OR btrim(note) <> '')
);
CREATE INDEX live_check_publication_id_idx ON office.live_check (publication_id);

-- Why an item was hidden; null for the acts of before. Hiding never waits for it.
ALTER TABLE office.visibility_event ADD COLUMN reason_kind text,
  ADD CONSTRAINT hide_reason_is_known CHECK (reason_kind IN ('error', 'leak', 'penalty_changed', 'other')),
  ADD CONSTRAINT only_a_hiding_has_a_kind CHECK (reason_kind IS NULL OR kind = 'hide');
-- TR-16: to whom a suspected leak was reported.
CREATE TABLE office.leak_report (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  event_id uuid NOT NULL REFERENCES office.visibility_event (id),
  reported_to text NOT NULL CONSTRAINT leak_report_names_the_authority CHECK (btrim(reported_to) <> ''),
  reported_on date NOT NULL,
  evidence text NOT NULL,
  recorded_by uuid NOT NULL REFERENCES office.person (id),
  recorded_at timestamptz(3) NOT NULL
);
CREATE INDEX leak_report_event_id_idx ON office.leak_report (event_id);

-- TR-10: names and posts as they were when the decision was given; people marry, move and leave.
CREATE TABLE office.decision_signer (
  decision_id uuid PRIMARY KEY REFERENCES office.decision (id),
  name text NOT NULL,
  post text NOT NULL
);
-- The audit row of a decision holds the name of that hour.
INSERT INTO office.decision_signer (decision_id, name, post)
  SELECT d.id, coalesce(a.name, p.name), p.post FROM office.decision d
  JOIN office.person p ON p.id = d.person_id
  LEFT JOIN (SELECT DISTINCT ON (e.entry::jsonb ->> 'subject_id') e.entry::jsonb ->> 'subject_id' AS decision_id,
      e.entry::jsonb ->> 'person_name' AS name
    FROM office.audit_entry e WHERE e.entry::jsonb ->> 'subject_type' = 'decision') a ON a.decision_id = d.id::text;

-- The 待办 lists ask daily for documents past their term and for those that need a 解读.
CREATE INDEX version_expires_at_idx ON office.version ((canonical::jsonb ->> 'expires_at'))
  WHERE canonical::jsonb ->> 'expires_at' IS NOT NULL;
CREATE INDEX version_needs_interpretation_idx ON office.version (item_id)
  WHERE canonical::jsonb ->> 'needs_interpretation' = 'true';

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['organ_consultation', 'reprint_comparison', 'validity_event', 'validity_confirmation',
    'item_relation', 'item_relation_end', 'live_probe', 'live_check', 'leak_report', 'decision_signer'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON office.%I FOR EACH ROW EXECUTE FUNCTION office.deny_change()',
      t || '_is_append_only', t);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON office.%I FOR EACH STATEMENT EXECUTE FUNCTION office.deny_change()',
      t || '_is_never_truncated', t);
  END LOOP;
END $$;

-- ---------------------------------------------------------------- declarations of a text
CREATE FUNCTION office.guard_declarations() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_content jsonb := NEW.canonical::jsonb; v_reprint jsonb; v_sources jsonb;
BEGIN
  IF NOT v_content ?& ARRAY['reprint', 'correction', 'touches_organs', 'personal_data_basis'] THEN
    RAISE EXCEPTION 'the text does not declare what it is' USING ERRCODE = 'GK013';
  END IF;
  -- TR-12, TR-13: a text that replaces a public one says what it corrects; no other does.
  IF (jsonb_typeof(v_content -> 'correction') = 'object') <> EXISTS (
      SELECT 1 FROM office.live_item l WHERE l.item_id = NEW.item_id) THEN
    RAISE EXCEPTION 'a correction is declared of a public item, and of no other' USING ERRCODE = 'GK013';
  END IF;
  IF v_content #>> '{correction,kind}' = 'factual' AND btrim(coalesce(v_content #>> '{correction,note}', '')) = '' THEN
    RAISE EXCEPTION 'a factual correction has its note' USING ERRCODE = 'GK013';
  END IF;
  -- TR-7: source, address and date; only from a source the organ allows, and under its host.
  v_reprint := v_content -> 'reprint';
  IF jsonb_typeof(v_reprint) = 'object' THEN
    IF btrim(coalesce(v_reprint ->> 'source_name', '')) = '' OR coalesce(v_reprint ->> 'source_url', '') !~ '^https?://'
       OR v_reprint ->> 'original_date' IS NULL THEN
      RAISE EXCEPTION 'a reprint names its source, its address and its date' USING ERRCODE = 'GK013';
    END IF;
    SELECT o.value INTO v_sources FROM office.organ_setting o
      WHERE o.organ_id = NEW.organ_id AND o.key = 'reprint_sources' AND o.effective_from <= office.today()
      ORDER BY o.effective_from DESC, o.set_at DESC LIMIT 1;
    IF NOT EXISTS (SELECT 1 FROM jsonb_array_elements(coalesce(v_sources, '[]')) s(entry)
        WHERE s.entry ->> 'name' = btrim(v_reprint ->> 'source_name')
          AND right('.' || lower(substring(v_reprint ->> 'source_url' FROM '^https?://([A-Za-z0-9.-]+)(?::\d{1,5})?(?:[/?#][^\\[:cntrl:][:space:]]*)?$')),
            length(s.entry ->> 'host') + 1) = '.' || lower(s.entry ->> 'host')) THEN
      RAISE EXCEPTION 'the organ does not reprint from this source' USING ERRCODE = 'GK013';
    END IF;
  END IF;
  RETURN NEW;
END $$;
-- After version_guard: first the text is the saved one, then it is looked into.
CREATE TRIGGER version_is_declared BEFORE INSERT ON office.version
  FOR EACH ROW EXECUTE FUNCTION office.guard_declarations();

-- TR-12: the lane of corrections passes few hands, so a text in it differs from the public one in words alone: the same
-- fields, files and tables, the same blocks, links and figures, and about the same length. The command counts more finely.
CREATE FUNCTION office.guard_small_correction() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_new jsonb; v_old jsonb;
BEGIN
  IF NEW.lane <> 'correction' THEN RETURN NEW; END IF;
  SELECT v.canonical::jsonb INTO v_new FROM office.version v WHERE v.id = NEW.version_id;
  SELECT v.canonical::jsonb INTO v_old FROM office.live_item l JOIN office.version v ON v.id = l.version_id
    WHERE l.item_id = NEW.item_id;
  -- The public text may be of format 1: what it does not declare is compared by the command.
  IF EXISTS (SELECT 1 FROM jsonb_each(v_old - ARRAY['_format', 'body', 'summary', 'correction']) o(key, value)
      WHERE v_new -> o.key IS DISTINCT FROM o.value) THEN
    RAISE EXCEPTION 'the lane of corrections changes nothing but words' USING ERRCODE = 'GK006';
  END IF;
  IF jsonb_path_query_array(v_new, 'strict $.body.**.type') <> jsonb_path_query_array(v_old, 'strict $.body.**.type')
     OR jsonb_path_query_array(v_new, 'strict $.body.**.attrs') <> jsonb_path_query_array(v_old, 'strict $.body.**.attrs')
     OR regexp_replace(v_new ->> 'body', '[^0-9]', '', 'g') <> regexp_replace(v_old ->> 'body', '[^0-9]', '', 'g')
     OR regexp_replace(v_new ->> 'summary', '[^0-9]', '', 'g') <> regexp_replace(v_old ->> 'summary', '[^0-9]', '', 'g')
     OR abs(length(v_new ->> 'body') - length(v_old ->> 'body')) > 20
     OR abs(length(v_new ->> 'summary') - length(v_old ->> 'summary')) > 20 THEN
    RAISE EXCEPTION 'this is more than a typing error' USING ERRCODE = 'GK006';
  END IF;
  RETURN NEW;
END $$;
-- After round_guard, by its name.
CREATE TRIGGER round_is_small_correction BEFORE INSERT ON office.round
  FOR EACH ROW EXECUTE FUNCTION office.guard_small_correction();

CREATE FUNCTION office.guard_consultation() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_item office.item;
BEGIN
  SELECT * INTO v_item FROM office.item WHERE id = NEW.item_id;
  PERFORM office.assert_role(NEW.recorded_by, v_item.organ_id,
    ARRAY['author', 'reviewer_l1', 'reviewer_l2', 'reviewer_l3', 'office_head']);
  IF NOT EXISTS (SELECT 1 FROM office.draft d WHERE d.item_id = NEW.item_id AND d.content_hash = NEW.content_hash) THEN
    RAISE EXCEPTION 'the other organ was asked about another text' USING ERRCODE = 'GK007';
  END IF;
  IF greatest(NEW.asked_on, NEW.confirmed_on) > office.today() THEN
    RAISE EXCEPTION 'a consultation is recorded after it happened' USING ERRCODE = 'GK013';
  END IF;
  NEW.recorded_at := office.clock_now();
  RETURN NEW;
END $$;
CREATE TRIGGER organ_consultation_guard BEFORE INSERT ON office.organ_consultation
  FOR EACH ROW EXECUTE FUNCTION office.guard_consultation();

-- TR-8: 终审 waits until every organ that the text names has confirmed exactly this text.
CREATE FUNCTION office.guard_consulted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_missing text;
BEGIN
  IF NEW.step <> 'l3' OR NEW.conclusion <> 'pass' THEN RETURN NEW; END IF;
  SELECT string_agg(o.name, ', ') INTO v_missing
  FROM office.round r JOIN office.version v ON v.id = r.version_id
  CROSS JOIN LATERAL jsonb_array_elements_text(coalesce(v.canonical::jsonb -> 'touches_organs', '[]')) o(name)
  WHERE r.id = NEW.round_id AND NOT EXISTS (
    SELECT 1 FROM office.organ_consultation c WHERE c.item_id = r.item_id AND c.content_hash = r.content_hash
      AND c.organ_name = o.name AND c.confirmed_on IS NOT NULL
      -- The record that lets a step pass is not made by whoever passes it.
      AND c.recorded_by <> NEW.person_id);
  IF v_missing IS NOT NULL THEN
    RAISE EXCEPTION 'other organs have not confirmed this text: %', v_missing USING ERRCODE = 'GK013';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER decision_is_consulted BEFORE INSERT ON office.decision
  FOR EACH ROW EXECUTE FUNCTION office.guard_consulted();

CREATE FUNCTION office.record_signer() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  INSERT INTO office.decision_signer (decision_id, name, post)
    SELECT NEW.id, p.name, p.post FROM office.person p WHERE p.id = NEW.person_id;
  RETURN NULL;
END $$;
CREATE TRIGGER decision_names_its_signer AFTER INSERT ON office.decision
  FOR EACH ROW EXECUTE FUNCTION office.record_signer();

CREATE FUNCTION office.guard_reprint_comparison() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  PERFORM office.assert_role(NEW.recorded_by, (SELECT organ_id FROM office.item WHERE id = NEW.item_id),
    ARRAY['author', 'reviewer_l1', 'reviewer_l2', 'reviewer_l3']);
  NEW.recorded_at := office.clock_now();
  RETURN NEW;
END $$;
CREATE TRIGGER reprint_comparison_guard BEFORE INSERT ON office.reprint_comparison
  FOR EACH ROW EXECUTE FUNCTION office.guard_reprint_comparison();

-- ---------------------------------------------------------------- 有效性
CREATE FUNCTION office.guard_validity() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_item office.item;
BEGIN
  SELECT * INTO v_item FROM office.item WHERE id = NEW.item_id;
  PERFORM office.assert_role(NEW.entered_by, v_item.organ_id, ARRAY['author', 'office_head', 'legal_reviewer']);
  IF NOT EXISTS (SELECT 1 FROM office.live_item l WHERE l.item_id = NEW.item_id) THEN
    RAISE EXCEPTION 'only what was made public has a validity' USING ERRCODE = 'GK006';
  END IF;
  IF NEW.successor_id IS NOT NULL AND v_item.organ_id IS DISTINCT FROM (
      SELECT s.organ_id FROM office.item s WHERE s.id = NEW.successor_id) THEN
    RAISE EXCEPTION 'the successor belongs to another organ' USING ERRCODE = 'GK013';
  END IF;
  IF NEW.act_id IS NOT NULL AND v_item.organ_id IS DISTINCT FROM (
      SELECT a.organ_id FROM office.item a WHERE a.id = NEW.act_id) THEN
    RAISE EXCEPTION 'the act belongs to another organ' USING ERRCODE = 'GK013';
  END IF;
  NEW.entered_at := office.clock_now();
  RETURN NEW;
END $$;
CREATE TRIGGER validity_event_guard BEFORE INSERT ON office.validity_event
  FOR EACH ROW EXECUTE FUNCTION office.guard_validity();

CREATE FUNCTION office.guard_validity_confirmation() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_event office.validity_event;
BEGIN
  SELECT * INTO v_event FROM office.validity_event WHERE id = NEW.event_id;
  PERFORM office.assert_role(NEW.confirmed_by, (SELECT organ_id FROM office.item WHERE id = v_event.item_id),
    ARRAY['office_head', 'legal_reviewer', 'reviewer_l3', 'disclosure_leader']);
  IF v_event.entered_by = NEW.confirmed_by THEN
    RAISE EXCEPTION 'whoever entered a change of validity does not confirm it' USING ERRCODE = 'GK004';
  END IF;
  NEW.confirmed_at := office.clock_now();
  RETURN NEW;
END $$;
CREATE TRIGGER validity_confirmation_guard BEFORE INSERT ON office.validity_confirmation
  FOR EACH ROW EXECUTE FUNCTION office.guard_validity_confirmation();

-- ---------------------------------------------------------------- relations
CREATE FUNCTION office.guard_relation() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_item office.item; v_other office.item;
BEGIN
  SELECT * INTO v_item FROM office.item WHERE id = NEW.item_id FOR UPDATE;
  SELECT * INTO v_other FROM office.item WHERE id = NEW.other_id;
  PERFORM office.assert_role(NEW.recorded_by, v_item.organ_id,
    ARRAY['author', 'reviewer_l1', 'reviewer_l2', 'reviewer_l3', 'publisher', 'office_head']);
  -- TR-13: a public page is said to be wrong by somebody who answers for what goes out.
  IF NEW.kind = 'correction_notice' THEN
    PERFORM office.assert_role(NEW.recorded_by, v_item.organ_id, ARRAY['reviewer_l3', 'publisher', 'office_head']);
  END IF;
  IF v_item.organ_id IS DISTINCT FROM v_other.organ_id THEN
    RAISE EXCEPTION 'related items belong to one organ' USING ERRCODE = 'GK013';
  END IF;
  IF (NEW.kind = 'interpretation') <> (v_other.kind = 'policy_interpretation')
     OR (NEW.kind <> 'interpretation' AND v_other.kind NOT IN ('notice', 'clarification')) THEN
    RAISE EXCEPTION 'an item of kind % does not stand in this relation', v_other.kind USING ERRCODE = 'GK013';
  END IF;
  IF EXISTS (SELECT 1 FROM office.item_relation r WHERE r.item_id = NEW.item_id AND r.other_id = NEW.other_id
      AND r.kind = NEW.kind AND NOT EXISTS (SELECT 1 FROM office.item_relation_end e WHERE e.relation_id = r.id)) THEN
    RAISE EXCEPTION 'the items are related already' USING ERRCODE = 'GK006';
  END IF;
  NEW.recorded_at := office.clock_now();
  RETURN NEW;
END $$;
CREATE TRIGGER item_relation_guard BEFORE INSERT ON office.item_relation
  FOR EACH ROW EXECUTE FUNCTION office.guard_relation();

CREATE FUNCTION office.guard_relation_end() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  PERFORM office.assert_role(NEW.ended_by, (SELECT i.organ_id FROM office.item_relation r
      JOIN office.item i ON i.id = r.item_id WHERE r.id = NEW.relation_id),
    ARRAY['author', 'reviewer_l1', 'reviewer_l2', 'reviewer_l3', 'publisher', 'office_head']);
  NEW.ended_at := office.clock_now();
  RETURN NEW;
END $$;
CREATE TRIGGER item_relation_end_guard BEFORE INSERT ON office.item_relation_end
  FOR EACH ROW EXECUTE FUNCTION office.guard_relation_end();

-- ---------------------------------------------------------------- the live page
CREATE FUNCTION office.stamp_probe() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  NEW.probed_at := office.clock_now();
  RETURN NEW;
END $$;
CREATE TRIGGER live_probe_stamp BEFORE INSERT ON office.live_probe FOR EACH ROW EXECUTE FUNCTION office.stamp_probe();

CREATE FUNCTION office.guard_live_check() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_publication office.publication;
BEGIN
  SELECT * INTO v_publication FROM office.publication WHERE id = NEW.publication_id;
  PERFORM office.assert_role(NEW.checked_by, v_publication.organ_id, ARRAY['office_head', 'publisher']);
  IF EXISTS (SELECT 1 FROM office.version_contributor c
      WHERE c.version_id = v_publication.version_id AND c.person_id = NEW.checked_by) THEN
    RAISE EXCEPTION 'whoever wrote a text does not check its page' USING ERRCODE = 'GK004';
  END IF;
  IF v_publication.publisher_id = NEW.checked_by THEN
    RAISE EXCEPTION 'whoever published a text does not check its page' USING ERRCODE = 'GK004';
  END IF;
  NEW.checked_at := office.clock_now();
  RETURN NEW;
END $$;
CREATE TRIGGER live_check_guard BEFORE INSERT ON office.live_check FOR EACH ROW EXECUTE FUNCTION office.guard_live_check();

CREATE FUNCTION office.guard_leak_report() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_event office.visibility_event;
BEGIN
  SELECT * INTO v_event FROM office.visibility_event WHERE id = NEW.event_id;
  PERFORM office.assert_role(NEW.recorded_by, (SELECT organ_id FROM office.item WHERE id = v_event.item_id),
    ARRAY['reviewer_l3', 'secrecy_officer', 'disclosure_leader', 'head_of_organ', 'office_head']);
  IF v_event.reason_kind IS DISTINCT FROM 'leak' THEN
    RAISE EXCEPTION 'no leak was suspected' USING ERRCODE = 'GK006';
  END IF;
  NEW.recorded_at := office.clock_now();
  RETURN NEW;
END $$;
CREATE TRIGGER leak_report_guard BEFORE INSERT ON office.leak_report
  FOR EACH ROW EXECUTE FUNCTION office.guard_leak_report();

-- ---------------------------------------------------------------- what the public sees of it
-- 有效性: what the text says of itself and the confirmed events. Of an act only what was reviewed goes out: the title is
-- that of the item it is, where that one is public; the free words of the entry are not in this view. The state of a day is computed by who reads, because
-- the public role runs no function of `office`.
CREATE VIEW published.validity WITH (security_barrier) AS
  SELECT l.item_id, l.organ_id, coalesce((v.canonical::jsonb ->> 'is_normative')::boolean, false) AS is_normative,
    v.canonical::jsonb ->> 'effective_from' AS effective_from, v.canonical::jsonb ->> 'expires_at' AS expires_at,
    coalesce((SELECT jsonb_agg(jsonb_build_object('state', e.state, 'from_date', e.from_date,
          'act_no', e.act_no, 'act_id', a.item_id, 'act_title', a.title, 'valid_until', e.valid_until,
          'successor_id', s.item_id, 'successor_title', s.title, 'confirmed_at', c.confirmed_at)
        ORDER BY e.from_date, c.confirmed_at)
      FROM office.validity_event e
      JOIN office.validity_confirmation c ON c.event_id = e.id AND c.conclusion = 'confirmed'
      LEFT JOIN (SELECT sl.item_id, sv.title FROM office.live_item sl JOIN office.version sv ON sv.id = sl.version_id
        WHERE sl.public_state IN ('published', 'archived')) s ON s.item_id = e.successor_id
      LEFT JOIN (SELECT al.item_id, av.title FROM office.live_item al JOIN office.version av ON av.id = al.version_id
        WHERE al.public_state IN ('published', 'archived')) a ON a.item_id = e.act_id
      WHERE e.item_id = l.item_id), '[]'::jsonb) AS events
  FROM office.live_item l JOIN office.version v ON v.id = l.version_id
  WHERE l.public_state IN ('published', 'archived');

-- Each relation from both of its ends; `is_reverse` on the page of the 解读 or the correction.
CREATE VIEW published.relation WITH (security_barrier) AS
  SELECT e.item_id, e.organ_id, r.kind, e.is_reverse, l.item_id AS related_id, i.kind AS related_kind, v.title,
    l.first_published_at, l.report_year
  FROM office.item_relation r
  CROSS JOIN LATERAL (VALUES (r.item_id, r.other_id, false), (r.other_id, r.item_id, true)) AS side(item_id, related_id, is_reverse)
  JOIN LATERAL (SELECT me.item_id, me.organ_id, side.is_reverse FROM office.live_item me
    WHERE me.item_id = side.item_id AND me.public_state IN ('published', 'archived')) e ON true
  JOIN office.live_item l ON l.item_id = side.related_id AND l.public_state IN ('published', 'archived')
  JOIN office.item i ON i.id = l.item_id
  JOIN office.version v ON v.id = l.version_id
  WHERE r.kind IN ('interpretation', 'correction_notice')
    AND NOT EXISTS (SELECT 1 FROM office.item_relation_end x WHERE x.relation_id = r.id);

-- TR-12, TR-13: every correction of what is public now. The note is that of the text readers have before them.
CREATE VIEW published.correction WITH (security_barrier) AS
  SELECT p.id AS publication_id, l.item_id, l.organ_id, i.kind, now_public.title, l.report_year, p.published_at AS corrected_at,
    v.canonical::jsonb #>> '{correction,kind}' AS correction_kind,
    CASE WHEN p.id = l.publication_id AND v.canonical::jsonb #>> '{correction,kind}' = 'factual'
      THEN v.canonical::jsonb #>> '{correction,note}' ELSE '' END AS note
  FROM office.live_item l
  JOIN office.item i ON i.id = l.item_id
  JOIN office.version now_public ON now_public.id = l.version_id
  JOIN office.publication p ON p.item_id = l.item_id
  JOIN office.version v ON v.id = p.version_id
  WHERE l.public_state IN ('published', 'archived') AND EXISTS (
    SELECT 1 FROM office.publication first JOIN office.version fv ON fv.id = first.version_id
    WHERE first.item_id = l.item_id AND fv.number < v.number);

-- TR-10: who reviewed what is public, only where the organ wishes it; names of the hour of the decision.
CREATE VIEW published.reviewer WITH (security_barrier) AS
  SELECT l.item_id, l.organ_id, s.position, s.step, n.name
  FROM office.live_item l
  JOIN office.publication p ON p.id = l.publication_id
  JOIN office.round_step s ON s.round_id = p.round_id
  JOIN office.decision d ON d.round_id = s.round_id AND d.position = s.position AND d.conclusion = 'pass'
  JOIN office.decision_signer n ON n.decision_id = d.id
  WHERE l.public_state IN ('published', 'archived')
    AND s.step IN ('proof_l1', 'l1', 'proof_l2', 'l2', 'proof_l3', 'l3')
    AND NOT EXISTS (SELECT 1 FROM office.decision later WHERE later.round_id = d.round_id AND later.seq > d.seq
      AND ((later.conclusion = 'return' AND later.return_to <= s.position)
        OR (later.conclusion = 'pass' AND later.position = s.position)))
    AND coalesce((SELECT o.value = 'true'::jsonb FROM office.organ_setting o
      WHERE o.organ_id = l.organ_id AND o.key = 'show_reviewers'
        AND o.effective_from <= (now() AT TIME ZONE 'Asia/Shanghai')::date
      ORDER BY o.effective_from DESC, o.set_at DESC LIMIT 1), false);

-- TR-15: of a withdrawn 行政处罚决定 the page names the public notice that gives the reason; of all else nothing.
CREATE OR REPLACE VIEW published.gone WITH (security_barrier) AS
  SELECT g.item_id AS id, g.organ_id, g.report_year,
    (SELECT n.item_id FROM office.item_relation r
      JOIN office.live_item n ON n.item_id = r.other_id AND n.public_state IN ('published', 'archived')
      WHERE r.item_id = g.item_id AND r.kind = 'withdrawal_notice'
        AND NOT EXISTS (SELECT 1 FROM office.item_relation_end x WHERE x.relation_id = r.id)
        AND 'penalty_changed' = (SELECT h.reason_kind FROM office.visibility_event h
          WHERE h.item_id = g.item_id AND h.kind = 'hide' ORDER BY h.id DESC LIMIT 1)
      ORDER BY r.recorded_at DESC LIMIT 1) AS notice_id
  FROM office.live_item g WHERE g.public_state IN ('hidden', 'withdrawn');

GRANT SELECT ON published.validity, published.relation, published.correction, published.reviewer TO gongkai_public;
GRANT SELECT, INSERT ON office.organ_consultation, office.reprint_comparison, office.validity_event,
  office.validity_confirmation, office.item_relation, office.item_relation_end, office.live_probe, office.live_check,
  office.leak_report TO gongkai_staff;
GRANT SELECT ON office.decision_signer TO gongkai_staff;
