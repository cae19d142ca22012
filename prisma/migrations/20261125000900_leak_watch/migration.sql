-- Leak watch (泄漏检测) and search in the audit log (issue 3, items 12 and 13).
--
-- The leak watch plants a draft full of unguessable words, a canary, and asks the public site for it as a visitor does.
-- Its writer is a person of each organ with a computed id who can never hold an account or a role, and whose drafts can
-- never enter a review round: so the canary itself can't become public. No row breaks any of this today.

CREATE FUNCTION office.leak_watcher_of(p_organ uuid) RETURNS uuid LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog AS $$
  SELECT left(encode(sha256(convert_to('leak-watcher:' || p_organ::text, 'UTF8')), 'hex'), 32)::uuid
$$;
COMMENT ON FUNCTION office.leak_watcher_of(uuid) IS
  'Equal to leakWatcherId in lib/organs/rules/leak-watcher.ts (tested).';

CREATE FUNCTION office.guard_leak_watcher() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM office.person p
      WHERE p.id = NEW.person_id AND p.id = office.leak_watcher_of(p.organ_id)) THEN
    RAISE EXCEPTION 'the leak watch holds no account and no role' USING ERRCODE = 'GK004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER leak_watcher_has_no_role BEFORE INSERT OR UPDATE ON office.role_grant
  FOR EACH ROW EXECUTE FUNCTION office.guard_leak_watcher();
CREATE TRIGGER leak_watcher_has_no_account BEFORE INSERT OR UPDATE ON office.account
  FOR EACH ROW EXECUTE FUNCTION office.guard_leak_watcher();

CREATE FUNCTION office.guard_canary() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM office.item i
      WHERE i.id = NEW.item_id AND i.created_by = office.leak_watcher_of(i.organ_id)) THEN
    RAISE EXCEPTION 'the canary of the leak watch is never reviewed' USING ERRCODE = 'GK006';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER canary_is_never_reviewed BEFORE INSERT ON office.round
  FOR EACH ROW EXECUTE FUNCTION office.guard_canary();

-- ---------------------------------------------------------------- runs
CREATE TABLE office.leak_watch_run (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  organ_id uuid NOT NULL REFERENCES office.organ (id) ON DELETE RESTRICT,
  requested_by uuid REFERENCES office.person (id) ON DELETE RESTRICT,
  requested_name text NOT NULL,
  requested_at timestamptz(3) NOT NULL,
  started_at timestamptz(3),
  item_id text REFERENCES office.item (id) ON DELETE RESTRICT,
  asked int NOT NULL DEFAULT 0,
  planned int NOT NULL DEFAULT 0,
  finished_at timestamptz(3),
  result text,
  findings jsonb NOT NULL DEFAULT '[]',
  surfaces jsonb NOT NULL DEFAULT '[]',
  CONSTRAINT leak_watch_result_is_known CHECK (result IN ('clean', 'leak', 'failed')),
  CONSTRAINT leak_watch_end_has_result CHECK ((finished_at IS NULL) = (result IS NULL)),
  -- A run that found something can't call itself clean.
  CONSTRAINT leak_watch_clean_found_nothing CHECK (result IS NULL OR (result = 'clean') = (findings = '[]'::jsonb))
);
CREATE INDEX leak_watch_run_by_organ ON office.leak_watch_run (organ_id, requested_at);
CREATE UNIQUE INDEX leak_watch_one_open_per_organ ON office.leak_watch_run (organ_id) WHERE finished_at IS NULL;
COMMENT ON TABLE office.leak_watch_run IS
  'Runs of the leak watch. A run is carried on and finished once; a finished one is never changed.';

CREATE FUNCTION office.guard_leak_watch_run() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.requested_at := office.clock_now();
    IF NEW.started_at IS NOT NULL OR NEW.finished_at IS NOT NULL OR NEW.asked <> 0 THEN
      RAISE EXCEPTION 'a run of the leak watch begins as a request' USING ERRCODE = 'GK006';
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW.organ_id, NEW.requested_by, NEW.requested_name, NEW.requested_at)
       IS DISTINCT FROM (OLD.id, OLD.organ_id, OLD.requested_by, OLD.requested_name, OLD.requested_at)
     OR (OLD.started_at IS NOT NULL AND NEW.started_at IS DISTINCT FROM OLD.started_at)
     OR (OLD.item_id IS NOT NULL AND NEW.item_id IS DISTINCT FROM OLD.item_id)
     OR OLD.finished_at IS NOT NULL THEN
    RAISE EXCEPTION 'a run of the leak watch is only carried on and finished, once' USING ERRCODE = 'GK001';
  END IF;
  IF OLD.started_at IS NULL AND NEW.started_at IS NOT NULL THEN NEW.started_at := office.clock_now(); END IF;
  IF NEW.finished_at IS NOT NULL THEN NEW.finished_at := office.clock_now(); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER leak_watch_run_guard BEFORE INSERT OR UPDATE ON office.leak_watch_run
  FOR EACH ROW EXECUTE FUNCTION office.guard_leak_watch_run();
CREATE TRIGGER leak_watch_run_is_never_deleted BEFORE DELETE ON office.leak_watch_run
  FOR EACH ROW EXECUTE FUNCTION office.deny_change();
CREATE TRIGGER leak_watch_run_is_never_truncated BEFORE TRUNCATE ON office.leak_watch_run
  FOR EACH STATEMENT EXECUTE FUNCTION office.deny_change();

GRANT SELECT, INSERT ON office.leak_watch_run TO gongkai_staff;
GRANT UPDATE (started_at, item_id, asked, planned, finished_at, result, findings, surfaces)
  ON office.leak_watch_run TO gongkai_staff;

-- ---------------------------------------------------------------- search in the audit log
-- The log keeps each row as canonical text, of which the hash is taken; what is searched stands in indexes over it, so
-- that no second copy could say something else.
CREATE INDEX audit_entry_by_person ON office.audit_entry (chain, (entry::jsonb ->> 'person_id'), seq);
CREATE INDEX audit_entry_by_action ON office.audit_entry (chain, (entry::jsonb ->> 'action'), seq);
CREATE INDEX audit_entry_by_subject ON office.audit_entry (chain, (entry::jsonb ->> 'subject_id'), seq);
-- A decision is about an item too.
CREATE INDEX audit_entry_by_item ON office.audit_entry (chain, (entry::jsonb #>> '{detail,item_id}'), seq);
CREATE INDEX audit_entry_by_address ON office.audit_entry (chain, (entry::jsonb ->> 'client_address'), seq);
CREATE INDEX audit_entry_by_time ON office.audit_entry (chain, (entry::jsonb ->> 'at'));
