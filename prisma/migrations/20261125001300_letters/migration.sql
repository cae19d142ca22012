-- 文书: letters to applicants, third parties and other organs. A letter is written, frozen, approved on its reply route,
-- numbered and sealed, served (docs/outcomes.md). What is frozen is never changed, and nothing is sealed that its route
-- has not passed word for word (LT-1, LT-4).
--
-- Error codes used here: GK001 append-only, GK002 frozen, GK003 route not complete, GK004 separation of duties, GK005 step
-- not open, GK006 transition not allowed, GK007 hash does not match, GK011 role missing, GK012 stale, GK013 facts missing,
-- GK015 second person missing.

-- ---------------------------------------------------------------- letters
CREATE TABLE office.letter (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  organ_id uuid NOT NULL REFERENCES office.organ (id),
  application_id uuid NOT NULL REFERENCES office.application (id),
  code text NOT NULL CONSTRAINT letter_code_is_known CHECK (code IN ('L00', 'L01', 'L02', 'L03', 'L04', 'L05', 'L06', 'L07', 'L08', 'L09', 'L10', 'L11', 'L12', 'L13', 'R01',
      'R02', 'R03', 'R04', 'R05', 'R06', 'R07', 'R08', 'R09', 'R10', 'R11', 'R12', 'R13', 'R14', 'R15', 'R16',
      'R17', 'R18', 'R19', 'R20', 'R21', 'R22')),
  state text NOT NULL DEFAULT 'draft'
    CONSTRAINT letter_state_is_known CHECK (state IN ('draft', 'in_route', 'sealed', 'served', 'void', 'dropped')),
  recipient_kind text NOT NULL
    CONSTRAINT letter_recipient_is_known CHECK (recipient_kind IN ('applicant', 'third_party', 'organ')),
  -- 您, 你单位, 贵机关 (LT-6).
  address_form text NOT NULL
    CONSTRAINT letter_address_form_is_known CHECK (address_form IN ('person', 'organisation', 'organ')),
  recipient_name text NOT NULL CONSTRAINT letter_names_its_recipient CHECK (btrim(recipient_name) <> ''),
  -- For the envelope; stands neither in the letter nor in the log.
  recipient_address text NOT NULL DEFAULT '',
  -- Merge fields by key, keys as in lib/letters/rules/fields.ts.
  fields jsonb NOT NULL CONSTRAINT letter_fields_have_keys CHECK (jsonb_typeof(fields) = 'object'),
  -- Paragraphs in the handler's own words.
  own_words jsonb NOT NULL DEFAULT '[]' CONSTRAINT letter_own_words_are_a_list CHECK (jsonb_typeof(own_words) = 'array'),
  remedy_mode text NOT NULL CONSTRAINT letter_remedy_is_known
    CHECK (remedy_mode IN ('none', 'fee', 'either', 'reconsideration_first', 'part')),
  -- Why another remedy than that of the outcome (LT-10).
  remedy_reason text NOT NULL DEFAULT '',
  is_electronic boolean NOT NULL DEFAULT false,
  revision int NOT NULL DEFAULT 1,
  -- Null: written by the program itself, only a request to confirm and a receipt.
  drafted_by uuid REFERENCES office.person (id),
  drafted_at timestamptz(3) NOT NULL,
  saved_by uuid REFERENCES office.person (id),
  saved_at timestamptz(3) NOT NULL,
  -- Taken when it is sealed (LT-3); a void letter keeps them.
  category text,
  year int,
  serial int,
  number text,
  sealed_on date,
  sealed_at timestamptz(3),
  sealed_by uuid REFERENCES office.person (id),
  -- Of a void or dropped letter.
  ended_reason text NOT NULL DEFAULT '',
  ended_by uuid REFERENCES office.person (id),
  ended_at timestamptz(3),
  CONSTRAINT only_receipts_have_no_author CHECK (drafted_by IS NOT NULL OR code IN ('L00', 'L01')),
  CONSTRAINT seal_is_whole CHECK ((state IN ('sealed', 'served', 'void')) = (number IS NOT NULL)
    AND num_nulls(category, year, serial, number, sealed_on, sealed_at) IN (0, 6)),
  UNIQUE (organ_id, category, year, serial)
);
COMMENT ON COLUMN office.letter.number IS 'LT-3: gapless per organ, category and year; set by the guard when the letter is sealed.';
CREATE INDEX letter_application_idx ON office.letter (application_id);
CREATE INDEX letter_waiting_idx ON office.letter (organ_id, state) WHERE state IN ('draft', 'in_route', 'sealed');

-- The last number of each series; its row keeps parallel seals apart, so there are neither doubles nor gaps.
CREATE TABLE office.letter_serial (
  organ_id uuid NOT NULL REFERENCES office.organ (id),
  category text NOT NULL,
  year int NOT NULL,
  last int NOT NULL,
  PRIMARY KEY (organ_id, category, year)
);

-- Whoever had a hand in a letter or handles its case: holds no seat of its route.
CREATE TABLE office.letter_contributor (
  letter_id uuid NOT NULL REFERENCES office.letter (id),
  person_id uuid NOT NULL REFERENCES office.person (id),
  PRIMARY KEY (letter_id, person_id)
);

-- The letter as submitted, word for word.
CREATE TABLE office.letter_version (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  letter_id uuid NOT NULL REFERENCES office.letter (id),
  number int NOT NULL,
  draft_revision int NOT NULL,
  canonical text NOT NULL,
  content_hash text NOT NULL CONSTRAINT letter_hash_is_of_its_text
    CHECK (content_hash = encode(sha256(convert_to(canonical, 'UTF8')), 'hex')),
  -- The organ's own words it was written with; null for the shipped ones.
  template_id uuid,
  frozen_by uuid REFERENCES office.person (id),
  frozen_at timestamptz(3) NOT NULL,
  UNIQUE (letter_id, number)
);

CREATE TABLE office.letter_step (
  version_id uuid NOT NULL REFERENCES office.letter_version (id),
  position int NOT NULL,
  step text NOT NULL,
  role text NOT NULL,
  PRIMARY KEY (version_id, position)
);
COMMENT ON TABLE office.letter_step IS 'The reply route of a frozen letter (LT-4), copied from office.letter_route by a trigger.';

CREATE TABLE office.letter_decision (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  version_id uuid NOT NULL REFERENCES office.letter_version (id),
  seq int NOT NULL,
  position int NOT NULL,
  step text NOT NULL,
  role text NOT NULL,
  content_hash text NOT NULL,
  person_id uuid NOT NULL REFERENCES office.person (id),
  on_behalf_of uuid REFERENCES office.person (id),
  delegation_id uuid REFERENCES office.delegation (id),
  conclusion text NOT NULL CONSTRAINT letter_conclusion_is_known CHECK (conclusion IN ('pass', 'return')),
  opinion text NOT NULL,
  checklist jsonb NOT NULL,
  -- Of 保密审查: item by item (REG-17-1).
  secrecy jsonb,
  client_address text,
  decided_at timestamptz(3) NOT NULL,
  CONSTRAINT letter_return_has_reason CHECK (conclusion = 'pass' OR btrim(opinion) <> ''),
  CONSTRAINT letter_deputy_names_the_delegation CHECK ((on_behalf_of IS NULL) = (delegation_id IS NULL)),
  UNIQUE (version_id, seq)
);

-- The sealed letter as a file (LT-1).
CREATE TABLE office.letter_file (
  letter_id uuid PRIMARY KEY REFERENCES office.letter (id),
  sha256 text NOT NULL REFERENCES office.file (sha256),
  stored_at timestamptz(3) NOT NULL
);

-- 送达: each dispatch, each receipt, each letter that came back (LT-5, REG-33-5).
CREATE TABLE office.letter_service (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  letter_id uuid NOT NULL REFERENCES office.letter (id),
  seq int NOT NULL,
  kind text NOT NULL CONSTRAINT letter_service_kind_is_known CHECK (kind IN ('dispatch', 'receipt', 'return')),
  -- The how manyeth dispatch it belongs to.
  dispatch int NOT NULL,
  way text NOT NULL
    CONSTRAINT letter_service_way_is_known CHECK (way IN ('in_person', 'entrusted', 'china_post', 'electronic')),
  sent_on date,
  served_on date,
  returned_on date,
  reason text NOT NULL DEFAULT '',
  tracking_no text NOT NULL DEFAULT '',
  -- Receipt, post office slip or record of sending, as kept in the case file.
  proof_sha256 text,
  note text NOT NULL DEFAULT '',
  recorded_by uuid NOT NULL REFERENCES office.person (id),
  recorded_at timestamptz(3) NOT NULL,
  CONSTRAINT letter_service_is_whole CHECK (CASE kind
    WHEN 'dispatch' THEN returned_on IS NULL AND CASE way
      WHEN 'china_post' THEN sent_on IS NOT NULL AND btrim(tracking_no) <> ''
      WHEN 'electronic' THEN sent_on IS NOT NULL
      ELSE served_on IS NOT NULL END
    WHEN 'receipt' THEN served_on IS NOT NULL AND returned_on IS NULL
    ELSE returned_on IS NOT NULL AND btrim(reason) <> '' END),
  UNIQUE (letter_id, seq)
);

-- Templates in the organ's own words: written by one person, confirmed by another.
CREATE TABLE office.letter_template_version (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  organ_id uuid NOT NULL REFERENCES office.organ (id),
  code text NOT NULL,
  number int NOT NULL,
  texts jsonb NOT NULL CONSTRAINT letter_template_has_words CHECK (jsonb_typeof(texts) = 'object'),
  reason text NOT NULL CONSTRAINT letter_template_has_reason CHECK (btrim(reason) <> ''),
  written_by uuid NOT NULL REFERENCES office.person (id),
  written_at timestamptz(3) NOT NULL,
  UNIQUE (organ_id, code, number)
);
CREATE TABLE office.letter_template_approval (
  version_id uuid PRIMARY KEY REFERENCES office.letter_template_version (id),
  approved_by uuid NOT NULL REFERENCES office.person (id),
  approved_at timestamptz(3) NOT NULL
);
ALTER TABLE office.letter_version ADD CONSTRAINT letter_version_template_fkey
  FOREIGN KEY (template_id) REFERENCES office.letter_template_version (id);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['letter_contributor', 'letter_version', 'letter_step', 'letter_decision', 'letter_file', 'letter_service',
    'letter_template_version', 'letter_template_approval'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON office.%I FOR EACH ROW EXECUTE FUNCTION office.deny_change()',
      t || '_is_append_only', t);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON office.%I FOR EACH STATEMENT EXECUTE FUNCTION office.deny_change()',
      t || '_is_never_truncated', t);
  END LOOP;
  CREATE TRIGGER letter_is_never_deleted BEFORE DELETE ON office.letter
    FOR EACH ROW EXECUTE FUNCTION office.deny_change();
END $$;

-- ---------------------------------------------------------------- what a kind of letter is
-- 类别字 (LT-3); equal to LETTERS in lib/letters/rules/letter-table.ts (tested), as are the two functions below.
CREATE FUNCTION office.letter_category(p_code text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN p_code LIKE 'R%' THEN '公开复'
    WHEN p_code IN ('L00', 'L01') THEN '公开登'
    WHEN p_code = 'L02' THEN '公开补'
    WHEN p_code IN ('L06', 'L08') THEN '公开征'
    WHEN p_code = 'L09' THEN '公开决'
    WHEN p_code = 'L10' THEN '公开费'
    ELSE '公开告' END
$$;
-- The remedies of a kind of letter, for acts since 2024-01-01 (行政复议法第23条).
CREATE FUNCTION office.letter_remedy(p_code text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN p_code BETWEEN 'R04' AND 'R10' THEN 'reconsideration_first'
    WHEN p_code = 'R03' THEN 'part'
    WHEN p_code LIKE 'R%' OR p_code IN ('L09', 'L11', 'L12') THEN 'either'
    WHEN p_code = 'L10' THEN 'fee'
    ELSE 'none' END
$$;
-- LT-4: 保密审查 where information is handed out or described, the head of the office, the legal reviewer for refusals,
-- partial disclosure, public interest, fees and changed remedies (LT-10), the leader in charge for what decides.
CREATE FUNCTION office.letter_route(p_code text, p_remedy text) RETURNS TABLE ("position" int, step text, role text)
LANGUAGE sql IMMUTABLE AS $$
  SELECT row_number() OVER (ORDER BY s.n)::int, s.step, s.role
  FROM (VALUES
    (1, 'secrecy', 'secrecy_officer', p_code IN ('R01', 'R02', 'R03', 'R07', 'L06', 'L09')),
    (2, 'head', 'office_head', true),
    (3, 'legal', 'legal_reviewer',
      p_code BETWEEN 'R03' AND 'R10' OR p_code IN ('L09', 'L10') OR p_remedy <> office.letter_remedy(p_code)),
    (4, 'leader', 'disclosure_leader', p_code LIKE 'R%' OR p_code IN ('L09', 'L10', 'L11', 'L12'))
  ) AS s(n, step, role, is_needed)
  WHERE s.is_needed AND p_code NOT IN ('L00', 'L01')
$$;
-- 复议机关 of the organ today: the dated setting, else what the organ was set up with (LT-8).
CREATE FUNCTION office.reconsideration_organ_today(p_organ uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = office, pg_temp AS $$
  SELECT coalesce(nullif(office.setting_today(p_organ, 'reconsideration_organ') #>> '{}', ''), o.reconsideration_organ)
  FROM office.organ o WHERE o.id = p_organ
$$;

-- ---------------------------------------------------------------- sealing
-- The floor of every seal: the whole route passed for exactly this text, by different people who had no hand in it; what
-- the law demands to be told is told; what the letter rests on is on file (LT-4, LT-11, LT-T5, LT-T6).
CREATE FUNCTION office.assert_letter_passed(p_letter uuid) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_letter office.letter; v_version office.letter_version; v_missing text; v_remedy text; v_case uuid;
BEGIN
  SELECT * INTO v_letter FROM office.letter WHERE id = p_letter;
  v_case := v_letter.application_id;
  SELECT * INTO v_version FROM office.letter_version WHERE letter_id = p_letter ORDER BY number DESC LIMIT 1;
  SELECT string_agg(r.step, ', ') INTO v_missing FROM office.letter_route(v_letter.code, v_letter.remedy_mode) r
    WHERE NOT EXISTS (SELECT 1 FROM office.letter_step s
      WHERE s.version_id = v_version.id AND (s.position, s.step, s.role) = (r.position, r.step, r.role));
  IF v_missing IS NOT NULL THEN
    RAISE EXCEPTION 'the reply route lacks: %', v_missing USING ERRCODE = 'GK003';
  END IF;
  SELECT string_agg(s.step, ', ') INTO v_missing FROM office.letter_step s
    WHERE s.version_id = v_version.id AND NOT EXISTS (SELECT 1 FROM office.letter_decision d
      WHERE d.version_id = s.version_id AND d.position = s.position AND d.conclusion = 'pass');
  IF v_missing IS NOT NULL THEN
    RAISE EXCEPTION 'steps of the letter still open: %', v_missing USING ERRCODE = 'GK003';
  END IF;
  IF EXISTS (SELECT 1 FROM office.letter_decision d
    WHERE d.version_id = v_version.id AND d.conclusion = 'pass' AND (d.content_hash <> v_version.content_hash
      OR EXISTS (SELECT 1 FROM office.letter_contributor c
        WHERE c.letter_id = p_letter AND c.person_id IN (d.person_id, d.on_behalf_of))
      OR EXISTS (SELECT 1 FROM office.letter_decision o
        WHERE o.version_id = d.version_id AND o.conclusion = 'pass' AND o.position <> d.position
          AND ARRAY[o.person_id, coalesce(o.on_behalf_of, o.person_id)] && ARRAY[d.person_id, coalesce(d.on_behalf_of, d.person_id)]))) THEN
    RAISE EXCEPTION 'a person holds two seats of a letter, or judged own work' USING ERRCODE = 'GK004';
  END IF;

  SELECT string_agg(p.pair ->> 1, '') INTO v_remedy
    FROM jsonb_array_elements(v_version.canonical::jsonb -> 'paragraphs') AS p(pair) WHERE p.pair ->> 0 = 'remedy';
  -- LT-11, 行政复议法第23条第2款: who must go to 复议 first is told so.
  IF (v_letter.code BETWEEN 'R04' AND 'R10' OR v_letter.remedy_mode IN ('reconsideration_first', 'part'))
     AND coalesce(v_remedy, '') NOT LIKE '%应当先自收到本决定书之日起60日内向%申请行政复议%' THEN
    RAISE EXCEPTION 'a refusal tells that 复议 comes first' USING ERRCODE = 'GK013';
  END IF;
  IF v_letter.remedy_mode IN ('either', 'reconsideration_first', 'part')
     AND (strpos(coalesce(v_remedy, ''), '向' || office.reconsideration_organ_today(v_letter.organ_id) || '申请行政复议') = 0
       OR office.reconsideration_organ_today(v_letter.organ_id) = '') THEN
    RAISE EXCEPTION 'the letter names another 复议机关 than the organ has set' USING ERRCODE = 'GK013';
  END IF;
  IF NOT (CASE v_letter.code
    -- The newest search says that nothing was found.
    WHEN 'R12' THEN coalesce((SELECT NOT s.found FROM office.search_record s WHERE s.application_id = v_case
      ORDER BY s.searched_on DESC, s.recorded_at DESC LIMIT 1), false)
    WHEN 'R17' THEN EXISTS (SELECT 1 FROM office.application_link l
      WHERE l.application_id = v_case AND l.kind = 'earlier_reply')
    WHEN 'R07' THEN EXISTS (SELECT 1 FROM office.application_event e WHERE e.application_id = v_case
      AND e.clock ->> 'type' = 'consultation_sent' AND e.clock ->> 'to' = 'third_party')
    -- One L03 asks for the reasons of many applications.
    WHEN 'R19' THEN EXISTS (SELECT 1 FROM office.letter l WHERE l.code = 'L03' AND l.state = 'served'
      AND (l.application_id = v_case OR l.application_id IN (
        SELECT k.other_id FROM office.application_link k WHERE k.application_id = v_case UNION
        SELECT k.application_id FROM office.application_link k WHERE k.other_id = v_case)))
    ELSE true END) THEN
    RAISE EXCEPTION 'the letter % lacks the record it rests on', v_letter.code USING ERRCODE = 'GK013';
  END IF;
END $$;

CREATE FUNCTION office.guard_letter() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_organ uuid; v_is_changed boolean; v_version office.letter_version;
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT organ_id INTO v_organ FROM office.application WHERE id = NEW.application_id;
    IF v_organ IS DISTINCT FROM NEW.organ_id THEN
      RAISE EXCEPTION 'a letter belongs to a case of its organ' USING ERRCODE = 'GK013';
    END IF;
    IF NEW.drafted_by IS NOT NULL THEN
      PERFORM office.assert_role(NEW.drafted_by, NEW.organ_id, ARRAY['case_handler']);
    END IF;
    NEW.state := 'draft'; NEW.revision := 1; NEW.drafted_at := office.clock_now();
    NEW.saved_by := NEW.drafted_by; NEW.saved_at := NEW.drafted_at;
    NEW.category := NULL; NEW.year := NULL; NEW.serial := NULL; NEW.number := NULL; NEW.sealed_on := NULL; NEW.sealed_at := NULL;
    NEW.sealed_by := NULL; NEW.ended_reason := ''; NEW.ended_by := NULL; NEW.ended_at := NULL;
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW.organ_id, NEW.application_id, NEW.code, NEW.drafted_by, NEW.drafted_at)
     IS DISTINCT FROM (OLD.id, OLD.organ_id, OLD.application_id, OLD.code, OLD.drafted_by, OLD.drafted_at) THEN
    RAISE EXCEPTION 'what a letter was begun as stays as it is' USING ERRCODE = 'GK001';
  END IF;
  -- Numbers are given here and nowhere else.
  NEW.category := OLD.category; NEW.year := OLD.year; NEW.serial := OLD.serial; NEW.number := OLD.number;
  NEW.sealed_on := OLD.sealed_on; NEW.sealed_at := OLD.sealed_at; NEW.ended_at := OLD.ended_at; NEW.saved_at := OLD.saved_at;
  v_is_changed := (NEW.recipient_kind, NEW.address_form, NEW.recipient_name, NEW.recipient_address, NEW.fields, NEW.own_words,
      NEW.remedy_mode, NEW.remedy_reason, NEW.is_electronic, NEW.revision, NEW.saved_by)
    IS DISTINCT FROM (OLD.recipient_kind, OLD.address_form, OLD.recipient_name, OLD.recipient_address, OLD.fields, OLD.own_words,
      OLD.remedy_mode, OLD.remedy_reason, OLD.is_electronic, OLD.revision, OLD.saved_by);
  IF v_is_changed THEN
    IF OLD.state <> 'draft' OR NEW.state <> 'draft' THEN
      RAISE EXCEPTION 'a letter is written while it is a draft' USING ERRCODE = 'GK002';
    END IF;
    IF NEW.revision <> OLD.revision + 1 THEN
      RAISE EXCEPTION 'the letter has been changed meanwhile' USING ERRCODE = 'GK012';
    END IF;
    PERFORM office.assert_role(NEW.saved_by, NEW.organ_id, ARRAY['case_handler']);
    NEW.saved_at := office.clock_now();
  END IF;
  IF NEW.state = OLD.state THEN
    IF (NEW.sealed_by, NEW.ended_reason, NEW.ended_by) IS DISTINCT FROM (OLD.sealed_by, OLD.ended_reason, OLD.ended_by) THEN
      RAISE EXCEPTION 'who sealed or ended a letter is set with the act' USING ERRCODE = 'GK001';
    END IF;
    RETURN NEW;
  END IF;
  IF (OLD.state, NEW.state) NOT IN (('draft', 'in_route'), ('in_route', 'draft'), ('draft', 'dropped'), ('in_route', 'dropped'),
      ('in_route', 'sealed'), ('sealed', 'served'), ('sealed', 'void')) THEN
    RAISE EXCEPTION 'a letter does not go from % to %', OLD.state, NEW.state USING ERRCODE = 'GK006';
  END IF;
  SELECT * INTO v_version FROM office.letter_version WHERE letter_id = NEW.id ORDER BY number DESC LIMIT 1;
  CASE NEW.state
    WHEN 'in_route' THEN
      IF v_version.draft_revision IS DISTINCT FROM NEW.revision OR EXISTS (
          SELECT 1 FROM office.letter_decision d WHERE d.version_id = v_version.id) THEN
        RAISE EXCEPTION 'a letter is submitted as it was frozen, once' USING ERRCODE = 'GK007';
      END IF;
    WHEN 'draft' THEN
      IF NOT EXISTS (SELECT 1 FROM office.letter_decision d WHERE d.version_id = v_version.id AND d.conclusion = 'return') THEN
        RAISE EXCEPTION 'a letter goes back when somebody returns it' USING ERRCODE = 'GK006';
      END IF;
    WHEN 'sealed' THEN
      IF NEW.sealed_by IS NOT NULL AND NOT EXISTS (
          SELECT 1 FROM office.person p WHERE p.id = NEW.sealed_by AND p.organ_id = NEW.organ_id) THEN
        RAISE EXCEPTION 'a letter is sealed in its own organ' USING ERRCODE = 'GK011';
      END IF;
      PERFORM office.assert_letter_passed(NEW.id);
      NEW.category := office.letter_category(NEW.code);
      NEW.sealed_at := office.clock_now();
      NEW.sealed_on := office.today();
      NEW.year := extract(year FROM NEW.sealed_on);
      INSERT INTO office.letter_serial AS s (organ_id, category, year, last) VALUES (NEW.organ_id, NEW.category, NEW.year, 1)
        ON CONFLICT (organ_id, category, year) DO UPDATE SET last = s.last + 1 RETURNING last INTO NEW.serial;
      SELECT o.document_prefix || NEW.category || '〔' || NEW.year || '〕' || NEW.serial || '号' INTO NEW.number
        FROM office.organ o WHERE o.id = NEW.organ_id;
    WHEN 'served' THEN
      IF NOT EXISTS (SELECT 1 FROM office.letter_service s WHERE s.letter_id = NEW.id AND s.kind = 'dispatch') THEN
        RAISE EXCEPTION 'a letter is served by a dispatch on record' USING ERRCODE = 'GK013';
      END IF;
    ELSE
      IF btrim(NEW.ended_reason) = '' THEN
        RAISE EXCEPTION 'a letter is given up or voided with a reason' USING ERRCODE = 'GK013';
      END IF;
      IF NEW.state = 'void' THEN PERFORM office.assert_role(NEW.ended_by, NEW.organ_id, ARRAY['office_head']); END IF;
      NEW.ended_at := office.clock_now();
  END CASE;
  RETURN NEW;
END $$;
CREATE TRIGGER letter_guard BEFORE INSERT OR UPDATE ON office.letter FOR EACH ROW EXECUTE FUNCTION office.guard_letter();

CREATE FUNCTION office.record_letter_hand() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  INSERT INTO office.letter_contributor (letter_id, person_id)
    SELECT NEW.id, h.person_id FROM (
      SELECT NEW.saved_by UNION
      SELECT a.handler_id FROM office.application a WHERE a.id = NEW.application_id) AS h(person_id)
    WHERE h.person_id IS NOT NULL
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER letter_hand AFTER INSERT OR UPDATE OF saved_by, fields, own_words ON office.letter
  FOR EACH ROW EXECUTE FUNCTION office.record_letter_hand();

CREATE FUNCTION office.assert_letter_has_file() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM office.letter_file f WHERE f.letter_id = NEW.id) THEN
    RAISE EXCEPTION 'a sealed letter is kept as a file' USING ERRCODE = 'GK013';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER letter_has_file AFTER UPDATE OF state ON office.letter
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.state = 'sealed') EXECUTE FUNCTION office.assert_letter_has_file();

CREATE FUNCTION office.guard_letter_file() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM office.letter l WHERE l.id = NEW.letter_id AND l.state = 'sealed') THEN
    RAISE EXCEPTION 'a letter gets its file when it is sealed' USING ERRCODE = 'GK005';
  END IF;
  NEW.stored_at := office.clock_now();
  RETURN NEW;
END $$;
CREATE TRIGGER letter_file_guard BEFORE INSERT ON office.letter_file
  FOR EACH ROW EXECUTE FUNCTION office.guard_letter_file();

-- ---------------------------------------------------------------- versions and decisions
CREATE FUNCTION office.guard_letter_version() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_letter office.letter; v_text jsonb := NEW.canonical::jsonb;
BEGIN
  SELECT * INTO v_letter FROM office.letter WHERE id = NEW.letter_id FOR UPDATE;
  IF v_letter.state IS DISTINCT FROM 'draft' THEN
    RAISE EXCEPTION 'a letter is frozen from its draft' USING ERRCODE = 'GK006';
  END IF;
  IF (NEW.draft_revision, v_text ->> 'code', v_text ->> 'remedy_mode', (v_text ->> 'is_electronic')::boolean)
     IS DISTINCT FROM (v_letter.revision, v_letter.code, v_letter.remedy_mode, v_letter.is_electronic) THEN
    RAISE EXCEPTION 'the frozen letter is not the saved one' USING ERRCODE = 'GK007';
  END IF;
  -- LT-T3: no field is left open.
  IF jsonb_array_length(v_text -> 'paragraphs') = 0 OR (v_text -> 'paragraphs')::text ~ '[{}]' THEN
    RAISE EXCEPTION 'a letter has words, and no open field' USING ERRCODE = 'GK013';
  END IF;
  -- LT-5: electronically only to an applicant who has chosen so; a receipt has no effect of its own.
  IF v_letter.is_electronic AND v_letter.code NOT IN ('L00', 'L01') AND (v_letter.recipient_kind <> 'applicant'
      OR NOT EXISTS (SELECT 1 FROM office.application a
        WHERE a.id = v_letter.application_id AND a.delivery_method IN ('email', 'online'))) THEN
    RAISE EXCEPTION 'the applicant has not chosen electronic delivery' USING ERRCODE = 'GK013';
  END IF;
  IF NEW.frozen_by IS NOT NULL THEN
    PERFORM office.assert_role(NEW.frozen_by, v_letter.organ_id, ARRAY['case_handler']);
  ELSIF v_letter.drafted_by IS NOT NULL THEN
    RAISE EXCEPTION 'what a person wrote, a person submits' USING ERRCODE = 'GK011';
  END IF;
  NEW.number := 1 + coalesce((SELECT max(number) FROM office.letter_version WHERE letter_id = NEW.letter_id), 0);
  NEW.frozen_at := office.clock_now();
  RETURN NEW;
END $$;
CREATE TRIGGER letter_version_guard BEFORE INSERT ON office.letter_version
  FOR EACH ROW EXECUTE FUNCTION office.guard_letter_version();

CREATE FUNCTION office.open_letter_route() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  INSERT INTO office.letter_contributor (letter_id, person_id)
    SELECT NEW.letter_id, h.person_id FROM (
      SELECT NEW.frozen_by UNION
      SELECT a.handler_id FROM office.letter l JOIN office.application a ON a.id = l.application_id
        WHERE l.id = NEW.letter_id) AS h(person_id)
    WHERE h.person_id IS NOT NULL
    ON CONFLICT DO NOTHING;
  INSERT INTO office.letter_step (version_id, position, step, role)
    SELECT NEW.id, r.position, r.step, r.role
    FROM office.letter l CROSS JOIN LATERAL office.letter_route(l.code, l.remedy_mode) r WHERE l.id = NEW.letter_id;
  RETURN NULL;
END $$;
CREATE TRIGGER letter_version_route AFTER INSERT ON office.letter_version
  FOR EACH ROW EXECUTE FUNCTION office.open_letter_route();

CREATE FUNCTION office.guard_letter_decision() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_version office.letter_version; v_letter office.letter; v_step office.letter_step; v_hands uuid[];
BEGIN
  SELECT * INTO v_version FROM office.letter_version WHERE id = NEW.version_id;
  SELECT * INTO v_letter FROM office.letter WHERE id = v_version.letter_id FOR UPDATE;
  IF v_letter.state IS DISTINCT FROM 'in_route' OR v_version.number <> (
      SELECT max(number) FROM office.letter_version WHERE letter_id = v_letter.id) THEN
    RAISE EXCEPTION 'the letter is not on its route' USING ERRCODE = 'GK005';
  END IF;
  IF NEW.content_hash IS DISTINCT FROM v_version.content_hash THEN
    RAISE EXCEPTION 'the decision is about another wording of the letter' USING ERRCODE = 'GK007';
  END IF;
  SELECT * INTO v_step FROM office.letter_step WHERE version_id = NEW.version_id AND position = NEW.position;
  IF v_step.step IS DISTINCT FROM NEW.step OR v_step.role IS DISTINCT FROM NEW.role THEN
    RAISE EXCEPTION 'the reply route has no such step' USING ERRCODE = 'GK005';
  END IF;
  -- A deputy counts as themselves and as the person they stand for.
  v_hands := array_remove(ARRAY[NEW.person_id, NEW.on_behalf_of], NULL);
  IF EXISTS (SELECT 1 FROM office.letter_contributor c WHERE c.letter_id = v_letter.id AND c.person_id = ANY (v_hands)) THEN
    RAISE EXCEPTION 'whoever wrote a letter or handles its case does not decide on it' USING ERRCODE = 'GK004';
  END IF;
  -- Who takes a delegation back and who decides under it wait for each other.
  PERFORM 1 FROM office.delegation WHERE id = NEW.delegation_id FOR SHARE;
  IF NEW.on_behalf_of IS NULL THEN
    PERFORM office.assert_role(NEW.person_id, v_letter.organ_id, ARRAY[NEW.role]);
  ELSIF NOT office.delegation_stands(NEW.delegation_id, NEW.on_behalf_of, NEW.person_id, NEW.role)
     OR NOT EXISTS (SELECT 1 FROM office.delegation d
       WHERE d.id = NEW.delegation_id AND d.organ_id = v_letter.organ_id AND d.confirmed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'no delegation stands for this person, this seat of a letter and day' USING ERRCODE = 'GK011';
  END IF;
  IF EXISTS (SELECT 1 FROM office.letter_decision d WHERE d.version_id = NEW.version_id AND d.position = NEW.position) THEN
    RAISE EXCEPTION 'this step of the letter is decided' USING ERRCODE = 'GK005';
  END IF;
  IF EXISTS (SELECT 1 FROM office.letter_step s WHERE s.version_id = NEW.version_id AND s.position < NEW.position
      AND NOT EXISTS (SELECT 1 FROM office.letter_decision d
        WHERE d.version_id = s.version_id AND d.position = s.position AND d.conclusion = 'pass')) THEN
    RAISE EXCEPTION 'an earlier step of the letter is still open' USING ERRCODE = 'GK005';
  END IF;
  IF EXISTS (SELECT 1 FROM office.letter_decision d WHERE d.version_id = NEW.version_id
      AND (d.person_id = ANY (v_hands) OR d.on_behalf_of = ANY (v_hands))) THEN
    RAISE EXCEPTION 'the person already decided on this letter' USING ERRCODE = 'GK004';
  END IF;
  -- REG-17-1: a pass of 保密审查 is its own record: every item answered with no, basis, conclusion.
  IF NEW.step = 'secrecy' AND NEW.conclusion = 'pass' AND NOT (
      btrim(coalesce(NEW.secrecy ->> 'basis', '')) <> '' AND coalesce(NEW.secrecy, '{}') @> '{"conclusion": "publish",
        "state_secret": false, "work_secret": false, "trade_secret": false, "personal_privacy": false}') THEN
    RAISE EXCEPTION 'a secrecy review of a letter needs its answers, its basis and the conclusion to send' USING ERRCODE = 'GK013';
  END IF;
  NEW.seq := 1 + coalesce((SELECT max(seq) FROM office.letter_decision WHERE version_id = NEW.version_id), 0);
  NEW.decided_at := office.clock_now();
  RETURN NEW;
END $$;
CREATE TRIGGER letter_decision_guard BEFORE INSERT ON office.letter_decision
  FOR EACH ROW EXECUTE FUNCTION office.guard_letter_decision();

-- ---------------------------------------------------------------- service
CREATE FUNCTION office.guard_letter_service() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_letter office.letter; v_last office.letter_service; v_dispatch office.letter_service; v_on date;
BEGIN
  SELECT * INTO v_letter FROM office.letter WHERE id = NEW.letter_id FOR UPDATE;
  IF v_letter.state IS NULL OR v_letter.state NOT IN ('sealed', 'served') THEN
    RAISE EXCEPTION 'only a sealed letter is served' USING ERRCODE = 'GK005';
  END IF;
  PERFORM office.assert_role(NEW.recorded_by, v_letter.organ_id, ARRAY['case_handler']);
  SELECT * INTO v_last FROM office.letter_service WHERE letter_id = NEW.letter_id ORDER BY seq DESC LIMIT 1;
  SELECT * INTO v_dispatch FROM office.letter_service WHERE letter_id = NEW.letter_id AND kind = 'dispatch' ORDER BY seq DESC LIMIT 1;
  NEW.seq := coalesce(v_last.seq, 0) + 1;
  IF NEW.kind = 'dispatch' THEN
    IF v_last.kind IS DISTINCT FROM NULL AND v_last.kind <> 'return' THEN
      RAISE EXCEPTION 'the letter is under way or arrived already' USING ERRCODE = 'GK005';
    END IF;
    IF NEW.way = 'electronic' AND NOT v_letter.is_electronic THEN
      RAISE EXCEPTION 'the letter is not one to serve electronically' USING ERRCODE = 'GK013';
    END IF;
    NEW.dispatch := coalesce(v_dispatch.dispatch, 0) + 1;
  ELSE
    IF v_dispatch.id IS NULL OR v_last.kind = 'return' OR (NEW.kind = 'receipt' AND v_dispatch.served_on IS NOT NULL)
       OR (NEW.kind = 'receipt' AND v_last.kind = 'receipt') THEN
      RAISE EXCEPTION 'nothing is under way that could arrive or come back' USING ERRCODE = 'GK005';
    END IF;
    NEW.dispatch := v_dispatch.dispatch;
    NEW.way := v_dispatch.way;
  END IF;
  v_on := least(NEW.sent_on, NEW.served_on, NEW.returned_on);
  IF v_on < coalesce(CASE WHEN NEW.kind <> 'dispatch' THEN v_dispatch.sent_on END, v_letter.sealed_on)
     OR greatest(NEW.sent_on, NEW.served_on, NEW.returned_on) > office.today() THEN
    RAISE EXCEPTION 'a letter is not served before it is sealed or sent, nor in the future' USING ERRCODE = 'GK013';
  END IF;
  NEW.recorded_at := office.clock_now();
  RETURN NEW;
END $$;
CREATE TRIGGER letter_service_guard BEFORE INSERT ON office.letter_service
  FOR EACH ROW EXECUTE FUNCTION office.guard_letter_service();

-- ---------------------------------------------------------------- templates
CREATE FUNCTION office.guard_letter_template() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  PERFORM office.assert_role(NEW.written_by, NEW.organ_id, ARRAY['case_handler', 'legal_reviewer', 'office_head']);
  PERFORM pg_advisory_xact_lock(hashtextextended('letter-template:' || NEW.organ_id || NEW.code, 0));
  NEW.number := 1 + coalesce((SELECT max(number) FROM office.letter_template_version
    WHERE organ_id = NEW.organ_id AND code = NEW.code), 0);
  NEW.written_at := office.clock_now();
  RETURN NEW;
END $$;
CREATE TRIGGER letter_template_guard BEFORE INSERT ON office.letter_template_version
  FOR EACH ROW EXECUTE FUNCTION office.guard_letter_template();

CREATE FUNCTION office.guard_letter_template_approval() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_version office.letter_template_version;
BEGIN
  SELECT * INTO v_version FROM office.letter_template_version WHERE id = NEW.version_id;
  IF NEW.approved_by = v_version.written_by THEN
    RAISE EXCEPTION 'a template is confirmed by another person than its writer' USING ERRCODE = 'GK015';
  END IF;
  PERFORM office.assert_role(NEW.approved_by, v_version.organ_id, ARRAY['office_head', 'legal_reviewer']);
  NEW.approved_at := office.clock_now();
  RETURN NEW;
END $$;
CREATE TRIGGER letter_template_approval_guard BEFORE INSERT ON office.letter_template_approval
  FOR EACH ROW EXECUTE FUNCTION office.guard_letter_template_approval();

-- ---------------------------------------------------------------- deputies of the reply route
ALTER TABLE office.delegation DROP CONSTRAINT delegated_role_is_of_a_seat;
ALTER TABLE office.delegation ADD CONSTRAINT delegated_role_is_of_a_seat CHECK (role IN ('reviewer_l1', 'reviewer_l2',
  'reviewer_l3', 'secrecy_officer', 'disclosure_leader', 'head_of_organ', 'office_head', 'legal_reviewer'));

-- A deputy of the head of the office or of the legal reviewer reviews letters, not items.
CREATE OR REPLACE FUNCTION office.guard_class_change() RETURNS trigger
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
      AND d.role IN ('reviewer_l1', 'reviewer_l2', 'reviewer_l3', 'secrecy_officer', 'disclosure_leader', 'head_of_organ')
      AND office.delegation_stands(d.id, d.principal_id, d.deputy_id, d.role)) THEN
    PERFORM office.assert_role(NEW.person_id, v_item.organ_id, CASE WHEN NEW.to_class < NEW.from_class
      THEN ARRAY['reviewer_l3']
      ELSE ARRAY['reviewer_l1', 'reviewer_l2', 'reviewer_l3', 'secrecy_officer', 'disclosure_leader', 'head_of_organ'] END);
  END IF;
  NEW.changed_at := office.clock_now();
  RETURN NEW;
END $$;

-- ---------------------------------------------------------------- rights
GRANT SELECT ON office.letter_serial, office.letter_step TO gongkai_staff;
GRANT SELECT, INSERT ON office.letter, office.letter_contributor, office.letter_version, office.letter_decision, office.letter_file,
  office.letter_service, office.letter_template_version, office.letter_template_approval TO gongkai_staff;
GRANT UPDATE (state, recipient_kind, address_form, recipient_name, recipient_address, fields, own_words, remedy_mode,
  remedy_reason, is_electronic, revision, saved_by, sealed_by, ended_reason, ended_by) ON office.letter TO gongkai_staff;
