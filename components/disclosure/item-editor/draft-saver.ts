import {
  canSend,
  hasUnsaved,
  LONGEST_UNSAVED,
  loadedState,
  retryDelay,
  type SaveAnswer,
  type SaveEvent,
  type SaveState,
  saveReducer,
  type Theirs,
  TYPING_PAUSE,
} from './save-state';

/** What the saver needs from outside, so that it can be driven without a browser. */
export type SaverPorts<Content> = {
  /** One save; rejects when no answer came. */
  send: (revision: number, content: Content) => Promise<SaveAnswer<Content>>;
  /** Whether two contents are one and the same to readers. */
  isSame: (a: Content, b: Content) => boolean;
  /** Keeps a copy in this browser; false where that is not possible. */
  keepCopy: (content: Content, revision: number) => boolean;
  /** Removes that copy: everything in it is on the server. */
  dropCopy: () => void;
};

/** Longest time between a change and the copy of it in this browser, milliseconds. */
const COPY_PAUSE = 400;

/** What the screen shows. `base` is the text last known to be on the server. */
export type SaverSnapshot<Content> = {
  readonly content: Content;
  readonly base: Content;
  readonly state: SaveState<Content>;
  readonly isKept: boolean;
};

export type DraftSaver<Content> = ReturnType<typeof createDraftSaver<Content>>;

/** How a conflict was settled: which text goes on, and based on what. */
export type Resolution<Content> = { readonly keeps: 'theirs' | 'other'; readonly content: Content };

/**
 * Saves a working copy by itself: after a pause in typing, at most so many seconds after the first unsaved change, one
 * save at a time, the newest text always, again and again while the network fails. Knows nothing of React: it outlives
 * the screen until the last text is saved.
 */
export function createDraftSaver<Content>(
  initial: { content: Content; revision: number; savedAt: string },
  ports: SaverPorts<Content>,
) {
  let snapshot: SaverSnapshot<Content> = {
    content: initial.content,
    base: initial.content,
    state: loadedState(initial.revision, initial.savedAt),
    isKept: false,
  };
  const listeners = new Set<() => void>();
  /** Texts that were sent and of which nobody knows whether they arrived. */
  let unanswered: Content[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;
  let copyTimer: ReturnType<typeof setTimeout> | null = null;
  let unsavedSince: number | null = null;
  let underWay: Promise<void> | null = null;

  function set(next: Partial<SaverSnapshot<Content>>) {
    snapshot = { ...snapshot, ...next };
    for (const listener of listeners) listener();
  }

  function dispatch(event: SaveEvent<Content>) {
    set({ state: saveReducer(snapshot.state, event) });
  }

  function stopTimer() {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  }

  function plan() {
    stopTimer();
    const { state } = snapshot;
    if (!canSend(state)) return;
    unsavedSince ??= Date.now();
    const delay =
      state.failure?.kind === 'retrying'
        ? retryDelay(state.failure.attempt)
        : Math.max(0, Math.min(TYPING_PAUSE, unsavedSince + LONGEST_UNSAVED - Date.now()));
    timer = setTimeout(() => void send(), delay);
  }

  function keepNow() {
    if (copyTimer !== null) clearTimeout(copyTimer);
    copyTimer = null;
    if (!hasUnsaved(snapshot.state)) return;
    set({ isKept: ports.keepCopy(snapshot.content, snapshot.state.revision) });
  }

  function dropCopy() {
    if (copyTimer !== null) clearTimeout(copyTimer);
    copyTimer = null;
    unsavedSince = null;
    ports.dropCopy();
    set({ isKept: false });
  }

  /** Takes back a conflict with ourselves: an answer was lost, but the text had arrived. */
  function isOwnLostSave(theirs: Theirs<Content>): boolean {
    return unanswered.some((content) => ports.isSame(content, theirs.content));
  }

  function take(answer: SaveAnswer<Content>, sentContent: Content) {
    if (answer.kind === 'conflict' && isOwnLostSave(answer.theirs)) {
      set({ base: answer.theirs.content });
      dispatch({ type: 'rebased', revision: answer.theirs.revision });
      return;
    }
    dispatch({ type: 'answered', answer });
    if (answer.kind === 'lost') unanswered = [...unanswered, sentContent].slice(-5);
    if (answer.kind !== 'saved') return;
    unanswered = [];
    set({ base: sentContent });
    if (snapshot.state.saved === snapshot.state.edit) dropCopy();
    else unsavedSince = Date.now();
  }

  async function send(): Promise<void> {
    stopTimer();
    if (!canSend(snapshot.state)) return;
    const { content, state } = snapshot;
    dispatch({ type: 'sent' });
    underWay = ports
      .send(state.revision, content)
      .catch((): SaveAnswer<Content> => ({ kind: 'lost' }))
      .then((answer) => {
        underWay = null;
        take(answer, content);
        plan();
      });
    await underWay;
  }

  return {
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => snapshot,
    /** Takes a changed text; it is saved soon. */
    change(content: Content) {
      set({ content });
      dispatch({ type: 'edited' });
      copyTimer ??= setTimeout(keepNow, COPY_PAUSE);
      plan();
    },
    /** An editor can't hand over its present text (a sentence), or can again (null). */
    withhold(editor: string, sentence: string | null) {
      if ((snapshot.state.withheld[editor] ?? null) === sentence) return;
      dispatch({ type: 'withheld', editor, sentence });
    },
    /** The copy in this browser, at once: the page may be going away. */
    keepNow,
    /** Sends what may be sent, without waiting for the pause in typing. */
    flush(): void {
      void send();
    },
    /** Saves at once, also after a refusal. Resolves to whether everything typed is on the server. */
    async saveNow(): Promise<boolean> {
      if (snapshot.state.failure !== null) dispatch({ type: 'retried' });
      // What was typed while a save was under way needs a second one; typing without end can't hold this up.
      for (let round = 0; round < 3; round += 1) {
        if (underWay !== null) await underWay;
        if (!canSend(snapshot.state) || snapshot.state.failure !== null) break;
        await send();
      }
      return !hasUnsaved(snapshot.state) && snapshot.state.conflict === null;
    },
    /** Settles a conflict with the text that goes on. */
    resolve({ keeps, content }: Resolution<Content>) {
      const { conflict } = snapshot.state;
      if (conflict === null) return;
      set({ content, base: conflict.content });
      dispatch({ type: 'resolved', keeps });
      unanswered = [];
      if (keeps === 'theirs') return dropCopy();
      keepNow();
      void send();
    },
    setOnline(isOnline: boolean) {
      dispatch({ type: 'network', isOnline });
      if (isOnline) void send();
    },
    /** The person came back to the window: a session may live again. */
    cameBack() {
      if (snapshot.state.failure?.kind === 'signed_out') {
        dispatch({ type: 'retried' });
        void send();
      }
    },
  };
}
