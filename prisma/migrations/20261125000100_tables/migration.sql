-- Tables of the foundation: organs and people, items and versions, approvals and publication, audit.
-- Produced from prisma/schema; the one change by hand is that version.title is computed from the canonical text,
-- so that no title can differ from the text that was judged.

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "office";

-- CreateTable
CREATE TABLE "office"."round" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "item_id" TEXT NOT NULL,
    "organ_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "content_hash" TEXT NOT NULL,
    "content_class" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "opened_by" UUID NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "closed_reason" TEXT,

    CONSTRAINT "round_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "office"."round_step" (
    "round_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "step" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "stage" INTEGER NOT NULL,

    CONSTRAINT "round_step_pkey" PRIMARY KEY ("round_id","position")
);

-- CreateTable
CREATE TABLE "office"."decision" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "seq" INTEGER NOT NULL,
    "round_id" UUID NOT NULL,
    "position" INTEGER,
    "step" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "conclusion" TEXT NOT NULL,
    "return_to" INTEGER,
    "opinion" TEXT NOT NULL,
    "review_checklist" JSONB NOT NULL,
    "proof_checklist" JSONB NOT NULL,
    "secrecy" JSONB,
    "client_address" TEXT,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "office"."plan" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "item_id" TEXT NOT NULL,
    "round_id" UUID NOT NULL,
    "publish_at" TIMESTAMPTZ(3) NOT NULL,
    "planned_by" UUID NOT NULL,
    "planned_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_reason" TEXT,
    "refusal" TEXT,

    CONSTRAINT "plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "office"."publication" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "item_id" TEXT NOT NULL,
    "organ_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "round_id" UUID NOT NULL,
    "content_hash" TEXT NOT NULL,
    "publisher_id" UUID NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "publication_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "office"."visibility_event" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "item_id" TEXT NOT NULL,
    "publication_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "visibility_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "office"."live_item" (
    "item_id" TEXT NOT NULL,
    "organ_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "publication_id" UUID NOT NULL,
    "index_no" TEXT NOT NULL,
    "public_state" TEXT NOT NULL,
    "first_published_at" TIMESTAMPTZ(3) NOT NULL,
    "last_published_at" TIMESTAMPTZ(3) NOT NULL,
    "publications" INTEGER NOT NULL,
    "report_year" INTEGER,

    CONSTRAINT "live_item_pkey" PRIMARY KEY ("item_id")
);

-- CreateTable
CREATE TABLE "office"."live_column" (
    "item_id" TEXT NOT NULL,
    "column_id" UUID NOT NULL,
    "first_published_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "live_column_pkey" PRIMARY KEY ("item_id","column_id")
);

-- CreateTable
CREATE TABLE "office"."live_attachment" (
    "item_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "media_type" TEXT NOT NULL,
    "inline" BOOLEAN NOT NULL,

    CONSTRAINT "live_attachment_pkey" PRIMARY KEY ("item_id","position")
);

-- CreateTable
CREATE TABLE "office"."index_serial" (
    "organ_id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "index_serial_pkey" PRIMARY KEY ("organ_id","year")
);

-- CreateTable
CREATE TABLE "office"."audit_entry" (
    "chain" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "entry" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("chain","seq")
);

-- CreateTable
CREATE TABLE "office"."audit_head" (
    "chain" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("chain")
);

-- CreateTable
CREATE TABLE "office"."site_column" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "organ_id" UUID NOT NULL,
    "parent_id" UUID,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "column_type" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "keywords" TEXT NOT NULL,
    "layout" TEXT NOT NULL DEFAULT 'list',
    "art_item" TEXT,
    "update_cycle" INTEGER,
    "position" INTEGER NOT NULL,

    CONSTRAINT "site_column_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "office"."item" (
    "id" TEXT NOT NULL,
    "organ_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "content_class" TEXT NOT NULL,
    "draft_state" TEXT NOT NULL,
    "section_id" UUID,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "office"."draft" (
    "item_id" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "content_hash" TEXT NOT NULL,
    "saved_by" UUID NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draft_pkey" PRIMARY KEY ("item_id")
);

-- CreateTable
CREATE TABLE "office"."draft_save" (
    "item_id" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "content_hash" TEXT NOT NULL,
    "saved_by" UUID NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draft_save_pkey" PRIMARY KEY ("item_id","revision")
);

-- CreateTable
CREATE TABLE "office"."version" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "item_id" TEXT NOT NULL,
    "organ_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "draft_revision" INTEGER NOT NULL,
    "canonical" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "title" TEXT GENERATED ALWAYS AS ("canonical"::jsonb ->> 'title') STORED,
    "frozen_by" UUID NOT NULL,
    "frozen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "office"."version_contributor" (
    "version_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,

    CONSTRAINT "version_contributor_pkey" PRIMARY KEY ("version_id","person_id")
);

-- CreateTable
CREATE TABLE "office"."file" (
    "sha256" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "media_type" TEXT NOT NULL,
    "stored_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "file_pkey" PRIMARY KEY ("sha256")
);

-- CreateTable
CREATE TABLE "office"."file_chunk" (
    "sha256" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "file_chunk_pkey" PRIMARY KEY ("sha256","seq")
);

-- CreateTable
CREATE TABLE "office"."upload" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "item_id" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "uploaded_by" UUID NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "upload_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "office"."organ" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "name" TEXT NOT NULL,
    "short_name" TEXT NOT NULL,
    "document_prefix" TEXT NOT NULL,
    "credit_code" TEXT NOT NULL,
    "site_id_code" TEXT NOT NULL,
    "site_host" TEXT,
    "is_default_site" BOOLEAN NOT NULL DEFAULT false,
    "superior_id" UUID,
    "address" TEXT NOT NULL,
    "postcode" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "fax" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "office_hours" TEXT NOT NULL,
    "reconsideration_organ" TEXT NOT NULL,
    "court" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organ_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "office"."organ_setting" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "organ_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "effective_from" DATE NOT NULL,
    "set_by" UUID,
    "set_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organ_setting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "office"."section" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "organ_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "section_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "office"."person" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "organ_id" UUID NOT NULL,
    "section_id" UUID,
    "name" TEXT NOT NULL,
    "post" TEXT NOT NULL,
    "left_on" DATE,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "office"."role_grant" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "person_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE,
    "granted_by" UUID,
    "granted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "role_grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "office"."account" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "person_id" UUID NOT NULL,
    "login" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "must_change_password" BOOLEAN NOT NULL DEFAULT true,
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "office"."session" (
    "id" TEXT NOT NULL,
    "account_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_reason" TEXT,
    "client_address" TEXT,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "office"."sign_in_attempt" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "login" TEXT NOT NULL,
    "succeeded" BOOLEAN NOT NULL,
    "client_address" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "office"."installation" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "mode" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "installation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "round_item_id_idx" ON "office"."round"("item_id");

-- CreateIndex
CREATE INDEX "decision_person_id_idx" ON "office"."decision"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "decision_round_id_seq_key" ON "office"."decision"("round_id", "seq");

-- CreateIndex
CREATE INDEX "plan_publish_at_idx" ON "office"."plan"("publish_at");

-- CreateIndex
CREATE INDEX "plan_item_id_idx" ON "office"."plan"("item_id");

-- CreateIndex
CREATE UNIQUE INDEX "publication_round_id_key" ON "office"."publication"("round_id");

-- CreateIndex
CREATE INDEX "publication_item_id_idx" ON "office"."publication"("item_id");

-- CreateIndex
CREATE INDEX "visibility_event_item_id_idx" ON "office"."visibility_event"("item_id");

-- CreateIndex
CREATE UNIQUE INDEX "live_item_index_no_key" ON "office"."live_item"("index_no");

-- CreateIndex
CREATE INDEX "live_item_organ_id_first_published_at_idx" ON "office"."live_item"("organ_id", "first_published_at");

-- CreateIndex
CREATE INDEX "live_column_column_id_first_published_at_item_id_idx" ON "office"."live_column"("column_id", "first_published_at", "item_id");

-- CreateIndex
CREATE INDEX "live_attachment_sha256_idx" ON "office"."live_attachment"("sha256");

-- CreateIndex
CREATE UNIQUE INDEX "site_column_organ_id_slug_key" ON "office"."site_column"("organ_id", "slug");

-- CreateIndex
CREATE INDEX "item_organ_id_draft_state_idx" ON "office"."item"("organ_id", "draft_state");

-- CreateIndex
CREATE UNIQUE INDEX "version_item_id_number_key" ON "office"."version"("item_id", "number");

-- CreateIndex
CREATE INDEX "upload_item_id_idx" ON "office"."upload"("item_id");

-- CreateIndex
CREATE INDEX "upload_sha256_idx" ON "office"."upload"("sha256");

-- CreateIndex
CREATE UNIQUE INDEX "organ_credit_code_key" ON "office"."organ"("credit_code");

-- CreateIndex
CREATE UNIQUE INDEX "organ_site_host_key" ON "office"."organ"("site_host");

-- CreateIndex
CREATE INDEX "organ_setting_organ_id_key_effective_from_idx" ON "office"."organ_setting"("organ_id", "key", "effective_from");

-- CreateIndex
CREATE UNIQUE INDEX "section_organ_id_name_key" ON "office"."section"("organ_id", "name");

-- CreateIndex
CREATE INDEX "person_organ_id_idx" ON "office"."person"("organ_id");

-- CreateIndex
CREATE INDEX "role_grant_person_id_idx" ON "office"."role_grant"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "account_login_key" ON "office"."account"("login");

-- CreateIndex
CREATE INDEX "session_account_id_idx" ON "office"."session"("account_id");

-- CreateIndex
CREATE INDEX "sign_in_attempt_login_at_idx" ON "office"."sign_in_attempt"("login", "at");

-- AddForeignKey
ALTER TABLE "office"."round" ADD CONSTRAINT "round_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "office"."item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "office"."round" ADD CONSTRAINT "round_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "office"."version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "office"."round_step" ADD CONSTRAINT "round_step_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "office"."round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "office"."decision" ADD CONSTRAINT "decision_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "office"."round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "office"."decision" ADD CONSTRAINT "decision_round_id_position_fkey" FOREIGN KEY ("round_id", "position") REFERENCES "office"."round_step"("round_id", "position") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "office"."live_item" ADD CONSTRAINT "live_item_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "office"."item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "office"."site_column" ADD CONSTRAINT "site_column_organ_id_fkey" FOREIGN KEY ("organ_id") REFERENCES "office"."organ"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "office"."site_column" ADD CONSTRAINT "site_column_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "office"."site_column"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "office"."item" ADD CONSTRAINT "item_organ_id_fkey" FOREIGN KEY ("organ_id") REFERENCES "office"."organ"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "office"."draft" ADD CONSTRAINT "draft_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "office"."item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "office"."version" ADD CONSTRAINT "version_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "office"."item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "office"."version_contributor" ADD CONSTRAINT "version_contributor_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "office"."version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "office"."upload" ADD CONSTRAINT "upload_sha256_fkey" FOREIGN KEY ("sha256") REFERENCES "office"."file"("sha256") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "office"."organ" ADD CONSTRAINT "organ_superior_id_fkey" FOREIGN KEY ("superior_id") REFERENCES "office"."organ"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "office"."organ_setting" ADD CONSTRAINT "organ_setting_organ_id_fkey" FOREIGN KEY ("organ_id") REFERENCES "office"."organ"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "office"."section" ADD CONSTRAINT "section_organ_id_fkey" FOREIGN KEY ("organ_id") REFERENCES "office"."organ"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "office"."person" ADD CONSTRAINT "person_organ_id_fkey" FOREIGN KEY ("organ_id") REFERENCES "office"."organ"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "office"."person" ADD CONSTRAINT "person_section_id_fkey" FOREIGN KEY ("section_id") REFERENCES "office"."section"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "office"."role_grant" ADD CONSTRAINT "role_grant_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "office"."person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "office"."account" ADD CONSTRAINT "account_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "office"."person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "office"."session" ADD CONSTRAINT "session_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "office"."account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

