'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type CSSProperties, useEffect, useMemo, useRef, useState } from 'react';
import { BodyEditor } from '@/components/disclosure/body-editor';
import { Button, buttonClass } from '@/components/ui/button';
import { ConfirmButton } from '@/components/ui/confirm-dialog';
import { Dialog } from '@/components/ui/dialog';
import { TextField } from '@/components/ui/field';
import { Notice, RefusalList } from '@/components/ui/notice';
import { SECTION_TITLES } from '@/lib/annual-report/rules/format-2021/layout';
import type { ReportContent, TextSection } from '@/lib/annual-report/types';
import { routeFor } from '@/lib/approvals/rules/route';
import { CLASS_NAMES, type ContentClass, routeStepName } from '@/lib/approvals/types';
import { cancelDraftAction, setContentClassAction, submitItemAction } from '@/lib/disclosure/actions';
import type { BodyDoc } from '@/lib/disclosure/body/types';
import { checkReadyToSubmit } from '@/lib/disclosure/rules/ready-to-submit';
import type { ContentAttachment, ItemContent } from '@/lib/disclosure/types';
import type { Refusal } from '@/lib/platform/result';
import { AttachmentList } from './attachment-list';
import { ClassField } from './class-field';
import { ColumnPicker } from './column-picker';
import { type ConflictChoice, ConflictDialog } from './conflict-dialog';
import { isSameContent, withInlineFiles } from './content-parts';
import { EditorGroup } from './editor-group';
import type { ItemEditorProps } from './editor-types';
import { fieldKey } from './go-to';
import { KeptCopies } from './kept-copies';
import type { KeptCopy, LocalCopy } from './local-copy';
import { DisclosureAttrFields, MetadataFields } from './metadata-fields';
import { MissingPanel, RefusalLinks } from './missing-panel';
import { RecoveryNotice } from './recovery-notice';
import { ReportFields, ReportFindings, ReportNav } from './report-fields';
import { reportFindings } from './report-findings';
import { savePhase } from './save-state';
import { SaveStatus } from './save-status';
import { sendFile } from './upload-file';
import { useDraftSaver } from './use-draft-saver';
import { useHeight } from './use-height';

const LOST: Refusal = { code: 'lost', message: '网络不通，或服务器没有回答。请稍后再试。' };

/** The editor of an article or an annual report: everything typed is saved by itself, and nothing typed is lost. */
export function ItemEditor(props: ItemEditorProps) {
  const { item, draft, personId, names, columns, filesPath, today, lastYear } = props;
  const router = useRouter();
  const { saver, snapshot, copies } = useDraftSaver(
    { id: item.id, revision: draft.revision, savedAt: draft.savedAt, content: draft.content },
    personId,
  );
  const { content, state } = snapshot;
  const phase = savePhase(state);
  const columnNames = useMemo(() => new Map(columns.map((column) => [column.id, column.path])), [columns]);
  const known = useRef<readonly ContentAttachment[]>(draft.content.attachments);

  const [uploads, setUploads] = useState<ReadonlyMap<string, number>>(
    () => new Map(Object.entries(props.uploads)),
  );
  const [contentClass, setContentClass] = useState(item.contentClass);
  const itemRevision = useRef(item.revision);
  const [recovery, setRecovery] = useState<LocalCopy | null>(null);
  const [kept, setKept] = useState<readonly KeptCopy[]>([]);
  const [isConflictOpen, setIsConflictOpen] = useState(false);
  const [hasTried, setHasTried] = useState(false);
  const [serverRefusals, setServerRefusals] = useState<readonly Refusal[]>([]);
  const [isAsking, setIsAsking] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const summary = useRef<HTMLDivElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  const barHeight = useHeight(bar);

  // What this browser kept is only known here, not on the server. Asked once: later the copy is this form's own.
  const hasLooked = useRef(false);
  useEffect(() => {
    if (hasLooked.current) return;
    hasLooked.current = true;
    const copy = copies.readCopy(draft.content);
    if (copy !== null && isSameContent(copy.content, draft.content)) copies.removeCopy();
    else setRecovery(copy);
    setKept(copies.readKept(draft.content));
  }, [copies, draft.content]);

  const missing = useMemo(
    () =>
      checkReadyToSubmit(content, {
        contentClass,
        today,
        listColumns: new Set(columns.filter((column) => column.isList).map((column) => column.id)),
        uploads,
      }),
    [content, contentClass, today, columns, uploads],
  );
  const findings = useMemo(
    () => (content.report ? reportFindings(content.report, lastYear) : []),
    [content.report, lastYear],
  );
  const atFields = [
    ...(hasTried ? [...missing, ...serverRefusals] : []),
    ...(state.failure?.kind === 'refused' ? state.failure.refusals : []),
  ];
  const errorsOf = (field: string) => [
    ...new Set(
      atFields.filter((refusal) => fieldKey(refusal.field) === field).map((refusal) => refusal.message),
    ),
  ];
  const errorOf = (field: string) => errorsOf(field).join('') || undefined;

  function edit(change: (content: ItemContent) => ItemContent) {
    setServerRefusals([]);
    saver.change(withInlineFiles(change(saver.getSnapshot().content), known.current));
  }
  const change = (patch: Partial<ItemContent>) => edit((current) => ({ ...current, ...patch }));
  const changeReport = (next: (report: ReportContent) => ReportContent) =>
    edit((current) => (current.report ? { ...current, report: next(current.report) } : current));

  function meet(files: readonly ContentAttachment[]) {
    known.current = [...known.current, ...files];
  }

  async function uploadImage(file: File): Promise<{ file: string; alt: string } | { error: string }> {
    const result = await sendFile(filesPath, file, { inline: true });
    if (!result.ok) return { error: result.refusals.map((refusal) => refusal.message).join('') };
    meet([result.value]);
    setUploads((before) => new Map(before).set(result.value.sha256, result.value.size));
    return { file: result.value.sha256, alt: '' };
  }

  function keep(more: readonly KeptCopy[]) {
    const next = [...more, ...kept];
    setKept(next);
    copies.writeKept(next);
  }
  function copyOf(label: string, text: ItemContent): KeptCopy {
    return { id: crypto.randomUUID(), label, at: new Date().toISOString(), content: text };
  }

  function settle(choice: ConflictChoice) {
    const { conflict } = state;
    if (conflict === null) return;
    const theirName = names[conflict.savedBy] ?? '另一位同事';
    meet([...content.attachments, ...conflict.content.attachments]);
    keep([
      ...(choice.givesWay.includes('mine') ? [copyOf('您没有被采用的文字', content)] : []),
      ...(choice.givesWay.includes('theirs')
        ? [copyOf(`${theirName}没有被采用的文字`, conflict.content)]
        : []),
    ]);
    setIsConflictOpen(false);
    saver.resolve({ keeps: choice.keeps, content: withInlineFiles(choice.content, known.current) });
  }

  function restore(copy: KeptCopy) {
    const before = saver.getSnapshot().content;
    const next = [copyOf('恢复副本之前的文字', before), ...kept.filter((other) => other.id !== copy.id)];
    setKept(next);
    copies.writeKept(next);
    meet(copy.content.attachments);
    edit(() => copy.content);
  }

  async function askToSubmit() {
    setHasTried(true);
    setServerRefusals([]);
    const isSaved = await saver.saveNow();
    if (missing.length > 0 || !isSaved) {
      summary.current?.focus();
      return;
    }
    setIsAsking(true);
  }

  async function submit() {
    setIsBusy(true);
    const result = await submitItemAction({
      itemId: item.id,
      itemRevision: itemRevision.current,
      draftRevision: saver.getSnapshot().state.revision,
    }).catch(() => null);
    if (result?.ok) return router.push(`/office/items/${item.id}`);
    setIsBusy(false);
    setIsAsking(false);
    setServerRefusals(result?.refusals ?? [LOST]);
    summary.current?.focus();
  }

  async function giveUp(): Promise<boolean> {
    await saver.saveNow();
    setIsBusy(true);
    const result = await cancelDraftAction({ itemId: item.id, itemRevision: itemRevision.current }).catch(
      () => null,
    );
    if (result?.ok) {
      router.push(`/office/items/${item.id}`);
      return true;
    }
    setIsBusy(false);
    setHasTried(true);
    setServerRefusals(result?.refusals ?? [LOST]);
    return true;
  }

  async function setClass(next: ContentClass): Promise<readonly Refusal[]> {
    const result = await setContentClassAction({
      itemId: item.id,
      itemRevision: itemRevision.current,
      contentClass: next,
    }).catch(() => null);
    if (!result?.ok) return result?.refusals ?? [LOST];
    itemRevision.current += 1;
    setContentClass(next);
    return [];
  }

  const bodyEditor = (key: string, label: string, value: BodyDoc, onChange: (doc: BodyDoc) => void) => (
    <BodyEditor
      label={label}
      value={value}
      onChange={onChange}
      onRefused={(sentence) => saver.withhold(key, sentence)}
      onUploadImage={uploadImage}
      imageHref={(sha256) => `${filesPath}/${sha256}`}
    />
  );
  const isReport = content.report !== null;
  const isLocked = isBusy || recovery !== null || phase === 'closed';
  const isStale = serverRefusals.some((refusal) => refusal.code === 'stale_item');
  const summaryRefusals = hasTried ? [...missing, ...serverRefusals] : [];

  return (
    // What sticks below the bar, such as the tools of a text, asks for its height.
    <div style={{ '--sticky-bar': `${barHeight}px` } as CSSProperties}>
      <div
        ref={bar}
        data-sticky-bar
        className="sticky top-0 z-40 -mx-4 mb-4 border-b border-line bg-paper px-4 py-2"
      >
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <div className="min-w-0 flex-1 basis-48 text-sm wrap-anywhere">
            <SaveStatus state={state} isKept={snapshot.isKept} />
          </div>
          <div className="flex flex-wrap gap-2">
            {/* Never opened by itself: a dialog that opens while somebody types swallows what is typed. */}
            {phase === 'conflict' ? (
              <Button onClick={() => setIsConflictOpen(true)}>对照并决定</Button>
            ) : (
              <Button look="quiet" disabled={isLocked} title="Ctrl+S" onClick={() => void saver.saveNow()}>
                保存
              </Button>
            )}
            <Link
              prefetch={false}
              href={`/office/items/${item.id}/preview`}
              target="_blank"
              rel="noopener"
              className={buttonClass('quiet')}
              onClick={() => saver.flush()}
            >
              预览<span className="sr-only">（新窗口）</span>
            </Link>
            <Button
              disabled={isLocked || phase === 'conflict' || props.submitRefusals.length > 0}
              aria-describedby={props.submitRefusals.length > 0 ? 'submit-blocked' : undefined}
              onClick={() => void askToSubmit()}
            >
              提交审核
            </Button>
          </div>
        </div>
        {props.submitRefusals.map((refusal) => (
          <p key={refusal.code} id="submit-blocked" className="mt-1 text-sm text-ink-soft">
            {refusal.message}
          </p>
        ))}
        {isReport ? (
          <div className="mt-2">
            <ReportNav />
          </div>
        ) : null}
      </div>

      <div ref={summary} tabIndex={-1}>
        {summaryRefusals.length > 0 ? (
          <Notice look="error" title="还不能提交，请先改正：">
            <RefusalLinks refusals={summaryRefusals} />
          </Notice>
        ) : hasTried && phase !== 'saved' && phase !== 'saving' && phase !== 'unsaved' ? (
          <Notice look="error" title="还不能提交：改动没有保存到服务器。" />
        ) : null}
        {isStale ? (
          <p>
            <Button look="quiet" onClick={() => window.location.reload()}>
              重新打开这一稿
            </Button>
          </p>
        ) : null}
      </div>
      {state.failure?.kind === 'signed_out' ? (
        <Notice look="error" title="登录已失效，改动还没有保存">
          <p>您的文字还在这个窗口里。请在新窗口登录，再回到这里，会自动接着保存。</p>
          <p className="mt-2 flex flex-wrap gap-3">
            <Link
              prefetch={false}
              href="/office/sign-in"
              target="_blank"
              rel="noopener"
              className={buttonClass('quiet')}
            >
              在新窗口登录
            </Link>
            <Button look="quiet" onClick={() => void saver.saveNow()}>
              已登录，继续保存
            </Button>
          </p>
        </Notice>
      ) : null}
      {phase === 'closed' ? (
        <>
          <RefusalList
            refusals={state.failure?.kind === 'closed' ? state.failure.refusals : []}
            title="这一稿已不能保存。可能有人提交、作废了它，或者您的职责变了："
          />
          <KeptCopies copies={[{ id: 'closed', label: '您没有存上的文字', at: state.savedAt, content }]} />
          <p>
            <Link prefetch={false} href={`/office/items/${item.id}`} className={buttonClass('quiet')}>
              看这条信息现在的状态
            </Link>
          </p>
        </>
      ) : null}
      {recovery ? (
        <RecoveryNotice
          copy={recovery}
          server={{ ...draft, savedBy: names[draft.savedBy] ?? '另一位同事' }}
          columnNames={columnNames}
          onRestore={() => {
            meet(recovery.content.attachments);
            setRecovery(null);
            edit(() => recovery.content);
          }}
          onDiscard={() => {
            copies.removeCopy();
            setRecovery(null);
          }}
        />
      ) : null}
      <KeptCopies
        copies={kept}
        onRestore={restore}
        onDiscard={(copy) => {
          const next = kept.filter((other) => other.id !== copy.id);
          setKept(next);
          copies.writeKept(next);
        }}
      />

      <div className="grid gap-5 lg:grid-cols-[minmax(0,1fr)_18rem]" inert={isLocked}>
        <div className="min-w-0">
          <EditorGroup title={isReport ? '标题和六个部分' : '标题和正文'}>
            <TextField
              id="f-title"
              label="标题"
              required
              value={content.title}
              error={errorOf('title')}
              onChange={(event) => change({ title: event.target.value })}
            />
            {content.report ? (
              <ReportFields
                report={content.report}
                lastYear={lastYear}
                change={changeReport}
                editor={(section: TextSection) =>
                  content.report &&
                  bodyEditor(section, SECTION_TITLES[section], content.report.sections[section], (doc) =>
                    changeReport((report) => ({
                      ...report,
                      sections: { ...report.sections, [section]: doc },
                    })),
                  )
                }
              />
            ) : (
              <div id="f-body" className="my-3">
                <p className="mb-1 font-semibold">
                  正文<span className="ml-1 font-normal text-ink-soft">（必填）</span>
                </p>
                {errorsOf('body').map((error) => (
                  <p key={error} className="mb-1 text-sm font-semibold text-seal">
                    {error}
                  </p>
                ))}
                {bodyEditor('body', '正文', content.body, (body) => change({ body }))}
              </div>
            )}
          </EditorGroup>
          <EditorGroup title="附件">
            <AttachmentList
              files={content.attachments.filter((file) => !file.inline)}
              filesPath={filesPath}
              errors={errorsOf('attachments')}
              change={(next) =>
                edit((current) => ({
                  ...current,
                  attachments: [
                    ...next(current.attachments.filter((file) => !file.inline)),
                    ...current.attachments.filter((file) => file.inline),
                  ],
                }))
              }
              onUploaded={(file) => {
                meet([file]);
                setUploads((before) => new Map(before).set(file.sha256, file.size));
              }}
            />
          </EditorGroup>
          <EditorGroup title="栏目">
            <ColumnPicker
              columns={columns}
              chosen={content.columns}
              errors={errorsOf('columns')}
              onChange={(ids) => change({ columns: ids })}
            />
          </EditorGroup>
          <EditorGroup title="发布信息">
            <MetadataFields content={content} change={change} errorOf={errorOf} />
          </EditorGroup>
          <EditorGroup title="公开属性和内容等级">
            <DisclosureAttrFields content={content} change={change} errorOf={errorOf} />
            <div className="mt-4">
              <ClassField
                kind={item.kind}
                value={contentClass}
                blocked={props.submitRefusals}
                onChange={setClass}
              />
            </div>
          </EditorGroup>
          {props.cancelRefusals.length === 0 ? (
            <div className="mt-6 border-t border-line pt-4">
              <ConfirmButton
                look="danger"
                label={item.isPublic ? '放弃更正' : '作废草稿'}
                title={item.isPublic ? '放弃这次更正？' : '作废这一稿？'}
                confirmLabel={item.isPublic ? '放弃更正' : '作废草稿'}
                pending={isBusy}
                onConfirm={giveUp}
              >
                <p>
                  {item.isPublic
                    ? '已公开的版本不受影响，继续公开；这次更正的文字留在记录里，不再送审。'
                    : '作废后不能再编辑或送审；已写的文字留在记录里。'}
                </p>
              </ConfirmButton>
            </div>
          ) : null}
        </div>
        <aside className="grid content-start gap-4 self-start lg:sticky lg:top-[calc(var(--sticky-bar)+1rem)] lg:max-h-[calc(100dvh-var(--sticky-bar)-2rem)] lg:overflow-y-auto">
          <MissingPanel refusals={missing} />
          {isReport ? <ReportFindings findings={findings} /> : null}
        </aside>
      </div>

      {state.conflict ? (
        <ConflictDialog
          isOpen={isConflictOpen}
          base={snapshot.base}
          mine={content}
          theirs={state.conflict}
          theirName={names[state.conflict.savedBy] ?? '另一位同事'}
          isOwnOtherWindow={state.conflict.savedBy === personId}
          columnNames={columnNames}
          onChoose={settle}
          onLater={() => setIsConflictOpen(false)}
        />
      ) : null}
      <Dialog isOpen={isAsking} title="提交审核？" onClose={() => setIsAsking(false)}>
        <p>提交后这一稿冻结，依次经过：</p>
        <ol className="my-2 list-decimal pl-6">
          {routeFor(contentClass).map((step) => (
            <li key={step.position}>{routeStepName(step)}</li>
          ))}
          <li>发布</li>
        </ol>
        <p className="text-ink-soft">
          内容等级：{CLASS_NAMES[contentClass]}。提交后再修改，已有的审核意见作废，从初审重来。
        </p>
        {findings.length > 0 ? (
          <p className="mt-2 text-warn">年报核对还有 {findings.length} 处提醒，请确认都看过。</p>
        ) : null}
        <div className="mt-5 flex flex-wrap justify-end gap-3">
          <Button look="quiet" disabled={isBusy} onClick={() => setIsAsking(false)}>
            再看看
          </Button>
          <Button disabled={isBusy} onClick={() => void submit()}>
            {isBusy ? '正在提交…' : '确认提交'}
          </Button>
        </div>
      </Dialog>
    </div>
  );
}
