/** @param {number} milliseconds */
export function seconds(milliseconds) {
  return `${milliseconds < 10_000 ? (milliseconds / 1000).toFixed(1) : Math.round(milliseconds / 1000)} 秒`;
}

/** How many columns a text takes in a terminal: a Chinese character takes two. @param {string} text */
export function displayWidth(text) {
  let width = 0;
  for (const character of text) width += /[\u1100-\u115f\u2e80-\uffdc]/.test(character) ? 2 : 1;
  return width;
}

/** @param {string} text @param {number} width */
export function padDisplay(text, width) {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/**
 * Numbered steps on the console. In a terminal the line of a running step counts its seconds; elsewhere a line
 * every ten seconds says that it is still at work.
 */
export class Progress {
  /** @param {{ total: number, out?: NodeJS.WriteStream, quiet?: boolean }} options */
  constructor({ total, out = process.stdout, quiet = false }) {
    this.total = total;
    this.out = out;
    this.quiet = quiet;
    this.number = 0;
  }

  /**
   * Runs one step and shows it.
   * @template T
   * @param {string} title
   * @param {(say: (detail: string) => void) => Promise<T>} work calls `say` with what it is at; the last thing
   *   said stays on the line
   * @returns {Promise<T>}
   */
  async step(title, work) {
    this.number += 1;
    const begun = Date.now();
    const head = `[${this.number}/${this.total}] ${title}`;
    let detail = '';
    let spoken = begun;
    const line = () => `${head} … ${seconds(Date.now() - begun)}${detail ? `  ${detail}` : ''}`;
    const isTerminal = this.out.isTTY === true && !this.quiet;
    const draw = () => {
      if (isTerminal) {
        let text = line();
        // A terminal that does not know its width says 0.
        const columns = this.out.columns || 80;
        while (text !== '' && displayWidth(text) >= columns) text = text.slice(0, -1);
        this.out.write(`\r\x1b[2K${text}`);
      } else if (!this.quiet && Date.now() - spoken >= 10_000) {
        spoken = Date.now();
        this.out.write(`      … ${seconds(Date.now() - begun)}${detail ? `  ${detail}` : ''}\n`);
      }
    };
    if (isTerminal) draw();
    else if (!this.quiet) this.out.write(`${head} …\n`);
    const timer = setInterval(draw, 1_000);
    let outcome = '未完成';
    try {
      const result = await work((text) => {
        detail = text;
      });
      outcome = '';
      return result;
    } finally {
      clearInterval(timer);
      const text = `${head} … ${seconds(Date.now() - begun)}${outcome || detail ? `  ${outcome || detail}` : ''}`;
      if (isTerminal) this.out.write(`\r\x1b[2K${text}\n`);
      else if (!this.quiet) this.out.write(`${text}\n`);
    }
  }
}
