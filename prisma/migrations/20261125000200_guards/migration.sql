-- The promises, held by PostgreSQL itself (docs/decisions/0004). Whoever connects as gongkai_staff, application or
-- person, can do no more than this file lets them.
--
-- Error codes (documented in docs/database-errors.md):
--   GK001 append-only row      GK002 frozen version           GK003 route not complete   GK004 separation of duties
--   GK005 step not open        GK006 transition not allowed   GK007 hash does not match  GK008 file incomplete
--   GK009 administrator roles  GK010 audit chain              GK011 role missing         GK012 stale revision
--   GK013 facts missing

REVOKE ALL ON SCHEMA public FROM PUBLIC;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
GRANT USAGE ON SCHEMA office TO gongkai_staff;

-- ---------------------------------------------------------------- time
-- One clock. Only a database marked as demo, which only the owner can do, lets a session move it.
CREATE FUNCTION office.clock_now() RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = office, pg_temp AS $$
  SELECT CASE
    WHEN (SELECT mode FROM office.installation WHERE id = 1) = 'demo'
      AND coalesce(current_setting('gongkai.now', true), '') <> ''
    THEN current_setting('gongkai.now', true)::timestamptz
    ELSE now() END
$$;
-- Civil dates are those of Asia/Shanghai (CAL-9).
CREATE FUNCTION office.today() RETURNS date
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = office, pg_temp AS $$
  SELECT (office.clock_now() AT TIME ZONE 'Asia/Shanghai')::date
$$;

-- ---------------------------------------------------------------- closed lists
ALTER TABLE office.installation
  ADD CONSTRAINT installation_is_one_row CHECK (id = 1),
  ADD CONSTRAINT installation_mode_is_known CHECK (mode IN ('production', 'demo'));
ALTER TABLE office.role_grant
  ADD CONSTRAINT role_is_known CHECK (role IN ('author', 'reviewer_l1', 'reviewer_l2', 'reviewer_l3', 'secrecy_officer',
    'disclosure_leader', 'head_of_organ', 'publisher', 'case_handler', 'office_head', 'legal_reviewer',
    'enterprise_desk', 'enterprise_desk_head', 'enterprise_liaison', 'unit_contact', 'rollup_reader',
    'system_admin', 'security_admin', 'audit_admin')),
  ADD CONSTRAINT role_ends_after_it_starts CHECK (ends_on IS NULL OR ends_on >= starts_on);
ALTER TABLE office.account ADD CONSTRAINT login_is_lower_case CHECK (login = lower(login) AND login <> '');
ALTER TABLE office.organ
  ADD CONSTRAINT credit_code_has_18_characters CHECK (credit_code ~ '^[0-9A-Z]{18}$'),
  ADD CONSTRAINT site_id_code_has_10_characters CHECK (site_id_code ~ '^[0-9a-z]{10}$');
CREATE UNIQUE INDEX organ_one_default_site ON office.organ (is_default_site) WHERE is_default_site;
ALTER TABLE office.site_column
  ADD CONSTRAINT slug_is_an_address CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  ADD CONSTRAINT column_layout_is_known CHECK (layout IN ('list', 'group', 'entry')),
  ADD CONSTRAINT column_is_not_its_own_parent CHECK (parent_id <> id);
ALTER TABLE office.item
  ADD CONSTRAINT item_address_is_plain CHECK (id ~ '^[0-9a-z]{10}$'),
  ADD CONSTRAINT item_kind_is_known CHECK (kind IN ('news', 'notice', 'policy_document', 'policy_interpretation',
    'disclosure_guide', 'disclosure_rules', 'organ_profile', 'annual_report', 'enterprise_news', 'enterprise_policy',
    'clarification', 'statutory_content')),
  ADD CONSTRAINT content_class_is_known CHECK (content_class IN ('a', 'b', 'c'));
ALTER TABLE office.version
  ADD CONSTRAINT version_hash_is_of_its_text CHECK (content_hash = encode(sha256(convert_to(canonical, 'UTF8')), 'hex')),
  ADD CONSTRAINT version_number_counts_from_one CHECK (number >= 1);
ALTER TABLE office.round
  ADD CONSTRAINT round_class_is_known CHECK (content_class IN ('a', 'b', 'c')),
  ADD CONSTRAINT round_closing_has_reason CHECK ((closed_at IS NULL) = (closed_reason IS NULL)),
  ADD CONSTRAINT round_closing_is_known CHECK (closed_reason IN ('returned', 'edited', 'published', 'cancelled'));
CREATE UNIQUE INDEX round_one_open_per_item ON office.round (item_id) WHERE closed_at IS NULL;
ALTER TABLE office.round_step
  ADD CONSTRAINT step_belongs_to_role CHECK ((step, role) IN (('l1', 'reviewer_l1'), ('l2', 'reviewer_l2'),
    ('secrecy', 'secrecy_officer'), ('l3', 'reviewer_l3'), ('sign_off', 'disclosure_leader'),
    ('sign_off', 'head_of_organ'))),
  ADD CONSTRAINT step_counts_from_one CHECK (position >= 1 AND stage >= 1);
CREATE UNIQUE INDEX step_once_per_round ON office.round_step (round_id, step, role);
ALTER TABLE office.decision
  ADD CONSTRAINT conclusion_is_known CHECK (conclusion IN ('pass', 'return', 'refer_secrecy', 'referral_reply')),
  -- TR-5: the reason of a return is mandatory.
  ADD CONSTRAINT return_has_reason CHECK (conclusion = 'pass' OR btrim(opinion) <> ''),
  ADD CONSTRAINT return_says_where CHECK ((conclusion = 'return') = (return_to IS NOT NULL)),
  ADD CONSTRAINT referral_is_of_secrecy CHECK (conclusion NOT IN ('refer_secrecy', 'referral_reply') OR step = 'secrecy'),
  ADD CONSTRAINT only_publication_has_no_position CHECK ((position IS NULL) = (step = 'publication'));
ALTER TABLE office.plan
  ADD CONSTRAINT plan_end_is_known CHECK (ended_reason IN ('published', 'cancelled', 'refused')),
  ADD CONSTRAINT plan_end_has_reason CHECK ((ended_at IS NULL) = (ended_reason IS NULL));
CREATE UNIQUE INDEX plan_one_open_per_item ON office.plan (item_id) WHERE ended_at IS NULL;
ALTER TABLE office.visibility_event
  ADD CONSTRAINT visibility_kind_is_known CHECK (kind IN ('hide', 'withdraw', 'restore', 'archive')),
  ADD CONSTRAINT visibility_has_reason CHECK (btrim(reason) <> '');
ALTER TABLE office.live_item
  ADD CONSTRAINT public_state_is_known CHECK (public_state IN ('published', 'hidden', 'withdrawn', 'archived'));
-- AR-T8: one report per organ and year.
CREATE UNIQUE INDEX annual_report_one_per_year ON office.live_item (organ_id, report_year)
  WHERE report_year IS NOT NULL AND public_state IN ('published', 'archived');

-- ---------------------------------------------------------------- append-only tables
CREATE FUNCTION office.deny_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of %.% are never changed or deleted', TG_TABLE_SCHEMA, TG_TABLE_NAME USING ERRCODE = 'GK001';
END $$;
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['draft_save', 'version', 'version_contributor', 'file', 'file_chunk', 'upload', 'round_step',
    'decision', 'publication', 'visibility_event', 'audit_entry', 'organ_setting', 'sign_in_attempt'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON office.%I FOR EACH ROW EXECUTE FUNCTION office.deny_change()',
      t || '_is_append_only', t);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON office.%I FOR EACH STATEMENT EXECUTE FUNCTION office.deny_change()',
      t || '_is_never_truncated', t);
  END LOOP;
END $$;

-- ---------------------------------------------------------------- people and roles
CREATE FUNCTION office.holds_role(p_person uuid, p_role text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = office, pg_temp AS $$
  SELECT EXISTS (
    SELECT 1 FROM office.role_grant g JOIN office.person p ON p.id = g.person_id
    WHERE g.person_id = p_person AND g.role = p_role AND g.starts_on <= office.today()
      AND (g.ends_on IS NULL OR g.ends_on > office.today())
      AND (p.left_on IS NULL OR p.left_on >= office.today()))
$$;
CREATE FUNCTION office.assert_role(p_person uuid, p_organ uuid, p_roles text[]) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM office.person p WHERE p.id = p_person AND p.organ_id = p_organ)
     OR NOT EXISTS (SELECT 1 FROM unnest(p_roles) AS r(role) WHERE office.holds_role(p_person, r.role)) THEN
    RAISE EXCEPTION 'the person holds none of the roles % in this organ today', p_roles USING ERRCODE = 'GK011';
  END IF;
END $$;

-- 三员: system, security and audit administrator are three persons without any other role.
CREATE FUNCTION office.guard_role_grant() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE admin_roles constant text[] := ARRAY['system_admin', 'security_admin', 'audit_admin'];
BEGIN
  PERFORM 1 FROM office.person WHERE id = NEW.person_id FOR UPDATE;
  IF TG_OP = 'UPDATE' AND (NEW.person_id, NEW.role, NEW.starts_on) IS DISTINCT FROM (OLD.person_id, OLD.role, OLD.starts_on) THEN
    RAISE EXCEPTION 'of a role grant only the end can be set' USING ERRCODE = 'GK001';
  END IF;
  IF EXISTS (
    SELECT 1 FROM office.role_grant g
    WHERE g.person_id = NEW.person_id AND g.id <> NEW.id AND g.role <> NEW.role
      AND (NEW.role = ANY (admin_roles) OR g.role = ANY (admin_roles))
      AND daterange(g.starts_on, g.ends_on) && daterange(NEW.starts_on, NEW.ends_on)) THEN
    RAISE EXCEPTION 'an administrator holds no second role' USING ERRCODE = 'GK009';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER role_grant_guard BEFORE INSERT OR UPDATE ON office.role_grant
  FOR EACH ROW EXECUTE FUNCTION office.guard_role_grant();
CREATE TRIGGER role_grant_is_never_deleted BEFORE DELETE ON office.role_grant
  FOR EACH ROW EXECUTE FUNCTION office.deny_change();

-- ---------------------------------------------------------------- item states (states.md)
CREATE TABLE office.item_transition (
  from_state text NOT NULL,
  action text NOT NULL,
  to_state text NOT NULL,
  PRIMARY KEY (from_state, action, to_state)
);
COMMENT ON TABLE office.item_transition IS
  'Equal to ITEM_TRANSITIONS in lib/approvals/transitions.ts (tested). What is not listed is refused (TR-1).';
INSERT INTO office.item_transition (from_state, action, to_state) VALUES
  ('draft', 'submit', 'in_review'), ('returned', 'submit', 'in_review'),
  ('draft', 'cancel', 'cancelled'), ('returned', 'cancel', 'cancelled'),
  ('draft', 'cancel', 'none'), ('returned', 'cancel', 'none'),
  ('in_review', 'pass', 'in_review'), ('in_review', 'pass', 'approved'),
  ('in_review', 'return_item', 'returned'), ('in_review', 'return_item', 'in_review'),
  ('in_review', 'refer_secrecy', 'secrecy_referred'), ('secrecy_referred', 'record_referral_reply', 'in_review'),
  ('in_review', 'edit', 'draft'), ('approved', 'edit', 'draft'), ('scheduled', 'edit', 'draft'),
  ('none', 'edit', 'draft'),
  ('approved', 'publish', 'none'), ('approved', 'schedule', 'scheduled'),
  ('scheduled', 'publish', 'none'), ('scheduled', 'unschedule', 'approved'),
  ('approved', 'return_item', 'returned'), ('scheduled', 'return_item', 'returned');

CREATE FUNCTION office.guard_item() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE has_open_round boolean; last_round office.round;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.draft_state <> 'draft' THEN
      RAISE EXCEPTION 'an item begins as a draft' USING ERRCODE = 'GK006';
    END IF;
    NEW.created_at := office.clock_now();
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW.organ_id, NEW.kind, NEW.created_by, NEW.created_at)
     IS DISTINCT FROM (OLD.id, OLD.organ_id, OLD.kind, OLD.created_by, OLD.created_at) THEN
    RAISE EXCEPTION 'identity of an item is never changed' USING ERRCODE = 'GK001';
  END IF;
  SELECT EXISTS (SELECT 1 FROM office.round r WHERE r.item_id = NEW.id AND r.closed_at IS NULL) INTO has_open_round;
  -- design.md §3: lowering the class needs a new version.
  IF NEW.content_class < OLD.content_class AND has_open_round THEN
    RAISE EXCEPTION 'the class of a text under review is only raised' USING ERRCODE = 'GK006';
  END IF;
  IF NEW.draft_state = OLD.draft_state THEN RETURN NEW; END IF;
  IF NOT EXISTS (SELECT 1 FROM office.item_transition t WHERE t.from_state = OLD.draft_state AND t.to_state = NEW.draft_state) THEN
    RAISE EXCEPTION 'no transition from % to %', OLD.draft_state, NEW.draft_state USING ERRCODE = 'GK006';
  END IF;
  -- An open round and a text under review are the same fact: so an edit, which needs the state draft, voids the round.
  IF has_open_round <> (NEW.draft_state IN ('in_review', 'secrecy_referred', 'approved', 'scheduled')) THEN
    RAISE EXCEPTION 'state % does not fit the review round', NEW.draft_state USING ERRCODE = 'GK006';
  END IF;
  -- By version, not by time: the clock of a demo can be set back.
  SELECT r.* INTO last_round FROM office.round r JOIN office.version v ON v.id = r.version_id
    WHERE r.item_id = NEW.id ORDER BY v.number DESC LIMIT 1;
  IF NEW.draft_state IN ('approved', 'scheduled') THEN
    PERFORM office.assert_round_passed(last_round.id);
  ELSIF NEW.draft_state = 'none' AND OLD.draft_state IN ('approved', 'scheduled') THEN
    IF last_round.closed_reason IS DISTINCT FROM 'published' THEN
      RAISE EXCEPTION 'the last round was not published' USING ERRCODE = 'GK006';
    END IF;
  ELSIF NEW.draft_state IN ('none', 'cancelled') THEN
    -- Cancelling a correction leaves the public version; cancelling what was never public ends the item.
    IF (NEW.draft_state = 'none') <> EXISTS (SELECT 1 FROM office.live_item l WHERE l.item_id = NEW.id) THEN
      RAISE EXCEPTION 'state % does not fit the public state', NEW.draft_state USING ERRCODE = 'GK006';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER item_guard BEFORE INSERT OR UPDATE ON office.item FOR EACH ROW EXECUTE FUNCTION office.guard_item();
CREATE TRIGGER item_is_never_deleted BEFORE DELETE ON office.item FOR EACH ROW EXECUTE FUNCTION office.deny_change();

-- ---------------------------------------------------------------- drafts
-- Every change of a working copy is kept, with its writer: no edit is lost and no hand in the text is forgotten (TR-3).
CREATE FUNCTION office.guard_draft() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_item office.item;
BEGIN
  SELECT * INTO v_item FROM office.item WHERE id = NEW.item_id FOR UPDATE;
  IF v_item.draft_state NOT IN ('draft', 'returned')
     OR EXISTS (SELECT 1 FROM office.round r WHERE r.item_id = NEW.item_id AND r.closed_at IS NULL) THEN
    RAISE EXCEPTION 'the text is in state % or under review, not a draft', v_item.draft_state USING ERRCODE = 'GK002';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM office.person p WHERE p.id = NEW.saved_by AND p.organ_id = v_item.organ_id) THEN
    RAISE EXCEPTION 'a person of another organ' USING ERRCODE = 'GK011';
  END IF;
  IF NEW.revision <> (CASE WHEN TG_OP = 'INSERT' THEN 1 ELSE OLD.revision + 1 END) THEN
    RAISE EXCEPTION 'the draft has been changed meanwhile' USING ERRCODE = 'GK012';
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.item_id <> OLD.item_id THEN
    RAISE EXCEPTION 'a draft stays with its item' USING ERRCODE = 'GK001';
  END IF;
  NEW.saved_at := office.clock_now();
  INSERT INTO office.draft_save (item_id, revision, content, content_hash, saved_by, saved_at)
    VALUES (NEW.item_id, NEW.revision, NEW.content, NEW.content_hash, NEW.saved_by, NEW.saved_at);
  RETURN NEW;
END $$;
CREATE TRIGGER draft_guard BEFORE INSERT OR UPDATE ON office.draft FOR EACH ROW EXECUTE FUNCTION office.guard_draft();
CREATE TRIGGER draft_is_never_deleted BEFORE DELETE ON office.draft FOR EACH ROW EXECUTE FUNCTION office.deny_change();

-- ---------------------------------------------------------------- versions
CREATE FUNCTION office.guard_version() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_item office.item; v_draft office.draft;
BEGIN
  SELECT * INTO v_item FROM office.item WHERE id = NEW.item_id FOR UPDATE;
  SELECT * INTO v_draft FROM office.draft WHERE item_id = NEW.item_id;
  IF NEW.organ_id IS DISTINCT FROM v_item.organ_id OR v_item.draft_state NOT IN ('draft', 'returned') THEN
    RAISE EXCEPTION 'a version is frozen from the draft of its item' USING ERRCODE = 'GK006';
  END IF;
  IF NEW.content_hash IS DISTINCT FROM v_draft.content_hash OR NEW.draft_revision IS DISTINCT FROM v_draft.revision THEN
    RAISE EXCEPTION 'the frozen text is not the saved one' USING ERRCODE = 'GK007';
  END IF;
  IF NEW.canonical::jsonb <> v_draft.content THEN
    RAISE EXCEPTION 'the frozen text is not the saved one' USING ERRCODE = 'GK007';
  END IF;
  IF NEW.canonical::jsonb ->> 'kind' IS DISTINCT FROM v_item.kind THEN
    RAISE EXCEPTION 'the kind of the text is not that of the item' USING ERRCODE = 'GK007';
  END IF;
  NEW.number := 1 + coalesce((SELECT max(number) FROM office.version WHERE item_id = NEW.item_id), 0);
  NEW.frozen_at := office.clock_now();
  RETURN NEW;
END $$;
CREATE TRIGGER version_guard BEFORE INSERT ON office.version FOR EACH ROW EXECUTE FUNCTION office.guard_version();

CREATE FUNCTION office.record_contributors() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  INSERT INTO office.version_contributor (version_id, person_id)
  -- A correction still holds what its first writer wrote, so every hand in the item's text counts.
  SELECT NEW.id, s.saved_by FROM office.draft_save s
    WHERE s.item_id = NEW.item_id AND s.revision <= NEW.draft_revision
  UNION
  -- Readers get the attachments and pictures too: who brought one had a hand in what is judged.
  SELECT NEW.id, u.uploaded_by FROM office.upload u
    JOIN jsonb_array_elements(NEW.canonical::jsonb -> 'attachments') a(entry) ON a.entry ->> 'sha256' = u.sha256
    WHERE u.item_id = NEW.item_id
  UNION
  SELECT NEW.id, NEW.frozen_by;
  RETURN NULL;
END $$;
CREATE TRIGGER version_contributors AFTER INSERT ON office.version FOR EACH ROW EXECUTE FUNCTION office.record_contributors();

-- ---------------------------------------------------------------- files
CREATE FUNCTION office.guard_file() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_hash text; v_size bigint; v_count int; v_last int; v_first int; v_is_even boolean;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW.sha256, 1));
  SELECT encode(sha256(coalesce(string_agg(c.bytes, ''::bytea ORDER BY c.seq), ''::bytea)), 'hex'),
         coalesce(sum(length(c.bytes)), 0), count(*), coalesce(max(c.seq), -1), coalesce(min(c.seq), 0)
    INTO v_hash, v_size, v_count, v_last, v_first FROM office.file_chunk c WHERE c.sha256 = NEW.sha256;
  -- Readers find a byte by its chunk (CHUNK_BYTES in lib/platform/files.ts): all but the last are of one size.
  SELECT coalesce(bool_and(CASE WHEN c.seq < v_last THEN length(c.bytes) = 1048576
      ELSE length(c.bytes) BETWEEN 1 AND 1048576 END), true)
    INTO v_is_even FROM office.file_chunk c WHERE c.sha256 = NEW.sha256;
  IF v_hash IS DISTINCT FROM NEW.sha256 OR v_size <> NEW.size OR v_first <> 0 OR v_count <> v_last + 1 OR NOT v_is_even THEN
    RAISE EXCEPTION 'the bytes stored do not have this hash' USING ERRCODE = 'GK008';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER file_guard BEFORE INSERT ON office.file FOR EACH ROW EXECUTE FUNCTION office.guard_file();

CREATE FUNCTION office.guard_file_chunk() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW.sha256, 1));
  IF EXISTS (SELECT 1 FROM office.file f WHERE f.sha256 = NEW.sha256) THEN
    RAISE EXCEPTION 'the file is complete' USING ERRCODE = 'GK001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER file_chunk_guard BEFORE INSERT ON office.file_chunk FOR EACH ROW EXECUTE FUNCTION office.guard_file_chunk();

-- TR-3: files come before the text is frozen, so that whoever brought one is known as a hand in the version.
CREATE FUNCTION office.guard_upload() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_item office.item;
BEGIN
  SELECT * INTO v_item FROM office.item WHERE id = NEW.item_id FOR UPDATE;
  IF v_item.draft_state NOT IN ('draft', 'returned')
     OR EXISTS (SELECT 1 FROM office.round r WHERE r.item_id = NEW.item_id AND r.closed_at IS NULL) THEN
    RAISE EXCEPTION 'a file is brought to a draft, not to a text in state % or under review', v_item.draft_state
      USING ERRCODE = 'GK002';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER upload_guard BEFORE INSERT ON office.upload FOR EACH ROW EXECUTE FUNCTION office.guard_upload();

-- ---------------------------------------------------------------- rounds
CREATE FUNCTION office.guard_round() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_item office.item; v_version office.version;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.id, NEW.item_id, NEW.organ_id, NEW.version_id, NEW.content_hash, NEW.settings, NEW.opened_by, NEW.opened_at)
       IS DISTINCT FROM (OLD.id, OLD.item_id, OLD.organ_id, OLD.version_id, OLD.content_hash, OLD.settings, OLD.opened_by, OLD.opened_at)
       OR OLD.closed_at IS NOT NULL OR NEW.content_class < OLD.content_class THEN
      RAISE EXCEPTION 'a round is only ever raised in class or closed, once' USING ERRCODE = 'GK001';
    END IF;
    IF NEW.closed_reason = 'published' AND NOT EXISTS (SELECT 1 FROM office.publication p WHERE p.round_id = NEW.id) THEN
      RAISE EXCEPTION 'the round has no publication' USING ERRCODE = 'GK006';
    END IF;
    IF NEW.closed_at IS NOT NULL THEN NEW.closed_at := office.clock_now(); END IF;
    RETURN NEW;
  END IF;
  SELECT * INTO v_item FROM office.item WHERE id = NEW.item_id FOR UPDATE;
  SELECT * INTO v_version FROM office.version WHERE id = NEW.version_id;
  IF v_version.item_id IS DISTINCT FROM NEW.item_id OR v_item.organ_id IS DISTINCT FROM NEW.organ_id
     OR v_version.content_hash IS DISTINCT FROM NEW.content_hash THEN
    RAISE EXCEPTION 'the round is not of this version' USING ERRCODE = 'GK007';
  END IF;
  IF v_item.draft_state NOT IN ('draft', 'returned') OR v_version.number <> (
      SELECT max(number) FROM office.version WHERE item_id = NEW.item_id)
     OR EXISTS (SELECT 1 FROM office.round r WHERE r.version_id = NEW.version_id) THEN
    RAISE EXCEPTION 'only the newest version of a draft is submitted, once' USING ERRCODE = 'GK006';
  END IF;
  -- TR-3: what a round allows is what the organ has allowed, and no more.
  IF EXISTS (
    SELECT 1 FROM unnest(ARRAY['secrecy_officer_may_be_l1_or_l2', 'secrecy_officer_may_be_l3', 'signer_may_be_l2']) AS k(key)
    WHERE coalesce((NEW.settings ->> k.key)::boolean, false) AND NOT coalesce((
      SELECT o.value = 'true'::jsonb FROM office.organ_setting o
      WHERE o.organ_id = NEW.organ_id AND o.key = k.key AND o.effective_from <= office.today()
      ORDER BY o.effective_from DESC, o.set_at DESC LIMIT 1), false)) THEN
    RAISE EXCEPTION 'the round allows more than the settings of the organ' USING ERRCODE = 'GK004';
  END IF;
  PERFORM office.assert_role(NEW.opened_by, NEW.organ_id, ARRAY['author']);
  NEW.opened_at := office.clock_now();
  NEW.closed_at := NULL;
  NEW.closed_reason := NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER round_guard BEFORE INSERT OR UPDATE ON office.round FOR EACH ROW EXECUTE FUNCTION office.guard_round();
CREATE TRIGGER round_is_never_deleted BEFORE DELETE ON office.round FOR EACH ROW EXECUTE FUNCTION office.deny_change();

-- A route is copied into its open round; the record of a closed one stays as it is.
CREATE FUNCTION office.guard_round_step() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_closed text;
BEGIN
  SELECT closed_reason INTO v_closed FROM office.round WHERE id = NEW.round_id FOR UPDATE;
  IF v_closed IS NOT NULL THEN
    RAISE EXCEPTION 'the round is closed (%)', v_closed USING ERRCODE = 'GK005';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER round_step_guard BEFORE INSERT ON office.round_step FOR EACH ROW EXECUTE FUNCTION office.guard_round_step();

-- TR-3: may one person give both steps of one version? Settings can only allow what TR-3 lists.
CREATE FUNCTION office.seats_exclude(p_a text, p_b text, p_settings jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN 'secrecy' IN (p_a, p_b) AND ('l1' IN (p_a, p_b) OR 'l2' IN (p_a, p_b))
      THEN NOT coalesce((p_settings ->> 'secrecy_officer_may_be_l1_or_l2')::boolean, false)
    WHEN 'secrecy' IN (p_a, p_b) AND 'l3' IN (p_a, p_b)
      THEN NOT coalesce((p_settings ->> 'secrecy_officer_may_be_l3')::boolean, false)
    WHEN 'sign_off' IN (p_a, p_b) AND 'l2' IN (p_a, p_b)
      THEN NOT coalesce((p_settings ->> 'signer_may_be_l2')::boolean, false)
    ELSE true END
$$;

-- The pass that counts at a position: the last one, unless a later return opened that position again (TR-5).
CREATE FUNCTION office.standing_pass(p_round uuid, p_position int) RETURNS office.decision
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = office, pg_temp AS $$
  SELECT d.* FROM office.decision d
  WHERE d.round_id = p_round AND d.position = p_position AND d.conclusion = 'pass'
    AND NOT EXISTS (SELECT 1 FROM office.decision r
      WHERE r.round_id = p_round AND r.seq > d.seq AND r.conclusion = 'return' AND r.return_to <= p_position)
  ORDER BY d.seq DESC LIMIT 1
$$;

CREATE FUNCTION office.referral_is_open(p_round uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = office, pg_temp AS $$
  SELECT coalesce((SELECT d.conclusion = 'refer_secrecy' FROM office.decision d
    WHERE d.round_id = p_round AND d.conclusion IN ('refer_secrecy', 'referral_reply') ORDER BY d.seq DESC LIMIT 1), false)
$$;

CREATE FUNCTION office.guard_decision() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_round office.round; v_item office.item; v_step office.round_step; v_other text;
BEGIN
  SELECT * INTO v_round FROM office.round WHERE id = NEW.round_id FOR UPDATE;
  SELECT * INTO v_item FROM office.item WHERE id = v_round.item_id FOR UPDATE;
  IF v_round.closed_at IS NOT NULL THEN
    RAISE EXCEPTION 'the round is closed (%)', v_round.closed_reason USING ERRCODE = 'GK005';
  END IF;
  IF NEW.content_hash IS DISTINCT FROM v_round.content_hash THEN
    RAISE EXCEPTION 'the decision is about another text' USING ERRCODE = 'GK007';
  END IF;
  IF EXISTS (SELECT 1 FROM office.version_contributor c WHERE c.version_id = v_round.version_id AND c.person_id = NEW.person_id) THEN
    RAISE EXCEPTION 'whoever wrote in a version does not decide on it' USING ERRCODE = 'GK004';
  END IF;
  PERFORM office.assert_role(NEW.person_id, v_round.organ_id, ARRAY[NEW.role]);
  NEW.decided_at := office.clock_now();
  NEW.seq := 1 + coalesce((SELECT max(seq) FROM office.decision WHERE round_id = NEW.round_id), 0);

  IF NEW.step = 'publication' THEN
    -- states.md: approved, scheduled; return_item; last signer, publisher.
    IF NEW.conclusion <> 'return' OR NEW.return_to <> 0 OR v_item.draft_state NOT IN ('approved', 'scheduled') THEN
      RAISE EXCEPTION 'an approved text is published or returned to its author' USING ERRCODE = 'GK005';
    END IF;
    IF NEW.role <> 'publisher' AND NEW.person_id IS DISTINCT FROM (
        SELECT d.person_id FROM office.decision d WHERE d.round_id = NEW.round_id AND d.conclusion = 'pass' ORDER BY d.seq DESC LIMIT 1) THEN
      RAISE EXCEPTION 'only the last signer or the publisher returns an approved text' USING ERRCODE = 'GK004';
    END IF;
    RETURN NEW;
  END IF;

  SELECT * INTO v_step FROM office.round_step WHERE round_id = NEW.round_id AND position = NEW.position;
  IF v_step.step IS DISTINCT FROM NEW.step OR v_step.role IS DISTINCT FROM NEW.role THEN
    RAISE EXCEPTION 'the route has no such step' USING ERRCODE = 'GK005';
  END IF;
  IF v_item.draft_state NOT IN ('in_review', 'secrecy_referred') THEN
    RAISE EXCEPTION 'the text is not under review' USING ERRCODE = 'GK005';
  END IF;
  IF office.referral_is_open(NEW.round_id) <> (NEW.conclusion = 'referral_reply') THEN
    RAISE EXCEPTION 'the referral must be answered first, and only an open one is answered' USING ERRCODE = 'GK005';
  END IF;
  IF (office.standing_pass(NEW.round_id, NEW.position)).id IS NOT NULL THEN
    RAISE EXCEPTION 'the step is already passed' USING ERRCODE = 'GK005';
  END IF;
  IF EXISTS (SELECT 1 FROM office.round_step s WHERE s.round_id = NEW.round_id AND s.stage < v_step.stage
      AND (office.standing_pass(s.round_id, s.position)).id IS NULL) THEN
    RAISE EXCEPTION 'an earlier step is still open' USING ERRCODE = 'GK005';
  END IF;
  SELECT d.step INTO v_other FROM office.decision d
    WHERE d.round_id = NEW.round_id AND d.person_id = NEW.person_id AND d.position <> NEW.position
      AND office.seats_exclude(d.step, NEW.step, v_round.settings) LIMIT 1;
  IF v_other IS NOT NULL THEN
    RAISE EXCEPTION 'the person already decided at step %', v_other USING ERRCODE = 'GK004';
  END IF;
  -- TR-5: to the author, or one level back.
  IF NEW.conclusion = 'return' AND NEW.return_to <> 0 AND NEW.return_to IS DISTINCT FROM (
      SELECT max(s.position) FROM office.round_step s WHERE s.round_id = NEW.round_id AND s.stage < v_step.stage) THEN
    RAISE EXCEPTION 'a return goes one level back or to the author' USING ERRCODE = 'GK005';
  END IF;
  -- REG-17-1: a pass of 保密审查 is its own record: every item answered with no, basis, conclusion.
  IF NEW.step = 'secrecy' AND NEW.conclusion = 'pass' AND NOT (
      btrim(coalesce(NEW.secrecy ->> 'basis', '')) <> '' AND coalesce(NEW.secrecy, '{}') @> '{"conclusion": "publish",
        "state_secret": false, "work_secret": false, "trade_secret": false, "personal_privacy": false}') THEN
    RAISE EXCEPTION 'a secrecy review needs its answers, its basis and the conclusion to publish' USING ERRCODE = 'GK013';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER decision_guard BEFORE INSERT ON office.decision FOR EACH ROW EXECUTE FUNCTION office.guard_decision();

-- The least class for a kind (three-reviews.md §4).
CREATE FUNCTION office.least_class(p_kind text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN p_kind IN ('policy_document', 'policy_interpretation', 'annual_report') THEN 'b'
              WHEN p_kind = 'clarification' THEN 'c' ELSE 'a' END
$$;

-- The floor below which no route goes, and every judgement on exactly the round's text (TR-1, TR-2, TR-3).
CREATE FUNCTION office.assert_round_passed(p_round uuid) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE
  v_round office.round; v_version office.version; v_item office.item; v_missing text;
  route_order constant text[] := ARRAY['reviewer_l1', 'reviewer_l2', 'secrecy_officer', 'reviewer_l3',
    'disclosure_leader', 'head_of_organ'];
BEGIN
  SELECT * INTO v_round FROM office.round WHERE id = p_round;
  SELECT * INTO v_version FROM office.version WHERE id = v_round.version_id;
  SELECT * INTO v_item FROM office.item WHERE id = v_round.item_id;
  IF v_round.id IS NULL OR v_round.closed_at IS NOT NULL THEN
    RAISE EXCEPTION 'there is no open round' USING ERRCODE = 'GK003';
  END IF;
  IF v_round.content_class < v_item.content_class OR v_round.content_class < office.least_class(v_item.kind) THEN
    RAISE EXCEPTION 'the round is of a lower class than the item' USING ERRCODE = 'GK003';
  END IF;
  IF v_version.content_hash <> v_round.content_hash
     OR v_version.content_hash <> encode(sha256(convert_to(v_version.canonical, 'UTF8')), 'hex') THEN
    RAISE EXCEPTION 'the round is about another text' USING ERRCODE = 'GK007';
  END IF;
  SELECT string_agg(f.step || ' ' || f.role, ', ') INTO v_missing
  FROM (VALUES ('l1', 'reviewer_l1', 'a'), ('l2', 'reviewer_l2', 'a'), ('secrecy', 'secrecy_officer', 'a'),
      ('l3', 'reviewer_l3', 'a'), ('sign_off', 'disclosure_leader', 'b'), ('sign_off', 'head_of_organ', 'c')
    ) AS f(step, role, from_class)
  WHERE v_round.content_class >= f.from_class AND NOT EXISTS (
    SELECT 1 FROM office.round_step s WHERE s.round_id = p_round AND s.step = f.step AND s.role = f.role);
  IF v_missing IS NOT NULL THEN
    RAISE EXCEPTION 'the route lacks: %', v_missing USING ERRCODE = 'GK003';
  END IF;
  -- One level after the other, and a return opens every later one again.
  SELECT string_agg(a.role || ' before ' || b.role, ', ') INTO v_missing
  FROM office.round_step a JOIN office.round_step b ON b.round_id = a.round_id
  WHERE a.round_id = p_round
    AND array_position(route_order, a.role) < array_position(route_order, b.role)
    AND (a.stage >= b.stage OR a.position >= b.position);
  IF v_missing IS NOT NULL THEN
    RAISE EXCEPTION 'the route does not keep the order: %', v_missing USING ERRCODE = 'GK003';
  END IF;
  SELECT string_agg(s.step, ', ') INTO v_missing FROM office.round_step s
    WHERE s.round_id = p_round AND (office.standing_pass(s.round_id, s.position)).id IS NULL;
  IF v_missing IS NOT NULL THEN
    RAISE EXCEPTION 'steps still open: %', v_missing USING ERRCODE = 'GK003';
  END IF;
  IF office.referral_is_open(p_round) THEN
    RAISE EXCEPTION 'a secrecy referral is unanswered' USING ERRCODE = 'GK003';
  END IF;
  IF EXISTS (
    SELECT 1 FROM office.round_step s CROSS JOIN LATERAL office.standing_pass(s.round_id, s.position) d
    WHERE s.round_id = p_round AND (d.content_hash <> v_round.content_hash OR d.step <> s.step OR d.role <> s.role
      OR EXISTS (SELECT 1 FROM office.version_contributor c WHERE c.version_id = v_version.id AND c.person_id = d.person_id)
      OR EXISTS (SELECT 1 FROM office.round_step s2 CROSS JOIN LATERAL office.standing_pass(s2.round_id, s2.position) d2
        WHERE s2.round_id = p_round AND s2.position <> s.position AND d2.person_id = d.person_id
          AND office.seats_exclude(d.step, d2.step, v_round.settings)))) THEN
    RAISE EXCEPTION 'a person holds two seats, or judged own work' USING ERRCODE = 'GK004';
  END IF;
END $$;

-- ---------------------------------------------------------------- publication
CREATE FUNCTION office.guard_publication() RETURNS trigger
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
  -- Figures of a report go out on the report's own route, under its year.
  IF (v_item.kind = 'annual_report') <> (coalesce(jsonb_typeof(v_content #> '{report,year}'), '') = 'number')
     OR (v_item.kind <> 'annual_report' AND coalesce(jsonb_typeof(v_content -> 'report'), 'null') <> 'null') THEN
    RAISE EXCEPTION 'a report and its year belong to the kind annual_report' USING ERRCODE = 'GK013';
  END IF;
  NEW.published_at := office.clock_now();
  RETURN NEW;
END $$;
CREATE TRIGGER publication_guard BEFORE INSERT ON office.publication FOR EACH ROW EXECUTE FUNCTION office.guard_publication();

CREATE FUNCTION office.refresh_live(p_item text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_live office.live_item; v_content jsonb;
BEGIN
  SELECT * INTO v_live FROM office.live_item WHERE item_id = p_item;
  DELETE FROM office.live_column WHERE item_id = p_item;
  DELETE FROM office.live_attachment WHERE item_id = p_item;
  IF v_live.public_state NOT IN ('published', 'archived') THEN RETURN; END IF;
  SELECT canonical::jsonb INTO v_content FROM office.version WHERE id = v_live.version_id;
  INSERT INTO office.live_column (item_id, column_id, first_published_at)
    SELECT p_item, c.id::uuid, v_live.first_published_at FROM jsonb_array_elements_text(v_content -> 'columns') c(id);
  INSERT INTO office.live_attachment (item_id, position, name, sha256, size, media_type, inline)
    SELECT p_item, a.n, a.entry ->> 'name', a.entry ->> 'sha256', (a.entry ->> 'size')::int, a.entry ->> 'media_type',
           (a.entry ->> 'inline')::boolean
    FROM jsonb_array_elements(v_content -> 'attachments') WITH ORDINALITY a(entry, n);
END $$;

CREATE FUNCTION office.go_live() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_year int := extract(year FROM NEW.published_at AT TIME ZONE 'Asia/Shanghai'); v_serial int; v_report_year int;
BEGIN
  SELECT (canonical::jsonb -> 'report' ->> 'year')::int INTO v_report_year FROM office.version WHERE id = NEW.version_id;
  IF EXISTS (SELECT 1 FROM office.live_item WHERE item_id = NEW.item_id) THEN
    UPDATE office.live_item SET version_id = NEW.version_id, publication_id = NEW.id, public_state = 'published',
      last_published_at = NEW.published_at, publications = publications + 1, report_year = v_report_year
      WHERE item_id = NEW.item_id;
  ELSE
    -- PF-22: 索引号 by organ and year of first publication.
    INSERT INTO office.index_serial AS s (organ_id, year, last) VALUES (NEW.organ_id, v_year, 1)
      ON CONFLICT (organ_id, year) DO UPDATE SET last = s.last + 1 RETURNING last INTO v_serial;
    INSERT INTO office.live_item (item_id, organ_id, version_id, publication_id, index_no, public_state,
        first_published_at, last_published_at, publications, report_year)
      SELECT NEW.item_id, NEW.organ_id, NEW.version_id, NEW.id,
        o.credit_code || '/' || v_year || '-' || lpad(v_serial::text, 5, '0'), 'published',
        NEW.published_at, NEW.published_at, 1, v_report_year
      FROM office.organ o WHERE o.id = NEW.organ_id;
  END IF;
  PERFORM office.refresh_live(NEW.item_id);
  UPDATE office.round SET closed_at = NEW.published_at, closed_reason = 'published' WHERE id = NEW.round_id;
  RETURN NULL;
END $$;
CREATE TRIGGER publication_goes_live AFTER INSERT ON office.publication FOR EACH ROW EXECUTE FUNCTION office.go_live();

-- TR-14: any reviewer or the publisher hides at once; 终审人 or a signer confirms or restores the same version.
CREATE FUNCTION office.guard_visibility() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_live office.live_item;
BEGIN
  SELECT * INTO v_live FROM office.live_item WHERE item_id = NEW.item_id FOR UPDATE;
  IF v_live.item_id IS NULL OR NOT (CASE NEW.kind
      WHEN 'hide' THEN v_live.public_state IN ('published', 'archived')
      WHEN 'withdraw' THEN v_live.public_state = 'hidden'
      WHEN 'restore' THEN v_live.public_state = 'hidden'
      WHEN 'archive' THEN v_live.public_state = 'published' END) THEN
    RAISE EXCEPTION 'the item is %', coalesce(v_live.public_state, 'not public') USING ERRCODE = 'GK006';
  END IF;
  PERFORM office.assert_role(NEW.person_id, v_live.organ_id, CASE NEW.kind
    WHEN 'hide' THEN ARRAY['reviewer_l1', 'reviewer_l2', 'reviewer_l3', 'secrecy_officer', 'disclosure_leader', 'head_of_organ', 'publisher']
    WHEN 'archive' THEN ARRAY['office_head']
    ELSE ARRAY['reviewer_l3', 'disclosure_leader', 'head_of_organ'] END);
  NEW.publication_id := v_live.publication_id;
  NEW.at := office.clock_now();
  RETURN NEW;
END $$;
CREATE TRIGGER visibility_guard BEFORE INSERT ON office.visibility_event FOR EACH ROW EXECUTE FUNCTION office.guard_visibility();

CREATE FUNCTION office.change_visibility() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  UPDATE office.live_item SET public_state = CASE NEW.kind
    WHEN 'hide' THEN 'hidden'
    WHEN 'withdraw' THEN 'withdrawn'
    WHEN 'archive' THEN 'archived'
    -- Back to the state from before: archived stays archived.
    WHEN 'restore' THEN CASE WHEN EXISTS (SELECT 1 FROM office.visibility_event e
        WHERE e.publication_id = NEW.publication_id AND e.kind = 'archive') THEN 'archived' ELSE 'published' END
    END WHERE item_id = NEW.item_id;
  PERFORM office.refresh_live(NEW.item_id);
  RETURN NULL;
END $$;
CREATE TRIGGER visibility_changes AFTER INSERT ON office.visibility_event FOR EACH ROW EXECUTE FUNCTION office.change_visibility();

-- ---------------------------------------------------------------- plans
CREATE FUNCTION office.guard_plan() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.id, NEW.item_id, NEW.round_id, NEW.publish_at, NEW.planned_by, NEW.planned_at)
       IS DISTINCT FROM (OLD.id, OLD.item_id, OLD.round_id, OLD.publish_at, OLD.planned_by, OLD.planned_at)
       OR OLD.ended_at IS NOT NULL THEN
      RAISE EXCEPTION 'a plan is only ever ended, once' USING ERRCODE = 'GK001';
    END IF;
    RETURN NEW;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM office.round r WHERE r.id = NEW.round_id AND r.item_id = NEW.item_id AND r.closed_at IS NULL) THEN
    RAISE EXCEPTION 'the plan is not of the open round' USING ERRCODE = 'GK007';
  END IF;
  NEW.planned_at := office.clock_now();
  RETURN NEW;
END $$;
CREATE TRIGGER plan_guard BEFORE INSERT OR UPDATE ON office.plan FOR EACH ROW EXECUTE FUNCTION office.guard_plan();
CREATE TRIGGER plan_is_never_deleted BEFORE DELETE ON office.plan FOR EACH ROW EXECUTE FUNCTION office.deny_change();

-- ---------------------------------------------------------------- audit chain (design.md §3)
CREATE FUNCTION office.guard_audit() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_head office.audit_head;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('audit:' || NEW.chain, 0));
  SELECT * INTO v_head FROM office.audit_head WHERE chain = NEW.chain;
  IF NEW.seq <> coalesce(v_head.seq, 0) + 1
     OR (NEW.entry::jsonb ->> 'previous') IS DISTINCT FROM v_head.hash
     OR (NEW.entry::jsonb ->> 'seq')::int IS DISTINCT FROM NEW.seq
     OR (NEW.entry::jsonb ->> 'chain') IS DISTINCT FROM NEW.chain
     OR NEW.hash <> encode(sha256(convert_to(NEW.entry, 'UTF8')), 'hex') THEN
    RAISE EXCEPTION 'the row does not continue the chain' USING ERRCODE = 'GK010';
  END IF;
  INSERT INTO office.audit_head (chain, seq, hash) VALUES (NEW.chain, NEW.seq, NEW.hash)
    ON CONFLICT (chain) DO UPDATE SET seq = EXCLUDED.seq, hash = EXCLUDED.hash;
  RETURN NEW;
END $$;
CREATE TRIGGER audit_guard BEFORE INSERT ON office.audit_entry FOR EACH ROW EXECUTE FUNCTION office.guard_audit();

-- ---------------------------------------------------------------- rights of the office role
GRANT SELECT ON ALL TABLES IN SCHEMA office TO gongkai_staff;
GRANT INSERT ON office.organ, office.section, office.person, office.role_grant, office.account, office.session,
  office.sign_in_attempt, office.organ_setting, office.site_column, office.item, office.draft, office.version,
  office.file, office.file_chunk, office.upload, office.round, office.round_step, office.decision, office.plan,
  office.publication, office.visibility_event, office.audit_entry TO gongkai_staff;
-- Identities and addresses stay: nobody becomes another person, and no column moves to another organ or address.
GRANT UPDATE (name, short_name, document_prefix, credit_code, site_id_code, site_host, is_default_site, superior_id, address,
  postcode, phone, fax, email, office_hours, reconsideration_organ, court) ON office.organ TO gongkai_staff;
GRANT UPDATE (name, position) ON office.section TO gongkai_staff;
GRANT UPDATE (section_id, name, post, left_on) ON office.person TO gongkai_staff;
GRANT UPDATE (login, password_hash, must_change_password, disabled_at) ON office.account TO gongkai_staff;
GRANT UPDATE (last_seen_at, ended_at, ended_reason) ON office.session TO gongkai_staff;
GRANT UPDATE (parent_id, name, column_type, description, keywords, layout, art_item, update_cycle, position)
  ON office.site_column TO gongkai_staff;
GRANT UPDATE (revision, content, content_hash, saved_by, saved_at) ON office.draft TO gongkai_staff;
GRANT UPDATE (ends_on) ON office.role_grant TO gongkai_staff;
GRANT UPDATE (content_class, draft_state, section_id, revision) ON office.item TO gongkai_staff;
GRANT UPDATE (content_class, closed_at, closed_reason) ON office.round TO gongkai_staff;
GRANT UPDATE (ended_at, ended_reason, refusal) ON office.plan TO gongkai_staff;
GRANT EXECUTE ON FUNCTION office.clock_now(), office.today(), office.holds_role(uuid, text),
  office.standing_pass(uuid, int), office.referral_is_open(uuid), office.seats_exclude(text, text, jsonb) TO gongkai_staff;
