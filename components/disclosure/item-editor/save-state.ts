import type { Refusal } from '@/lib/platform/result';

/** What somebody else saved meanwhile. Times are instants as ISO text. */
export type Theirs<Content> = {
  readonly content: Content;
  readonly revision: number;
  readonly savedAt: string;
  readonly savedBy: string;
};

/** How a save ended. `lost` = no answer came: the server may have saved, or not. */
export type SaveAnswer<Content> =
  | { readonly kind: 'saved'; readonly revision: number; readonly savedAt: string }
  | { readonly kind: 'conflict'; readonly theirs: Theirs<Content> }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }
  | { readonly kind: 'lost' };

/**
 * Why the last save did not succeed, and so what mends it: `retrying` = the network or the server, tried again by
 * itself; `refused` = the text, tried again when it changes; `signed_out` = the session, tried again when the person
 * comes back; `closed` = the item can no longer be edited, never tried again.
 */
export type SaveFailure =
  | { readonly kind: 'retrying'; readonly reason: string; readonly attempt: number }
  | { readonly kind: 'refused' | 'signed_out' | 'closed'; readonly refusals: readonly Refusal[] };

/**
 * What is known about saving. Changes are numbered: `edit` is the newest change, `saved` the newest one the server
 * has confirmed, `sent` the one under way (one save at a time).
 */
export type SaveState<Content> = {
  readonly edit: number;
  readonly sent: number | null;
  readonly saved: number;
  /** Revision of the server's text that ours is based on. */
  readonly revision: number;
  readonly savedAt: string;
  readonly failure: SaveFailure | null;
  readonly conflict: Theirs<Content> | null;
  /** Sentences of editors whose present text can't be handed over, by editor: such a text is not saved. */
  readonly withheld: Readonly<Record<string, string>>;
  readonly isOnline: boolean;
};

export type SaveEvent<Content> =
  | { readonly type: 'edited' }
  | { readonly type: 'withheld'; readonly editor: string; readonly sentence: string | null }
  | { readonly type: 'sent' }
  | { readonly type: 'answered'; readonly answer: SaveAnswer<Content> }
  | { readonly type: 'rebased'; readonly revision: number }
  | { readonly type: 'resolved'; readonly keeps: 'theirs' | 'other' }
  | { readonly type: 'retried' }
  | { readonly type: 'network'; readonly isOnline: boolean };

/** A text as it was loaded: nothing to save. */
export function loadedState<Content>(revision: number, savedAt: string): SaveState<Content> {
  return {
    edit: 0,
    sent: null,
    saved: 0,
    revision,
    savedAt,
    failure: null,
    conflict: null,
    withheld: {},
    isOnline: true,
  };
}

function attemptOf(failure: SaveFailure | null): number {
  return failure?.kind === 'retrying' ? failure.attempt + 1 : 1;
}

/** Refusals that say nothing about the text: another try may succeed. */
function failureOf(refusals: readonly Refusal[], before: SaveFailure | null): SaveFailure {
  const codes = new Set(refusals.map((refusal) => refusal.code));
  if (codes.has('signed_out') || codes.has('must_change_password')) return { kind: 'signed_out', refusals };
  if (
    ['not_editable_in_state', 'not_found', 'role_missing_edit', 'not_in_this_state'].some((code) =>
      codes.has(code),
    )
  )
    return { kind: 'closed', refusals };
  if (codes.has('invalid_input')) return { kind: 'refused', refusals };
  const reason = refusals.map((refusal) => refusal.message).join('');
  return { kind: 'retrying', reason, attempt: attemptOf(before) };
}

function answered<Content>(state: SaveState<Content>, answer: SaveAnswer<Content>): SaveState<Content> {
  const back = { ...state, sent: null };
  switch (answer.kind) {
    case 'saved':
      return {
        ...back,
        saved: state.sent ?? state.saved,
        revision: answer.revision,
        savedAt: answer.savedAt,
        failure: null,
      };
    case 'conflict':
      return { ...back, conflict: answer.theirs, failure: null };
    case 'refused':
      return { ...back, failure: failureOf(answer.refusals, state.failure) };
    case 'lost':
      return {
        ...back,
        failure: {
          kind: 'retrying',
          reason: '网络不通，或服务器没有回答。',
          attempt: attemptOf(state.failure),
        },
      };
  }
}

/** The next state. Pure: the shell around it (draft-saver.ts) owns timers and the network. */
export function saveReducer<Content>(
  state: SaveState<Content>,
  event: SaveEvent<Content>,
): SaveState<Content> {
  switch (event.type) {
    case 'edited':
      return {
        ...state,
        edit: state.edit + 1,
        failure: state.failure?.kind === 'refused' ? null : state.failure,
      };
    case 'withheld': {
      const withheld = { ...state.withheld };
      if (event.sentence === null) delete withheld[event.editor];
      else withheld[event.editor] = event.sentence;
      return { ...state, withheld };
    }
    case 'sent':
      return canSend(state) ? { ...state, sent: state.edit } : state;
    case 'answered':
      return state.sent === null ? state : answered(state, event.answer);
    case 'rebased':
      return { ...state, sent: null, revision: event.revision, conflict: null, failure: null };
    case 'resolved': {
      if (state.conflict === null) return state;
      const { revision, savedAt } = state.conflict;
      const edit = state.edit + 1;
      return event.keeps === 'theirs'
        ? { ...state, edit, saved: edit, revision, savedAt, conflict: null, failure: null }
        : { ...state, edit, revision, conflict: null, failure: null };
    }
    case 'retried':
      return state.failure === null || state.failure.kind === 'closed' ? state : { ...state, failure: null };
    case 'network':
      return { ...state, isOnline: event.isOnline };
  }
}

/** Whether something typed is not known to be on the server. */
export function hasUnsaved<Content>(state: SaveState<Content>): boolean {
  return state.saved < state.edit || Object.keys(state.withheld).length > 0;
}

/** Whether what is unsaved is not simply on its way: the last save failed, or none can go out. */
export function isStuck<Content>(state: SaveState<Content>): boolean {
  if (!hasUnsaved(state)) return false;
  const isWithheld = Object.keys(state.withheld).length > 0;
  return state.failure !== null || state.conflict !== null || !state.isOnline || isWithheld;
}

/** Whether a save may go out now: something new, nothing under way, nothing that a person must decide first. */
export function canSend<Content>(state: SaveState<Content>): boolean {
  return (
    state.saved < state.edit &&
    state.sent === null &&
    state.conflict === null &&
    (state.failure === null || state.failure.kind === 'retrying')
  );
}

/** Pause after the last change before it is saved, milliseconds. */
export const TYPING_PAUSE = 1500;
/** Longest time something typed without a pause stays unsaved, milliseconds. */
export const LONGEST_UNSAVED = 15_000;

/** How long to wait before the next try after a failure, milliseconds: 2 s, 4 s, … at most 30 s. */
export function retryDelay(attempt: number): number {
  return Math.min(1000 * 2 ** Math.min(attempt, 10), 30_000);
}

/** The state as one word for the screen; `saved` only where the server has confirmed the newest text. */
export type SavePhase =
  | 'saved'
  | 'unsaved'
  | 'saving'
  | 'offline'
  | 'retrying'
  | 'refused'
  | 'withheld'
  | 'signed_out'
  | 'closed'
  | 'conflict';

/** Which phase the state is in; the gravest fact wins. */
export function savePhase<Content>(state: SaveState<Content>): SavePhase {
  if (state.conflict !== null) return 'conflict';
  if (state.failure?.kind === 'closed') return 'closed';
  if (state.sent !== null) return 'saving';
  if (state.saved < state.edit) {
    if (!state.isOnline) return 'offline';
    return state.failure?.kind ?? 'unsaved';
  }
  return Object.keys(state.withheld).length > 0 ? 'withheld' : 'saved';
}

/** The state in words. `clock` writes an instant (ISO) as `14:05`; `isKept` = a copy lies in this browser. */
export function saveWords<Content>(
  state: SaveState<Content>,
  options: { readonly clock: (instant: string) => string; readonly isKept: boolean },
): string {
  const kept = options.isKept ? '本机留有副本' : '请不要关闭这个窗口';
  const sentences = (refusals: readonly Refusal[]) =>
    [...new Set(refusals.map((refusal) => refusal.message))].join('');
  const phase = savePhase(state);
  switch (phase) {
    case 'saved':
      return `已保存 ${options.clock(state.savedAt)}`;
    case 'unsaved':
      return '有未保存的改动';
    case 'saving':
      return '正在保存…';
    case 'offline':
      return `离线：改动还没有保存，${kept}，连上网络后自动保存`;
    case 'conflict':
      return `没有保存：有人在您之后保存过，请对照后决定（${kept}）`;
    case 'withheld':
      return `没有保存：${Object.values(state.withheld).join('')}`;
    case 'retrying':
    case 'refused':
    case 'signed_out':
    case 'closed': {
      const { failure } = state;
      if (failure === null) return '有未保存的改动';
      if (failure.kind === 'retrying') {
        // A page older than the server can't save any more; loading it anew helps, and the copy is offered then.
        const more = failure.attempt >= 4 && options.isKept ? '，也可以刷新页面，从副本恢复' : '';
        return `保存失败：${failure.reason}您的文字还在，正在重试（${kept}${more}）`;
      }
      if (failure.kind === 'refused') return `没有保存：${sentences(failure.refusals)}改正后自动保存`;
      return `没有保存：${sentences(failure.refusals)}`;
    }
  }
}
