/** A piece of pasted HTML, read leniently. `text` keeps its entities as they were written. */
export type PastedNode = PastedElement | { tag: ''; text: string };

export type PastedElement = { tag: string; attrs: Map<string, string>; children: PastedNode[] };
