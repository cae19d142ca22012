/** Every match of a global pattern as place and groups. Groups that did not take part are empty. */
export function matchesOf(
  pattern: RegExp,
  line: string,
): { from: number; to: number; text: string; groups: string[] }[] {
  return [...line.matchAll(pattern)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    text: match[0],
    groups: [...match].slice(1).map((group) => group ?? ''),
  }));
}

/** Whether a place lies inside one of the words of `except` where they occur around it. */
export function isInsideAny(line: string, from: number, to: number, except: readonly string[]): boolean {
  return except.some((word) => {
    for (let at = line.indexOf(word); at >= 0; at = line.indexOf(word, at + 1)) {
      if (at <= from && at + word.length >= to) return true;
      if (at > to) return false;
    }
    return false;
  });
}
