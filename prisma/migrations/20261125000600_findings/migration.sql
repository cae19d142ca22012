-- 校对: what is found in a version, and what was done about each finding (TR-17, REG-17-2).
--
-- New code (docs/database-errors.md): GK016 a finding is not handled, or may not be handled so by this person

-- ---------------------------------------------------------------- tables
CREATE TABLE office.finding (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  version_id uuid NOT NULL REFERENCES office.version (id),
  round_id uuid NOT NULL REFERENCES office.round (id),
  -- Of an automatic finding rule and place, of a reviewer's own a random one.
  key text NOT NULL,
  origin text NOT NULL CONSTRAINT finding_origin_is_known CHECK (origin IN ('automatic', 'reviewer')),
  rule text NOT NULL,
  kind text NOT NULL CONSTRAINT finding_kind_is_known CHECK (kind IN ('classification', 'personal_data', 'protected_name',
    'protected_term', 'typo', 'sensitive_term', 'number', 'date', 'doc_number', 'title', 'punctuation', 'spacing',
    'numbering', 'link', 'image', 'attachment', 'residue', 'other')),
  severity text NOT NULL CONSTRAINT finding_severity_is_known CHECK (severity IN ('blocking', 'warning', 'hint')),
  place jsonb NOT NULL,
  message text NOT NULL CONSTRAINT finding_says_what CHECK (btrim(message) <> ''),
  suggestion text,
  -- TR-19: legal basis on which personal data stays.
  exempt_basis text,
  found_by uuid REFERENCES office.person (id),
  -- The step at which a reviewer found it.
  found_step text,
  found_at timestamptz(3) NOT NULL,
  CONSTRAINT finding_of_a_reviewer_has_a_finder
    CHECK ((origin = 'reviewer') = (found_by IS NOT NULL) AND (origin = 'reviewer') = (found_step IS NOT NULL))
);
CREATE UNIQUE INDEX finding_version_id_key_key ON office.finding (version_id, key);
CREATE INDEX finding_round_id_idx ON office.finding (round_id);

CREATE TABLE office.finding_handling (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  finding_id uuid NOT NULL REFERENCES office.finding (id),
  -- Counted per finding; the last one is the one that counts.
  seq int NOT NULL,
  -- Handlings given in one act share it; the act has one audit row.
  batch_id uuid NOT NULL,
  act text NOT NULL CONSTRAINT handling_act_is_known CHECK (act IN ('refused', 'escalated', 'settled')),
  reason text NOT NULL CONSTRAINT handling_has_reason CHECK (btrim(reason) <> ''),
  person_id uuid NOT NULL REFERENCES office.person (id),
  -- author: with the submission; otherwise a step of the route.
  step text NOT NULL,
  at timestamptz(3) NOT NULL
);
CREATE UNIQUE INDEX finding_handling_finding_id_seq_key ON office.finding_handling (finding_id, seq);
CREATE INDEX finding_handling_batch_id_idx ON office.finding_handling (batch_id);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['finding', 'finding_handling'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON office.%I FOR EACH ROW EXECUTE FUNCTION office.deny_change()',
      t || '_is_append_only', t);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON office.%I FOR EACH STATEMENT EXECUTE FUNCTION office.deny_change()',
      t || '_is_never_truncated', t);
  END LOOP;
END $$;
COMMENT ON TABLE office.finding IS 'All that the machine found in a frozen version, and what reviewers found themselves (TR-17).';
COMMENT ON TABLE office.finding_handling IS 'Refused with reason, escalated, or settled; fixed is what the next version no longer has (TR-17).';

-- ---------------------------------------------------------------- who proofreads
-- The levels at which what blocks may be refused (TR-17).
CREATE FUNCTION office.is_final_step(p_step text) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$ SELECT p_step IN ('l3', 'proof_l3', 'sign_off') $$;

-- TR-3: who found or answered findings at a step had a seat there too. A step that excludes this one, or null.
CREATE FUNCTION office.proof_hand_at(p_round uuid, p_persons uuid[], p_step text, p_settings jsonb) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = office, pg_temp AS $$
  SELECT hand.step FROM (
    SELECT f.found_step AS step FROM office.finding f WHERE f.round_id = p_round AND f.found_by = ANY (p_persons)
    UNION ALL
    SELECT h.step FROM office.finding f JOIN office.finding_handling h ON h.finding_id = f.id
      WHERE f.round_id = p_round AND h.person_id = ANY (p_persons) AND h.step <> 'author') hand
  WHERE hand.step <> p_step AND office.seats_exclude(hand.step, p_step, p_settings) LIMIT 1
$$;

-- A person at an open step of a round: holds its role or stands for one who does, wrote nothing in the version, and
-- has not decided at a step that excludes it.
CREATE FUNCTION office.assert_proof_seat(p_round uuid, p_person uuid, p_step text) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_round office.round; v_position int; v_stage int; v_other text;
BEGIN
  SELECT * INTO v_round FROM office.round WHERE id = p_round;
  SELECT s.position, s.stage INTO v_position, v_stage FROM office.round_step s
    WHERE s.round_id = p_round AND s.step = p_step
      AND EXISTS (SELECT 1 FROM office.person p WHERE p.id = p_person AND p.organ_id = v_round.organ_id)
      AND (office.holds_role(p_person, s.role) OR EXISTS (
        SELECT 1 FROM office.delegation d WHERE d.deputy_id = p_person AND d.organ_id = v_round.organ_id AND d.role = s.role
          AND office.delegation_stands(d.id, d.principal_id, d.deputy_id, d.role)
          AND NOT EXISTS (SELECT 1 FROM office.version_contributor c
            WHERE c.version_id = v_round.version_id AND c.person_id = d.principal_id)))
    -- Of the two signatures the one that is still to come.
    ORDER BY (office.standing_pass(s.round_id, s.position)).id IS NOT NULL, s.position LIMIT 1;
  IF v_position IS NULL THEN
    RAISE EXCEPTION 'the person holds no seat at step % of this round', p_step USING ERRCODE = 'GK011';
  END IF;
  IF EXISTS (SELECT 1 FROM office.version_contributor c WHERE c.version_id = v_round.version_id AND c.person_id = p_person) THEN
    RAISE EXCEPTION 'whoever wrote in a version does not proofread it' USING ERRCODE = 'GK004';
  END IF;
  IF (office.standing_pass(p_round, v_position)).id IS NOT NULL OR EXISTS (
      SELECT 1 FROM office.round_step s WHERE s.round_id = p_round AND s.stage < v_stage
        AND (office.standing_pass(s.round_id, s.position)).id IS NULL) THEN
    RAISE EXCEPTION 'the step of the proofreader is not open' USING ERRCODE = 'GK005';
  END IF;
  SELECT d.step INTO v_other FROM office.decision d
    WHERE d.round_id = p_round AND (d.person_id = p_person OR d.on_behalf_of = p_person) AND d.position <> v_position
      AND office.seats_exclude(d.step, p_step, v_round.settings) LIMIT 1;
  IF v_other IS NOT NULL THEN
    RAISE EXCEPTION 'the proofreader already decided at step %', v_other USING ERRCODE = 'GK004';
  END IF;
  v_other := office.proof_hand_at(p_round, ARRAY[p_person], p_step, v_round.settings);
  IF v_other IS NOT NULL THEN
    RAISE EXCEPTION 'the proofreader already proofread at step %', v_other USING ERRCODE = 'GK004';
  END IF;
END $$;

-- ---------------------------------------------------------------- findings
CREATE FUNCTION office.guard_finding() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_round office.round; v_state text;
BEGIN
  SELECT * INTO v_round FROM office.round WHERE id = NEW.round_id FOR UPDATE;
  IF v_round.version_id IS DISTINCT FROM NEW.version_id OR v_round.closed_at IS NOT NULL THEN
    RAISE EXCEPTION 'a finding is of the version of an open round' USING ERRCODE = 'GK005';
  END IF;
  NEW.found_at := office.clock_now();
  IF NEW.origin = 'reviewer' THEN
    PERFORM office.assert_proof_seat(NEW.round_id, NEW.found_by, NEW.found_step);
    RETURN NEW;
  END IF;
  -- The round is opened before the text comes under review, in one transaction: what the machine said then is the record.
  SELECT draft_state INTO v_state FROM office.item WHERE id = v_round.item_id;
  IF v_state NOT IN ('draft', 'returned') THEN
    RAISE EXCEPTION 'what the machine finds is recorded with the submission' USING ERRCODE = 'GK005';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER finding_guard BEFORE INSERT ON office.finding FOR EACH ROW EXECUTE FUNCTION office.guard_finding();

CREATE FUNCTION office.guard_finding_handling() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_finding office.finding; v_round office.round; v_state text;
BEGIN
  SELECT * INTO v_finding FROM office.finding WHERE id = NEW.finding_id;
  SELECT * INTO v_round FROM office.round WHERE id = v_finding.round_id FOR UPDATE;
  IF v_round.id IS NULL OR v_round.closed_at IS NOT NULL THEN
    RAISE EXCEPTION 'only a finding of an open round is handled' USING ERRCODE = 'GK005';
  END IF;
  IF NEW.step = 'author' THEN
    SELECT draft_state INTO v_state FROM office.item WHERE id = v_round.item_id;
    IF v_state NOT IN ('draft', 'returned') OR NEW.person_id IS DISTINCT FROM v_round.opened_by THEN
      RAISE EXCEPTION 'the author answers findings with the submission' USING ERRCODE = 'GK005';
    END IF;
  ELSE
    PERFORM office.assert_proof_seat(v_round.id, NEW.person_id, NEW.step);
  END IF;
  -- REG-17-2: nobody passes over a marking. TR-17: what blocks is left by the final review only.
  IF NEW.act <> 'escalated' AND v_finding.kind = 'classification' THEN
    RAISE EXCEPTION 'nobody passes over a classification marking' USING ERRCODE = 'GK016';
  END IF;
  IF NEW.act = 'refused' AND v_finding.severity = 'blocking' AND NOT office.is_final_step(NEW.step) THEN
    RAISE EXCEPTION 'what blocks is refused by the final review only' USING ERRCODE = 'GK016';
  END IF;
  IF NEW.act = 'settled' AND NOT (v_finding.origin = 'reviewer'
      AND (v_finding.found_by = NEW.person_id OR office.is_final_step(NEW.step))) THEN
    RAISE EXCEPTION 'a finding is settled by the reviewer who found it, or by the final review' USING ERRCODE = 'GK016';
  END IF;
  NEW.seq := 1 + coalesce((SELECT max(seq) FROM office.finding_handling WHERE finding_id = NEW.finding_id), 0);
  NEW.at := office.clock_now();
  RETURN NEW;
END $$;
CREATE TRIGGER finding_handling_guard BEFORE INSERT ON office.finding_handling
  FOR EACH ROW EXECUTE FUNCTION office.guard_finding_handling();

-- ---------------------------------------------------------------- decisions
-- TR-17: no level passes over a finding that nobody handled, and 终审 leaves none undecided. Where a level splits 校 from
-- 审, the proof answers for it. Runs after decision_guard, which has locked the round.
CREATE FUNCTION office.guard_decision_findings() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  IF NEW.conclusion <> 'pass' OR NEW.step NOT IN ('l1', 'proof_l1', 'l2', 'proof_l2', 'l3', 'proof_l3', 'sign_off')
     OR EXISTS (SELECT 1 FROM office.round_step s WHERE s.round_id = NEW.round_id AND s.step = 'proof_' || NEW.step) THEN
    RETURN NEW;
  END IF;
  IF EXISTS (SELECT 1 FROM office.finding f WHERE f.round_id = NEW.round_id
      AND NOT EXISTS (SELECT 1 FROM office.finding_handling h WHERE h.finding_id = f.id)) THEN
    RAISE EXCEPTION 'a finding of this version is not handled' USING ERRCODE = 'GK016';
  END IF;
  IF office.is_final_step(NEW.step) AND EXISTS (
      SELECT 1 FROM office.finding f WHERE f.round_id = NEW.round_id AND 'escalated' = (
        SELECT h.act FROM office.finding_handling h WHERE h.finding_id = f.id ORDER BY h.seq DESC LIMIT 1)) THEN
    RAISE EXCEPTION 'an escalated finding waits for its answer' USING ERRCODE = 'GK016';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER decision_proofreading_guard BEFORE INSERT ON office.decision
  FOR EACH ROW EXECUTE FUNCTION office.guard_decision_findings();

GRANT SELECT, INSERT ON office.finding, office.finding_handling TO gongkai_staff;
