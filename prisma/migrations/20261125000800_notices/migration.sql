-- The working-day calendar with its versions (CAL-4), and notices: in the office, and by e-mail through an outbox that
-- is written in the transaction of the act. A notice holds no title and no text, so that a message tells nothing of
-- what is not public.

-- ---------------------------------------------------------------- calendar
-- All notices of the State Council loaded so far, once per loading; the highest number is in force.
CREATE TABLE office.calendar_version (
  id int PRIMARY KEY CONSTRAINT calendar_version_counts_from_one CHECK (id >= 1),
  loaded_at timestamptz(3) NOT NULL,
  -- null: came with the program or from the command line.
  loaded_by uuid REFERENCES office.person (id),
  covers_from date NOT NULL,
  covers_to date NOT NULL,
  -- The notice whose loading made this version.
  source_doc text NOT NULL CONSTRAINT calendar_names_its_source CHECK (btrim(source_doc) <> ''),
  -- Every notice it is made of: year, number, title, issuedOn.
  notices jsonb NOT NULL,
  -- The transaction that loads it: only that one adds days.
  loading xid8 NOT NULL DEFAULT pg_current_xact_id(),
  CONSTRAINT calendar_covers_a_range CHECK (covers_from <= covers_to)
);
CREATE TABLE office.calendar_day (
  version int NOT NULL REFERENCES office.calendar_version (id),
  date date NOT NULL,
  kind text NOT NULL CONSTRAINT calendar_day_kind_is_known CHECK (kind IN ('holiday', 'makeup_workday')),
  name text NOT NULL CONSTRAINT calendar_day_has_name CHECK (btrim(name) <> ''),
  source_doc text NOT NULL CONSTRAINT calendar_day_names_its_source CHECK (btrim(source_doc) <> ''),
  PRIMARY KEY (version, date)
);

-- A version is loaded whole, follows the one before it and never changes afterwards.
CREATE FUNCTION office.guard_calendar_version() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  NEW.loading := pg_current_xact_id();
  IF NEW.id <> coalesce((SELECT max(id) FROM office.calendar_version), 0) + 1 THEN
    RAISE EXCEPTION 'a version of the calendar follows the one before it' USING ERRCODE = 'GK001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER calendar_version_guard BEFORE INSERT ON office.calendar_version
  FOR EACH ROW EXECUTE FUNCTION office.guard_calendar_version();

CREATE FUNCTION office.guard_calendar_day() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM office.calendar_version WHERE id = NEW.version AND loading = pg_current_xact_id()) THEN
    RAISE EXCEPTION 'days are only added to a version while it is loaded' USING ERRCODE = 'GK001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER calendar_day_guard BEFORE INSERT ON office.calendar_day
  FOR EACH ROW EXECUTE FUNCTION office.guard_calendar_day();

DO $$
DECLARE v_table text;
BEGIN
  FOREACH v_table IN ARRAY ARRAY['calendar_version', 'calendar_day'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON office.%I FOR EACH ROW EXECUTE FUNCTION office.deny_change()',
      v_table || '_is_append_only', v_table);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON office.%I FOR EACH STATEMENT EXECUTE FUNCTION office.deny_change()',
      v_table || '_is_never_truncated', v_table);
  END LOOP;
END $$;
GRANT SELECT, INSERT ON office.calendar_version, office.calendar_day TO gongkai_staff;

-- The notices that come with the program (lib/calendar/rules/notices; a test compares the two).
INSERT INTO office.calendar_version (id, loaded_at, covers_from, covers_to, source_doc, notices) VALUES
  (1, now(), '2024-01-01', '2026-12-24', '国办发明电〔2025〕7号', '[
    {"year": 2024, "number": "国办发明电〔2023〕7号", "title": "国务院办公厅关于2024年部分节假日安排的通知", "issuedOn": "2023-10-25"},
    {"year": 2025, "number": "国办发明电〔2024〕12号", "title": "国务院办公厅关于2025年部分节假日安排的通知", "issuedOn": "2024-11-12"},
    {"year": 2026, "number": "国办发明电〔2025〕7号", "title": "国务院办公厅关于2026年部分节假日安排的通知", "issuedOn": "2025-11-04"}
  ]');
INSERT INTO office.calendar_day (version, date, kind, name, source_doc) VALUES
  (1, '2024-01-01', 'holiday', '元旦', '国办发明电〔2023〕7号'),
  (1, '2024-02-04', 'makeup_workday', '春节', '国办发明电〔2023〕7号'),
  (1, '2024-02-10', 'holiday', '春节', '国办发明电〔2023〕7号'),
  (1, '2024-02-11', 'holiday', '春节', '国办发明电〔2023〕7号'),
  (1, '2024-02-12', 'holiday', '春节', '国办发明电〔2023〕7号'),
  (1, '2024-02-13', 'holiday', '春节', '国办发明电〔2023〕7号'),
  (1, '2024-02-14', 'holiday', '春节', '国办发明电〔2023〕7号'),
  (1, '2024-02-15', 'holiday', '春节', '国办发明电〔2023〕7号'),
  (1, '2024-02-16', 'holiday', '春节', '国办发明电〔2023〕7号'),
  (1, '2024-02-17', 'holiday', '春节', '国办发明电〔2023〕7号'),
  (1, '2024-02-18', 'makeup_workday', '春节', '国办发明电〔2023〕7号'),
  (1, '2024-04-04', 'holiday', '清明节', '国办发明电〔2023〕7号'),
  (1, '2024-04-05', 'holiday', '清明节', '国办发明电〔2023〕7号'),
  (1, '2024-04-06', 'holiday', '清明节', '国办发明电〔2023〕7号'),
  (1, '2024-04-07', 'makeup_workday', '清明节', '国办发明电〔2023〕7号'),
  (1, '2024-04-28', 'makeup_workday', '劳动节', '国办发明电〔2023〕7号'),
  (1, '2024-05-01', 'holiday', '劳动节', '国办发明电〔2023〕7号'),
  (1, '2024-05-02', 'holiday', '劳动节', '国办发明电〔2023〕7号'),
  (1, '2024-05-03', 'holiday', '劳动节', '国办发明电〔2023〕7号'),
  (1, '2024-05-04', 'holiday', '劳动节', '国办发明电〔2023〕7号'),
  (1, '2024-05-05', 'holiday', '劳动节', '国办发明电〔2023〕7号'),
  (1, '2024-05-11', 'makeup_workday', '劳动节', '国办发明电〔2023〕7号'),
  (1, '2024-06-08', 'holiday', '端午节', '国办发明电〔2023〕7号'),
  (1, '2024-06-09', 'holiday', '端午节', '国办发明电〔2023〕7号'),
  (1, '2024-06-10', 'holiday', '端午节', '国办发明电〔2023〕7号'),
  (1, '2024-09-14', 'makeup_workday', '中秋节', '国办发明电〔2023〕7号'),
  (1, '2024-09-15', 'holiday', '中秋节', '国办发明电〔2023〕7号'),
  (1, '2024-09-16', 'holiday', '中秋节', '国办发明电〔2023〕7号'),
  (1, '2024-09-17', 'holiday', '中秋节', '国办发明电〔2023〕7号'),
  (1, '2024-09-29', 'makeup_workday', '国庆节', '国办发明电〔2023〕7号'),
  (1, '2024-10-01', 'holiday', '国庆节', '国办发明电〔2023〕7号'),
  (1, '2024-10-02', 'holiday', '国庆节', '国办发明电〔2023〕7号'),
  (1, '2024-10-03', 'holiday', '国庆节', '国办发明电〔2023〕7号'),
  (1, '2024-10-04', 'holiday', '国庆节', '国办发明电〔2023〕7号'),
  (1, '2024-10-05', 'holiday', '国庆节', '国办发明电〔2023〕7号'),
  (1, '2024-10-06', 'holiday', '国庆节', '国办发明电〔2023〕7号'),
  (1, '2024-10-07', 'holiday', '国庆节', '国办发明电〔2023〕7号'),
  (1, '2024-10-12', 'makeup_workday', '国庆节', '国办发明电〔2023〕7号'),
  (1, '2025-01-01', 'holiday', '元旦', '国办发明电〔2024〕12号'),
  (1, '2025-01-26', 'makeup_workday', '春节', '国办发明电〔2024〕12号'),
  (1, '2025-01-28', 'holiday', '春节', '国办发明电〔2024〕12号'),
  (1, '2025-01-29', 'holiday', '春节', '国办发明电〔2024〕12号'),
  (1, '2025-01-30', 'holiday', '春节', '国办发明电〔2024〕12号'),
  (1, '2025-01-31', 'holiday', '春节', '国办发明电〔2024〕12号'),
  (1, '2025-02-01', 'holiday', '春节', '国办发明电〔2024〕12号'),
  (1, '2025-02-02', 'holiday', '春节', '国办发明电〔2024〕12号'),
  (1, '2025-02-03', 'holiday', '春节', '国办发明电〔2024〕12号'),
  (1, '2025-02-04', 'holiday', '春节', '国办发明电〔2024〕12号'),
  (1, '2025-02-08', 'makeup_workday', '春节', '国办发明电〔2024〕12号'),
  (1, '2025-04-04', 'holiday', '清明节', '国办发明电〔2024〕12号'),
  (1, '2025-04-05', 'holiday', '清明节', '国办发明电〔2024〕12号'),
  (1, '2025-04-06', 'holiday', '清明节', '国办发明电〔2024〕12号'),
  (1, '2025-04-27', 'makeup_workday', '劳动节', '国办发明电〔2024〕12号'),
  (1, '2025-05-01', 'holiday', '劳动节', '国办发明电〔2024〕12号'),
  (1, '2025-05-02', 'holiday', '劳动节', '国办发明电〔2024〕12号'),
  (1, '2025-05-03', 'holiday', '劳动节', '国办发明电〔2024〕12号'),
  (1, '2025-05-04', 'holiday', '劳动节', '国办发明电〔2024〕12号'),
  (1, '2025-05-05', 'holiday', '劳动节', '国办发明电〔2024〕12号'),
  (1, '2025-05-31', 'holiday', '端午节', '国办发明电〔2024〕12号'),
  (1, '2025-06-01', 'holiday', '端午节', '国办发明电〔2024〕12号'),
  (1, '2025-06-02', 'holiday', '端午节', '国办发明电〔2024〕12号'),
  (1, '2025-09-28', 'makeup_workday', '国庆节、中秋节', '国办发明电〔2024〕12号'),
  (1, '2025-10-01', 'holiday', '国庆节、中秋节', '国办发明电〔2024〕12号'),
  (1, '2025-10-02', 'holiday', '国庆节、中秋节', '国办发明电〔2024〕12号'),
  (1, '2025-10-03', 'holiday', '国庆节、中秋节', '国办发明电〔2024〕12号'),
  (1, '2025-10-04', 'holiday', '国庆节、中秋节', '国办发明电〔2024〕12号'),
  (1, '2025-10-05', 'holiday', '国庆节、中秋节', '国办发明电〔2024〕12号'),
  (1, '2025-10-06', 'holiday', '国庆节、中秋节', '国办发明电〔2024〕12号'),
  (1, '2025-10-07', 'holiday', '国庆节、中秋节', '国办发明电〔2024〕12号'),
  (1, '2025-10-08', 'holiday', '国庆节、中秋节', '国办发明电〔2024〕12号'),
  (1, '2025-10-11', 'makeup_workday', '国庆节、中秋节', '国办发明电〔2024〕12号'),
  (1, '2026-01-01', 'holiday', '元旦', '国办发明电〔2025〕7号'),
  (1, '2026-01-02', 'holiday', '元旦', '国办发明电〔2025〕7号'),
  (1, '2026-01-03', 'holiday', '元旦', '国办发明电〔2025〕7号'),
  (1, '2026-01-04', 'makeup_workday', '元旦', '国办发明电〔2025〕7号'),
  (1, '2026-02-14', 'makeup_workday', '春节', '国办发明电〔2025〕7号'),
  (1, '2026-02-15', 'holiday', '春节', '国办发明电〔2025〕7号'),
  (1, '2026-02-16', 'holiday', '春节', '国办发明电〔2025〕7号'),
  (1, '2026-02-17', 'holiday', '春节', '国办发明电〔2025〕7号'),
  (1, '2026-02-18', 'holiday', '春节', '国办发明电〔2025〕7号'),
  (1, '2026-02-19', 'holiday', '春节', '国办发明电〔2025〕7号'),
  (1, '2026-02-20', 'holiday', '春节', '国办发明电〔2025〕7号'),
  (1, '2026-02-21', 'holiday', '春节', '国办发明电〔2025〕7号'),
  (1, '2026-02-22', 'holiday', '春节', '国办发明电〔2025〕7号'),
  (1, '2026-02-23', 'holiday', '春节', '国办发明电〔2025〕7号'),
  (1, '2026-02-28', 'makeup_workday', '春节', '国办发明电〔2025〕7号'),
  (1, '2026-04-04', 'holiday', '清明节', '国办发明电〔2025〕7号'),
  (1, '2026-04-05', 'holiday', '清明节', '国办发明电〔2025〕7号'),
  (1, '2026-04-06', 'holiday', '清明节', '国办发明电〔2025〕7号'),
  (1, '2026-05-01', 'holiday', '劳动节', '国办发明电〔2025〕7号'),
  (1, '2026-05-02', 'holiday', '劳动节', '国办发明电〔2025〕7号'),
  (1, '2026-05-03', 'holiday', '劳动节', '国办发明电〔2025〕7号'),
  (1, '2026-05-04', 'holiday', '劳动节', '国办发明电〔2025〕7号'),
  (1, '2026-05-05', 'holiday', '劳动节', '国办发明电〔2025〕7号'),
  (1, '2026-05-09', 'makeup_workday', '劳动节', '国办发明电〔2025〕7号'),
  (1, '2026-06-19', 'holiday', '端午节', '国办发明电〔2025〕7号'),
  (1, '2026-06-20', 'holiday', '端午节', '国办发明电〔2025〕7号'),
  (1, '2026-06-21', 'holiday', '端午节', '国办发明电〔2025〕7号'),
  (1, '2026-09-20', 'makeup_workday', '国庆节', '国办发明电〔2025〕7号'),
  (1, '2026-09-25', 'holiday', '中秋节', '国办发明电〔2025〕7号'),
  (1, '2026-09-26', 'holiday', '中秋节', '国办发明电〔2025〕7号'),
  (1, '2026-09-27', 'holiday', '中秋节', '国办发明电〔2025〕7号'),
  (1, '2026-10-01', 'holiday', '国庆节', '国办发明电〔2025〕7号'),
  (1, '2026-10-02', 'holiday', '国庆节', '国办发明电〔2025〕7号'),
  (1, '2026-10-03', 'holiday', '国庆节', '国办发明电〔2025〕7号'),
  (1, '2026-10-04', 'holiday', '国庆节', '国办发明电〔2025〕7号'),
  (1, '2026-10-05', 'holiday', '国庆节', '国办发明电〔2025〕7号'),
  (1, '2026-10-06', 'holiday', '国庆节', '国办发明电〔2025〕7号'),
  (1, '2026-10-07', 'holiday', '国庆节', '国办发明电〔2025〕7号'),
  (1, '2026-10-10', 'makeup_workday', '国庆节', '国办发明电〔2025〕7号');

-- ---------------------------------------------------------------- notices
-- Where notices to a person go besides the office; null = nowhere.
ALTER TABLE office.person
  ADD COLUMN email text CONSTRAINT person_email_is_an_address
    CHECK (email ~ '^[^@[:space:][:cntrl:]<>,;"]+@[^@[:space:][:cntrl:]<>,;"]+$' AND length(email) <= 254),
  ADD COLUMN wants_email boolean NOT NULL DEFAULT true;
GRANT UPDATE (email, wants_email) ON office.person TO gongkai_staff;

CREATE TABLE office.notice (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  organ_id uuid NOT NULL REFERENCES office.organ (id),
  -- Who is told.
  person_id uuid NOT NULL REFERENCES office.person (id),
  kind text NOT NULL CONSTRAINT notice_kind_is_an_identifier CHECK (kind ~ '^[a-z][a-z0-9_]*$'),
  item_id text REFERENCES office.item (id),
  -- Codes, counts and dates only: what the sentence needs, never words of an item.
  params jsonb NOT NULL CONSTRAINT notice_params_hold_no_text CHECK (
    jsonb_typeof(params) = 'object'
    AND params - ARRAY['step', 'role', 'content_class', 'lane', 'count', 'days', 'hours', 'date', 'time', 'code'] = '{}'
    AND params::text ~ '^[A-Za-z0-9_:., {}"-]*$' AND length(params::text) <= 400),
  created_at timestamptz(3) NOT NULL,
  read_at timestamptz(3),
  -- One notice per person and key: what was told is not told again.
  dedupe_key text NOT NULL,
  CONSTRAINT notice_once_per_key UNIQUE (person_id, dedupe_key)
);
CREATE INDEX notice_person_id_created_at_idx ON office.notice (person_id, created_at DESC);
CREATE INDEX notice_unread_idx ON office.notice (person_id) WHERE read_at IS NULL;

CREATE TABLE office.outbox_message (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  notice_id uuid NOT NULL REFERENCES office.notice (id),
  channel text NOT NULL CONSTRAINT outbox_channel_is_known CHECK (channel IN ('email')),
  -- As it was when the notice was written.
  address text NOT NULL CONSTRAINT outbox_address_is_an_address
    CHECK (address ~ '^[^@[:space:][:cntrl:]<>,;"]+@[^@[:space:][:cntrl:]<>,;"]+$' AND length(address) <= 254),
  state text NOT NULL DEFAULT 'pending'
    CONSTRAINT outbox_state_is_known CHECK (state IN ('pending', 'sent', 'failed', 'given_up')),
  attempts int NOT NULL DEFAULT 0 CONSTRAINT outbox_attempts_are_counted CHECK (attempts >= 0),
  next_try_at timestamptz(3) NOT NULL,
  last_error text,
  created_at timestamptz(3) NOT NULL,
  sent_at timestamptz(3),
  CONSTRAINT outbox_sent_has_time CHECK ((state = 'sent') = (sent_at IS NOT NULL)),
  CONSTRAINT outbox_once_per_channel UNIQUE (notice_id, channel)
);
CREATE INDEX outbox_due_idx ON office.outbox_message (next_try_at) WHERE state IN ('pending', 'failed');

-- A notice stays with its recipient and says for good what it said; it is read once. It never crosses organs: that an
-- item of another organ exists is nothing to tell.
CREATE FUNCTION office.guard_notice() RETURNS trigger
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
  RETURN NEW;
END $$;
CREATE TRIGGER notice_guard BEFORE INSERT OR UPDATE ON office.notice
  FOR EACH ROW EXECUTE FUNCTION office.guard_notice();

-- What was sent or given up stays so.
CREATE FUNCTION office.guard_outbox_message() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF OLD.state IN ('sent', 'given_up') THEN
    RAISE EXCEPTION 'a message sent or given up stays so' USING ERRCODE = 'GK001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER outbox_message_guard BEFORE UPDATE ON office.outbox_message
  FOR EACH ROW EXECUTE FUNCTION office.guard_outbox_message();

GRANT SELECT, INSERT ON office.notice, office.outbox_message TO gongkai_staff;
GRANT UPDATE (read_at) ON office.notice TO gongkai_staff;
GRANT UPDATE (state, attempts, next_try_at, last_error, sent_at) ON office.outbox_message TO gongkai_staff;
