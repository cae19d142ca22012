-- What the commands do, the database holds as a floor: a step that a letter tells needs that letter, approved, sealed and
-- sent on the day the step is dated; a case is sealed and answered by the letter of its own decision; nothing is dated before
-- the receipt.
--
-- Error codes used here: GK003 route not complete, GK007 not what was approved, GK013 facts missing.

-- The day that counts for the first dispatch of a letter (REG-33-5): posting or sending, else signing for it.
CREATE FUNCTION office.letter_legal_date(p_letter uuid) RETURNS date
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = office, pg_temp AS $$
  SELECT CASE WHEN s.way IN ('china_post', 'electronic') THEN s.sent_on ELSE s.served_on END
  FROM office.letter_service s WHERE s.letter_id = p_letter AND s.kind = 'dispatch' ORDER BY s.seq LIMIT 1
$$;

CREATE FUNCTION office.guard_event_letter() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE
  v_case office.application; v_letter uuid; v_effect jsonb; v_decided int;
  -- Letters that tell a step, by the act that issuing them is (lib/applications/rules/letter-effects.ts).
  v_codes text[] := CASE NEW.action WHEN 'request_supplement' THEN ARRAY['L02'] WHEN 'ask_reasons' THEN ARRAY['L03']
    WHEN 'extend' THEN ARRAY['L04'] WHEN 'defer' THEN ARRAY['L05'] WHEN 'consult' THEN ARRAY['L06', 'L08']
    WHEN 'notify_fee' THEN ARRAY['L10'] WHEN 'send_letter' THEN ARRAY['L00', 'L01', 'L07', 'L09'] END;
BEGIN
  SELECT * INTO v_case FROM office.application WHERE id = NEW.application_id;
  v_letter := nullif(NEW.detail ->> 'letterId', '')::uuid;

  IF NEW.action = 'confirm' AND NEW.on_date < (SELECT e.on_date FROM office.application_event e
      WHERE e.application_id = NEW.application_id AND e.seq = 1) THEN
    RAISE EXCEPTION 'an application is not received before it was handed in' USING ERRCODE = 'GK013';
  END IF;
  IF NEW.clock ->> 'type' NOT IN ('submitted', 'arrived', 'received') AND NEW.on_date < v_case.receipt_date THEN
    RAISE EXCEPTION 'nothing moves the clock before the receipt' USING ERRCODE = 'GK013';
  END IF;
  IF NEW.action = 'close_by_note' AND ((v_case.outcome, coalesce(v_case.sub_outcome, '')) NOT IN
      (('other.misc', 'applicant_gone'), ('other.misc', 'mistaken_submission')) OR NEW.on_date <> office.today()) THEN
    RAISE EXCEPTION 'only what needs no letter is closed by a note, on its day' USING ERRCODE = 'GK013';
  END IF;

  IF v_codes IS NOT NULL THEN
    IF NOT EXISTS (SELECT 1 FROM office.letter l WHERE l.id = v_letter AND l.application_id = NEW.application_id
        AND l.code = ANY (v_codes) AND l.state = 'served')
       OR office.letter_legal_date(v_letter) IS DISTINCT FROM NEW.on_date THEN
      RAISE EXCEPTION 'a step that a letter tells needs the letter, sent that day' USING ERRCODE = 'GK003';
    END IF;
    SELECT f.effect INTO v_effect FROM office.letter_effect f WHERE f.letter_id = v_letter ORDER BY f.revision DESC LIMIT 1;
    IF (NEW.action = 'extend' AND v_effect ->> 'workingDays' IS DISTINCT FROM NEW.clock ->> 'workingDays')
       OR (NEW.action = 'defer' AND v_effect ->> 'until' IS DISTINCT FROM NEW.clock ->> 'until')
       OR (NEW.action = 'consult' AND v_effect ->> 'consultationId' IS DISTINCT FROM NEW.clock ->> 'id') THEN
      RAISE EXCEPTION 'a step does what its letter was approved for' USING ERRCODE = 'GK007';
    END IF;
    -- 条例33: 延长的期限最长不得超过20个工作日, in sum.
    IF NEW.action = 'extend' AND (SELECT sum((e.clock ->> 'workingDays')::int) FROM office.application_event e
        WHERE e.application_id = NEW.application_id AND e.action = 'extend') + (NEW.clock ->> 'workingDays')::int > 20
       OR (NEW.action = 'extend' AND (NEW.clock ->> 'workingDays')::int > 20) THEN
      RAISE EXCEPTION 'extensions of a case come to 20 working days at most' USING ERRCODE = 'GK013';
    END IF;
  ELSIF NEW.action IN ('seal', 'serve') THEN
    SELECT max(e.seq) INTO v_decided FROM office.application_event e
      WHERE e.application_id = NEW.application_id AND e.to_state = 'deciding' AND e.from_state <> 'deciding';
    IF NOT EXISTS (SELECT 1 FROM office.application_decision d JOIN office.letter l ON l.id = d.letter_id
        WHERE d.application_id = NEW.application_id AND d.event_seq = v_decided AND l.id = v_letter
          AND l.state = CASE NEW.action WHEN 'seal' THEN 'sealed' ELSE 'served' END) THEN
      RAISE EXCEPTION 'a case is answered by the letter of its own decision' USING ERRCODE = 'GK003';
    END IF;
    IF NEW.action = 'serve' AND office.letter_legal_date(v_letter) IS DISTINCT FROM NEW.on_date THEN
      RAISE EXCEPTION 'a reply has the date of its service' USING ERRCODE = 'GK013';
    END IF;
  END IF;
  RETURN NEW;
END $$;
-- After application_event_guard, by name: what state and role forbid is told first.
CREATE TRIGGER application_event_letter_guard BEFORE INSERT ON office.application_event
  FOR EACH ROW EXECUTE FUNCTION office.guard_event_letter();

-- A case under decision has its decision on record by the end of the transaction. A withdrawal is decided by the applicant.
CREATE FUNCTION office.assert_case_decided() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM office.application_decision d WHERE d.application_id = NEW.application_id
      AND d.event_seq = NEW.seq AND d.outcome = NEW.detail ->> 'outcome'
      AND d.sub_outcome IS NOT DISTINCT FROM NEW.detail ->> 'subOutcome') THEN
    RAISE EXCEPTION 'a decision is on record with its outcome' USING ERRCODE = 'GK013';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER application_event_has_decision AFTER INSERT ON office.application_event
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.action IN ('decide', 'supplement_overdue', 'payment_overdue'))
  EXECUTE FUNCTION office.assert_case_decided();

-- The rows of table three, and 更正 outside it (annual-report.md §4).
ALTER TABLE office.application ADD CONSTRAINT outcome_is_known CHECK (outcome IN ('public', 'partial',
  'not_public.state_secret', 'not_public.law_forbidden', 'not_public.three_security_one_stability',
  'not_public.third_party_rights', 'not_public.internal_affairs', 'not_public.process_info', 'not_public.enforcement_file',
  'not_public.admin_query', 'unavailable.not_held', 'unavailable.needs_creation', 'unavailable.unclear_after_supplement',
  'not_processed.petition_complaint', 'not_processed.duplicate', 'not_processed.publication',
  'not_processed.excessive_repeated', 'not_processed.confirm_or_reissue', 'other.supplement_overdue', 'other.fee_unpaid',
  'other.misc', 'record_correction'));
