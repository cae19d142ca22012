/** Something the person at the console can put right: shown as its one sentence, without a stack. */
export class Refusal extends Error {
  /** @param {string} sentence */
  constructor(sentence) {
    super(sentence);
    this.name = 'Refusal';
  }
}

/** A step that ran and failed: what failed, the end of its log, and where the log is. */
export class StepFailure extends Error {
  /** @param {{ step: string, reason: string, tail?: string[], logFile?: string }} facts */
  constructor({ step, reason, tail = [], logFile }) {
    super(`${step}：${reason}`);
    this.name = 'StepFailure';
    this.step = step;
    this.reason = reason;
    this.tail = tail;
    this.logFile = logFile;
  }
}

/** Thrown inside a running step when the person pressed Ctrl-C. */
export class Interrupted extends Error {
  constructor() {
    super('interrupted');
    this.name = 'Interrupted';
  }
}

/**
 * True when an error, or the log of a failed program, says that the disk is full.
 * @param {unknown} error
 */
export function isDiskFull(error) {
  if (!(error instanceof Error)) return false;
  const text = [error.message, ...(error instanceof StepFailure ? error.tail : [])].join('\n');
  const code = /** @type {NodeJS.ErrnoException} */ (error).code;
  return (
    code === 'ENOSPC' ||
    code === 'EDQUOT' ||
    /ENOSPC|EDQUOT|No space left on device|Disk quota exceeded/i.test(text)
  );
}

/**
 * The text a failed start shows: one sentence for what the person can put right, else what failed and its log.
 * @param {unknown} error
 */
export function explain(error) {
  if (isDiskFull(error)) {
    const where = error instanceof StepFailure ? `（${error.step}）` : '';
    return `磁盘空间已用完${where}，程序已停下；请清理磁盘后重新运行，已有数据不受影响。(The disk is full.)`;
  }
  if (error instanceof Refusal) return error.message;
  if (error instanceof StepFailure) {
    const lines = [`「${error.step}」没有完成：${error.reason}`];
    if (error.tail.length > 0) lines.push('最后几行记录：', ...error.tail.map((line) => `  | ${line}`));
    if (error.logFile) lines.push(`完整记录：${error.logFile}`);
    return lines.join('\n');
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
