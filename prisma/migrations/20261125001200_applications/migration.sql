-- 依申请公开: cases that are their events. A case changes state by an event and by nothing else; the office role may add
-- events and may neither change nor delete one (docs/decisions/0014).
--
-- Error codes used here: GK001 append-only, GK004 separation of duties, GK006 transition not allowed, GK011 role missing,
-- GK013 facts missing.

-- ---------------------------------------------------------------- cases
CREATE TABLE office.application_serial (
  organ_id uuid NOT NULL REFERENCES office.organ (id),
  year int NOT NULL,
  kind text NOT NULL,
  last int NOT NULL,
  PRIMARY KEY (organ_id, year, kind)
);
COMMENT ON TABLE office.application_serial IS 'Last number given: TJ (提交编号) and SQ (申请编号), per organ and year, without gaps.';

CREATE TABLE office.application (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  organ_id uuid NOT NULL REFERENCES office.organ (id),
  kind text NOT NULL DEFAULT 'application'
    CONSTRAINT case_kind_is_known CHECK (kind IN ('application', 'record_correction', 'remade_reply')),
  state text NOT NULL DEFAULT 'none',
  -- Number of the last event: the revision a form was made from.
  seq int NOT NULL DEFAULT 0,
  submission_no text NOT NULL,
  application_no text,
  -- One submission per key: a double click makes one case.
  submission_key uuid NOT NULL UNIQUE,
  -- Keyed hash of the query code; the code itself is stored nowhere.
  query_code_hash text NOT NULL,
  channel text NOT NULL
    CONSTRAINT intake_channel_is_known CHECK (channel IN ('in_person', 'signed_mail', 'plain_mail', 'internet', 'fax', 'oral')),
  applicant_type text NOT NULL
    CONSTRAINT applicant_type_is_known CHECK (applicant_type IN ('natural_person', 'legal.business', 'legal.research',
      'legal.public_welfare', 'legal.legal_service', 'legal.other')),
  needs_help boolean NOT NULL DEFAULT false,
  delivery_method text NOT NULL
    CONSTRAINT delivery_method_is_known CHECK (delivery_method IN ('mail', 'pick_up', 'email', 'online', 'on_site')),
  media_form text NOT NULL CONSTRAINT media_form_is_known CHECK (media_form IN ('paper', 'electronic')),
  submitted_at timestamptz(3) NOT NULL,
  receipt_date date,
  registered_at timestamptz(3),
  handler_id uuid REFERENCES office.person (id),
  handler_accepted boolean NOT NULL DEFAULT false,
  is_restricted boolean NOT NULL DEFAULT false,
  outcome text,
  sub_outcome text,
  replied_on date,
  archived_at timestamptz(3),
  parent_id uuid REFERENCES office.application (id),
  merged_into_id uuid REFERENCES office.application (id),
  remade_of_id uuid REFERENCES office.application (id),
  CONSTRAINT case_is_not_its_own_relative CHECK (id <> parent_id AND id <> merged_into_id AND id <> remade_of_id),
  CONSTRAINT remade_reply_names_the_first CHECK ((kind = 'remade_reply') = (remade_of_id IS NOT NULL)),
  UNIQUE (organ_id, submission_no),
  UNIQUE (organ_id, application_no)
);
CREATE INDEX application_organ_state_idx ON office.application (organ_id, state, id);
CREATE INDEX application_organ_receipt_idx ON office.application (organ_id, receipt_date);
CREATE INDEX application_organ_replied_idx ON office.application (organ_id, replied_on);
CREATE INDEX application_handler_idx ON office.application (handler_id) WHERE archived_at IS NULL;
CREATE INDEX application_merged_idx ON office.application (merged_into_id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX application_parent_idx ON office.application (parent_id) WHERE parent_id IS NOT NULL;

-- Who applies and who acts for them. A change is a new row; the newest counts.
CREATE TABLE office.application_party (
  application_id uuid NOT NULL REFERENCES office.application (id),
  party text NOT NULL CONSTRAINT party_is_known CHECK (party IN ('applicant', 'agent')),
  revision int NOT NULL CONSTRAINT party_revision_counts_from_one CHECK (revision >= 1),
  name text NOT NULL CONSTRAINT party_has_name CHECK (btrim(name) <> ''),
  phone text NOT NULL DEFAULT '',
  address text NOT NULL DEFAULT '',
  email text NOT NULL DEFAULT '',
  -- Contact person of an organisation.
  contact_name text NOT NULL DEFAULT '',
  PRIMARY KEY (application_id, party, revision)
);
CREATE INDEX application_party_name_idx ON office.application_party (name text_pattern_ops);

-- What was asked for: as submitted, and each correction (补正). Never changed.
CREATE TABLE office.application_text (
  application_id uuid NOT NULL REFERENCES office.application (id),
  number int NOT NULL CONSTRAINT request_counts_from_one CHECK (number >= 1),
  kind text NOT NULL CONSTRAINT request_kind_is_known CHECK (kind IN ('request', 'supplement', 'part')),
  title text NOT NULL DEFAULT '',
  doc_no text NOT NULL DEFAULT '',
  description text NOT NULL DEFAULT '',
  written_at timestamptz(3) NOT NULL,
  CONSTRAINT request_names_something CHECK (btrim(title || doc_no || description) <> ''),
  PRIMARY KEY (application_id, number)
);

-- ---------------------------------------------------------------- events
CREATE TABLE office.application_transition (
  from_state text NOT NULL,
  action text NOT NULL,
  to_state text NOT NULL,
  roles text[] NOT NULL,
  PRIMARY KEY (from_state, action, to_state)
);
COMMENT ON TABLE office.application_transition IS
  'Equal to CASE_TRANSITIONS in lib/applications/transitions.ts (tested). What is not listed is refused.';

CREATE TABLE office.application_event (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  application_id uuid NOT NULL REFERENCES office.application (id),
  seq int NOT NULL,
  action text NOT NULL,
  from_state text NOT NULL,
  to_state text NOT NULL,
  on_date date NOT NULL,
  at timestamptz(3) NOT NULL,
  actor_kind text NOT NULL CONSTRAINT event_actor_is_known CHECK (actor_kind IN ('staff', 'applicant', 'system')),
  person_id uuid REFERENCES office.person (id),
  person_name text NOT NULL,
  clock jsonb,
  detail jsonb NOT NULL DEFAULT '{}',
  corrects_seq int,
  CONSTRAINT staff_event_names_a_person CHECK ((actor_kind = 'staff') = (person_id IS NOT NULL)),
  CONSTRAINT clock_event_has_the_date_of_the_act CHECK (clock IS NULL OR clock ->> 'date' = on_date::text),
  UNIQUE (application_id, seq)
);
CREATE INDEX application_event_action_idx ON office.application_event (action, on_date);

-- ---------------------------------------------------------------- what belongs to a case
CREATE TABLE office.consultation (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  application_id uuid NOT NULL REFERENCES office.application (id),
  party_kind text NOT NULL
    CONSTRAINT consulted_party_is_known CHECK (party_kind IN ('third_party', 'organ', 'joint_maker')),
  -- Whether a 保密 referral (条例17-3) or an opinion is asked for.
  purpose text NOT NULL CONSTRAINT consultation_purpose_is_known CHECK (purpose IN ('opinion', 'secrecy')),
  name text NOT NULL CONSTRAINT consulted_party_has_name CHECK (btrim(name) <> ''),
  address text NOT NULL DEFAULT '',
  phone text NOT NULL DEFAULT '',
  about text NOT NULL CONSTRAINT consultation_says_about_what CHECK (btrim(about) <> ''),
  interest text NOT NULL DEFAULT '',
  recorded_by uuid NOT NULL REFERENCES office.person (id),
  recorded_at timestamptz(3) NOT NULL
);
CREATE INDEX consultation_application_idx ON office.consultation (application_id);

-- 检索记录: where was searched, with which words, by whom, what was found.
CREATE TABLE office.search_record (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  application_id uuid NOT NULL REFERENCES office.application (id),
  searched_on date NOT NULL,
  place text NOT NULL CONSTRAINT search_names_place CHECK (btrim(place) <> ''),
  words text NOT NULL CONSTRAINT search_names_words CHECK (btrim(words) <> ''),
  method text NOT NULL CONSTRAINT search_names_method CHECK (btrim(method) <> ''),
  searched_by text NOT NULL CONSTRAINT search_names_searcher CHECK (btrim(searched_by) <> ''),
  found boolean NOT NULL,
  result text NOT NULL CONSTRAINT search_names_result CHECK (btrim(result) <> ''),
  recorded_by uuid NOT NULL REFERENCES office.person (id),
  recorded_at timestamptz(3) NOT NULL
);
CREATE INDEX search_record_application_idx ON office.search_record (application_id);

-- A decision on how a case ends: outcome, evidence, grounds. The newest not returned counts.
CREATE TABLE office.application_decision (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  application_id uuid NOT NULL REFERENCES office.application (id),
  event_seq int NOT NULL,
  outcome text NOT NULL,
  sub_outcome text,
  -- Answers the outcome asks for (which kind, law and article, reasons …), keys as in lib/applications/rules/outcomes.
  grounds jsonb NOT NULL,
  -- Of 部分公开: the grounds of the withheld parts, for the letter and not for table three (REG-37-1).
  partial_grounds jsonb NOT NULL DEFAULT '[]',
  -- Case replied to before (重复申请), search records, consultations the decision rests on.
  evidence jsonb NOT NULL DEFAULT '{}',
  letter_id uuid,
  decided_by uuid NOT NULL REFERENCES office.person (id),
  decided_at timestamptz(3) NOT NULL,
  UNIQUE (application_id, event_seq)
);

-- A charge or its waiver (fees.md): both amounts in 分, the one chosen, and why.
CREATE TABLE office.fee_decision (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  application_id uuid NOT NULL REFERENCES office.application (id),
  scale text NOT NULL CONSTRAINT fee_scale_is_known CHECK (scale IN ('by_item', 'by_volume')),
  nth_of_month int NOT NULL CONSTRAINT fee_number_counts_from_one CHECK (nth_of_month >= 1),
  fee_month text NOT NULL CONSTRAINT fee_month_is_a_month CHECK (fee_month ~ '^[0-9]{4}-[0-9]{2}$'),
  pages int CONSTRAINT fee_pages_are_not_negative CHECK (pages >= 0),
  by_item_fen bigint NOT NULL CONSTRAINT fee_by_item_is_not_negative CHECK (by_item_fen >= 0),
  by_volume_fen bigint CONSTRAINT fee_by_volume_is_not_negative CHECK (by_volume_fen >= 0),
  amount_fen bigint NOT NULL CONSTRAINT fee_is_the_amount_of_its_scale CHECK (amount_fen > 0 AND
    amount_fen = CASE scale WHEN 'by_item' THEN by_item_fen ELSE by_volume_fen END),
  reason text NOT NULL CONSTRAINT fee_has_reason CHECK (btrim(reason) <> ''),
  letter_id uuid,
  proposed_by uuid NOT NULL REFERENCES office.person (id),
  proposed_at timestamptz(3) NOT NULL
);
CREATE INDEX fee_decision_application_idx ON office.fee_decision (application_id);

-- What issuing a letter does to its case: the days of an extension, the consultation asked for, the decision it tells. The
-- newest counts; once the letter is on its route nothing is added, so that what was approved is what happens.
CREATE TABLE office.letter_effect (
  letter_id uuid NOT NULL,
  revision int NOT NULL CONSTRAINT letter_effect_counts_from_one CHECK (revision >= 1),
  application_id uuid NOT NULL REFERENCES office.application (id),
  effect jsonb NOT NULL CONSTRAINT letter_effect_is_an_object CHECK (jsonb_typeof(effect) = 'object'),
  written_by uuid NOT NULL REFERENCES office.person (id),
  written_at timestamptz(3) NOT NULL,
  PRIMARY KEY (letter_id, revision)
);
CREATE INDEX letter_effect_application_idx ON office.letter_effect (application_id);

-- 同一信息、前案: confirmed by staff; likeness of texts only suggests (REG-44-3).
CREATE TABLE office.application_link (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  application_id uuid NOT NULL REFERENCES office.application (id),
  other_id uuid NOT NULL REFERENCES office.application (id),
  kind text NOT NULL CONSTRAINT link_kind_is_known CHECK (kind IN ('same_information', 'earlier_reply')),
  note text NOT NULL DEFAULT '',
  linked_by uuid NOT NULL REFERENCES office.person (id),
  linked_at timestamptz(3) NOT NULL,
  CONSTRAINT link_joins_two_cases CHECK (application_id <> other_id),
  UNIQUE (application_id, other_id, kind)
);
CREATE INDEX application_link_other_idx ON office.application_link (other_id);

-- Who may see a restricted case beside its handler: those named by the newest restriction.
CREATE TABLE office.application_access (
  application_id uuid NOT NULL REFERENCES office.application (id),
  person_id uuid NOT NULL REFERENCES office.person (id),
  granted_by uuid NOT NULL REFERENCES office.person (id),
  granted_at timestamptz(3) NOT NULL,
  PRIMARY KEY (application_id, person_id, granted_at)
);

-- The dates as last computed, so that lists can be sorted by them. Nothing is decided from here: each act computes anew.
CREATE TABLE office.application_deadline (
  application_id uuid PRIMARY KEY REFERENCES office.application (id),
  clock_status text NOT NULL,
  reply_due date,
  provisional boolean NOT NULL,
  supplement_notice_due date,
  supplement_due date,
  payment_due date,
  risk_date date,
  flags text[] NOT NULL,
  calendar_version int NOT NULL REFERENCES office.calendar_version (id),
  event_seq int NOT NULL,
  computed_at timestamptz(3) NOT NULL
);
CREATE INDEX application_deadline_due_idx ON office.application_deadline (reply_due);

-- Every date that moved by a new calendar, never silently (CAL-5).
CREATE TABLE office.deadline_change (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  application_id uuid NOT NULL REFERENCES office.application (id),
  field text NOT NULL,
  old_date date,
  new_date date,
  reason text NOT NULL CONSTRAINT deadline_change_has_reason CHECK (btrim(reason) <> ''),
  calendar_version int NOT NULL REFERENCES office.calendar_version (id),
  at timestamptz(3) NOT NULL
);
CREATE INDEX deadline_change_application_idx ON office.deadline_change (application_id);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['application_text', 'application_event', 'application_transition', 'consultation', 'search_record',
    'application_decision', 'fee_decision', 'application_link', 'application_access', 'deadline_change', 'letter_effect'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON office.%I FOR EACH ROW EXECUTE FUNCTION office.deny_change()',
      t || '_is_append_only', t);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON office.%I FOR EACH STATEMENT EXECUTE FUNCTION office.deny_change()',
      t || '_is_never_truncated', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['application', 'application_party', 'application_serial'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON office.%I FOR EACH STATEMENT EXECUTE FUNCTION office.deny_change()',
      t || '_is_never_truncated', t);
  END LOOP;
  CREATE TRIGGER application_is_never_deleted BEFORE DELETE ON office.application
    FOR EACH ROW EXECUTE FUNCTION office.deny_change();
END $$;

-- ---------------------------------------------------------------- numbers
-- The next number of a kind; the row of the counter keeps parallel takers apart, so there are neither doubles nor gaps.
CREATE FUNCTION office.next_application_serial(p_organ uuid, p_kind text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_year int := extract(year FROM office.today()); v_last int;
BEGIN
  INSERT INTO office.application_serial AS s (organ_id, year, kind, last) VALUES (p_organ, v_year, p_kind, 1)
    ON CONFLICT (organ_id, year, kind) DO UPDATE SET last = s.last + 1 RETURNING last INTO v_last;
  RETURN p_kind || v_year || '-' || lpad(v_last::text, greatest(4, length(v_last::text)), '0');
END $$;

CREATE FUNCTION office.guard_application() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  NEW.state := 'none'; NEW.seq := 0; NEW.application_no := NULL; NEW.receipt_date := NULL; NEW.registered_at := NULL;
  NEW.handler_id := NULL; NEW.handler_accepted := false; NEW.is_restricted := false; NEW.outcome := NULL;
  NEW.sub_outcome := NULL; NEW.replied_on := NULL; NEW.archived_at := NULL; NEW.merged_into_id := NULL;
  NEW.submitted_at := office.clock_now();
  NEW.submission_no := office.next_application_serial(NEW.organ_id, 'TJ');
  IF EXISTS (SELECT 1 FROM office.application o WHERE o.id IN (NEW.parent_id, NEW.remade_of_id) AND o.organ_id <> NEW.organ_id) THEN
    RAISE EXCEPTION 'a case is related to cases of its own organ' USING ERRCODE = 'GK013';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER application_guard BEFORE INSERT ON office.application
  FOR EACH ROW EXECUTE FUNCTION office.guard_application();

-- At the end of the transaction a case has begun, says what it asks for and by whom.
CREATE FUNCTION office.assert_case_begun() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM office.application_event e WHERE e.application_id = NEW.id AND e.seq = 1)
     OR NOT EXISTS (SELECT 1 FROM office.application_text t WHERE t.application_id = NEW.id)
     OR NOT EXISTS (SELECT 1 FROM office.application_party p WHERE p.application_id = NEW.id AND p.party = 'applicant') THEN
    RAISE EXCEPTION 'a case begins with its first event, its request and its applicant' USING ERRCODE = 'GK013';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER application_has_begun AFTER INSERT ON office.application
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION office.assert_case_begun();

-- Locks a case to the end of the transaction: the office role has no right to change the row, and so none to lock it.
CREATE FUNCTION office.lock_case(p_case uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = office, pg_temp AS $$
  SELECT FROM office.application WHERE id = p_case FOR UPDATE
$$;

-- ---------------------------------------------------------------- events move the case
CREATE FUNCTION office.guard_application_event() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_case office.application; v_roles text[]; v_origin office.application_event;
BEGIN
  SELECT * INTO v_case FROM office.application WHERE id = NEW.application_id FOR UPDATE;
  NEW.seq := v_case.seq + 1;
  NEW.from_state := v_case.state;
  NEW.at := office.clock_now();
  SELECT t.roles INTO v_roles FROM office.application_transition t
    WHERE t.from_state = v_case.state AND t.action = NEW.action AND t.to_state = NEW.to_state;
  IF v_roles IS NULL THEN
    RAISE EXCEPTION 'a case in % does not go to % by %', v_case.state, NEW.to_state, NEW.action USING ERRCODE = 'GK006';
  END IF;
  IF NEW.actor_kind = 'staff' THEN
    IF NOT EXISTS (SELECT 1 FROM office.delegation d JOIN office.person p ON p.id = d.deputy_id
        WHERE d.deputy_id = NEW.person_id AND p.organ_id = v_case.organ_id AND d.role = ANY (v_roles)
          AND d.confirmed_at IS NOT NULL AND d.revoked_at IS NULL
          AND office.today() BETWEEN d.starts_on AND d.ends_on) THEN
      PERFORM office.assert_role(NEW.person_id, v_case.organ_id, v_roles);
    END IF;
  ELSIF NOT NEW.actor_kind = ANY (v_roles) THEN
    RAISE EXCEPTION 'this act is not one of the %', NEW.actor_kind USING ERRCODE = 'GK011';
  END IF;
  IF NEW.on_date > office.today() THEN
    RAISE EXCEPTION 'an act is not dated in the future' USING ERRCODE = 'GK013';
  END IF;

  -- A decision that is returned or voided leads back to where it was taken.
  IF NEW.action IN ('return_reply', 'void_reply') THEN
    SELECT * INTO v_origin FROM office.application_event e WHERE e.application_id = v_case.id AND e.to_state = 'deciding'
      AND e.from_state <> 'deciding' ORDER BY e.seq DESC LIMIT 1;
    IF NEW.to_state <> v_origin.from_state THEN
      RAISE EXCEPTION 'a reply goes back to the state it was decided in' USING ERRCODE = 'GK006';
    END IF;
  END IF;
  IF NEW.action = 'close_by_note' AND EXISTS (SELECT 1 FROM office.application_decision d
      WHERE d.application_id = v_case.id AND d.decided_by = NEW.person_id) THEN
    RAISE EXCEPTION 'whoever decided a case does not close it alone' USING ERRCODE = 'GK004';
  END IF;
  IF NEW.action = 'correct_receipt_date' AND NOT EXISTS (SELECT 1 FROM office.application_event e
      WHERE e.application_id = v_case.id AND e.seq = NEW.corrects_seq AND e.clock ->> 'type' = 'received') THEN
    RAISE EXCEPTION 'a correction names the event whose date it corrects' USING ERRCODE = 'GK013';
  END IF;

  UPDATE office.application SET
    state = NEW.to_state,
    seq = NEW.seq,
    receipt_date = CASE
      WHEN NEW.clock ->> 'type' = 'received' OR NEW.action = 'correct_receipt_date' THEN NEW.on_date
      ELSE receipt_date END,
    application_no = CASE WHEN NEW.action IN ('register', 'open_case') THEN office.next_application_serial(organ_id, 'SQ')
      ELSE application_no END,
    registered_at = CASE WHEN NEW.action IN ('register', 'open_case') THEN NEW.at ELSE registered_at END,
    handler_id = CASE
      WHEN NEW.action = 'assign' THEN (NEW.detail ->> 'handlerId')::uuid
      WHEN NEW.action = 'decline_assignment' THEN NULL
      WHEN NEW.action IN ('register', 'open_case', 'accept_assignment') THEN coalesce(handler_id, NEW.person_id)
      ELSE handler_id END,
    handler_accepted = CASE
      WHEN NEW.action = 'assign' THEN false
      WHEN NEW.action IN ('accept_assignment', 'register', 'open_case') THEN true ELSE handler_accepted END,
    is_restricted = CASE NEW.action WHEN 'restrict' THEN true WHEN 'lift_restriction' THEN false ELSE is_restricted END,
    outcome = CASE
      WHEN NEW.to_state = 'deciding' AND NEW.from_state <> 'deciding' THEN NEW.detail ->> 'outcome'
      WHEN NEW.action IN ('return_reply', 'void_reply') THEN NULL ELSE outcome END,
    sub_outcome = CASE
      WHEN NEW.to_state = 'deciding' AND NEW.from_state <> 'deciding' THEN NEW.detail ->> 'subOutcome'
      WHEN NEW.action IN ('return_reply', 'void_reply') THEN NULL ELSE sub_outcome END,
    replied_on = CASE WHEN NEW.to_state = 'replied' AND NEW.from_state <> 'replied' THEN NEW.on_date ELSE replied_on END,
    archived_at = CASE WHEN NEW.action = 'archive' THEN NEW.at ELSE archived_at END,
    merged_into_id = CASE NEW.action
      WHEN 'merge' THEN (NEW.detail ->> 'intoId')::uuid WHEN 'unmerge' THEN NULL ELSE merged_into_id END,
    delivery_method = CASE WHEN NEW.action = 'change_delivery' THEN NEW.detail ->> 'deliveryMethod' ELSE delivery_method END,
    media_form = CASE WHEN NEW.action = 'change_delivery' THEN NEW.detail ->> 'mediaForm' ELSE media_form END
  WHERE id = v_case.id;
  RETURN NEW;
END $$;
CREATE TRIGGER application_event_guard BEFORE INSERT ON office.application_event
  FOR EACH ROW EXECUTE FUNCTION office.guard_application_event();

-- The applicant's column of table three is fixed at registration; a case that was decided names an outcome.
CREATE FUNCTION office.guard_application_row() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  IF (NEW.id, NEW.organ_id, NEW.kind, NEW.submission_no, NEW.submission_key, NEW.query_code_hash, NEW.channel,
      NEW.applicant_type, NEW.submitted_at, NEW.parent_id, NEW.remade_of_id)
     IS DISTINCT FROM (OLD.id, OLD.organ_id, OLD.kind, OLD.submission_no, OLD.submission_key, OLD.query_code_hash, OLD.channel,
      OLD.applicant_type, OLD.submitted_at, OLD.parent_id, OLD.remade_of_id)
     OR (OLD.application_no IS NOT NULL AND NEW.application_no IS DISTINCT FROM OLD.application_no)
     OR (OLD.replied_on IS NOT NULL AND NEW.replied_on IS DISTINCT FROM OLD.replied_on) THEN
    RAISE EXCEPTION 'what a case was filed as stays as it is' USING ERRCODE = 'GK001';
  END IF;
  IF NEW.state IN ('deciding', 'sealed', 'replied', 'archived') AND NEW.outcome IS NULL THEN
    RAISE EXCEPTION 'a decided case names its outcome' USING ERRCODE = 'GK013';
  END IF;
  IF NEW.merged_into_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM office.application o
      WHERE o.id = NEW.merged_into_id AND o.organ_id = NEW.organ_id AND o.merged_into_id IS NULL) THEN
    RAISE EXCEPTION 'a case is answered together with one of its own organ that stands alone' USING ERRCODE = 'GK013';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER application_row_guard BEFORE UPDATE ON office.application
  FOR EACH ROW EXECUTE FUNCTION office.guard_application_row();

-- What belongs to a case is recorded by somebody of its organ.
CREATE FUNCTION office.guard_case_record() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_organ uuid; v_person uuid;
BEGIN
  SELECT organ_id INTO v_organ FROM office.application WHERE id = NEW.application_id;
  v_person := (to_jsonb(NEW) ->> TG_ARGV[0])::uuid;
  PERFORM office.assert_role(v_person, v_organ, ARRAY['case_handler', 'office_head']);
  IF TG_ARGV[1] IS NOT NULL THEN
    NEW := jsonb_populate_record(NEW, jsonb_build_object(TG_ARGV[1], office.clock_now()));
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER consultation_guard BEFORE INSERT ON office.consultation
  FOR EACH ROW EXECUTE FUNCTION office.guard_case_record('recorded_by', 'recorded_at');
CREATE TRIGGER search_record_guard BEFORE INSERT ON office.search_record
  FOR EACH ROW EXECUTE FUNCTION office.guard_case_record('recorded_by', 'recorded_at');
CREATE TRIGGER application_decision_guard BEFORE INSERT ON office.application_decision
  FOR EACH ROW EXECUTE FUNCTION office.guard_case_record('decided_by', 'decided_at');
CREATE TRIGGER fee_decision_guard BEFORE INSERT ON office.fee_decision
  FOR EACH ROW EXECUTE FUNCTION office.guard_case_record('proposed_by', 'proposed_at');
CREATE TRIGGER application_link_guard BEFORE INSERT ON office.application_link
  FOR EACH ROW EXECUTE FUNCTION office.guard_case_record('linked_by', 'linked_at');
CREATE TRIGGER application_access_guard BEFORE INSERT ON office.application_access
  FOR EACH ROW EXECUTE FUNCTION office.guard_case_record('granted_by', 'granted_at');

CREATE FUNCTION office.guard_letter_effect() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM office.letter l WHERE l.id = NEW.letter_id AND l.application_id = NEW.application_id
      AND l.state = 'draft') THEN
    RAISE EXCEPTION 'what a letter does is settled while it is a draft' USING ERRCODE = 'GK002';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER letter_effect_guard BEFORE INSERT ON office.letter_effect
  FOR EACH ROW EXECUTE FUNCTION office.guard_letter_effect();
CREATE TRIGGER letter_effect_role_guard BEFORE INSERT ON office.letter_effect
  FOR EACH ROW EXECUTE FUNCTION office.guard_case_record('written_by', 'written_at');

GRANT SELECT ON office.application_transition, office.application_serial TO gongkai_staff;
GRANT SELECT, INSERT ON office.application, office.application_party, office.application_text, office.application_event,
  office.consultation, office.search_record, office.application_decision, office.fee_decision, office.application_link,
  office.application_access, office.deadline_change, office.letter_effect TO gongkai_staff;
GRANT SELECT, INSERT, UPDATE ON office.application_deadline TO gongkai_staff;
GRANT EXECUTE ON FUNCTION office.lock_case(uuid) TO gongkai_staff;


-- ---------------------------------------------------------------- the table of states
INSERT INTO office.application_transition (from_state, action, to_state, roles) VALUES
  ('none', 'submit', 'submitted', '{applicant,case_handler}'),
  ('none', 'open_case', 'registered', '{case_handler,office_head}'),
  ('submitted', 'log_contact', 'submitted', '{case_handler,office_head}'),
  ('unconfirmed', 'log_contact', 'unconfirmed', '{case_handler,office_head}'),
  ('submitted', 'confirm', 'received', '{applicant,case_handler}'),
  ('unconfirmed', 'confirm', 'received', '{applicant,case_handler}'),
  ('submitted', 'give_up_confirmation', 'unconfirmed', '{office_head}'),
  ('received', 'register', 'registered', '{case_handler}'),
  ('registered', 'check_application', 'in_hand', '{case_handler}'),
  ('in_hand', 'request_supplement', 'awaiting_supplement', '{case_handler}'),
  ('awaiting_supplement', 'send_supplement', 'awaiting_supplement', '{applicant,case_handler}'),
  ('awaiting_supplement', 'receive_supplement', 'in_hand', '{case_handler}'),
  ('awaiting_supplement', 'supplement_overdue', 'deciding', '{case_handler}'),
  ('in_hand', 'consult', 'in_hand', '{case_handler}'),
  ('in_hand', 'record_consultation_service', 'in_hand', '{case_handler}'),
  ('awaiting_supplement', 'record_consultation_service', 'awaiting_supplement', '{case_handler}'),
  ('awaiting_payment', 'record_consultation_service', 'awaiting_payment', '{case_handler}'),
  ('deciding', 'record_consultation_service', 'deciding', '{case_handler}'),
  ('sealed', 'record_consultation_service', 'sealed', '{case_handler}'),
  ('in_hand', 'end_consultation', 'in_hand', '{case_handler}'),
  ('awaiting_supplement', 'end_consultation', 'awaiting_supplement', '{case_handler}'),
  ('awaiting_payment', 'end_consultation', 'awaiting_payment', '{case_handler}'),
  ('deciding', 'end_consultation', 'deciding', '{case_handler}'),
  ('sealed', 'end_consultation', 'sealed', '{case_handler}'),
  ('in_hand', 'ask_reasons', 'in_hand', '{case_handler}'),
  ('in_hand', 'record_reasons', 'in_hand', '{case_handler}'),
  ('in_hand', 'extend', 'in_hand', '{case_handler}'),
  ('in_hand', 'defer', 'in_hand', '{case_handler}'),
  ('in_hand', 'record_search', 'in_hand', '{case_handler}'),
  ('in_hand', 'notify_fee', 'awaiting_payment', '{case_handler}'),
  ('awaiting_payment', 'notify_fee', 'awaiting_payment', '{case_handler}'),
  ('awaiting_payment', 'record_payment', 'in_hand', '{case_handler}'),
  ('awaiting_payment', 'cancel_fee', 'in_hand', '{case_handler}'),
  ('awaiting_payment', 'payment_overdue', 'deciding', '{case_handler}'),
  ('in_hand', 'decide', 'deciding', '{case_handler}'),
  ('received', 'withdraw_application', 'deciding', '{applicant,case_handler}'),
  ('registered', 'withdraw_application', 'deciding', '{applicant,case_handler}'),
  ('in_hand', 'withdraw_application', 'deciding', '{applicant,case_handler}'),
  ('awaiting_supplement', 'withdraw_application', 'deciding', '{applicant,case_handler}'),
  ('awaiting_payment', 'withdraw_application', 'deciding', '{applicant,case_handler}'),
  ('deciding', 'return_reply', 'received', '{secrecy_officer,office_head,legal_reviewer,disclosure_leader,case_handler}'),
  ('deciding', 'return_reply', 'registered', '{secrecy_officer,office_head,legal_reviewer,disclosure_leader,case_handler}'),
  ('deciding', 'return_reply', 'in_hand', '{secrecy_officer,office_head,legal_reviewer,disclosure_leader,case_handler}'),
  ('deciding', 'return_reply', 'awaiting_supplement', '{secrecy_officer,office_head,legal_reviewer,disclosure_leader,case_handler}'),
  ('deciding', 'return_reply', 'awaiting_payment', '{secrecy_officer,office_head,legal_reviewer,disclosure_leader,case_handler}'),
  ('deciding', 'seal', 'sealed', '{system}'),
  ('sealed', 'void_reply', 'received', '{office_head}'),
  ('sealed', 'void_reply', 'registered', '{office_head}'),
  ('sealed', 'void_reply', 'in_hand', '{office_head}'),
  ('sealed', 'void_reply', 'awaiting_supplement', '{office_head}'),
  ('sealed', 'void_reply', 'awaiting_payment', '{office_head}'),
  ('sealed', 'serve', 'replied', '{case_handler}'),
  ('deciding', 'close_by_note', 'replied', '{office_head}'),
  ('replied', 'archive', 'archived', '{case_handler}'),
  ('submitted', 'send_letter', 'submitted', '{case_handler}'),
  ('unconfirmed', 'send_letter', 'unconfirmed', '{case_handler}'),
  ('received', 'send_letter', 'received', '{case_handler}'),
  ('registered', 'send_letter', 'registered', '{case_handler}'),
  ('in_hand', 'send_letter', 'in_hand', '{case_handler}'),
  ('awaiting_supplement', 'send_letter', 'awaiting_supplement', '{case_handler}'),
  ('awaiting_payment', 'send_letter', 'awaiting_payment', '{case_handler}'),
  ('deciding', 'send_letter', 'deciding', '{case_handler}'),
  ('sealed', 'send_letter', 'sealed', '{case_handler}'),
  ('replied', 'send_letter', 'replied', '{case_handler}'),
  ('submitted', 'record_letter_service', 'submitted', '{case_handler}'),
  ('unconfirmed', 'record_letter_service', 'unconfirmed', '{case_handler}'),
  ('received', 'record_letter_service', 'received', '{case_handler}'),
  ('registered', 'record_letter_service', 'registered', '{case_handler}'),
  ('in_hand', 'record_letter_service', 'in_hand', '{case_handler}'),
  ('awaiting_supplement', 'record_letter_service', 'awaiting_supplement', '{case_handler}'),
  ('awaiting_payment', 'record_letter_service', 'awaiting_payment', '{case_handler}'),
  ('deciding', 'record_letter_service', 'deciding', '{case_handler}'),
  ('sealed', 'record_letter_service', 'sealed', '{case_handler}'),
  ('replied', 'record_letter_service', 'replied', '{case_handler}'),
  ('submitted', 'letter_returned', 'submitted', '{case_handler}'),
  ('unconfirmed', 'letter_returned', 'unconfirmed', '{case_handler}'),
  ('received', 'letter_returned', 'received', '{case_handler}'),
  ('registered', 'letter_returned', 'registered', '{case_handler}'),
  ('in_hand', 'letter_returned', 'in_hand', '{case_handler}'),
  ('awaiting_supplement', 'letter_returned', 'awaiting_supplement', '{case_handler}'),
  ('awaiting_payment', 'letter_returned', 'awaiting_payment', '{case_handler}'),
  ('deciding', 'letter_returned', 'deciding', '{case_handler}'),
  ('sealed', 'letter_returned', 'sealed', '{case_handler}'),
  ('replied', 'letter_returned', 'replied', '{case_handler}'),
  ('received', 'correct_receipt_date', 'received', '{office_head}'),
  ('registered', 'correct_receipt_date', 'registered', '{office_head}'),
  ('in_hand', 'correct_receipt_date', 'in_hand', '{office_head}'),
  ('awaiting_supplement', 'correct_receipt_date', 'awaiting_supplement', '{office_head}'),
  ('awaiting_payment', 'correct_receipt_date', 'awaiting_payment', '{office_head}'),
  ('deciding', 'correct_receipt_date', 'deciding', '{office_head}'),
  ('sealed', 'correct_receipt_date', 'sealed', '{office_head}'),
  ('submitted', 'assign', 'submitted', '{office_head}'),
  ('unconfirmed', 'assign', 'unconfirmed', '{office_head}'),
  ('received', 'assign', 'received', '{office_head}'),
  ('registered', 'assign', 'registered', '{office_head}'),
  ('in_hand', 'assign', 'in_hand', '{office_head}'),
  ('awaiting_supplement', 'assign', 'awaiting_supplement', '{office_head}'),
  ('awaiting_payment', 'assign', 'awaiting_payment', '{office_head}'),
  ('deciding', 'assign', 'deciding', '{office_head}'),
  ('sealed', 'assign', 'sealed', '{office_head}'),
  ('replied', 'assign', 'replied', '{office_head}'),
  ('submitted', 'accept_assignment', 'submitted', '{case_handler}'),
  ('unconfirmed', 'accept_assignment', 'unconfirmed', '{case_handler}'),
  ('received', 'accept_assignment', 'received', '{case_handler}'),
  ('registered', 'accept_assignment', 'registered', '{case_handler}'),
  ('in_hand', 'accept_assignment', 'in_hand', '{case_handler}'),
  ('awaiting_supplement', 'accept_assignment', 'awaiting_supplement', '{case_handler}'),
  ('awaiting_payment', 'accept_assignment', 'awaiting_payment', '{case_handler}'),
  ('deciding', 'accept_assignment', 'deciding', '{case_handler}'),
  ('sealed', 'accept_assignment', 'sealed', '{case_handler}'),
  ('replied', 'accept_assignment', 'replied', '{case_handler}'),
  ('submitted', 'decline_assignment', 'submitted', '{case_handler}'),
  ('unconfirmed', 'decline_assignment', 'unconfirmed', '{case_handler}'),
  ('received', 'decline_assignment', 'received', '{case_handler}'),
  ('registered', 'decline_assignment', 'registered', '{case_handler}'),
  ('in_hand', 'decline_assignment', 'in_hand', '{case_handler}'),
  ('awaiting_supplement', 'decline_assignment', 'awaiting_supplement', '{case_handler}'),
  ('awaiting_payment', 'decline_assignment', 'awaiting_payment', '{case_handler}'),
  ('deciding', 'decline_assignment', 'deciding', '{case_handler}'),
  ('sealed', 'decline_assignment', 'sealed', '{case_handler}'),
  ('replied', 'decline_assignment', 'replied', '{case_handler}'),
  ('submitted', 'restrict', 'submitted', '{case_handler,office_head}'),
  ('unconfirmed', 'restrict', 'unconfirmed', '{case_handler,office_head}'),
  ('received', 'restrict', 'received', '{case_handler,office_head}'),
  ('registered', 'restrict', 'registered', '{case_handler,office_head}'),
  ('in_hand', 'restrict', 'in_hand', '{case_handler,office_head}'),
  ('awaiting_supplement', 'restrict', 'awaiting_supplement', '{case_handler,office_head}'),
  ('awaiting_payment', 'restrict', 'awaiting_payment', '{case_handler,office_head}'),
  ('deciding', 'restrict', 'deciding', '{case_handler,office_head}'),
  ('sealed', 'restrict', 'sealed', '{case_handler,office_head}'),
  ('replied', 'restrict', 'replied', '{case_handler,office_head}'),
  ('submitted', 'lift_restriction', 'submitted', '{office_head}'),
  ('unconfirmed', 'lift_restriction', 'unconfirmed', '{office_head}'),
  ('received', 'lift_restriction', 'received', '{office_head}'),
  ('registered', 'lift_restriction', 'registered', '{office_head}'),
  ('in_hand', 'lift_restriction', 'in_hand', '{office_head}'),
  ('awaiting_supplement', 'lift_restriction', 'awaiting_supplement', '{office_head}'),
  ('awaiting_payment', 'lift_restriction', 'awaiting_payment', '{office_head}'),
  ('deciding', 'lift_restriction', 'deciding', '{office_head}'),
  ('sealed', 'lift_restriction', 'sealed', '{office_head}'),
  ('replied', 'lift_restriction', 'replied', '{office_head}'),
  ('registered', 'split', 'registered', '{case_handler}'),
  ('in_hand', 'split', 'in_hand', '{case_handler}'),
  ('registered', 'merge', 'registered', '{case_handler}'),
  ('in_hand', 'merge', 'in_hand', '{case_handler}'),
  ('registered', 'unmerge', 'registered', '{case_handler}'),
  ('in_hand', 'unmerge', 'in_hand', '{case_handler}'),
  ('registered', 'transfer_petition', 'registered', '{case_handler}'),
  ('in_hand', 'transfer_petition', 'in_hand', '{case_handler}'),
  ('awaiting_supplement', 'transfer_petition', 'awaiting_supplement', '{case_handler}'),
  ('awaiting_payment', 'transfer_petition', 'awaiting_payment', '{case_handler}'),
  ('deciding', 'transfer_petition', 'deciding', '{case_handler}'),
  ('sealed', 'transfer_petition', 'sealed', '{case_handler}'),
  ('replied', 'transfer_petition', 'replied', '{case_handler}'),
  ('registered', 'link_case', 'registered', '{case_handler}'),
  ('in_hand', 'link_case', 'in_hand', '{case_handler}'),
  ('awaiting_supplement', 'link_case', 'awaiting_supplement', '{case_handler}'),
  ('awaiting_payment', 'link_case', 'awaiting_payment', '{case_handler}'),
  ('deciding', 'link_case', 'deciding', '{case_handler}'),
  ('sealed', 'link_case', 'sealed', '{case_handler}'),
  ('replied', 'link_case', 'replied', '{case_handler}'),
  ('registered', 'propose_publication', 'registered', '{case_handler}'),
  ('in_hand', 'propose_publication', 'in_hand', '{case_handler}'),
  ('awaiting_supplement', 'propose_publication', 'awaiting_supplement', '{case_handler}'),
  ('awaiting_payment', 'propose_publication', 'awaiting_payment', '{case_handler}'),
  ('deciding', 'propose_publication', 'deciding', '{case_handler}'),
  ('sealed', 'propose_publication', 'sealed', '{case_handler}'),
  ('replied', 'propose_publication', 'replied', '{case_handler}'),
  ('received', 'change_delivery', 'received', '{case_handler}'),
  ('registered', 'change_delivery', 'registered', '{case_handler}'),
  ('in_hand', 'change_delivery', 'in_hand', '{case_handler}'),
  ('awaiting_supplement', 'change_delivery', 'awaiting_supplement', '{case_handler}'),
  ('awaiting_payment', 'change_delivery', 'awaiting_payment', '{case_handler}'),
  ('deciding', 'change_delivery', 'deciding', '{case_handler}'),
  ('sealed', 'change_delivery', 'sealed', '{case_handler}'),
  ('submitted', 'change_contact', 'submitted', '{case_handler}'),
  ('unconfirmed', 'change_contact', 'unconfirmed', '{case_handler}'),
  ('received', 'change_contact', 'received', '{case_handler}'),
  ('registered', 'change_contact', 'registered', '{case_handler}'),
  ('in_hand', 'change_contact', 'in_hand', '{case_handler}'),
  ('awaiting_supplement', 'change_contact', 'awaiting_supplement', '{case_handler}'),
  ('awaiting_payment', 'change_contact', 'awaiting_payment', '{case_handler}'),
  ('deciding', 'change_contact', 'deciding', '{case_handler}'),
  ('sealed', 'change_contact', 'sealed', '{case_handler}'),
  ('replied', 'change_contact', 'replied', '{case_handler}'),
  ('submitted', 'add_file', 'submitted', '{case_handler,applicant}'),
  ('unconfirmed', 'add_file', 'unconfirmed', '{case_handler,applicant}'),
  ('received', 'add_file', 'received', '{case_handler,applicant}'),
  ('registered', 'add_file', 'registered', '{case_handler,applicant}'),
  ('in_hand', 'add_file', 'in_hand', '{case_handler,applicant}'),
  ('awaiting_supplement', 'add_file', 'awaiting_supplement', '{case_handler,applicant}'),
  ('awaiting_payment', 'add_file', 'awaiting_payment', '{case_handler,applicant}'),
  ('deciding', 'add_file', 'deciding', '{case_handler,applicant}'),
  ('sealed', 'add_file', 'sealed', '{case_handler,applicant}'),
  ('replied', 'add_file', 'replied', '{case_handler,applicant}'),
  ('submitted', 'add_note', 'submitted', '{case_handler,office_head}'),
  ('unconfirmed', 'add_note', 'unconfirmed', '{case_handler,office_head}'),
  ('received', 'add_note', 'received', '{case_handler,office_head}'),
  ('registered', 'add_note', 'registered', '{case_handler,office_head}'),
  ('in_hand', 'add_note', 'in_hand', '{case_handler,office_head}'),
  ('awaiting_supplement', 'add_note', 'awaiting_supplement', '{case_handler,office_head}'),
  ('awaiting_payment', 'add_note', 'awaiting_payment', '{case_handler,office_head}'),
  ('deciding', 'add_note', 'deciding', '{case_handler,office_head}'),
  ('sealed', 'add_note', 'sealed', '{case_handler,office_head}'),
  ('replied', 'add_note', 'replied', '{case_handler,office_head}');
