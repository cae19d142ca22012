'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { BodyHandle } from '@/components/disclosure/body-editor';
import { attempt } from '@/components/ui/attempt';
import type { ReportContent } from '@/lib/annual-report/types';
import type { ContentClass, Lane } from '@/lib/approvals/types';
import { cancelDraftAction, setContentClassAction, submitItemAction } from '@/lib/disclosure/actions';
import { isEmptyBody } from '@/lib/disclosure/body/rules';
import type { DraftFinding } from '@/lib/disclosure/queries/proofread-draft';
import type { ContentAttachment, ItemContent } from '@/lib/disclosure/types';
import type { Refusal } from '@/lib/platform/result';
import { handlingsOf, type Submission, staysInDialog } from './answers';
import type { ConflictChoice } from './conflict-dialog';
import { isSameContent, leaveOutUnused, withInlineFiles } from './content-parts';
import type { ItemEditorProps } from './editor-types';
import { fieldKey } from './go-to';
import { showFinding, withSuggestion } from './go-to-finding';
import { copyOf, type KeptCopy, type LocalCopy } from './local-copy';
import { reportFindings } from './report-findings';
import { savePhase } from './save-state';
import { sendFile } from './upload-file';
import { useDraftSaver } from './use-draft-saver';
import { useMissing } from './use-missing';
import { useProofreading } from './use-proofreading';

/** What the parts of the editor share: the text, how it is changed, what is wrong with it, and the acts on it. */
export type ItemEditing = ReturnType<typeof useItemEditing>;

/** The state of the editor of one item, and everything that can be done in it. */
export function useItemEditing(props: ItemEditorProps) {
  const { item, draft, personId, names, columns, filesPath, lastYear } = props;
  const router = useRouter();
  const { saver, snapshot, copies } = useDraftSaver(
    { id: item.id, revision: draft.revision, savedAt: draft.savedAt, content: draft.content },
    personId,
  );
  const { content, state } = snapshot;
  const phase = savePhase(state);
  const columnNames = useMemo(() => new Map(columns.map((column) => [column.id, column.path])), [columns]);
  const known = useRef<readonly ContentAttachment[]>(draft.content.attachments);

  const [uploads, setUploads] = useState(props.uploads);
  const [contentClass, setContentClass] = useState(item.contentClass);
  const itemRevision = useRef(item.revision);
  const [recovery, setRecovery] = useState<LocalCopy | null>(null);
  const [kept, setKept] = useState<readonly KeptCopy[]>([]);
  const [isConflictOpen, setIsConflictOpen] = useState(false);
  const [hasTried, setHasTried] = useState(false);
  const [serverRefusals, setServerRefusals] = useState<readonly Refusal[]>([]);
  const [isAsking, setIsAsking] = useState(false);
  const [answerRefusals, setAnswerRefusals] = useState<readonly Refusal[]>([]);
  const proofreading = useProofreading(item.id, state.revision);
  const bodies = useRef(new Map<string, BodyHandle>());
  const [isBusy, setIsBusy] = useState(false);
  const summary = useRef<HTMLDivElement>(null);

  // What this browser kept is only known here, not on the server. Asked once: later the copy is this form's own.
  const hasLooked = useRef(false);
  useEffect(() => {
    if (hasLooked.current) return;
    hasLooked.current = true;
    const copy = copies.readCopy(draft.content);
    if (copy !== null && isSameContent(copy.content, draft.content)) copies.removeCopy();
    else setRecovery(copy);
    setKept(copies.readKept(draft.content));
    leaveOutUnused(saver);
  }, [copies, draft.content, saver]);

  const missing = useMissing(props, content, contentClass, uploads);
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

  function addUpload(file: ContentAttachment) {
    meet([file]);
    setUploads((before) => [...before, file]);
  }

  async function uploadImage(file: File): Promise<{ file: string; alt: string } | { error: string }> {
    const result = await sendFile(filesPath, file, { inline: true });
    if (!result.ok) return { error: result.refusals.map((refusal) => refusal.message).join('') };
    const { notes: _, ...taken } = result.value;
    addUpload(taken);
    return { file: taken.sha256, alt: '' };
  }

  function keepOnly(next: readonly KeptCopy[]) {
    setKept(next);
    copies.writeKept(next);
  }
  function settle(choice: ConflictChoice) {
    const { conflict } = state;
    if (conflict === null) return;
    meet([...content.attachments, ...conflict.content.attachments]);
    keepOnly([
      ...(choice.givesWay.includes('mine') ? [copyOf('您没有被采用的文字', content)] : []),
      ...(choice.givesWay.includes('theirs')
        ? [copyOf(`${names[conflict.savedBy] ?? '另一位同事'}没有被采用的文字`, conflict.content)]
        : []),
      ...kept,
    ]);
    setIsConflictOpen(false);
    saver.resolve({ keeps: choice.keeps, content: withInlineFiles(choice.content, known.current) });
  }

  function restore(copy: KeptCopy) {
    const before = saver.getSnapshot().content;
    keepOnly([copyOf('恢复副本之前的文字', before), ...kept.filter((other) => other.id !== copy.id)]);
    meet(copy.content.attachments);
    edit(() => copy.content);
  }

  /** Takes over an imported text; the one before it is kept as a copy. */
  function adoptImport(patch: Partial<ItemContent>) {
    const before = saver.getSnapshot().content;
    if (!isEmptyBody(before.body)) keepOnly([copyOf('导入 Word 之前的文字', before), ...kept]);
    change(patch);
  }

  async function askToSubmit() {
    setHasTried(true);
    setServerRefusals([]);
    const isSaved = await saver.saveNow();
    if (missing.length > 0 || !isSaved) {
      summary.current?.focus();
      return;
    }
    setAnswerRefusals([]);
    if (proofreading.result?.revision !== saver.getSnapshot().state.revision) {
      await proofreading.run(saver.getSnapshot().state.revision);
    }
    setIsAsking(true);
  }

  async function submit(lane?: Omit<Submission, 'handlings'>) {
    setIsBusy(true);
    const result = await attempt(() =>
      submitItemAction({
        itemId: item.id,
        itemRevision: itemRevision.current,
        draftRevision: saver.getSnapshot().state.revision,
        ...{ ...lane, handlings: handlingsOf(proofreading.result?.findings ?? [], proofreading.answers) },
      }),
    );
    if (result.ok) {
      proofreading.forgetAnswers();
      return router.push(`/office/items/${item.id}`);
    }
    setIsBusy(false);
    // What is missing are answers: the dialog that takes them stays, with all that is written in it.
    if (staysInDialog(result.refusals)) {
      await proofreading.run(saver.getSnapshot().state.revision);
      setAnswerRefusals(result.refusals);
      return;
    }
    setIsAsking(false);
    setServerRefusals(result.refusals);
    summary.current?.focus();
  }

  async function giveUp(): Promise<boolean> {
    await saver.saveNow();
    setIsBusy(true);
    const result = await attempt(() =>
      cancelDraftAction({
        itemId: item.id,
        itemRevision: itemRevision.current,
        draftRevision: saver.getSnapshot().state.revision,
      }),
    );
    if (result.ok) {
      router.push(`/office/items/${item.id}`);
      return true;
    }
    setIsBusy(false);
    setHasTried(true);
    setServerRefusals(result.refusals);
    return true;
  }

  async function setClass(next: ContentClass): Promise<readonly Refusal[]> {
    const result = await attempt(() =>
      setContentClassAction({
        itemId: item.id,
        itemRevision: itemRevision.current,
        contentClass: next,
      }),
    );
    if (!result.ok) return result.refusals;
    itemRevision.current += 1;
    setContentClass(next);
    return [];
  }

  function applySuggestion(finding: DraftFinding): boolean {
    const body = bodies.current.get(finding.place.path);
    if (body) return body.replace({ ...finding.place, words: finding.words }, finding.suggestion ?? '');
    const next = withSuggestion(finding, saver.getSnapshot().content);
    if (next !== null) edit(() => next);
    return next !== null;
  }

  return {
    props,
    saver,
    snapshot,
    proofreading,
    answerRefusals,
    showFinding: (finding: DraftFinding) => showFinding(finding, saver.getSnapshot().content, bodies.current),
    applySuggestion,
    /** An open editor of a body tells what may be asked of it. */
    meetBody(path: string, handle: BodyHandle | null) {
      if (handle) bodies.current.set(path, handle);
      else bodies.current.delete(path);
    },
    content,
    state,
    phase,
    columnNames,
    contentClass,
    /** The lane the text takes if no emergency is declared. */
    lane: (item.isShown && content.correction?.kind === 'typo' ? 'correction' : 'normal') as Lane,
    missing,
    findings,
    errorsOf,
    errorOf,
    edit,
    change,
    changeReport,
    addUpload,
    adoptImport,
    uploadImage,
    setClass,
    giveUp,
    askToSubmit,
    submit,
    settle,
    restore,
    kept,
    forget: (copy: KeptCopy) => keepOnly(kept.filter((other) => other.id !== copy.id)),
    recovery,
    recover() {
      if (recovery === null) return;
      meet(recovery.content.attachments);
      setRecovery(null);
      edit(() => recovery.content);
    },
    dropRecovery() {
      copies.removeCopy();
      setRecovery(null);
    },
    isConflictOpen,
    setIsConflictOpen,
    isAsking,
    setIsAsking,
    isBusy,
    hasTried,
    serverRefusals,
    summary,
    isReport: content.report !== null,
    /** Nothing may be typed: a submission runs, a kept text waits for its decision, or nothing can be saved any more. */
    isLocked: isBusy || recovery !== null || phase === 'closed',
  };
}
