-- Personal data of applicants (issue 4, item 12) and what leaves the office with a letter (item 10).
--
-- Identity numbers and papers stand here sealed (lib/platform/sealed-box.ts): the keys are not in the database. The office
-- role may seal a value anew under a newer key and nothing else; what is deleted is deleted by the rule of retention, which
-- writes down what it took.
--
-- Error codes used here: GK001 append-only, GK002 the text is frozen, GK003 not checked, GK004 separation of duties, GK006 not yet, GK007 another
-- file, GK008 file incomplete, GK011 role missing, GK013 facts missing, GK016 finding not to be handled so.

-- ---------------------------------------------------------------- identity numbers
CREATE TABLE office.applicant_identity (
  application_id uuid NOT NULL REFERENCES office.application (id),
  party text NOT NULL CONSTRAINT identity_party_is_known CHECK (party IN ('applicant', 'agent')),
  -- A number typed wrongly is recorded anew; the newest counts.
  revision int NOT NULL DEFAULT 0,
  id_kind text NOT NULL CONSTRAINT identity_kind_is_known CHECK (id_kind IN ('resident_id_card', 'credit_code', 'passport',
    'hk_macao_permit', 'taiwan_permit', 'residence_permit', 'foreigner_id_card', 'other')),
  -- What lists show: 4105**********1234.
  id_hint text NOT NULL CONSTRAINT identity_hint_is_masked CHECK (id_hint ~ '^[^*]{0,4}[*]{2,}[^*]{0,4}$'),
  cipher bytea NOT NULL CONSTRAINT identity_is_sealed CHECK (octet_length(cipher) > 29 AND get_byte(cipher, 0) = 1),
  key_no int NOT NULL CONSTRAINT identity_names_its_key CHECK (key_no >= 1),
  -- Keyed hash: equal numbers are found without being opened.
  lookup bytea NOT NULL CONSTRAINT identity_lookup_is_a_hash CHECK (octet_length(lookup) = 32),
  stored_at timestamptz(3) NOT NULL,
  PRIMARY KEY (application_id, party, revision)
);
CREATE INDEX applicant_identity_lookup_idx ON office.applicant_identity (lookup);
CREATE INDEX applicant_identity_key_idx ON office.applicant_identity (key_no);

-- ---------------------------------------------------------------- files of a case
CREATE TABLE office.application_file (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  application_id uuid NOT NULL REFERENCES office.application (id),
  kind text NOT NULL CONSTRAINT case_file_kind_is_known CHECK (kind IN ('identity_proof', 'authorization', 'request', 'supplement',
    'proof', 'fetched', 'delivery_proof', 'enclosure', 'other')),
  -- The name, sealed: people put names and numbers into it.
  cipher bytea NOT NULL CONSTRAINT case_file_name_is_sealed CHECK (octet_length(cipher) > 29 AND get_byte(cipher, 0) = 1),
  key_no int NOT NULL CONSTRAINT case_file_names_its_key CHECK (key_no >= 1),
  media_type text NOT NULL,
  size int NOT NULL CONSTRAINT case_file_is_not_empty CHECK (size > 0),
  chunks int NOT NULL CONSTRAINT case_file_has_its_chunks CHECK (chunks = (size + 1048575) / 1048576),
  -- Keyed hash of the bytes: the same file brought twice is known, and nobody can ask for a file they guess.
  keyed_sha256 bytea NOT NULL CONSTRAINT case_file_hash_is_a_hash CHECK (octet_length(keyed_sha256) = 32),
  brought_by text NOT NULL CONSTRAINT case_file_bringer_is_known CHECK (brought_by IN ('applicant', 'staff', 'system')),
  person_id uuid REFERENCES office.person (id),
  stored_at timestamptz(3) NOT NULL,
  CONSTRAINT staff_file_names_a_person CHECK ((brought_by = 'staff') = (person_id IS NOT NULL))
);
CREATE INDEX application_file_application_idx ON office.application_file (application_id);
CREATE INDEX application_file_key_idx ON office.application_file (key_no);

CREATE TABLE office.application_file_chunk (
  file_id uuid NOT NULL REFERENCES office.application_file (id),
  seq int NOT NULL,
  cipher bytea NOT NULL CONSTRAINT case_file_chunk_is_sealed CHECK (octet_length(cipher) > 29 AND get_byte(cipher, 0) = 1),
  key_no int NOT NULL CONSTRAINT case_file_chunk_names_its_key CHECK (key_no >= 1),
  PRIMARY KEY (file_id, seq)
);
CREATE INDEX application_file_chunk_key_idx ON office.application_file_chunk (key_no);

CREATE FUNCTION office.guard_applicant_identity() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  PERFORM 1 FROM office.application WHERE id = NEW.application_id FOR UPDATE;
  NEW.revision := 1 + coalesce((SELECT max(i.revision) FROM office.applicant_identity i
    WHERE i.application_id = NEW.application_id AND i.party = NEW.party), 0);
  NEW.stored_at := office.clock_now();
  RETURN NEW;
END $$;
CREATE TRIGGER applicant_identity_guard BEFORE INSERT ON office.applicant_identity
  FOR EACH ROW EXECUTE FUNCTION office.guard_applicant_identity();

CREATE FUNCTION office.guard_application_file() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  IF NEW.person_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM office.person p JOIN office.application a
      ON a.organ_id = p.organ_id WHERE p.id = NEW.person_id AND a.id = NEW.application_id) THEN
    RAISE EXCEPTION 'a file is brought by somebody of the organ of the case' USING ERRCODE = 'GK011';
  END IF;
  NEW.stored_at := office.clock_now();
  RETURN NEW;
END $$;
CREATE TRIGGER application_file_guard BEFORE INSERT ON office.application_file
  FOR EACH ROW EXECUTE FUNCTION office.guard_application_file();

CREATE FUNCTION office.guard_application_file_chunk() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM office.application_file f WHERE f.id = NEW.file_id AND NEW.seq BETWEEN 0 AND f.chunks - 1) THEN
    RAISE EXCEPTION 'the file of the case has no such chunk' USING ERRCODE = 'GK008';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER application_file_chunk_guard BEFORE INSERT ON office.application_file_chunk
  FOR EACH ROW EXECUTE FUNCTION office.guard_application_file_chunk();

-- At the end of the transaction a file is whole.
CREATE FUNCTION office.assert_case_file_whole() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  IF NEW.chunks <> (SELECT count(*) FROM office.application_file_chunk c WHERE c.file_id = NEW.id) THEN
    RAISE EXCEPTION 'a file of a case is stored whole' USING ERRCODE = 'GK008';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER application_file_is_whole AFTER INSERT ON office.application_file
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION office.assert_case_file_whole();

-- A sealed value changes by being sealed anew under a newer key, and in nothing else.
CREATE FUNCTION office.guard_reseal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  IF (to_jsonb(NEW) - 'cipher' - 'key_no') IS DISTINCT FROM (to_jsonb(OLD) - 'cipher' - 'key_no')
     OR coalesce(NEW.key_no <= OLD.key_no, true) OR NEW.cipher IS NOT DISTINCT FROM OLD.cipher THEN
    RAISE EXCEPTION 'a sealed value is only sealed anew under a newer key' USING ERRCODE = 'GK001';
  END IF;
  RETURN NEW;
END $$;

-- ---------------------------------------------------------------- who opened what
CREATE TABLE office.personal_data_view (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  application_id uuid NOT NULL REFERENCES office.application (id),
  -- identity:applicant, identity:agent, file:<id>
  subject text NOT NULL CONSTRAINT viewed_thing_is_known CHECK (subject ~ '^(identity:(applicant|agent)|file:[0-9a-f-]{36})$'),
  person_id uuid NOT NULL REFERENCES office.person (id),
  person_name text NOT NULL,
  client_address text,
  reason text NOT NULL CONSTRAINT view_has_reason CHECK (btrim(reason) <> ''),
  at timestamptz(3) NOT NULL
);
CREATE INDEX personal_data_view_application_idx ON office.personal_data_view (application_id);
CREATE INDEX personal_data_view_person_idx ON office.personal_data_view (person_id, at);

CREATE FUNCTION office.guard_personal_data_view() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_organ uuid; v_roles text[] := ARRAY['case_handler', 'office_head', 'legal_reviewer', 'disclosure_leader'];
BEGIN
  SELECT organ_id INTO v_organ FROM office.application WHERE id = NEW.application_id;
  IF NOT EXISTS (SELECT 1 FROM office.delegation d JOIN office.person p ON p.id = d.deputy_id
      WHERE d.deputy_id = NEW.person_id AND p.organ_id = v_organ AND d.role = ANY (v_roles)
        AND d.confirmed_at IS NOT NULL AND d.revoked_at IS NULL AND office.today() BETWEEN d.starts_on AND d.ends_on) THEN
    PERFORM office.assert_role(NEW.person_id, v_organ, v_roles);
  END IF;
  NEW.at := office.clock_now();
  RETURN NEW;
END $$;
CREATE TRIGGER personal_data_view_guard BEFORE INSERT ON office.personal_data_view
  FOR EACH ROW EXECUTE FUNCTION office.guard_personal_data_view();

-- ---------------------------------------------------------------- retention
CREATE TABLE office.personal_data_erasure (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  application_id uuid NOT NULL REFERENCES office.application (id),
  -- identity:applicant, identity:agent, file:<id> with its kind, party:applicant, party:agent
  subject text NOT NULL,
  rule text NOT NULL CONSTRAINT erasure_rule_is_known CHECK (rule IN ('archive_term')),
  erased_at timestamptz(3) NOT NULL,
  erased_by text NOT NULL
);
CREATE INDEX personal_data_erasure_application_idx ON office.personal_data_erasure (application_id);
COMMENT ON TABLE office.personal_data_erasure IS 'What the rule of retention deleted; written by erase_personal_data only.';

-- The last day on which the personal data of an archived case is kept. Archive terms run in whole years from 1 January after
-- the case was archived; 10 years unless the organ says more (setting archive_term_years). Null: not archived.
CREATE FUNCTION office.archive_term_ends(p_application uuid) RETURNS date
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = office, pg_temp AS $$
  SELECT make_date(extract(year FROM a.archived_at AT TIME ZONE 'Asia/Shanghai')::int + greatest(10, coalesce((
    SELECT CASE jsonb_typeof(v) WHEN 'number' THEN least(100, v::text::numeric)::int END
    FROM (SELECT office.setting_today(a.organ_id, 'archive_term_years')) AS s(v)), 10)), 12, 31)
  FROM office.application a WHERE a.id = p_application AND a.state = 'archived' AND a.archived_at IS NOT NULL
$$;

CREATE FUNCTION office.assert_term_over(p_application uuid) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  IF coalesce(office.archive_term_ends(p_application) >= office.today(), true) THEN
    RAISE EXCEPTION 'the archive term of the case is not over' USING ERRCODE = 'GK006';
  END IF;
END $$;

CREATE FUNCTION office.guard_erasure() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  PERFORM office.assert_term_over(CASE TG_TABLE_NAME
    WHEN 'application_file_chunk' THEN (SELECT f.application_id FROM office.application_file f
      WHERE f.id = (to_jsonb(OLD) ->> 'file_id')::uuid)
    ELSE (to_jsonb(OLD) ->> 'application_id')::uuid END);
  RETURN OLD;
END $$;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['applicant_identity', 'application_file', 'application_file_chunk'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE ON office.%I FOR EACH ROW EXECUTE FUNCTION office.guard_reseal()',
      t || '_reseal', t);
    EXECUTE format('CREATE TRIGGER %I BEFORE DELETE ON office.%I FOR EACH ROW EXECUTE FUNCTION office.guard_erasure()',
      t || '_erasure', t);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON office.%I FOR EACH STATEMENT EXECUTE FUNCTION office.deny_change()',
      t || '_is_never_truncated', t);
  END LOOP;
END $$;

-- ---------------------------------------------------------------- what is enclosed with a letter
CREATE TABLE office.letter_enclosure (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  letter_id uuid NOT NULL,
  position int NOT NULL CONSTRAINT enclosure_counts_from_one CHECK (position >= 1),
  file_id uuid NOT NULL REFERENCES office.application_file (id),
  -- Its name as the letter lists it.
  name text NOT NULL CONSTRAINT enclosure_has_name CHECK (btrim(name) <> ''),
  sha256 text NOT NULL CONSTRAINT enclosure_hash_is_a_hash CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  size int NOT NULL,
  media_type text NOT NULL,
  pages int CONSTRAINT enclosure_has_pages CHECK (pages >= 1),
  -- How many words were removed (去标识化、区分处理), and the words themselves, sealed.
  removed_words int NOT NULL DEFAULT 0,
  cipher bytea,
  key_no int,
  added_by uuid NOT NULL REFERENCES office.person (id),
  added_at timestamptz(3) NOT NULL,
  CONSTRAINT removed_words_are_sealed CHECK (removed_words >= 0 AND (removed_words = 0) = (cipher IS NULL)
    AND (cipher IS NULL) = (key_no IS NULL) AND (octet_length(cipher) > 29 AND get_byte(cipher, 0) = 1 AND key_no >= 1) IS NOT FALSE),
  UNIQUE (letter_id, position),
  UNIQUE (letter_id, file_id)
);
CREATE INDEX letter_enclosure_file_idx ON office.letter_enclosure (file_id);
CREATE INDEX letter_enclosure_key_idx ON office.letter_enclosure (key_no) WHERE key_no IS NOT NULL;

CREATE FUNCTION office.guard_letter_enclosure() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_letter uuid := CASE TG_OP WHEN 'DELETE' THEN OLD.letter_id ELSE NEW.letter_id END; v_case uuid; v_state text; v_organ uuid;
BEGIN
  SELECT l.application_id, l.state INTO v_case, v_state FROM office.letter l WHERE l.id = v_letter FOR SHARE;
  IF v_state IS DISTINCT FROM 'draft' THEN
    RAISE EXCEPTION 'enclosures change only while the letter is a draft' USING ERRCODE = 'GK002';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  IF NOT EXISTS (SELECT 1 FROM office.application_file f WHERE f.id = NEW.file_id AND f.application_id = v_case
      AND f.size = NEW.size AND f.media_type = NEW.media_type) THEN
    RAISE EXCEPTION 'a letter encloses files of its own case' USING ERRCODE = 'GK013';
  END IF;
  SELECT organ_id INTO v_organ FROM office.application WHERE id = v_case;
  PERFORM office.assert_role(NEW.added_by, v_organ, ARRAY['case_handler', 'office_head']);
  NEW.added_at := office.clock_now();
  RETURN NEW;
END $$;
CREATE TRIGGER letter_enclosure_guard BEFORE INSERT OR DELETE ON office.letter_enclosure
  FOR EACH ROW EXECUTE FUNCTION office.guard_letter_enclosure();
CREATE TRIGGER letter_enclosure_reseal BEFORE UPDATE ON office.letter_enclosure
  FOR EACH ROW EXECUTE FUNCTION office.guard_reseal();
CREATE TRIGGER letter_enclosure_is_never_truncated BEFORE TRUNCATE ON office.letter_enclosure
  FOR EACH STATEMENT EXECUTE FUNCTION office.deny_change();

-- ---------------------------------------------------------------- what the checks said, and who passed over it
CREATE TABLE office.release_check (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  letter_id uuid NOT NULL,
  enclosure_id uuid NOT NULL,
  sha256 text NOT NULL,
  -- Version of the checks (RELEASE_CHECKER).
  checker int NOT NULL,
  -- [{key, rule, severity, where, …}] without the words found.
  findings jsonb NOT NULL CONSTRAINT release_findings_are_a_list CHECK (jsonb_typeof(findings) = 'array'),
  -- What was searched for removed words, and where; null where none were removed.
  proof jsonb,
  result text NOT NULL CONSTRAINT release_result_follows_from_findings CHECK (result = CASE
    WHEN jsonb_path_exists(findings, '$[*] ? (!(@.severity == "warning"))') THEN 'blocked'
    WHEN findings <> '[]' THEN 'warnings' ELSE 'clear' END),
  checked_by uuid REFERENCES office.person (id),
  checked_at timestamptz(3) NOT NULL
);
CREATE INDEX release_check_enclosure_idx ON office.release_check (enclosure_id, checked_at);
CREATE INDEX release_check_letter_idx ON office.release_check (letter_id);

CREATE FUNCTION office.guard_release_check() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_enclosure office.letter_enclosure;
BEGIN
  SELECT * INTO v_enclosure FROM office.letter_enclosure e
    WHERE e.id = NEW.enclosure_id AND e.letter_id = NEW.letter_id AND e.sha256 = NEW.sha256;
  IF v_enclosure.id IS NULL THEN
    RAISE EXCEPTION 'a check is of an enclosure of the letter' USING ERRCODE = 'GK007';
  END IF;
  -- The removed words are searched for, or the check is none.
  IF v_enclosure.removed_words > 0 AND (NEW.proof ->> 'words')::int IS DISTINCT FROM v_enclosure.removed_words THEN
    RAISE EXCEPTION 'the check has not searched for the removed words' USING ERRCODE = 'GK013';
  END IF;
  NEW.checked_at := office.clock_now();
  RETURN NEW;
END $$;
CREATE TRIGGER release_check_guard BEFORE INSERT ON office.release_check
  FOR EACH ROW EXECUTE FUNCTION office.guard_release_check();

CREATE FUNCTION office.newest_release_check(p_enclosure uuid) RETURNS office.release_check
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = office, pg_temp AS $$
  SELECT c FROM office.release_check c WHERE c.enclosure_id = p_enclosure ORDER BY c.checked_at DESC, c.id DESC LIMIT 1
$$;

-- One person asks that a finding be passed over, with the reason; another answers.
CREATE TABLE office.release_override (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  letter_id uuid NOT NULL,
  enclosure_id uuid NOT NULL,
  sha256 text NOT NULL,
  finding_key text NOT NULL,
  reason text NOT NULL CONSTRAINT release_override_has_reason CHECK (btrim(reason) <> ''),
  proposed_by uuid NOT NULL REFERENCES office.person (id),
  proposed_at timestamptz(3) NOT NULL
);
CREATE INDEX release_override_enclosure_idx ON office.release_override (enclosure_id, finding_key);
CREATE TABLE office.release_override_answer (
  override_id uuid PRIMARY KEY REFERENCES office.release_override (id),
  answer text NOT NULL CONSTRAINT release_answer_is_known CHECK (answer IN ('confirmed', 'rejected')),
  note text NOT NULL DEFAULT '',
  answered_by uuid NOT NULL REFERENCES office.person (id),
  answered_at timestamptz(3) NOT NULL,
  CONSTRAINT rejection_has_note CHECK (answer = 'confirmed' OR btrim(note) <> '')
);

CREATE FUNCTION office.organ_of_letter(p_letter uuid) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  RETURN (SELECT a.organ_id FROM office.letter l JOIN office.application a ON a.id = l.application_id WHERE l.id = p_letter);
END $$;

CREATE FUNCTION office.guard_release_override() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_check office.release_check; v_finding jsonb;
BEGIN
  v_check := office.newest_release_check(NEW.enclosure_id);
  SELECT f INTO v_finding FROM jsonb_array_elements(v_check.findings) AS e(f) WHERE f ->> 'key' = NEW.finding_key;
  IF v_finding IS NULL OR v_check.letter_id <> NEW.letter_id OR v_check.sha256 <> NEW.sha256 THEN
    RAISE EXCEPTION 'only a finding that stands is passed over' USING ERRCODE = 'GK013';
  END IF;
  -- REG-17-2: nobody passes over a classification marking.
  IF v_finding ->> 'rule' = 'classification' THEN
    RAISE EXCEPTION 'a classification marking is passed over by nobody' USING ERRCODE = 'GK016';
  END IF;
  PERFORM office.assert_role(NEW.proposed_by, office.organ_of_letter(NEW.letter_id),
    ARRAY['case_handler', 'office_head', 'legal_reviewer']);
  NEW.proposed_at := office.clock_now();
  RETURN NEW;
END $$;
CREATE TRIGGER release_override_guard BEFORE INSERT ON office.release_override
  FOR EACH ROW EXECUTE FUNCTION office.guard_release_override();

CREATE FUNCTION office.guard_release_override_answer() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_override office.release_override;
BEGIN
  SELECT * INTO v_override FROM office.release_override WHERE id = NEW.override_id;
  IF NEW.answered_by = v_override.proposed_by THEN
    RAISE EXCEPTION 'whoever asks to pass over a finding does not confirm it' USING ERRCODE = 'GK004';
  END IF;
  PERFORM office.assert_role(NEW.answered_by, office.organ_of_letter(v_override.letter_id),
    ARRAY['office_head', 'disclosure_leader', 'head_of_organ']);
  NEW.answered_at := office.clock_now();
  RETURN NEW;
END $$;
CREATE TRIGGER release_override_answer_guard BEFORE INSERT ON office.release_override_answer
  FOR EACH ROW EXECUTE FUNCTION office.guard_release_override_answer();

-- Whether everything enclosed with a letter was checked as it lies there, and what blocks was passed over by two people. A
-- letter without enclosures is clear.
CREATE FUNCTION office.release_is_clear(p_letter uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = office, pg_temp AS $$
  SELECT NOT EXISTS (
    SELECT 1 FROM office.letter_enclosure e
    LEFT JOIN LATERAL (SELECT * FROM office.newest_release_check(e.id)) AS c ON true
    WHERE e.letter_id = p_letter AND (c.id IS NULL OR c.sha256 <> e.sha256 OR EXISTS (
      SELECT 1 FROM jsonb_array_elements(c.findings) AS x(f)
      WHERE f ->> 'severity' IS DISTINCT FROM 'warning' AND NOT EXISTS (
        SELECT 1 FROM office.release_override o JOIN office.release_override_answer a ON a.override_id = o.id
        WHERE o.enclosure_id = e.id AND o.sha256 = e.sha256 AND o.finding_key = f ->> 'key' AND a.answer = 'confirmed'
          AND f ->> 'rule' IS DISTINCT FROM 'classification'))))
$$;

CREATE FUNCTION office.guard_letter_release() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  IF NOT office.release_is_clear(NEW.id) THEN
    RAISE EXCEPTION 'what is enclosed with a letter is checked before it is sealed' USING ERRCODE = 'GK003';
  END IF;
  -- The approvals are of the frozen wording, which names what goes out with it.
  IF coalesce((SELECT v.canonical::jsonb -> 'enclosures' FROM office.letter_version v WHERE v.letter_id = NEW.id
        ORDER BY v.number DESC LIMIT 1), '[]')
     IS DISTINCT FROM (SELECT coalesce(jsonb_agg(jsonb_build_array(e.name, e.sha256) ORDER BY e.position), '[]')
        FROM office.letter_enclosure e WHERE e.letter_id = NEW.id) THEN
    RAISE EXCEPTION 'a letter is sealed with what was enclosed when it was approved' USING ERRCODE = 'GK007';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER letter_release_gate BEFORE UPDATE ON office.letter FOR EACH ROW
  WHEN (NEW.state = 'sealed' AND OLD.state <> 'sealed') EXECUTE FUNCTION office.guard_letter_release();

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['personal_data_view', 'personal_data_erasure', 'release_check', 'release_override',
    'release_override_answer'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON office.%I FOR EACH ROW EXECUTE FUNCTION office.deny_change()',
      t || '_is_append_only', t);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON office.%I FOR EACH STATEMENT EXECUTE FUNCTION office.deny_change()',
      t || '_is_never_truncated', t);
  END LOOP;
END $$;

-- ---------------------------------------------------------------- deleting, by the rule
-- Deletes the personal data of a case whose archive term is over: identity numbers, files (but what was sent with a letter),
-- contacts and names of the parties. The case itself, its events and its figures stay. Gives how many things were deleted.
CREATE FUNCTION office.erase_personal_data(p_application uuid, p_by text) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_count int;
BEGIN
  PERFORM 1 FROM office.application WHERE id = p_application FOR UPDATE;
  PERFORM office.assert_term_over(p_application);
  WITH gone AS (
    SELECT DISTINCT 'identity:' || i.party AS subject FROM office.applicant_identity i WHERE i.application_id = p_application
    UNION ALL
    SELECT 'file:' || f.id || ' ' || f.kind FROM office.application_file f WHERE f.application_id = p_application
      AND NOT EXISTS (SELECT 1 FROM office.letter_enclosure e WHERE e.file_id = f.id)
    UNION ALL
    SELECT DISTINCT 'party:' || p.party FROM office.application_party p WHERE p.application_id = p_application
      AND (p.name, p.phone, p.address, p.email, p.contact_name) IS DISTINCT FROM ('（到期已删除）', '', '', '', '')
  ), written AS (
    INSERT INTO office.personal_data_erasure (application_id, subject, rule, erased_at, erased_by)
    SELECT p_application, subject, 'archive_term', office.clock_now(), p_by FROM gone RETURNING 1
  )
  SELECT count(*) INTO v_count FROM written;
  DELETE FROM office.applicant_identity WHERE application_id = p_application;
  DELETE FROM office.application_file_chunk c USING office.application_file f WHERE f.id = c.file_id
    AND f.application_id = p_application AND NOT EXISTS (SELECT 1 FROM office.letter_enclosure e WHERE e.file_id = f.id);
  DELETE FROM office.application_file f WHERE f.application_id = p_application
    AND NOT EXISTS (SELECT 1 FROM office.letter_enclosure e WHERE e.file_id = f.id);
  UPDATE office.application_party SET name = '（到期已删除）', phone = '', address = '', email = '', contact_name = ''
    WHERE application_id = p_application
      AND (name, phone, address, email, contact_name) IS DISTINCT FROM ('（到期已删除）', '', '', '', '');
  RETURN v_count;
END $$;

-- ---------------------------------------------------------------- rights
GRANT SELECT, INSERT ON office.applicant_identity, office.application_file, office.application_file_chunk,
  office.personal_data_view, office.letter_enclosure, office.release_check, office.release_override,
  office.release_override_answer TO gongkai_staff;
GRANT SELECT ON office.personal_data_erasure TO gongkai_staff;
GRANT UPDATE (cipher, key_no) ON office.applicant_identity, office.application_file, office.application_file_chunk,
  office.letter_enclosure TO gongkai_staff;
GRANT DELETE ON office.letter_enclosure TO gongkai_staff;
GRANT EXECUTE ON FUNCTION office.archive_term_ends(uuid), office.erase_personal_data(uuid, text), office.release_is_clear(uuid)
  TO gongkai_staff;
