import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createDraftSaver } from '@/components/disclosure/item-editor/draft-saver';
import {
  canSend,
  hasUnsaved,
  isStuck,
  LONGEST_UNSAVED,
  loadedState,
  retryDelay,
  type SaveAnswer,
  type SaveEvent,
  type SaveState,
  savePhase,
  saveReducer,
  saveWords,
  TYPING_PAUSE,
} from '@/components/disclosure/item-editor/save-state';

const AT = '2026-03-10T06:05:00.000Z';
const refusal = (code: string) => ({ code, message: `（${code}）` });
const theirs = (revision: number) => ({ content: 'theirs', revision, savedAt: AT, savedBy: 'other' });
const words = (state: SaveState<string>, isKept = true) => saveWords(state, { clock: () => '14:05', isKept });
const stateAfter = (...events: SaveEvent<string>[]) =>
  events.reduce((state, event) => saveReducer(state, event), loadedState<string>(3, AT));

const answers: fc.Arbitrary<SaveAnswer<string>> = fc.oneof(
  fc.nat(9).map((revision): SaveAnswer<string> => ({ kind: 'saved', revision, savedAt: AT })),
  fc.nat(9).map((revision): SaveAnswer<string> => ({ kind: 'conflict', theirs: theirs(revision) })),
  fc
    .constantFrom('signed_out', 'invalid_input', 'not_editable_in_state', 'fault')
    .map((code): SaveAnswer<string> => ({ kind: 'refused', refusals: [refusal(code)] })),
  fc.constant<SaveAnswer<string>>({ kind: 'lost' }),
);
const events: fc.Arbitrary<SaveEvent<string>> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<SaveEvent<string>>({ type: 'edited' }) },
  { weight: 4, arbitrary: fc.constant<SaveEvent<string>>({ type: 'sent' }) },
  { weight: 4, arbitrary: answers.map((answer): SaveEvent<string> => ({ type: 'answered', answer })) },
  fc.constantFrom<SaveEvent<string>>(
    { type: 'retried' },
    { type: 'rebased', revision: 9 },
    { type: 'resolved', keeps: 'theirs' },
    { type: 'resolved', keeps: 'other' },
    { type: 'network', isOnline: false },
    { type: 'network', isOnline: true },
    { type: 'withheld', editor: 'body', sentence: '正文太长。' },
    { type: 'withheld', editor: 'body', sentence: null },
  ),
);

describe('保存状态', () => {
  test('任何经过之后，有文字没有被服务器确认，就不说“已保存”', () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 60 }), (history) => {
        // The test keeps its own account of which change the server confirmed.
        let state = loadedState<string>(3, AT);
        let newest = 0;
        let underWay: number | null = null;
        let confirmed = 0;
        let withheld = false;
        for (const event of history) {
          if (event.type === 'edited') newest += 1;
          if (event.type === 'sent' && canSend(state)) underWay = newest;
          if (event.type === 'answered' && underWay !== null) {
            if (event.answer.kind === 'saved') confirmed = underWay;
            underWay = null;
          }
          if (event.type === 'rebased') underWay = null;
          if (event.type === 'resolved' && state.conflict !== null) {
            newest += 1;
            if (event.keeps === 'theirs') confirmed = newest;
          }
          if (event.type === 'withheld') withheld = event.sentence !== null;
          state = saveReducer(state, event);
          const isAllConfirmed = confirmed === newest && !withheld;
          if (!isAllConfirmed) expect(words(state)).not.toContain('已保存');
          expect(hasUnsaved(state)).toBe(!isAllConfirmed);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('同一时刻只有一次保存在途；冲突未决、登录失效、不能修改时不再发送', () => {
    const typed = stateAfter({ type: 'edited' });
    expect(canSend(typed)).toBe(true);
    const sent = saveReducer(typed, { type: 'sent' });
    expect(canSend(saveReducer(sent, { type: 'edited' }))).toBe(false);
    const answered = (answer: SaveAnswer<string>) => saveReducer(sent, { type: 'answered', answer });
    expect(canSend(answered({ kind: 'conflict', theirs: theirs(4) }))).toBe(false);
    expect(canSend(answered({ kind: 'refused', refusals: [refusal('signed_out')] }))).toBe(false);
    expect(canSend(answered({ kind: 'refused', refusals: [refusal('not_editable_in_state')] }))).toBe(false);
    expect(canSend(answered({ kind: 'lost' }))).toBe(true);
  });

  test('保存途中又写的，回来的“已保存”只算到发出的那一份', () => {
    const state = stateAfter(
      { type: 'edited' },
      { type: 'sent' },
      { type: 'edited' },
      { type: 'answered', answer: { kind: 'saved', revision: 4, savedAt: AT } },
    );
    expect(savePhase(state)).toBe('unsaved');
    expect(words(state)).toBe('有未保存的改动');
    expect(canSend(state)).toBe(true);
  });

  test('文字不合要求而被拒，改了才再发；按“保存”也再发', () => {
    const refused = stateAfter(
      { type: 'edited' },
      { type: 'sent' },
      { type: 'answered', answer: { kind: 'refused', refusals: [refusal('invalid_input')] } },
    );
    expect(savePhase(refused)).toBe('refused');
    expect(canSend(refused)).toBe(false);
    expect(canSend(saveReducer(refused, { type: 'edited' }))).toBe(true);
    expect(canSend(saveReducer(refused, { type: 'retried' }))).toBe(true);
  });

  test('每种状态都有一句话，失败时说清文字在哪里', () => {
    const lost: SaveEvent<string> = { type: 'answered', answer: { kind: 'lost' } };
    expect(words(stateAfter())).toBe('已保存 14:05');
    expect(words(stateAfter({ type: 'edited' }, { type: 'sent' }))).toBe('正在保存…');
    expect(words(stateAfter({ type: 'edited' }, { type: 'network', isOnline: false }))).toContain('离线');
    expect(words(stateAfter({ type: 'edited' }, { type: 'sent' }, lost))).toContain('本机留有副本');
    expect(words(stateAfter({ type: 'edited' }, { type: 'sent' }, lost), false)).toContain(
      '请不要关闭这个窗口',
    );
    expect(words(stateAfter({ type: 'withheld', editor: 'body', sentence: '正文太长。' }))).toBe(
      '没有保存：正文太长。',
    );
  });

  test('保存失败过、离线、冲突时离开要问；刚写完正常等待保存时不问', () => {
    expect(isStuck(stateAfter({ type: 'edited' }))).toBe(false);
    expect(isStuck(stateAfter({ type: 'edited' }, { type: 'network', isOnline: false }))).toBe(true);
    const failedAndTryingAgain = stateAfter(
      { type: 'edited' },
      { type: 'sent' },
      { type: 'answered', answer: { kind: 'lost' } },
      { type: 'sent' },
    );
    expect(isStuck(failedAndTryingAgain)).toBe(true);
  });

  test('重试的间隔成倍增长，最长三十秒', () => {
    expect([1, 2, 3, 4, 5, 6, 50].map(retryDelay)).toEqual([
      2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000,
    ]);
  });
});

describe('自动保存', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** A server that keeps one text with its revision, and can lose answers or be written to by others. */
  function setUp(options: { copies?: boolean } = {}) {
    const server = { content: 'old', revision: 3 };
    const behaviour: ('answer' | 'lose_request' | 'lose_answer')[] = [];
    const sent: string[] = [];
    let most = 0;
    let open = 0;
    let copy: string | null = null;
    const saver = createDraftSaver<string>(
      { content: 'old', revision: 3, savedAt: AT },
      {
        send: async (revision, content) => {
          sent.push(content);
          open += 1;
          most = Math.max(most, open);
          const how = behaviour.shift() ?? 'answer';
          await new Promise((resolve) => setTimeout(resolve, 100));
          open -= 1;
          if (how === 'lose_request') throw new TypeError('offline');
          if (content !== server.content && revision !== server.revision) {
            return { kind: 'conflict', theirs: { ...server, savedAt: AT, savedBy: 'other' } };
          }
          if (content !== server.content) Object.assign(server, { content, revision: server.revision + 1 });
          if (how === 'lose_answer') throw new TypeError('offline');
          return { kind: 'saved', revision: server.revision, savedAt: AT };
        },
        isSame: (a, b) => a === b,
        keepCopy: (content) => {
          if (options.copies === false) return false;
          copy = content;
          return true;
        },
        dropCopy: () => {
          copy = null;
        },
      },
    );
    return { saver, server, sent, behaviour, mostAtOnce: () => most, copy: () => copy };
  }

  test('停笔之后保存一次，保存的是最新的文字', async () => {
    const { saver, server, sent } = setUp();
    saver.change('a');
    await vi.advanceTimersByTimeAsync(TYPING_PAUSE - 1);
    saver.change('ab');
    await vi.advanceTimersByTimeAsync(TYPING_PAUSE - 1);
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(1 + 100);
    expect(sent).toEqual(['ab']);
    expect(server).toEqual({ content: 'ab', revision: 4 });
    expect(savePhase(saver.getSnapshot().state)).toBe('saved');
  });

  test('一直不停地写，最长十五秒也会保存', async () => {
    const { saver, sent } = setUp();
    for (let at = 0; at <= LONGEST_UNSAVED; at += 500) {
      saver.change(`text ${at}`);
      await vi.advanceTimersByTimeAsync(500);
    }
    expect(sent.length).toBeGreaterThan(0);
  });

  test('随便什么时候写、断网、回答丢失，最后服务器上是最新的文字，没有自己同自己冲突，且从不同时发两次', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(4000), fc.constantFrom('type', 'blur', 'save')), {
          minLength: 1,
          maxLength: 25,
        }),
        fc.array(fc.constantFrom('answer', 'lose_request', 'lose_answer'), { maxLength: 12 }),
        async (steps, faults) => {
          const { saver, server, behaviour, mostAtOnce, copy } = setUp();
          behaviour.push(...(faults as typeof behaviour));
          let last = 'old';
          for (const [at, [pause, what]] of steps.entries()) {
            if (what === 'type') {
              last = `text ${at}`;
              saver.change(last);
            } else if (what === 'blur') saver.flush();
            else void saver.saveNow();
            await vi.advanceTimersByTimeAsync(pause);
            expect(saver.getSnapshot().state.conflict).toBeNull();
            if (savePhase(saver.getSnapshot().state) === 'saved') expect(server.content).toBe(last);
          }
          await vi.advanceTimersByTimeAsync(15 * 60_000);
          expect(server.content).toBe(last);
          expect(savePhase(saver.getSnapshot().state)).toBe('saved');
          expect(copy()).toBeNull();
          expect(mostAtOnce()).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('没有保存成功之前，本机副本一直是最新的文字；保存成功才删除', async () => {
    const { saver, behaviour, copy } = setUp();
    behaviour.push('lose_request', 'lose_request');
    saver.change('only here');
    await vi.advanceTimersByTimeAsync(TYPING_PAUSE + 200);
    expect(copy()).toBe('only here');
    expect(saver.getSnapshot().isKept).toBe(true);
    saver.change('only here, more');
    saver.keepNow();
    expect(copy()).toBe('only here, more');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(copy()).toBeNull();
    expect(saver.getSnapshot().isKept).toBe(false);
  });

  test('保存途中又写的，前一份存好了也不删本机副本', async () => {
    const { saver, behaviour, copy } = setUp();
    saver.change('first');
    saver.flush();
    saver.change('second');
    saver.keepNow();
    behaviour.push('lose_request');
    await vi.advanceTimersByTimeAsync(150);
    expect(saver.getSnapshot().base).toBe('first');
    expect(copy()).toBe('second');
  });

  test('浏览器不让留副本时，不说留有副本', async () => {
    const { saver, behaviour } = setUp({ copies: false });
    behaviour.push('lose_request');
    saver.change('text');
    await vi.advanceTimersByTimeAsync(TYPING_PAUSE + 200);
    const { state, isKept } = saver.getSnapshot();
    expect(words(state, isKept)).toContain('请不要关闭这个窗口');
  });

  test('别人保存过：不覆盖，两份文字都在；用我的，基于对方的版本再存；采用对方的，不再发送', async () => {
    for (const keeps of ['other', 'theirs'] as const) {
      const { saver, server, sent } = setUp();
      Object.assign(server, { content: 'theirs', revision: 4 });
      saver.change('mine');
      await vi.advanceTimersByTimeAsync(TYPING_PAUSE + 200);
      const { content, state } = saver.getSnapshot();
      expect([content, state.conflict?.content, server.content]).toEqual(['mine', 'theirs', 'theirs']);
      saver.change('mine, more');
      await vi.advanceTimersByTimeAsync(60_000);
      expect(server.content).toBe('theirs');
      const before = sent.length;
      saver.resolve({ keeps, content: keeps === 'theirs' ? 'theirs' : 'mine, more' });
      await vi.advanceTimersByTimeAsync(60_000);
      expect(server).toEqual(
        keeps === 'theirs' ? { content: 'theirs', revision: 4 } : { content: 'mine, more', revision: 5 },
      );
      expect(sent.length - before).toBe(keeps === 'theirs' ? 0 : 1);
      expect(savePhase(saver.getSnapshot().state)).toBe('saved');
    }
  });

  test('按“保存”时正有一次在途，等它回来再存新写的，存完才算数', async () => {
    const { saver, server, sent } = setUp();
    saver.change('first');
    saver.flush();
    saver.change('second');
    const done = saver.saveNow();
    await vi.advanceTimersByTimeAsync(250);
    expect(await done).toBe(true);
    expect(sent).toEqual(['first', 'second']);
    expect(server.content).toBe('second');
  });
});
