-- REG-17-2, TR-17, three-reviews.md §7: what could be read of each stored file, so that proofreading finds a marking or a
-- number of a person inside an attachment as it does in the text. Written at upload; files stored before this migration
-- are read when their text is first asked for. A newer version of the reader writes a row of its own.

CREATE TABLE office.file_text (
  sha256 text NOT NULL,
  extractor integer NOT NULL,
  status text NOT NULL,
  content jsonb NOT NULL,
  read_at timestamptz(3) NOT NULL,
  CONSTRAINT file_text_pkey PRIMARY KEY (sha256, extractor),
  CONSTRAINT file_text_sha256_fkey FOREIGN KEY (sha256) REFERENCES office.file (sha256) ON DELETE RESTRICT ON UPDATE RESTRICT
);
COMMENT ON TABLE office.file_text IS 'What could be read of a stored file, per version of the reader. Append-only.';

ALTER TABLE office.file_text
  ADD CONSTRAINT file_text_status_is_known CHECK (status IN ('read', 'unreadable', 'encrypted', 'none')),
  ADD CONSTRAINT file_text_is_whole CHECK (
    content ->> 'status' IS NOT DISTINCT FROM status
    AND jsonb_typeof(content -> 'texts') IS NOT DISTINCT FROM 'array'
    AND jsonb_typeof(content -> 'warnings') IS NOT DISTINCT FROM 'array');
COMMENT ON CONSTRAINT file_text_is_whole ON office.file_text IS
  'The status beside the text is the one inside it, and neither texts nor warnings are missing.';

CREATE TRIGGER file_text_is_append_only BEFORE UPDATE OR DELETE ON office.file_text
  FOR EACH ROW EXECUTE FUNCTION office.deny_change();
CREATE TRIGGER file_text_is_never_truncated BEFORE TRUNCATE ON office.file_text
  FOR EACH STATEMENT EXECUTE FUNCTION office.deny_change();

GRANT SELECT, INSERT ON office.file_text TO gongkai_staff;
