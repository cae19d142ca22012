-- What the office knows from its own cases: full text over requests and replies, proposals to publish (条例44), fees that
-- never rise, notices about a case, and the indexes of the ledger.
--
-- Error codes used here: GK001 append-only, GK004 separation of duties, GK011 role missing or another organ, GK013 facts
-- missing.

-- ---------------------------------------------------------------- full text
-- The terms of a text, for any PostgreSQL: each two neighbouring characters of Chinese, each word of other letters and
-- digits. The same function reads what is stored and what is asked for.
CREATE FUNCTION office.search_terms(p_text text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog AS $$
  WITH run AS (
    SELECT m[1] AS word FROM regexp_matches(lower(normalize(p_text, NFKC)),
      '([\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+|[a-z0-9]+)', 'g') AS m
  )
  SELECT coalesce(array_agg(DISTINCT term), '{}') FROM (
    SELECT CASE WHEN word ~ '^[a-z0-9]' THEN left(word, 60) ELSE substr(word, at, 2) END AS term
    FROM run CROSS JOIN LATERAL generate_series(1, CASE WHEN word ~ '^[a-z0-9]' THEN 1 ELSE greatest(length(word) - 1, 1) END) AS at
  ) AS terms
$$;
GRANT EXECUTE ON FUNCTION office.search_terms(text) TO gongkai_staff;

-- Written by the triggers below in the transaction of what it is made of, and by nobody else.
CREATE TABLE office.application_search (
  application_id uuid PRIMARY KEY REFERENCES office.application (id),
  organ_id uuid NOT NULL REFERENCES office.organ (id),
  -- What was asked for, and the sealed replies.
  terms tsvector NOT NULL,
  -- Names of applicant and agent as last written.
  names tsvector NOT NULL
);
CREATE INDEX application_search_terms_idx ON office.application_search USING gin (terms);
CREATE INDEX application_search_names_idx ON office.application_search USING gin (names);
COMMENT ON TABLE office.application_search IS 'Derived: office.refresh_application_search makes a row anew.';

CREATE FUNCTION office.refresh_application_search(p_application uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = office, pg_temp AS $$
  INSERT INTO office.application_search (application_id, organ_id, terms, names)
  SELECT a.id, a.organ_id,
    array_to_tsvector(office.search_terms(concat_ws(' ',
      (SELECT string_agg(concat_ws(' ', t.title, t.doc_no, t.description), ' ')
        FROM office.application_text t WHERE t.application_id = a.id),
      -- Of sealed replies what they say of the matter, without the words on remedies and contacts that all share.
      (SELECT string_agg(p ->> 1, ' ') FROM office.letter l
        CROSS JOIN LATERAL (SELECT v.canonical FROM office.letter_version v WHERE v.letter_id = l.id
          ORDER BY v.number DESC LIMIT 1) AS sealed
        CROSS JOIN LATERAL jsonb_array_elements(sealed.canonical::jsonb -> 'paragraphs') AS p
        WHERE l.application_id = a.id AND l.code LIKE 'R%' AND l.state IN ('sealed', 'served')
          AND p ->> 0 IN ('body', 'item', 'free'))))),
    array_to_tsvector(office.search_terms(coalesce((SELECT string_agg(n.name, ' ') FROM (
      SELECT DISTINCT ON (p.party) p.name FROM office.application_party p WHERE p.application_id = a.id
      ORDER BY p.party, p.revision DESC) AS n), '')))
  FROM office.application a WHERE a.id = p_application
  ON CONFLICT (application_id) DO UPDATE SET terms = EXCLUDED.terms, names = EXCLUDED.names
$$;

CREATE FUNCTION office.note_application_search() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  PERFORM office.refresh_application_search(NEW.application_id);
  RETURN NULL;
END $$;
CREATE TRIGGER application_text_is_searchable AFTER INSERT OR UPDATE ON office.application_text
  FOR EACH ROW EXECUTE FUNCTION office.note_application_search();
CREATE TRIGGER application_party_is_searchable AFTER INSERT OR UPDATE ON office.application_party
  FOR EACH ROW EXECUTE FUNCTION office.note_application_search();
CREATE TRIGGER sealed_letter_is_searchable AFTER UPDATE ON office.letter
  FOR EACH ROW WHEN (NEW.state IS DISTINCT FROM OLD.state AND NEW.state IN ('sealed', 'void'))
  EXECUTE FUNCTION office.note_application_search();
GRANT SELECT ON office.application_search TO gongkai_staff;

-- ---------------------------------------------------------------- proposals to publish
-- 条例44: what several applicants asked for, or one suggested, may be made public for all. A proposal publishes nothing: it
-- leads to a draft that goes through its reviews like any other.
CREATE TABLE office.publication_proposal (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  -- The case it arose from; its organ is that of the proposal.
  application_id uuid NOT NULL REFERENCES office.application (id),
  organ_id uuid NOT NULL REFERENCES office.organ (id),
  source text NOT NULL
    CONSTRAINT proposal_source_is_known CHECK (source IN ('same_information', 'applicant', 'staff')),
  title text NOT NULL CONSTRAINT proposal_has_title CHECK (btrim(title) <> ''),
  reason text NOT NULL CONSTRAINT proposal_has_reason CHECK (btrim(reason) <> ''),
  proposed_by uuid NOT NULL REFERENCES office.person (id),
  proposed_at timestamptz(3) NOT NULL
);
CREATE INDEX publication_proposal_organ_idx ON office.publication_proposal (organ_id, proposed_at DESC);
CREATE INDEX publication_proposal_application_idx ON office.publication_proposal (application_id);

-- Every case in which the same information was asked for, the first one included.
CREATE TABLE office.publication_proposal_case (
  proposal_id uuid NOT NULL REFERENCES office.publication_proposal (id),
  application_id uuid NOT NULL REFERENCES office.application (id),
  PRIMARY KEY (proposal_id, application_id)
);
CREATE INDEX publication_proposal_case_application_idx ON office.publication_proposal_case (application_id);

CREATE TABLE office.publication_proposal_decision (
  proposal_id uuid PRIMARY KEY REFERENCES office.publication_proposal (id),
  conclusion text NOT NULL
    CONSTRAINT proposal_conclusion_is_known CHECK (conclusion IN ('accepted', 'declined')),
  reason text NOT NULL DEFAULT '',
  -- The draft that was made of it, and by when it should be public.
  item_id text REFERENCES office.item (id),
  target_date date,
  decided_by uuid NOT NULL REFERENCES office.person (id),
  decided_at timestamptz(3) NOT NULL,
  CONSTRAINT accepted_proposal_has_draft_and_date
    CHECK ((conclusion = 'accepted') = (item_id IS NOT NULL) AND (conclusion = 'accepted') = (target_date IS NOT NULL)),
  CONSTRAINT declined_proposal_has_reason CHECK (conclusion <> 'declined' OR btrim(reason) <> ''),
  CONSTRAINT proposal_draft_is_its_own UNIQUE (item_id)
);

CREATE FUNCTION office.guard_publication_proposal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  SELECT organ_id INTO NEW.organ_id FROM office.application WHERE id = NEW.application_id FOR UPDATE;
  PERFORM office.assert_role(NEW.proposed_by, NEW.organ_id, ARRAY['case_handler', 'office_head']);
  NEW.proposed_at := office.clock_now();
  IF EXISTS (SELECT 1 FROM office.publication_proposal_case c WHERE c.application_id = NEW.application_id
      AND NOT EXISTS (SELECT 1 FROM office.publication_proposal_decision d WHERE d.proposal_id = c.proposal_id)) THEN
    RAISE EXCEPTION 'a case has one proposal at a time' USING ERRCODE = 'GK013';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER publication_proposal_guard BEFORE INSERT ON office.publication_proposal
  FOR EACH ROW EXECUTE FUNCTION office.guard_publication_proposal();

CREATE FUNCTION office.note_publication_proposal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  INSERT INTO office.publication_proposal_case (proposal_id, application_id) VALUES (NEW.id, NEW.application_id);
  RETURN NULL;
END $$;
CREATE TRIGGER publication_proposal_names_its_case AFTER INSERT ON office.publication_proposal
  FOR EACH ROW EXECUTE FUNCTION office.note_publication_proposal();

CREATE FUNCTION office.guard_publication_proposal_case() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM office.publication_proposal p JOIN office.application a ON a.organ_id = p.organ_id
      WHERE p.id = NEW.proposal_id AND a.id = NEW.application_id) THEN
    RAISE EXCEPTION 'a proposal rests on cases of its own organ' USING ERRCODE = 'GK011';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER publication_proposal_case_guard BEFORE INSERT ON office.publication_proposal_case
  FOR EACH ROW EXECUTE FUNCTION office.guard_publication_proposal_case();

CREATE FUNCTION office.guard_publication_proposal_decision() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE v_proposal office.publication_proposal;
BEGIN
  SELECT * INTO v_proposal FROM office.publication_proposal WHERE id = NEW.proposal_id FOR UPDATE;
  PERFORM office.assert_role(NEW.decided_by, v_proposal.organ_id, ARRAY['office_head']);
  IF NEW.decided_by = v_proposal.proposed_by THEN
    RAISE EXCEPTION 'whoever proposes a publication does not decide on it' USING ERRCODE = 'GK004';
  END IF;
  IF NEW.item_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM office.item i
      WHERE i.id = NEW.item_id AND i.organ_id = v_proposal.organ_id AND i.draft_state = 'draft') THEN
    RAISE EXCEPTION 'a proposal leads to a draft of its organ' USING ERRCODE = 'GK011';
  END IF;
  NEW.decided_at := office.clock_now();
  RETURN NEW;
END $$;
CREATE TRIGGER publication_proposal_decision_guard BEFORE INSERT ON office.publication_proposal_decision
  FOR EACH ROW EXECUTE FUNCTION office.guard_publication_proposal_decision();

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['publication_proposal', 'publication_proposal_case', 'publication_proposal_decision'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON office.%I FOR EACH ROW EXECUTE FUNCTION office.deny_change()',
      t || '_is_append_only', t);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON office.%I FOR EACH STATEMENT EXECUTE FUNCTION office.deny_change()',
      t || '_is_never_truncated', t);
  END LOOP;
END $$;
GRANT SELECT, INSERT ON office.publication_proposal, office.publication_proposal_case, office.publication_proposal_decision
  TO gongkai_staff;

-- ---------------------------------------------------------------- fees
-- A notice that was sent stands in the event; whatever is decided later is not dearer (FEE-14).
CREATE FUNCTION office.guard_fee_amount() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM office.application_event e
      LEFT JOIN LATERAL (SELECT x.effect ->> 'feeDecisionId' AS id FROM office.letter_effect x
        WHERE x.letter_id::text = e.detail ->> 'letterId' ORDER BY x.revision DESC LIMIT 1) AS named ON true
      JOIN office.fee_decision f ON f.application_id = e.application_id
        AND (f.letter_id::text = e.detail ->> 'letterId' OR f.id::text = named.id)
      WHERE e.application_id = NEW.application_id AND e.action = 'notify_fee' AND f.amount_fen < NEW.amount_fen) THEN
    RAISE EXCEPTION 'the amount of a notice never increases' USING ERRCODE = 'GK013';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fee_decision_never_increases BEFORE INSERT ON office.fee_decision
  FOR EACH ROW EXECUTE FUNCTION office.guard_fee_amount();

-- ---------------------------------------------------------------- notices about a case
ALTER TABLE office.notice ADD COLUMN application_id uuid REFERENCES office.application (id);
CREATE OR REPLACE FUNCTION office.guard_notice() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD.read_at IS NOT NULL OR NEW.read_at IS NULL THEN
      RAISE EXCEPTION 'a notice is only ever marked as read, once' USING ERRCODE = 'GK001';
    END IF;
    RETURN NEW;
  END IF;
  IF NOT EXISTS (SELECT FROM office.person WHERE id = NEW.person_id AND organ_id = NEW.organ_id) THEN
    RAISE EXCEPTION 'a notice goes to a person of its organ' USING ERRCODE = 'GK011';
  END IF;
  IF NEW.item_id IS NOT NULL
    AND NOT EXISTS (SELECT FROM office.item WHERE id = NEW.item_id AND organ_id = NEW.organ_id) THEN
    RAISE EXCEPTION 'a notice is about an item of its organ' USING ERRCODE = 'GK011';
  END IF;
  IF NEW.application_id IS NOT NULL
    AND NOT EXISTS (SELECT FROM office.application WHERE id = NEW.application_id AND organ_id = NEW.organ_id) THEN
    RAISE EXCEPTION 'a notice is about a case of its organ' USING ERRCODE = 'GK011';
  END IF;
  RETURN NEW;
END $$;

-- ---------------------------------------------------------------- the ledger
-- Newest first is the order of the numbers; what is still to be replied to is a small part of all.
CREATE INDEX application_organ_submitted_idx ON office.application (organ_id, submitted_at DESC, id DESC);
CREATE INDEX application_open_idx ON office.application (organ_id, handler_id)
  WHERE state NOT IN ('replied', 'archived');
