-- What the public may do beside reading (design.md §4): apply, confirm, correct, withdraw, and look at its own case by number
-- and query code. All of it goes through the functions of the schema `intake`; gongkai_public has no right on any table.
-- A function does one thing, asks the code each time, and answers a wrong code as it answers a number that does not exist.
--
-- Error code used here: GK001 append-only.

CREATE SCHEMA intake;
GRANT USAGE ON SCHEMA intake TO gongkai_public;

-- ---------------------------------------------------------------- the log, written in SQL
-- JSON in the one form of RFC 8785 with text in NFC, as lib/platform/canonical.ts writes it. For keys in ASCII and whole
-- numbers, which is all the log holds; anything else is refused rather than written otherwise.
CREATE FUNCTION office.canonical_json(p_value jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = office, pg_temp AS $$
DECLARE v_text text;
BEGIN
  CASE jsonb_typeof(p_value)
    WHEN 'object' THEN
      SELECT string_agg(to_json(normalize(e.key, NFC))::text || ':' || office.canonical_json(e.value), ',' ORDER BY e.key COLLATE "C")
        INTO v_text FROM jsonb_each(p_value) AS e;
      RETURN '{' || coalesce(v_text, '') || '}';
    WHEN 'array' THEN
      SELECT string_agg(office.canonical_json(e.value), ',' ORDER BY e.n) INTO v_text
        FROM jsonb_array_elements(p_value) WITH ORDINALITY AS e(value, n);
      RETURN '[' || coalesce(v_text, '') || ']';
    WHEN 'string' THEN RETURN to_json(normalize(p_value #>> '{}', NFC))::text;
    WHEN 'number' THEN RETURN (p_value #>> '{}')::bigint::text;
    ELSE RETURN p_value::text;
  END CASE;
END $$;

-- A row of the log of an organ, exactly as lib/platform/audit.ts writes one.
CREATE FUNCTION office.write_audit(p_chain text, p_person_name text, p_action text, p_subject_type text, p_subject_id text, p_detail jsonb)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_seq int; v_previous text; v_entry text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('audit:' || p_chain, 0));
  SELECT h.seq, h.hash INTO v_seq, v_previous FROM office.audit_head h WHERE h.chain = p_chain;
  v_seq := coalesce(v_seq, 0) + 1;
  v_entry := office.canonical_json(jsonb_build_object(
    '_format', 1,
    'chain', p_chain,
    'seq', v_seq,
    'previous', v_previous,
    'at', to_char(office.clock_now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'person_id', NULL,
    'person_name', p_person_name,
    'client_address', NULL,
    'action', p_action,
    'subject_type', p_subject_type,
    'subject_id', p_subject_id,
    'detail', p_detail));
  INSERT INTO office.audit_entry (chain, seq, entry, hash)
    VALUES (p_chain, v_seq, v_entry, encode(sha256(convert_to(v_entry, 'UTF8')), 'hex'));
END $$;

-- The audit row of an act of an applicant: the facts of the event (`eventFacts`), and no personal data.
CREATE FUNCTION office.audit_applicant_event(p_event uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE e record; v_organ uuid;
BEGIN
  SELECT * INTO e FROM office.application_event WHERE id = p_event;
  SELECT organ_id INTO v_organ FROM office.application WHERE id = e.application_id;
  PERFORM office.write_audit(v_organ::text, e.person_name, 'case_' || e.action, 'application', e.application_id::text,
    jsonb_build_object('seq', e.seq, 'from', e.from_state, 'to', e.to_state, 'on', e.on_date, 'actor', e.actor_kind,
      'clock', e.clock, 'detail_sha256', encode(sha256(convert_to(office.canonical_json(e.detail), 'UTF8')), 'hex'),
      'corrects', e.corrects_seq));
END $$;

-- An act of an applicant through the public page, with its audit row. The guard of events decides whether it is allowed.
CREATE FUNCTION office.write_applicant_event(p_case uuid, p_action text, p_to text, p_clock jsonb, p_detail jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_event uuid;
BEGIN
  INSERT INTO office.application_event (application_id, seq, action, from_state, to_state, on_date, at, actor_kind, person_name, clock, detail)
    VALUES (p_case, 0, p_action, '', p_to, office.today(), office.clock_now(), 'applicant', '申请人', p_clock, p_detail)
    RETURNING id INTO v_event;
  PERFORM office.audit_applicant_event(v_event);
END $$;

-- ---------------------------------------------------------------- attempts
-- Every attempt of the public, so that guessing is slowed and can be looked into. Holds no address, number or code, only
-- keyed hashes; kept for six months 【约定】 (design.md §3).
CREATE TABLE office.intake_attempt (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  organ_id uuid NOT NULL REFERENCES office.organ (id),
  kind text NOT NULL CONSTRAINT intake_attempt_kind_is_known
    CHECK (kind IN ('draft', 'submit', 'enter', 'view', 'confirm', 'withdraw', 'supplement', 'letter')),
  -- Hash of the number typed, whether there is such a case or not.
  number_hash bytea,
  -- Keyed hash of the client's address; null where no proxy tells it.
  client bytea CONSTRAINT intake_client_is_a_hash CHECK (octet_length(client) = 32),
  outcome text NOT NULL CONSTRAINT intake_outcome_is_known CHECK (outcome IN ('ok', 'wrong', 'held')),
  at timestamptz(3) NOT NULL
);
CREATE INDEX intake_attempt_client_idx ON office.intake_attempt (client, at);
CREATE INDEX intake_attempt_number_idx ON office.intake_attempt (number_hash, at);
CREATE INDEX intake_attempt_at_idx ON office.intake_attempt (at);

CREATE FUNCTION office.guard_intake_attempt() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' OR OLD.at > office.clock_now() - interval '6 months' THEN
    RAISE EXCEPTION 'an attempt of the public stays as it is for six months' USING ERRCODE = 'GK001';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER intake_attempt_guard BEFORE UPDATE OR DELETE ON office.intake_attempt
  FOR EACH ROW EXECUTE FUNCTION office.guard_intake_attempt();
CREATE TRIGGER intake_attempt_is_never_truncated BEFORE TRUNCATE ON office.intake_attempt
  FOR EACH STATEMENT EXECUTE FUNCTION office.deny_change();

CREATE FUNCTION office.log_attempt(p_organ uuid, p_kind text, p_no text, p_client bytea, p_outcome text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = office, pg_temp AS $$
  INSERT INTO office.intake_attempt (organ_id, kind, number_hash, client, outcome, at)
  VALUES (p_organ, p_kind, sha256(convert_to(p_organ::text || p_no, 'UTF8')), p_client, p_outcome, office.clock_now())
$$;

-- Whether so many wrong codes came that no more are looked up for now 【约定】: 5 for a number from one address, 30 for a
-- number from wherever, 20 from an address, in 15 minutes. Numbers are easily guessed, so that strangers alone must not be
-- able to keep an applicant out with a handful of requests; against the 50 bits of a code both bounds are the same.
CREATE FUNCTION office.guessing_is_held(p_organ uuid, p_no text, p_client bytea) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = office, pg_temp AS $$
  SELECT coalesce(
    -- Where no address is known, only the bound for everybody counts: else any stranger would lock an applicant out with five.
    (SELECT count(*) >= 30 OR count(*) FILTER (WHERE a.client = p_client) >= 5 FROM office.intake_attempt a
      WHERE a.number_hash = sha256(convert_to(p_organ::text || p_no, 'UTF8')) AND a.outcome <> 'ok'
        AND a.at > office.clock_now() - interval '15 minutes')
    OR (SELECT count(*) >= 20 FROM office.intake_attempt a WHERE a.client = p_client AND a.outcome <> 'ok'
        AND a.kind NOT IN ('draft', 'submit') AND a.at > office.clock_now() - interval '15 minutes'), false)
$$;

-- The case of a number and code; null alike for a wrong code, an unknown number and one that is held. `p_typed`: somebody
-- typed the code; else it comes from a sealed cookie of a visitor who gave it before, whom wrong codes of others don't stop.
CREATE FUNCTION office.case_of_code(p_organ uuid, p_no text, p_code_hash text, p_client bytea, p_kind text, p_typed boolean) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_case record; v_is_right boolean;
BEGIN
  -- One after the other, so that many at once are counted too.
  IF p_typed THEN
    PERFORM pg_advisory_xact_lock(hashtextextended('intake:' || p_organ || p_no, 0));
  END IF;
  IF p_typed AND office.guessing_is_held(p_organ, p_no, p_client) THEN
    PERFORM office.log_attempt(p_organ, p_kind, p_no, p_client, 'held');
    RETURN NULL;
  END IF;
  SELECT a.id, a.query_code_hash INTO v_case FROM office.application a
    WHERE a.organ_id = p_organ AND p_no IN (a.submission_no, a.application_no) LIMIT 1;
  -- A number that does not exist is compared as well, with something no code gives.
  v_is_right := sha256(convert_to(coalesce(v_case.query_code_hash, 'none'), 'UTF8')) = sha256(convert_to(p_code_hash, 'UTF8'));
  IF p_typed OR NOT v_is_right THEN
    PERFORM office.log_attempt(p_organ, p_kind, p_no, p_client, CASE WHEN v_is_right THEN 'ok' ELSE 'wrong' END);
  END IF;
  RETURN CASE WHEN v_is_right THEN v_case.id END;
END $$;

-- ---------------------------------------------------------------- what is being filled in
-- A form on its way, sealed as a whole under a key that only the visitor's own cookie names. It is gone two hours after the
-- last save 【约定】. Once submitted only the number stays, so that a second click finds it.
CREATE TABLE office.intake_draft (
  key uuid PRIMARY KEY,
  organ_id uuid NOT NULL REFERENCES office.organ (id),
  cipher bytea,
  key_no int,
  submission_no text,
  saved_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  CONSTRAINT intake_draft_is_sealed_or_submitted CHECK ((cipher IS NULL) = (submission_no IS NOT NULL) AND (cipher IS NULL) = (key_no IS NULL)
    AND (cipher IS NULL OR octet_length(cipher) > 29 AND get_byte(cipher, 0) = 1))
);
CREATE INDEX intake_draft_expires_idx ON office.intake_draft (expires_at);
CREATE TABLE office.intake_draft_chunk (
  draft_key uuid NOT NULL REFERENCES office.intake_draft (key) ON DELETE CASCADE,
  file_id uuid NOT NULL,
  seq int NOT NULL,
  cipher bytea NOT NULL CONSTRAINT intake_chunk_is_sealed CHECK (octet_length(cipher) > 29 AND get_byte(cipher, 0) = 1),
  key_no int NOT NULL,
  PRIMARY KEY (draft_key, file_id, seq)
);

-- Drops forms nobody went on with, and attempts older than six months. Gives how many rows went.
CREATE FUNCTION office.drop_expired_intake() RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_drafts int; v_attempts int;
BEGIN
  DELETE FROM office.intake_draft WHERE expires_at < office.clock_now();
  GET DIAGNOSTICS v_drafts = ROW_COUNT;
  DELETE FROM office.intake_attempt WHERE at <= office.clock_now() - interval '6 months';
  GET DIAGNOSTICS v_attempts = ROW_COUNT;
  RETURN v_drafts + v_attempts;
END $$;

-- Saves a form. `limited`: 60 new forms came from this address within an hour 【约定】.
CREATE FUNCTION intake.save_draft(p_organ uuid, p_key uuid, p_cipher bytea, p_key_no int, p_client bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM office.intake_draft d WHERE d.key = p_key AND d.organ_id = p_organ) THEN
    IF (SELECT count(*) >= 60 FROM office.intake_attempt a WHERE a.client = p_client AND a.kind = 'draft'
        AND a.at > office.clock_now() - interval '1 hour') THEN
      RETURN 'limited';
    END IF;
    PERFORM office.log_attempt(p_organ, 'draft', NULL, p_client, 'ok');
  END IF;
  INSERT INTO office.intake_draft AS d (key, organ_id, cipher, key_no, saved_at, expires_at)
    VALUES (p_key, p_organ, p_cipher, p_key_no, office.clock_now(), office.clock_now() + interval '2 hours')
    ON CONFLICT (key) DO UPDATE SET cipher = EXCLUDED.cipher, key_no = EXCLUDED.key_no, submission_no = NULL,
      saved_at = EXCLUDED.saved_at, expires_at = EXCLUDED.expires_at WHERE d.organ_id = EXCLUDED.organ_id;
  RETURN 'saved';
END $$;

-- A form by its key, or the number it was submitted under; no row where it is unknown or expired.
CREATE FUNCTION intake.load_draft(p_organ uuid, p_key uuid) RETURNS TABLE (cipher bytea, key_no int, submission_no text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = office, pg_temp AS $$
  SELECT d.cipher, d.key_no, d.submission_no FROM office.intake_draft d
  WHERE d.key = p_key AND d.organ_id = p_organ AND d.expires_at > office.clock_now()
$$;

-- Keeps a sealed chunk of a file of a form. `full`: a form holds 40 chunks of 1 MB, all forms together 4000 【约定】.
CREATE FUNCTION intake.add_draft_chunk(p_organ uuid, p_key uuid, p_file uuid, p_seq int, p_cipher bytea, p_key_no int) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  PERFORM 1 FROM office.intake_draft d WHERE d.key = p_key AND d.organ_id = p_organ AND d.cipher IS NOT NULL
    AND d.expires_at > office.clock_now() FOR UPDATE;
  IF NOT FOUND THEN RETURN 'gone'; END IF;
  IF octet_length(p_cipher) > 1100000 OR (SELECT count(*) FROM office.intake_draft_chunk c WHERE c.draft_key = p_key) >= 40
     OR (SELECT count(*) FROM office.intake_draft_chunk) >= 4000 THEN
    RETURN 'full';
  END IF;
  INSERT INTO office.intake_draft_chunk (draft_key, file_id, seq, cipher, key_no) VALUES (p_key, p_file, p_seq, p_cipher, p_key_no)
    ON CONFLICT DO NOTHING;
  RETURN 'kept';
END $$;

CREATE FUNCTION intake.drop_draft_file(p_organ uuid, p_key uuid, p_file uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = office, pg_temp AS $$
  DELETE FROM office.intake_draft_chunk c USING office.intake_draft d
  WHERE c.draft_key = p_key AND d.key = p_key AND d.organ_id = p_organ AND c.file_id = p_file
$$;

CREATE FUNCTION intake.drop_draft(p_organ uuid, p_key uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = office, pg_temp AS $$
  DELETE FROM office.intake_draft WHERE key = p_key AND organ_id = p_organ
$$;

-- Moves files of a form to a case. False where one of them is not whole.
CREATE FUNCTION office.take_draft_files(p_case uuid, p_draft uuid, p_files jsonb) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM jsonb_to_recordset(p_files) AS f(id uuid, chunks int)
      WHERE f.chunks <> (SELECT count(*) FROM office.intake_draft_chunk c WHERE c.draft_key = p_draft AND c.file_id = f.id)) THEN
    RETURN false;
  END IF;
  INSERT INTO office.application_file (id, application_id, kind, cipher, key_no, media_type, size, chunks, keyed_sha256, brought_by, stored_at)
    SELECT f.id, p_case, f.kind, decode(f.cipher, 'base64'), f.key_no, f.media_type, f.size, f.chunks,
      decode(f.keyed_sha256, 'base64'), 'applicant', office.clock_now()
    FROM jsonb_to_recordset(p_files)
      AS f(id uuid, kind text, cipher text, key_no int, media_type text, size int, chunks int, keyed_sha256 text)
    WHERE f.kind IN ('identity_proof', 'authorization', 'request', 'supplement');
  INSERT INTO office.application_file_chunk (file_id, seq, cipher, key_no)
    SELECT c.file_id, c.seq, c.cipher, c.key_no FROM office.intake_draft_chunk c JOIN office.application_file f ON f.id = c.file_id
    WHERE c.draft_key = p_draft AND f.application_id = p_case;
  RETURN true;
END $$;

CREATE FUNCTION office.close_draft(p_draft uuid, p_no text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = office, pg_temp AS $$
  DELETE FROM office.intake_draft_chunk WHERE draft_key = p_draft;
  UPDATE office.intake_draft SET cipher = NULL, key_no = NULL, submission_no = p_no WHERE key = p_draft;
$$;

-- ---------------------------------------------------------------- applying
-- What the organ has announced and set, as the pages say it.
CREATE FUNCTION intake.terms(p_organ uuid) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = office, pg_temp AS $$
  SELECT jsonb_build_object(
    'autoOnSubmit', coalesce(office.setting_today(p_organ, 'auto_on_submit') = 'true'::jsonb, false),
    'contactWorkingDays', coalesce(office.setting_today(p_organ, 'confirm_contact_working_days'), '1'::jsonb),
    'contactHint', coalesce(office.setting_today(p_organ, 'contact_hint'), '""'::jsonb))
$$;

-- The number under which something was submitted before. The key is made with a secret, and nobody guesses it.
CREATE FUNCTION intake.submission_no(p_organ uuid, p_submission_key uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = office, pg_temp AS $$
  SELECT a.submission_no FROM office.application a WHERE a.submission_key = p_submission_key AND a.organ_id = p_organ
$$;

-- Takes an application: the case with its parties, request, sealed identity numbers and files, its first act and the row of
-- the log, in one transaction. `p`: id, draft_key, submission_key, query_code_hash, applicant_type, needs_help,
-- delivery_method, media_form, parties, request, identities, files, sends_mail; ciphers and hashes in base64. The key of the
-- submission is made of the form's own key and of all it says: sent twice it is one case, changed it is another.
--
-- Answers {result: submitted, no}; {result: limited} after 10 applications from an address in an hour or 30 in a day 【约定】;
-- {result: files_missing}.
CREATE FUNCTION intake.submit_application(p_organ uuid, p jsonb, p_client bytea) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_case uuid := (p ->> 'id')::uuid; v_draft uuid := (p ->> 'draft_key')::uuid; v_no text; v_hour int; v_day int; v_email text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('intake:' || (p ->> 'submission_key'), 0));
  SELECT a.submission_no INTO v_no FROM office.application a
    WHERE a.submission_key = (p ->> 'submission_key')::uuid AND a.organ_id = p_organ;
  IF FOUND THEN RETURN jsonb_build_object('result', 'submitted', 'no', v_no); END IF;

  PERFORM pg_advisory_xact_lock(hashtextextended('intake:' || encode(p_client, 'hex'), 0));
  SELECT count(*) FILTER (WHERE a.at > office.clock_now() - interval '1 hour'), count(*) INTO v_hour, v_day
    FROM office.intake_attempt a WHERE a.client = p_client AND a.kind = 'submit' AND a.outcome = 'ok'
      AND a.at > office.clock_now() - interval '1 day';
  IF v_hour >= 10 OR v_day >= 30 THEN
    PERFORM office.log_attempt(p_organ, 'submit', NULL, p_client, 'held');
    RETURN jsonb_build_object('result', 'limited');
  END IF;

  INSERT INTO office.application (id, organ_id, submission_no, submission_key, query_code_hash, channel, applicant_type, needs_help,
      delivery_method, media_form, submitted_at)
    VALUES (v_case, p_organ, '', (p ->> 'submission_key')::uuid, p ->> 'query_code_hash', 'internet', p ->> 'applicant_type',
      (p ->> 'needs_help')::boolean, p ->> 'delivery_method', p ->> 'media_form', office.clock_now())
    RETURNING submission_no INTO v_no;
  INSERT INTO office.application_party (application_id, party, revision, name, phone, address, email, contact_name)
    SELECT v_case, q.party, 1, q.name, coalesce(q.phone, ''), coalesce(q.address, ''), coalesce(q.email, ''), coalesce(q.contact_name, '')
    FROM jsonb_to_recordset(p -> 'parties') AS q(party text, name text, phone text, address text, email text, contact_name text);
  INSERT INTO office.application_text (application_id, number, kind, title, doc_no, description, written_at)
    VALUES (v_case, 1, 'request', p #>> '{request,title}', p #>> '{request,doc_no}', p #>> '{request,description}', office.clock_now());
  INSERT INTO office.applicant_identity (application_id, party, id_kind, id_hint, cipher, key_no, lookup, stored_at)
    SELECT v_case, i.party, i.id_kind, i.id_hint, decode(i.cipher, 'base64'), i.key_no, decode(i.lookup, 'base64'), office.clock_now()
    FROM jsonb_to_recordset(p -> 'identities')
      AS i(party text, id_kind text, id_hint text, cipher text, key_no int, lookup text);
  IF NOT office.take_draft_files(v_case, v_draft, p -> 'files') THEN
    -- Nothing of it stays: the exception is caught here and undoes all of the above.
    RAISE SQLSTATE 'GK008';
  END IF;

  -- A running case keeps the periods it began with.
  PERFORM office.write_applicant_event(v_case, 'submit', 'submitted', jsonb_build_object('type', 'submitted', 'date', office.today()),
    jsonb_build_object('clockSettings', jsonb_build_object(
      'supplementWorkingDays', coalesce(office.setting_today(p_organ, 'supplement_working_days'), '15'::jsonb),
      'payWorkingDays', coalesce(office.setting_today(p_organ, 'pay_working_days'), '20'::jsonb))));
  -- Where the announced notice says so, a submission that went well counts as confirmed by both sides (REG-31-1).
  IF (intake.terms(p_organ) -> 'autoOnSubmit')::boolean THEN
    PERFORM office.write_applicant_event(v_case, 'confirm', 'received', jsonb_build_object('type', 'received', 'date', office.today()),
      '{"way": "auto_on_submit"}');
  END IF;
  v_email := coalesce(nullif((SELECT q.email FROM office.application_party q WHERE q.application_id = v_case AND q.party = 'agent'), ''),
    (SELECT q.email FROM office.application_party q WHERE q.application_id = v_case AND q.party = 'applicant'));
  IF (p ->> 'sends_mail')::boolean AND v_email <> '' THEN
    INSERT INTO office.applicant_mail (application_id, kind, address, next_try_at, created_at)
      VALUES (v_case, 'submitted', v_email, office.clock_now(), office.clock_now());
  END IF;
  PERFORM office.close_draft(v_draft, v_no);
  PERFORM office.log_attempt(p_organ, 'submit', NULL, p_client, 'ok');
  RETURN jsonb_build_object('result', 'submitted', 'no', v_no);
EXCEPTION WHEN SQLSTATE 'GK008' THEN
  RETURN jsonb_build_object('result', 'files_missing');
END $$;

-- What waits to be mailed to applicants. The text is written when it is sent, since the query code is stored nowhere.
CREATE TABLE office.applicant_mail (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  application_id uuid NOT NULL REFERENCES office.application (id),
  kind text NOT NULL CONSTRAINT applicant_mail_kind_is_known CHECK (kind IN ('submitted')),
  address text NOT NULL CONSTRAINT applicant_mail_address_is_an_address
    CHECK (address ~ '^[^@[:space:][:cntrl:]<>,;"]+@[^@[:space:][:cntrl:]<>,;"]+$' AND length(address) <= 254),
  state text NOT NULL DEFAULT 'pending'
    CONSTRAINT applicant_mail_state_is_known CHECK (state IN ('pending', 'sent', 'failed', 'given_up')),
  attempts int NOT NULL DEFAULT 0 CONSTRAINT applicant_mail_attempts_are_counted CHECK (attempts >= 0),
  next_try_at timestamptz(3) NOT NULL,
  created_at timestamptz(3) NOT NULL,
  sent_at timestamptz(3),
  CONSTRAINT applicant_mail_sent_has_time CHECK ((state = 'sent') = (sent_at IS NOT NULL)),
  CONSTRAINT applicant_mail_once_per_kind UNIQUE (application_id, kind)
);
CREATE INDEX applicant_mail_due_idx ON office.applicant_mail (next_try_at) WHERE state IN ('pending', 'failed');
CREATE FUNCTION office.guard_applicant_mail() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  IF OLD.state IN ('sent', 'given_up') THEN
    RAISE EXCEPTION 'a mail to an applicant that was sent or given up stays so' USING ERRCODE = 'GK001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER applicant_mail_guard BEFORE UPDATE ON office.applicant_mail
  FOR EACH ROW EXECUTE FUNCTION office.guard_applicant_mail();
GRANT SELECT ON office.applicant_mail, office.intake_attempt TO gongkai_staff;
GRANT UPDATE (state, attempts, next_try_at, sent_at) ON office.applicant_mail TO gongkai_staff;
GRANT EXECUTE ON FUNCTION office.drop_expired_intake() TO gongkai_staff;

-- ---------------------------------------------------------------- acts on an own case
-- 双方确认 by the applicant, once the office has got in touch; 收到申请之日 is today. Only where the law asks for confirmation.
CREATE FUNCTION intake.confirm(p_organ uuid, p_no text, p_code_hash text, p_client bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_id uuid; v_case record;
BEGIN
  v_id := office.case_of_code(p_organ, p_no, p_code_hash, p_client, 'confirm', false);
  IF v_id IS NULL THEN RETURN 'unknown'; END IF;
  SELECT * INTO v_case FROM office.application WHERE id = v_id FOR UPDATE;
  IF v_case.state NOT IN ('submitted', 'unconfirmed') THEN RETURN 'already'; END IF;
  IF NOT office.awaits_applicant_confirmation(v_id) THEN RETURN 'not_now'; END IF;
  PERFORM office.write_applicant_event(v_id, 'confirm', 'received', jsonb_build_object('type', 'received', 'date', office.today()),
    '{"way": "applicant_page"}');
  RETURN 'confirmed';
END $$;

CREATE FUNCTION office.awaits_applicant_confirmation(p_case uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = office, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM office.application a WHERE a.id = p_case AND a.state IN ('submitted', 'unconfirmed')
    AND a.channel IN ('internet', 'fax', 'plain_mail')
    AND EXISTS (SELECT 1 FROM office.application_event e WHERE e.application_id = a.id AND e.action IN ('log_contact', 'send_letter')))
$$;

CREATE FUNCTION intake.withdraw(p_organ uuid, p_no text, p_code_hash text, p_client bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_id uuid; v_state text;
BEGIN
  v_id := office.case_of_code(p_organ, p_no, p_code_hash, p_client, 'withdraw', false);
  IF v_id IS NULL THEN RETURN 'unknown'; END IF;
  SELECT state INTO v_state FROM office.application WHERE id = v_id FOR UPDATE;
  IF EXISTS (SELECT 1 FROM office.application_event e WHERE e.application_id = v_id AND e.action = 'withdraw_application') THEN
    RETURN 'already';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM office.application_transition t WHERE t.from_state = v_state AND t.action = 'withdraw_application'
      AND 'applicant' = ANY (t.roles)) THEN
    RETURN 'not_now';
  END IF;
  PERFORM office.write_applicant_event(v_id, 'withdraw_application', 'deciding', NULL,
    '{"outcome": "other.misc", "subOutcome": "withdrawn", "way": "applicant_page"}');
  RETURN 'withdrawn';
END $$;

-- 补正 by the applicant: text and files of a form. The day it is received is for the office to confirm (SET-R13).
CREATE FUNCTION intake.send_supplement(p_organ uuid, p_no text, p_code_hash text, p jsonb, p_client bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_id uuid; v_case record; v_draft uuid := (p ->> 'draft_key')::uuid; v_number int;
BEGIN
  v_id := office.case_of_code(p_organ, p_no, p_code_hash, p_client, 'supplement', false);
  IF v_id IS NULL THEN RETURN 'unknown'; END IF;
  SELECT * INTO v_case FROM office.application WHERE id = v_id FOR UPDATE;
  -- A second click finds the form closed.
  PERFORM 1 FROM office.intake_draft d WHERE d.key = v_draft AND d.organ_id = p_organ AND d.submission_no IS NOT NULL;
  IF FOUND THEN RETURN 'sent'; END IF;
  IF v_case.state <> 'awaiting_supplement' THEN RETURN 'not_now'; END IF;
  -- What a page can bring in a day has a bound 【约定】.
  IF (SELECT count(*) >= 10 FROM office.application_event e WHERE e.application_id = v_id AND e.action = 'send_supplement'
      AND e.actor_kind = 'applicant' AND e.at > office.clock_now() - interval '1 day') THEN
    RETURN 'limited';
  END IF;
  v_number := 1 + (SELECT max(t.number) FROM office.application_text t WHERE t.application_id = v_id);
  INSERT INTO office.application_text (application_id, number, kind, title, doc_no, description, written_at)
    VALUES (v_id, v_number, 'supplement', coalesce(p ->> 'title', ''), coalesce(p ->> 'doc_no', ''), coalesce(p ->> 'description', ''),
      office.clock_now());
  IF NOT office.take_draft_files(v_id, v_draft, p -> 'files') THEN
    RAISE SQLSTATE 'GK008';
  END IF;
  PERFORM office.write_applicant_event(v_id, 'send_supplement', 'awaiting_supplement', NULL,
    jsonb_build_object('textNumber', v_number, 'files', (SELECT coalesce(jsonb_agg(f.id), '[]') FROM jsonb_to_recordset(p -> 'files') AS f(id uuid))));
  PERFORM office.close_draft(v_draft, v_case.submission_no);
  RETURN 'sent';
EXCEPTION WHEN SQLSTATE 'GK008' THEN
  RETURN 'files_missing';
END $$;

-- ---------------------------------------------------------------- looking at an own case
CREATE FUNCTION office.mask_name(p_name text, p_is_person boolean) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = office, pg_temp AS $$
  SELECT CASE WHEN NOT p_is_person THEN p_name WHEN char_length(p_name) <= 1 THEN '*'
    ELSE left(p_name, 1) || repeat('*', least(char_length(p_name) - 1, 2)) END
$$;
CREATE FUNCTION office.mask_phone(p_phone text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = office, pg_temp AS $$
  SELECT CASE WHEN p_phone = '' THEN '' WHEN p_phone ~ '^1[0-9]{10}$' THEN left(p_phone, 3) || '****' || right(p_phone, 4)
    WHEN char_length(p_phone) <= 4 THEN '****' ELSE '***' || right(p_phone, 4) END
$$;
CREATE FUNCTION office.mask_email(p_email text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = office, pg_temp AS $$
  SELECT CASE WHEN p_email = '' THEN '' ELSE left(p_email, 1) || '***' || substring(p_email FROM '@.*$') END
$$;

-- What the clock is computed from: acts that move it, and corrections. Of a case split from another also that one's own
-- acts up to the split, save its receipt.
CREATE FUNCTION office.clock_events_of(p_case uuid, p_until int, p_inherits boolean) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = office, pg_temp AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('seq', e.seq, 'action', e.action, 'onDate', e.on_date, 'clock', e.clock,
    'correctsSeq', e.corrects_seq, 'servesSeq', e.detail -> 'servesSeq') ORDER BY e.seq), '[]')
  FROM office.application_event e WHERE e.application_id = p_case AND e.seq <= p_until
    AND CASE WHEN p_inherits THEN e.clock IS NOT NULL AND e.clock ->> 'type' <> 'received'
      ELSE e.clock IS NOT NULL OR e.action IN ('correct_receipt_date', 'record_letter_service') END
$$;

-- All an applicant is shown of an own case; null alike for a wrong code and an unknown number. Own data is masked: whoever
-- holds the code on a borrowed telephone learns no address and no number.
CREATE FUNCTION intake.case_view(p_organ uuid, p_no text, p_code_hash text, p_client bytea, p_typed boolean) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_id uuid; a record; v_first jsonb;
BEGIN
  v_id := office.case_of_code(p_organ, p_no, p_code_hash, p_client, CASE WHEN p_typed THEN 'enter' ELSE 'view' END, p_typed);
  IF v_id IS NULL THEN RETURN NULL; END IF;
  SELECT * INTO a FROM office.application WHERE id = v_id;
  SELECT e.detail INTO v_first FROM office.application_event e WHERE e.application_id = v_id AND e.seq = 1;
  RETURN jsonb_build_object(
    'id', a.id, 'kind', a.kind, 'state', a.state, 'seq', a.seq, 'submissionNo', a.submission_no, 'applicationNo', a.application_no,
    'channel', a.channel, 'applicantType', a.applicant_type, 'deliveryMethod', a.delivery_method, 'mediaForm', a.media_form,
    'submittedAt', to_char(a.submitted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'receiptDate', a.receipt_date, 'repliedOn', a.replied_on,
    'isWithdrawn', EXISTS (SELECT 1 FROM office.application_event e WHERE e.application_id = v_id AND e.action = 'withdraw_application'),
    'mayConfirm', office.awaits_applicant_confirmation(v_id),
    'mayWithdraw', EXISTS (SELECT 1 FROM office.application_transition t WHERE t.from_state = a.state
      AND t.action = 'withdraw_application' AND 'applicant' = ANY (t.roles)),
    'maySupplement', a.state = 'awaiting_supplement',
    'mergedInto', (SELECT coalesce(m.application_no, m.submission_no) FROM office.application m WHERE m.id = a.merged_into_id),
    'clockSettings', coalesce(v_first -> 'clockSettings', '{}'),
    'clockEvents', CASE WHEN a.parent_id IS NULL THEN '[]'::jsonb
      ELSE office.clock_events_of(a.parent_id, coalesce((v_first ->> 'splitFromSeq')::int, 0), true) END
      || office.clock_events_of(v_id, a.seq, false),
    'events', (SELECT coalesce(jsonb_agg(jsonb_build_object('seq', e.seq, 'action', e.action, 'onDate', e.on_date) ORDER BY e.seq), '[]')
      FROM office.application_event e WHERE e.application_id = v_id AND e.action IN ('submit', 'open_case', 'log_contact', 'confirm',
        'register', 'check_application', 'request_supplement', 'send_supplement', 'receive_supplement', 'consult', 'ask_reasons',
        'record_reasons', 'extend', 'defer', 'notify_fee', 'record_payment', 'cancel_fee', 'withdraw_application', 'serve',
        'close_by_note', 'correct_receipt_date', 'change_delivery', 'archive')),
    'parties', (SELECT coalesce(jsonb_agg(jsonb_build_object('party', q.party,
        'name', office.mask_name(q.name, q.party = 'agent' OR a.applicant_type = 'natural_person'),
        'phone', office.mask_phone(q.phone), 'email', office.mask_email(q.email), 'hasAddress', q.address <> '') ORDER BY q.party DESC), '[]')
      FROM office.application_party q WHERE q.application_id = v_id
        AND q.revision = (SELECT max(r.revision) FROM office.application_party r WHERE r.application_id = v_id AND r.party = q.party)),
    'identities', (SELECT coalesce(jsonb_agg(jsonb_build_object('party', i.party, 'idKind', i.id_kind, 'idHint', i.id_hint) ORDER BY i.party DESC), '[]')
      FROM office.applicant_identity i WHERE i.application_id = v_id
        AND i.revision = (SELECT max(j.revision) FROM office.applicant_identity j WHERE j.application_id = v_id AND j.party = i.party)),
    'texts', (SELECT coalesce(jsonb_agg(jsonb_build_object('number', t.number, 'kind', t.kind, 'title', t.title, 'docNo', t.doc_no,
        'description', t.description, 'writtenAt', to_char(t.written_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY t.number), '[]')
      FROM office.application_text t WHERE t.application_id = v_id),
    'files', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'kind', f.kind, 'cipher', encode(f.cipher, 'base64'),
        'keyNo', f.key_no, 'size', f.size, 'chunks', f.chunks, 'mediaType', f.media_type) ORDER BY f.stored_at, f.id), '[]')
      FROM office.application_file f WHERE f.application_id = v_id AND f.brought_by = 'applicant'),
    'letters', office.letters_to_applicant(v_id));
END $$;

-- The calendar in force, for the strip of days.
CREATE FUNCTION intake.calendar() RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = office, pg_temp AS $$
  SELECT jsonb_build_object('version', v.id, 'coversFrom', v.covers_from, 'coversTo', v.covers_to, 'notices', v.notices,
    'days', (SELECT jsonb_agg(jsonb_build_object('date', d.date, 'kind', d.kind, 'name', d.name, 'source', d.source_doc) ORDER BY d.date)
      FROM office.calendar_day d WHERE d.version = v.id))
  FROM office.calendar_version v ORDER BY v.id DESC LIMIT 1
$$;

-- ---------------------------------------------------------------- letters and files
-- Letters that were sent to the applicant of a case; of a case answered together with another also the reply to that one.
CREATE FUNCTION office.is_letter_to_applicant(p_case uuid, p_letter uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = office, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM office.letter l JOIN office.application a ON a.id = p_case
    WHERE l.id = p_letter AND l.state = 'served' AND l.recipient_kind = 'applicant'
      AND (l.application_id = a.id OR (l.application_id = a.merged_into_id AND l.code LIKE 'R%')))
$$;

CREATE FUNCTION office.letters_to_applicant(p_case uuid) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = office, pg_temp AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'code', l.code, 'number', l.number, 'sealedOn', l.sealed_on,
    'sentOn', (SELECT coalesce(s.sent_on, s.served_on) FROM office.letter_service s WHERE s.letter_id = l.id AND s.kind = 'dispatch'
      ORDER BY s.seq LIMIT 1),
    'servedOn', (SELECT s.served_on FROM office.letter_service s WHERE s.letter_id = l.id AND s.served_on IS NOT NULL
      ORDER BY s.seq DESC LIMIT 1),
    'enclosures', (SELECT coalesce(jsonb_agg(jsonb_build_object('fileId', f.id, 'name', e.name, 'size', f.size, 'mediaType', f.media_type,
        'chunks', f.chunks, 'applicationId', f.application_id) ORDER BY e.position), '[]')
      FROM office.letter_enclosure e JOIN office.application_file f ON f.id = e.file_id WHERE e.letter_id = l.id))
    ORDER BY l.sealed_at, l.id), '[]')
  FROM office.letter l WHERE l.application_id IN (p_case, (SELECT a.merged_into_id FROM office.application a WHERE a.id = p_case))
    AND office.is_letter_to_applicant(p_case, l.id)
$$;

-- The sealed letter as a file; null where there is none for who asks.
CREATE FUNCTION intake.letter_file(p_organ uuid, p_no text, p_code_hash text, p_client bytea, p_letter uuid) RETURNS bytea
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_id uuid;
BEGIN
  v_id := office.case_of_code(p_organ, p_no, p_code_hash, p_client, 'letter', false);
  IF v_id IS NULL OR NOT office.is_letter_to_applicant(v_id, p_letter) THEN RETURN NULL; END IF;
  RETURN (SELECT string_agg(c.bytes, ''::bytea ORDER BY c.seq) FROM office.letter_file f
    JOIN office.file_chunk c ON c.sha256 = f.sha256 WHERE f.letter_id = p_letter);
END $$;

-- A sealed chunk of what was enclosed with a letter, or of what the applicant brought, save identity papers: whoever holds
-- the code learns nothing from them that the rightful holder doesn't have.
CREATE FUNCTION intake.case_file_chunk(p_organ uuid, p_no text, p_code_hash text, p_client bytea, p_file uuid, p_seq int)
RETURNS TABLE (cipher bytea, key_no int)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_id uuid;
BEGIN
  v_id := office.case_of_code(p_organ, p_no, p_code_hash, p_client, 'letter', false);
  RETURN QUERY SELECT c.cipher, c.key_no FROM office.application_file f JOIN office.application_file_chunk c ON c.file_id = f.id
    WHERE v_id IS NOT NULL AND f.id = p_file AND c.seq = p_seq AND (
      (f.application_id = v_id AND f.brought_by = 'applicant' AND f.kind IN ('request', 'supplement'))
      OR EXISTS (SELECT 1 FROM office.letter_enclosure e WHERE e.file_id = f.id AND office.is_letter_to_applicant(v_id, e.letter_id)));
END $$;

GRANT EXECUTE ON FUNCTION intake.terms(uuid), intake.calendar(), intake.save_draft(uuid, uuid, bytea, int, bytea),
  intake.load_draft(uuid, uuid), intake.add_draft_chunk(uuid, uuid, uuid, int, bytea, int), intake.drop_draft_file(uuid, uuid, uuid),
  intake.drop_draft(uuid, uuid), intake.submission_no(uuid, uuid), intake.submit_application(uuid, jsonb, bytea),
  intake.confirm(uuid, text, text, bytea), intake.withdraw(uuid, text, text, bytea),
  intake.send_supplement(uuid, text, text, jsonb, bytea), intake.case_view(uuid, text, text, bytea, boolean),
  intake.letter_file(uuid, text, text, bytea, uuid), intake.case_file_chunk(uuid, text, text, bytea, uuid, int) TO gongkai_public;
