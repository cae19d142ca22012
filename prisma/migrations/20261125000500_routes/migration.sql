-- Routes as data, delegation, the fast lanes, and changes that need a second person (docs/decisions/0011).
--
-- New codes (docs/database-errors.md): GK014 below the floor of a setting   GK015 second person missing

-- ---------------------------------------------------------------- tables
-- A change of a setting or a role: one person asks, another confirms.
CREATE TABLE office.change_request (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  organ_id uuid NOT NULL REFERENCES office.organ (id),
  kind text NOT NULL CONSTRAINT change_kind_is_known CHECK (kind IN ('setting', 'role_grant', 'role_end')),
  -- The key of a setting, or the id of the person whose role changes.
  target text NOT NULL,
  payload jsonb NOT NULL,
  reason text NOT NULL CONSTRAINT change_has_reason CHECK (btrim(reason) <> ''),
  effective_from date NOT NULL,
  proposed_by uuid NOT NULL REFERENCES office.person (id),
  proposed_at timestamptz(3) NOT NULL,
  concluded_by uuid REFERENCES office.person (id),
  concluded_at timestamptz(3),
  conclusion text CONSTRAINT change_conclusion_is_known CHECK (conclusion IN ('approved', 'rejected', 'withdrawn')),
  note text NOT NULL DEFAULT '',
  CONSTRAINT change_conclusion_is_whole
    CHECK ((conclusion IS NULL) = (concluded_by IS NULL) AND (conclusion IS NULL) = (concluded_at IS NULL))
);
CREATE INDEX change_request_organ_id_idx ON office.change_request (organ_id);
CREATE UNIQUE INDEX change_one_open_per_target ON office.change_request (organ_id, kind, target, md5(payload::text))
  WHERE conclusion IS NULL;

ALTER TABLE office.organ_setting ADD COLUMN change_id uuid REFERENCES office.change_request (id);
ALTER TABLE office.role_grant ADD COLUMN change_id uuid REFERENCES office.change_request (id),
  ADD COLUMN ended_by uuid REFERENCES office.person (id),
  ADD COLUMN end_change_id uuid REFERENCES office.change_request (id);

-- 审批代理 (TR-4): by dates, for one role of the principal.
CREATE TABLE office.delegation (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  organ_id uuid NOT NULL REFERENCES office.organ (id),
  principal_id uuid NOT NULL REFERENCES office.person (id),
  deputy_id uuid NOT NULL REFERENCES office.person (id),
  role text NOT NULL CONSTRAINT delegated_role_is_of_a_seat CHECK (role IN ('reviewer_l1', 'reviewer_l2', 'reviewer_l3',
    'secrecy_officer', 'disclosure_leader', 'head_of_organ')),
  starts_on date NOT NULL,
  -- The last day.
  ends_on date NOT NULL,
  reason text NOT NULL CONSTRAINT delegation_has_reason CHECK (btrim(reason) <> ''),
  -- Ordered by telephone and entered by the office (TR-11); the principal confirms it afterwards.
  by_phone boolean NOT NULL DEFAULT false,
  entered_by uuid NOT NULL REFERENCES office.person (id),
  entered_at timestamptz(3) NOT NULL,
  confirmed_by uuid REFERENCES office.person (id),
  confirmed_at timestamptz(3),
  revoked_by uuid REFERENCES office.person (id),
  revoked_at timestamptz(3),
  CONSTRAINT delegation_ends_after_it_starts CHECK (ends_on >= starts_on AND ends_on <= starts_on + 366),
  CONSTRAINT delegation_is_to_another CHECK (principal_id <> deputy_id)
);
CREATE INDEX delegation_deputy_id_idx ON office.delegation (deputy_id);
CREATE INDEX delegation_organ_id_idx ON office.delegation (organ_id);

-- 请假: entered by the office, confirmed by a leader.
CREATE TABLE office.leave (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  organ_id uuid NOT NULL REFERENCES office.organ (id),
  person_id uuid NOT NULL REFERENCES office.person (id),
  starts_on date NOT NULL,
  ends_on date NOT NULL,
  reason text NOT NULL,
  entered_by uuid NOT NULL REFERENCES office.person (id),
  entered_at timestamptz(3) NOT NULL,
  confirmed_by uuid REFERENCES office.person (id),
  confirmed_at timestamptz(3),
  cancelled_by uuid REFERENCES office.person (id),
  cancelled_at timestamptz(3),
  CONSTRAINT leave_ends_after_it_starts CHECK (ends_on >= starts_on)
);
CREATE INDEX leave_organ_id_idx ON office.leave (organ_id);

-- Who opened a review and when: time spent, what changed since, and the ground of signing in a batch.
CREATE TABLE office.review_opening (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  round_id uuid NOT NULL REFERENCES office.round (id),
  person_id uuid NOT NULL REFERENCES office.person (id),
  opened_at timestamptz(3) NOT NULL
);
CREATE INDEX review_opening_round_id_person_id_idx ON office.review_opening (round_id, person_id);

-- 内容等级: any reviewer raises it, 终审 alone lowers it, with a reason and outside a review (three-reviews.md §4).
CREATE TABLE office.class_change (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  item_id text NOT NULL REFERENCES office.item (id),
  from_class text NOT NULL,
  to_class text NOT NULL CONSTRAINT changed_class_is_known CHECK (to_class IN ('a', 'b', 'c') AND to_class <> from_class),
  person_id uuid NOT NULL REFERENCES office.person (id),
  reason text NOT NULL CONSTRAINT class_change_has_reason CHECK (btrim(reason) <> ''),
  changed_at timestamptz(3) NOT NULL
);
CREATE INDEX class_change_item_id_idx ON office.class_change (item_id);

-- TR-11: the longer written opinion of a decision given in the emergency lane, which may follow within a working day.
CREATE TABLE office.late_opinion (
  decision_id uuid PRIMARY KEY REFERENCES office.decision (id),
  person_id uuid NOT NULL REFERENCES office.person (id),
  opinion text NOT NULL CONSTRAINT late_opinion_is_written CHECK (btrim(opinion) <> ''),
  written_at timestamptz(3) NOT NULL
);

ALTER TABLE office.round ADD COLUMN lane text NOT NULL DEFAULT 'normal',
  ADD COLUMN lane_reason text NOT NULL DEFAULT '',
  ADD CONSTRAINT lane_is_known CHECK (lane IN ('normal', 'emergency', 'correction')),
  -- TR-11: the fast lane is of class C and says why.
  ADD CONSTRAINT emergency_is_of_class_c CHECK (lane <> 'emergency' OR (content_class = 'c' AND btrim(lane_reason) <> ''));
ALTER TABLE office.decision ADD COLUMN on_behalf_of uuid REFERENCES office.person (id),
  ADD COLUMN delegation_id uuid REFERENCES office.delegation (id),
  -- When the person last proved with the password who they are (signing class C).
  ADD COLUMN reauthenticated_at timestamptz(3),
  ADD CONSTRAINT deputy_names_the_delegation CHECK ((on_behalf_of IS NULL) = (delegation_id IS NULL));
ALTER TABLE office.session ADD COLUMN reauthenticated_at timestamptz(3);

ALTER TABLE office.round_step DROP CONSTRAINT step_belongs_to_role;
ALTER TABLE office.round_step ADD CONSTRAINT step_belongs_to_role CHECK ((step, role) IN (
  ('proof_l1', 'reviewer_l1'), ('l1', 'reviewer_l1'), ('proof_l2', 'reviewer_l2'), ('l2', 'reviewer_l2'),
  ('secrecy', 'secrecy_officer'), ('proof_l3', 'reviewer_l3'), ('l3', 'reviewer_l3'),
  ('sign_off', 'disclosure_leader'), ('sign_off', 'head_of_organ')));

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['review_opening', 'class_change', 'late_opinion'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON office.%I FOR EACH ROW EXECUTE FUNCTION office.deny_change()',
      t || '_is_append_only', t);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON office.%I FOR EACH STATEMENT EXECUTE FUNCTION office.deny_change()',
      t || '_is_never_truncated', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['change_request', 'delegation', 'leave'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE DELETE ON office.%I FOR EACH ROW EXECUTE FUNCTION office.deny_change()',
      t || '_is_never_deleted', t);
  END LOOP;
END $$;

-- ---------------------------------------------------------------- changes by two persons
CREATE FUNCTION office.guard_change_request() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE
  -- Entries of the house that the reviewers keep themselves; all others are kept by the security administrator.
  kept_by_office constant text[] := ARRAY['proofreading_dictionary', 'reprint_sources', 'show_reviewers'];
  leaders constant text[] := ARRAY['office_head', 'disclosure_leader', 'head_of_organ'];
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM office.assert_role(NEW.proposed_by, NEW.organ_id, CASE
      WHEN NEW.kind = 'setting' AND NEW.target = ANY (kept_by_office)
        THEN ARRAY['office_head', 'reviewer_l1', 'reviewer_l2', 'reviewer_l3', 'publisher']
      ELSE ARRAY['security_admin'] END);
    IF NEW.kind <> 'setting' AND NOT EXISTS (
        SELECT 1 FROM office.person p WHERE p.id::text = NEW.target AND p.organ_id = NEW.organ_id) THEN
      RAISE EXCEPTION 'a person of another organ gets no role here' USING ERRCODE = 'GK011';
    END IF;
    IF NEW.kind = 'setting' THEN PERFORM office.assert_setting_floor(NEW.target, NEW.payload); END IF;
    NEW.proposed_at := office.clock_now();
    NEW.concluded_by := NULL; NEW.concluded_at := NULL; NEW.conclusion := NULL;
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW.organ_id, NEW.kind, NEW.target, NEW.payload, NEW.reason, NEW.effective_from, NEW.proposed_by, NEW.proposed_at)
     IS DISTINCT FROM (OLD.id, OLD.organ_id, OLD.kind, OLD.target, OLD.payload, OLD.reason, OLD.effective_from, OLD.proposed_by, OLD.proposed_at)
     OR OLD.conclusion IS NOT NULL THEN
    RAISE EXCEPTION 'a change asked for is only ever concluded, once' USING ERRCODE = 'GK001';
  END IF;
  IF (NEW.conclusion = 'withdrawn') <> (NEW.concluded_by = NEW.proposed_by) THEN
    RAISE EXCEPTION 'a change is confirmed by another person than who asked for it' USING ERRCODE = 'GK015';
  END IF;
  IF NEW.conclusion <> 'withdrawn' THEN
    PERFORM office.assert_role(NEW.concluded_by, NEW.organ_id, CASE
      WHEN NEW.kind = 'setting' AND NEW.target = ANY (kept_by_office) THEN leaders || 'reviewer_l3'::text
      ELSE leaders END);
    IF NEW.kind <> 'setting' AND NEW.target = NEW.concluded_by::text THEN
      RAISE EXCEPTION 'nobody confirms a role of their own' USING ERRCODE = 'GK015';
    END IF;
  END IF;
  NEW.concluded_at := office.clock_now();
  RETURN NEW;
END $$;
CREATE TRIGGER change_request_guard BEFORE INSERT OR UPDATE ON office.change_request
  FOR EACH ROW EXECUTE FUNCTION office.guard_change_request();

-- The floor below which no configuration is saved (TR-1): a list of signers never loses those of its class.
CREATE FUNCTION office.assert_setting_floor(p_key text, p_value jsonb) RETURNS void
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF p_key IN ('sign_off_a', 'sign_off_b', 'sign_off_c') THEN
    -- The leader in charge signs, then 主要领导: so raising a class only ever adds signatures at the end.
    IF p_value NOT IN ('["disclosure_leader", "head_of_organ"]'::jsonb, '["disclosure_leader"]'::jsonb, '[]'::jsonb)
       OR (p_key <> 'sign_off_a' AND p_value = '[]'::jsonb)
       OR (p_key = 'sign_off_c' AND p_value = '["disclosure_leader"]'::jsonb) THEN
      RAISE EXCEPTION 'the signers of % are below the floor', p_key USING ERRCODE = 'GK014';
    END IF;
  ELSIF p_key IN ('split_proof_l1', 'split_proof_l2', 'split_proof_l3', 'l1_own_section', 'secrecy_officer_may_be_l1_or_l2',
      'secrecy_officer_may_be_l3', 'signer_may_be_l2', 'show_reviewers') THEN
    IF jsonb_typeof(p_value) <> 'boolean' THEN
      RAISE EXCEPTION 'the setting % is yes or no', p_key USING ERRCODE = 'GK014';
    END IF;
  ELSIF p_key = 'column_class' THEN
    IF jsonb_typeof(p_value) <> 'object' OR EXISTS (
        SELECT 1 FROM jsonb_each_text(p_value) e WHERE e.value NOT IN ('a', 'b', 'c')) THEN
      RAISE EXCEPTION 'a column has one of the classes a, b, c' USING ERRCODE = 'GK014';
    END IF;
  END IF;
END $$;

CREATE FUNCTION office.guard_organ_setting() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  PERFORM office.assert_setting_floor(NEW.key, NEW.value);
  -- Set by a person: only what another person confirmed. Without a person: the operator of the server.
  IF NEW.set_by IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM office.change_request c WHERE c.id = NEW.change_id AND c.organ_id = NEW.organ_id AND c.kind = 'setting'
        AND c.conclusion = 'approved' AND c.target = NEW.key AND c.payload = NEW.value AND c.proposed_by = NEW.set_by
        AND c.effective_from <= NEW.effective_from) THEN
    RAISE EXCEPTION 'nobody has confirmed this setting' USING ERRCODE = 'GK015';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER organ_setting_guard BEFORE INSERT ON office.organ_setting
  FOR EACH ROW EXECUTE FUNCTION office.guard_organ_setting();

CREATE FUNCTION office.guard_role_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW.granted_by, NEW.change_id) IS DISTINCT FROM (OLD.granted_by, OLD.change_id) THEN
    RAISE EXCEPTION 'who granted a role stays on record' USING ERRCODE = 'GK001';
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.ends_on IS NOT NULL AND (NEW.ends_on IS NULL OR NEW.ends_on > OLD.ends_on) THEN
    RAISE EXCEPTION 'a role that ends is not given again by moving its end' USING ERRCODE = 'GK001';
  END IF;
  IF TG_OP = 'INSERT' AND NEW.granted_by IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM office.change_request c WHERE c.id = NEW.change_id AND c.kind = 'role_grant' AND c.conclusion = 'approved'
        AND c.target = NEW.person_id::text AND c.payload ->> 'role' = NEW.role AND c.proposed_by = NEW.granted_by) THEN
    RAISE EXCEPTION 'nobody has confirmed this role' USING ERRCODE = 'GK015';
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.ended_by IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM office.change_request c WHERE c.id = NEW.end_change_id AND c.kind = 'role_end' AND c.conclusion = 'approved'
        AND c.target = NEW.person_id::text AND c.payload ->> 'role' = NEW.role AND c.proposed_by = NEW.ended_by) THEN
    RAISE EXCEPTION 'nobody has confirmed the end of this role' USING ERRCODE = 'GK015';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER role_change_guard BEFORE INSERT OR UPDATE ON office.role_grant
  FOR EACH ROW EXECUTE FUNCTION office.guard_role_change();

-- ---------------------------------------------------------------- delegation and leave
CREATE FUNCTION office.guard_delegation() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.id, NEW.organ_id, NEW.principal_id, NEW.deputy_id, NEW.role, NEW.starts_on, NEW.ends_on, NEW.reason, NEW.by_phone,
        NEW.entered_by, NEW.entered_at)
       IS DISTINCT FROM (OLD.id, OLD.organ_id, OLD.principal_id, OLD.deputy_id, OLD.role, OLD.starts_on, OLD.ends_on, OLD.reason,
        OLD.by_phone, OLD.entered_by, OLD.entered_at)
       OR OLD.revoked_at IS NOT NULL
       OR (OLD.confirmed_at IS NOT NULL AND (NEW.confirmed_by, NEW.confirmed_at) IS DISTINCT FROM (OLD.confirmed_by, OLD.confirmed_at)) THEN
      RAISE EXCEPTION 'a delegation is only ever confirmed or revoked, once' USING ERRCODE = 'GK001';
    END IF;
    IF NEW.confirmed_by IS NOT NULL AND NEW.confirmed_by <> NEW.principal_id THEN
      RAISE EXCEPTION 'a delegation is confirmed by the one who gives it' USING ERRCODE = 'GK015';
    END IF;
    IF NEW.confirmed_by IS NOT NULL AND OLD.confirmed_at IS NULL THEN NEW.confirmed_at := office.clock_now(); END IF;
    IF NEW.revoked_by IS NOT NULL THEN
      IF NEW.revoked_by NOT IN (NEW.principal_id, NEW.deputy_id) THEN
        PERFORM office.assert_role(NEW.revoked_by, NEW.organ_id, ARRAY['office_head']);
      END IF;
      NEW.revoked_at := office.clock_now();
    END IF;
    RETURN NEW;
  END IF;
  PERFORM office.assert_role(NEW.principal_id, NEW.organ_id, ARRAY[NEW.role]);
  IF NOT EXISTS (SELECT 1 FROM office.person p WHERE p.id = NEW.deputy_id AND p.organ_id = NEW.organ_id
      AND (p.left_on IS NULL OR p.left_on >= office.today()))
     OR EXISTS (SELECT 1 FROM unnest(ARRAY['system_admin', 'security_admin', 'audit_admin']) a(role)
      WHERE office.holds_role(NEW.deputy_id, a.role)) THEN
    RAISE EXCEPTION 'the deputy is of another organ, has left, or is an administrator' USING ERRCODE = 'GK011';
  END IF;
  IF NEW.by_phone THEN
    -- TR-11: a duty leader stands for 主要领导, for some days.
    IF NEW.role <> 'head_of_organ' OR NEW.ends_on > office.today() + 7 OR NOT EXISTS (
        SELECT 1 FROM unnest(ARRAY['reviewer_l2', 'disclosure_leader']) r(role) WHERE office.holds_role(NEW.deputy_id, r.role)) THEN
      RAISE EXCEPTION 'an order by telephone makes a leader deputy of the head, for seven days at most' USING ERRCODE = 'GK011';
    END IF;
    PERFORM office.assert_role(NEW.entered_by, NEW.organ_id, ARRAY['office_head']);
    IF NEW.entered_by IN (NEW.deputy_id, NEW.principal_id) THEN
      RAISE EXCEPTION 'an order by telephone is entered by a third person' USING ERRCODE = 'GK015';
    END IF;
  ELSIF NEW.entered_by <> NEW.principal_id THEN
    RAISE EXCEPTION 'a delegation is given by the one who holds the role' USING ERRCODE = 'GK015';
  END IF;
  IF NEW.ends_on < office.today() THEN
    RAISE EXCEPTION 'a delegation does not begin in the past' USING ERRCODE = 'GK006';
  END IF;
  NEW.starts_on := greatest(NEW.starts_on, office.today());
  NEW.entered_at := office.clock_now();
  NEW.confirmed_by := CASE WHEN NEW.by_phone THEN NULL ELSE NEW.principal_id END;
  NEW.confirmed_at := CASE WHEN NEW.by_phone THEN NULL ELSE office.clock_now() END;
  NEW.revoked_by := NULL; NEW.revoked_at := NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER delegation_guard BEFORE INSERT OR UPDATE ON office.delegation
  FOR EACH ROW EXECUTE FUNCTION office.guard_delegation();

CREATE FUNCTION office.guard_leave() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.id, NEW.organ_id, NEW.person_id, NEW.starts_on, NEW.ends_on, NEW.reason, NEW.entered_by, NEW.entered_at)
       IS DISTINCT FROM (OLD.id, OLD.organ_id, OLD.person_id, OLD.starts_on, OLD.ends_on, OLD.reason, OLD.entered_by, OLD.entered_at)
       OR OLD.cancelled_at IS NOT NULL THEN
      RAISE EXCEPTION 'a leave is only ever confirmed or cancelled' USING ERRCODE = 'GK001';
    END IF;
    IF NEW.confirmed_by IS DISTINCT FROM OLD.confirmed_by THEN
      PERFORM office.assert_role(NEW.confirmed_by, NEW.organ_id, ARRAY['reviewer_l2', 'disclosure_leader', 'head_of_organ']);
      IF NEW.confirmed_by IN (NEW.entered_by, NEW.person_id) THEN
        RAISE EXCEPTION 'a leave is confirmed by a leader who neither takes nor entered it' USING ERRCODE = 'GK015';
      END IF;
      NEW.confirmed_at := office.clock_now();
    END IF;
    IF NEW.cancelled_by IS NOT NULL THEN
      IF NEW.cancelled_by <> NEW.person_id THEN
        PERFORM office.assert_role(NEW.cancelled_by, NEW.organ_id,
          ARRAY['office_head', 'reviewer_l2', 'disclosure_leader', 'head_of_organ']);
      END IF;
      NEW.cancelled_at := office.clock_now();
    END IF;
    RETURN NEW;
  END IF;
  PERFORM office.assert_role(NEW.entered_by, NEW.organ_id, ARRAY['office_head']);
  IF NOT EXISTS (SELECT 1 FROM office.person p WHERE p.id = NEW.person_id AND p.organ_id = NEW.organ_id) THEN
    RAISE EXCEPTION 'the leave is of a person of another organ' USING ERRCODE = 'GK011';
  END IF;
  NEW.entered_at := office.clock_now();
  NEW.confirmed_by := NULL; NEW.confirmed_at := NULL; NEW.cancelled_by := NULL; NEW.cancelled_at := NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER leave_guard BEFORE INSERT OR UPDATE ON office.leave FOR EACH ROW EXECUTE FUNCTION office.guard_leave();

-- Whether a deputy may act for the principal today: within the dates, not revoked, both in office, the role still held
-- by the principal as their own.
CREATE FUNCTION office.delegation_stands(p_delegation uuid, p_principal uuid, p_deputy uuid, p_role text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = office, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM office.delegation d JOIN office.person p ON p.id = d.deputy_id
    WHERE d.id = p_delegation AND d.principal_id = p_principal AND d.deputy_id = p_deputy AND d.role = p_role
      AND office.today() BETWEEN d.starts_on AND d.ends_on AND d.revoked_at IS NULL
      AND (p.left_on IS NULL OR p.left_on >= office.today()))
    AND office.holds_role(p_principal, p_role)
$$;

-- ---------------------------------------------------------------- content class
CREATE FUNCTION office.guard_class_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_item office.item;
BEGIN
  SELECT * INTO v_item FROM office.item WHERE id = NEW.item_id FOR UPDATE;
  IF NEW.from_class IS DISTINCT FROM v_item.content_class THEN
    RAISE EXCEPTION 'the class of the item has changed meanwhile' USING ERRCODE = 'GK012';
  END IF;
  -- Who had a hand in the text does not take signatures away from it, and no deputy does.
  IF NEW.to_class < NEW.from_class AND (v_item.created_by = NEW.person_id
      OR EXISTS (SELECT 1 FROM office.draft_save s WHERE s.item_id = NEW.item_id AND s.saved_by = NEW.person_id)
      OR EXISTS (SELECT 1 FROM office.upload u WHERE u.item_id = NEW.item_id AND u.uploaded_by = NEW.person_id)) THEN
    RAISE EXCEPTION 'whoever wrote a text does not lower its class' USING ERRCODE = 'GK004';
  END IF;
  IF NEW.to_class < NEW.from_class OR NOT EXISTS (
      SELECT 1 FROM office.delegation d WHERE d.deputy_id = NEW.person_id AND d.organ_id = v_item.organ_id
      AND office.delegation_stands(d.id, d.principal_id, d.deputy_id, d.role)) THEN
    PERFORM office.assert_role(NEW.person_id, v_item.organ_id, CASE WHEN NEW.to_class < NEW.from_class
      THEN ARRAY['reviewer_l3']
      ELSE ARRAY['reviewer_l1', 'reviewer_l2', 'reviewer_l3', 'secrecy_officer', 'disclosure_leader', 'head_of_organ'] END);
  END IF;
  NEW.changed_at := office.clock_now();
  RETURN NEW;
END $$;
CREATE TRIGGER class_change_guard BEFORE INSERT ON office.class_change
  FOR EACH ROW EXECUTE FUNCTION office.guard_class_change();

-- What a reviewer raised, nobody lowers but 终审 with a reason.
CREATE FUNCTION office.guard_item_class() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  IF NEW.content_class < coalesce((SELECT c.to_class FROM office.class_change c WHERE c.item_id = NEW.id
      ORDER BY c.changed_at DESC, c.id DESC LIMIT 1), 'a') THEN
    RAISE EXCEPTION 'a reviewer has raised the class of this item' USING ERRCODE = 'GK006';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER item_class_guard BEFORE UPDATE OF content_class ON office.item
  FOR EACH ROW EXECUTE FUNCTION office.guard_item_class();

-- ---------------------------------------------------------------- openings, late opinions
CREATE FUNCTION office.stamp_review_opening() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM office.round r JOIN office.person p ON p.organ_id = r.organ_id
      WHERE r.id = NEW.round_id AND r.closed_at IS NULL AND p.id = NEW.person_id) THEN
    RAISE EXCEPTION 'only an open round is opened, by a person of its organ' USING ERRCODE = 'GK005';
  END IF;
  NEW.opened_at := office.clock_now();
  RETURN NEW;
END $$;
CREATE TRIGGER review_opening_stamp BEFORE INSERT ON office.review_opening
  FOR EACH ROW EXECUTE FUNCTION office.stamp_review_opening();

CREATE FUNCTION office.guard_late_opinion() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM office.decision d JOIN office.round r ON r.id = d.round_id
      WHERE d.id = NEW.decision_id AND d.person_id = NEW.person_id AND r.lane = 'emergency') THEN
    RAISE EXCEPTION 'only the own decision of the emergency lane gets its opinion later' USING ERRCODE = 'GK004';
  END IF;
  NEW.written_at := office.clock_now();
  RETURN NEW;
END $$;
CREATE TRIGGER late_opinion_guard BEFORE INSERT ON office.late_opinion
  FOR EACH ROW EXECUTE FUNCTION office.guard_late_opinion();

-- ---------------------------------------------------------------- rounds: lanes and settings
CREATE OR REPLACE FUNCTION office.guard_round() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_item office.item; v_version office.version; v_public text;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.id, NEW.item_id, NEW.organ_id, NEW.version_id, NEW.content_hash, NEW.settings, NEW.opened_by, NEW.opened_at, NEW.lane, NEW.lane_reason)
       IS DISTINCT FROM (OLD.id, OLD.item_id, OLD.organ_id, OLD.version_id, OLD.content_hash, OLD.settings, OLD.opened_by, OLD.opened_at, OLD.lane, OLD.lane_reason)
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
  -- TR-3: what a round allows is what the organ has allowed, and no more; what the organ demands, the round demands.
  IF EXISTS (
    SELECT 1 FROM unnest(ARRAY['secrecy_officer_may_be_l1_or_l2', 'secrecy_officer_may_be_l3', 'signer_may_be_l2']) AS k(key)
    WHERE coalesce((NEW.settings ->> k.key)::boolean, false)
      AND NOT coalesce(office.setting_today(NEW.organ_id, k.key) = 'true'::jsonb, false))
    OR EXISTS (
    SELECT 1 FROM unnest(ARRAY['split_proof_l1', 'split_proof_l2', 'split_proof_l3', 'l1_own_section']) AS k(key)
    WHERE coalesce(office.setting_today(NEW.organ_id, k.key) = 'true'::jsonb, false)
      AND NOT coalesce((NEW.settings ->> k.key)::boolean, false))
    OR EXISTS (
    SELECT 1 FROM unnest(ARRAY['sign_off_a', 'sign_off_b', 'sign_off_c']) AS k(key)
    WHERE NOT coalesce(NEW.settings -> k.key, '[]') @> coalesce(office.setting_today(NEW.organ_id, k.key), '[]')) THEN
    RAISE EXCEPTION 'the round allows more than the settings of the organ' USING ERRCODE = 'GK004';
  END IF;
  -- TR-12: the lane of corrections is for a text that is public and corrects no facts.
  IF NEW.lane = 'correction' THEN
    SELECT public_state INTO v_public FROM office.live_item WHERE item_id = NEW.item_id;
    IF v_public IS NULL OR v_public NOT IN ('published', 'archived')
       OR v_version.canonical::jsonb #>> '{correction,kind}' IS DISTINCT FROM 'typo' THEN
      RAISE EXCEPTION 'the lane of corrections is for typing errors in a public text' USING ERRCODE = 'GK006';
    END IF;
  END IF;
  PERFORM office.assert_role(NEW.opened_by, NEW.organ_id, ARRAY['author']);
  NEW.opened_at := office.clock_now();
  NEW.closed_at := NULL;
  NEW.closed_reason := NULL;
  RETURN NEW;
END $$;

CREATE FUNCTION office.setting_today(p_organ uuid, p_key text) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = office, pg_temp AS $$
  SELECT o.value FROM office.organ_setting o
  WHERE o.organ_id = p_organ AND o.key = p_key AND o.effective_from <= office.today()
  ORDER BY o.effective_from DESC, o.set_at DESC LIMIT 1
$$;

-- ---------------------------------------------------------------- decisions: deputies, own section
CREATE OR REPLACE FUNCTION office.guard_decision() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_round office.round; v_item office.item; v_step office.round_step; v_other text; v_hands uuid[];
BEGIN
  SELECT * INTO v_round FROM office.round WHERE id = NEW.round_id FOR UPDATE;
  SELECT * INTO v_item FROM office.item WHERE id = v_round.item_id FOR UPDATE;
  IF v_round.closed_at IS NOT NULL THEN
    RAISE EXCEPTION 'the round is closed (%)', v_round.closed_reason USING ERRCODE = 'GK005';
  END IF;
  IF NEW.content_hash IS DISTINCT FROM v_round.content_hash THEN
    RAISE EXCEPTION 'the decision is about another text' USING ERRCODE = 'GK007';
  END IF;
  -- TR-3: a deputy counts as themselves and as the person they stand for.
  v_hands := array_remove(ARRAY[NEW.person_id, NEW.on_behalf_of], NULL);
  IF EXISTS (SELECT 1 FROM office.version_contributor c WHERE c.version_id = v_round.version_id AND c.person_id = ANY (v_hands)) THEN
    RAISE EXCEPTION 'whoever wrote in a version does not decide on it' USING ERRCODE = 'GK004';
  END IF;
  -- Who takes a delegation back and who decides under it wait for each other.
  PERFORM 1 FROM office.delegation WHERE id = NEW.delegation_id FOR SHARE;
  IF NEW.on_behalf_of IS NULL THEN
    PERFORM office.assert_role(NEW.person_id, v_round.organ_id, ARRAY[NEW.role]);
  ELSIF NEW.step = 'publication'
     OR NOT office.delegation_stands(NEW.delegation_id, NEW.on_behalf_of, NEW.person_id, NEW.role)
     -- An order by telephone that its giver has not confirmed serves the emergency lane only.
     OR NOT EXISTS (SELECT 1 FROM office.delegation d WHERE d.id = NEW.delegation_id AND d.organ_id = v_round.organ_id
       AND (d.confirmed_at IS NOT NULL OR v_round.lane = 'emergency')) THEN
    RAISE EXCEPTION 'no delegation stands for this person, role and day' USING ERRCODE = 'GK011';
  END IF;
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
  -- Where the organ wants it so, the first level reviews what its own section wrote.
  IF NEW.step IN ('l1', 'proof_l1') AND coalesce((v_round.settings ->> 'l1_own_section')::boolean, false)
     AND v_item.section_id IS NOT NULL AND v_item.section_id IS DISTINCT FROM (
       SELECT p.section_id FROM office.person p WHERE p.id = coalesce(NEW.on_behalf_of, NEW.person_id)) THEN
    RAISE EXCEPTION 'the first level reviews the texts of its own section' USING ERRCODE = 'GK011';
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
    WHERE d.round_id = NEW.round_id AND (d.person_id = ANY (v_hands) OR d.on_behalf_of = ANY (v_hands))
      AND d.position <> NEW.position AND office.seats_exclude(d.step, NEW.step, v_round.settings) LIMIT 1;
  IF v_other IS NOT NULL THEN
    RAISE EXCEPTION 'the person already decided at step %', v_other USING ERRCODE = 'GK004';
  END IF;
  v_other := office.proof_hand_at(NEW.round_id, v_hands, NEW.step, v_round.settings);
  IF v_other IS NOT NULL THEN
    RAISE EXCEPTION 'the person already proofread at step %', v_other USING ERRCODE = 'GK004';
  END IF;
  -- TR-5: to the author, or one level back.
  IF NEW.conclusion = 'return' AND NEW.return_to <> 0 AND NEW.return_to IS DISTINCT FROM (
      SELECT max(s.position) FROM office.round_step s WHERE s.round_id = NEW.round_id AND s.stage < v_step.stage) THEN
    RAISE EXCEPTION 'a return goes one level back or to the author' USING ERRCODE = 'GK005';
  END IF;
  IF NEW.step = 'sign_off' AND NEW.conclusion = 'pass' AND v_round.content_class = 'c'
     AND coalesce(NEW.reauthenticated_at, '-infinity') < office.clock_now() - interval '15 minutes' THEN
    RAISE EXCEPTION 'signing class C needs the password again' USING ERRCODE = 'GK013';
  END IF;
  -- REG-17-1: a pass of 保密审查 is its own record: every item answered with no, basis, conclusion.
  IF NEW.step = 'secrecy' AND NEW.conclusion = 'pass' AND NOT (
      btrim(coalesce(NEW.secrecy ->> 'basis', '')) <> '' AND coalesce(NEW.secrecy, '{}') @> '{"conclusion": "publish",
        "state_secret": false, "work_secret": false, "trade_secret": false, "personal_privacy": false}') THEN
    RAISE EXCEPTION 'a secrecy review needs its answers, its basis and the conclusion to publish' USING ERRCODE = 'GK013';
  END IF;
  RETURN NEW;
END $$;

-- The order of the seats: what ranks lower comes first; equal ranks are free among each other. In the fast lanes 初审,
-- 复审 and 保密审查 with their proofreads stand beside each other (TR-11, TR-12).
CREATE FUNCTION office.seat_rank(p_step text, p_role text, p_lane text) RETURNS int
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN p_step = 'proof_l3' THEN 6 WHEN p_step = 'l3' THEN 7
    WHEN p_step = 'sign_off' THEN CASE p_role WHEN 'head_of_organ' THEN 9 ELSE 8 END
    WHEN p_lane <> 'normal' THEN 1
    ELSE array_position(ARRAY['proof_l1', 'l1', 'proof_l2', 'l2', 'secrecy'], p_step) END
$$;

CREATE OR REPLACE FUNCTION office.assert_round_passed(p_round uuid) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE
  v_round office.round; v_version office.version; v_item office.item; v_missing text;
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
  FROM (
    SELECT * FROM (VALUES ('l1', 'reviewer_l1'), ('l2', 'reviewer_l2'), ('secrecy', 'secrecy_officer'), ('l3', 'reviewer_l3')) AS always(step, role)
    UNION
    -- TR-11: in an emergency 主要领导 signs alone.
    SELECT 'sign_off', 'disclosure_leader' WHERE v_round.content_class >= 'b' AND v_round.lane <> 'emergency'
    UNION
    SELECT 'sign_off', 'head_of_organ' WHERE v_round.content_class = 'c'
    UNION
    SELECT 'proof_' || k.level, 'reviewer_' || k.level FROM unnest(ARRAY['l1', 'l2', 'l3']) AS k(level)
      WHERE coalesce((v_round.settings ->> ('split_proof_' || k.level))::boolean, false)
    UNION
    SELECT 'sign_off', r.role FROM jsonb_array_elements_text(coalesce(v_round.settings -> ('sign_off_' || v_round.content_class), '[]')) AS r(role)
      WHERE v_round.lane <> 'emergency'
    ) AS f
  WHERE NOT EXISTS (SELECT 1 FROM office.round_step s WHERE s.round_id = p_round AND s.step = f.step AND s.role = f.role);
  IF v_missing IS NOT NULL THEN
    RAISE EXCEPTION 'the route lacks: %', v_missing USING ERRCODE = 'GK003';
  END IF;
  -- One level after the other, and a return opens every later one again.
  SELECT string_agg(a.step || ' before ' || b.step, ', ') INTO v_missing
  FROM office.round_step a JOIN office.round_step b ON b.round_id = a.round_id
  WHERE a.round_id = p_round
    AND office.seat_rank(a.step, a.role, v_round.lane) < office.seat_rank(b.step, b.role, v_round.lane)
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
      OR EXISTS (SELECT 1 FROM office.version_contributor c
        WHERE c.version_id = v_version.id AND c.person_id IN (d.person_id, d.on_behalf_of))
      OR EXISTS (SELECT 1 FROM office.round_step s2 CROSS JOIN LATERAL office.standing_pass(s2.round_id, s2.position) d2
        WHERE s2.round_id = p_round AND s2.position <> s.position
          AND ARRAY[d2.person_id, coalesce(d2.on_behalf_of, d2.person_id)] && ARRAY[d.person_id, coalesce(d.on_behalf_of, d.person_id)]
          AND office.seats_exclude(d.step, d2.step, v_round.settings)))) THEN
    RAISE EXCEPTION 'a person holds two seats, or judged own work' USING ERRCODE = 'GK004';
  END IF;
END $$;

-- ---------------------------------------------------------------- rights
GRANT SELECT, INSERT ON office.change_request, office.delegation, office.leave, office.review_opening, office.class_change,
  office.late_opinion TO gongkai_staff;
GRANT UPDATE (concluded_by, concluded_at, conclusion, note) ON office.change_request TO gongkai_staff;
GRANT UPDATE (confirmed_by, confirmed_at, revoked_by, revoked_at) ON office.delegation TO gongkai_staff;
GRANT UPDATE (confirmed_by, confirmed_at, cancelled_by, cancelled_at) ON office.leave TO gongkai_staff;
GRANT UPDATE (ended_by, end_change_id) ON office.role_grant TO gongkai_staff;
GRANT UPDATE (reauthenticated_at) ON office.session TO gongkai_staff;
