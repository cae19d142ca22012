import type { ReactNode } from 'react';
import type { BodyBlock } from '@/lib/disclosure/body/types';
import { changeWords } from '@/lib/disclosure/what-changed/messages';
import { changeCount } from '@/lib/disclosure/what-changed/rules/diff-content';
import type {
  AttachmentChange,
  BodyChange,
  ContentDiff,
  FormChange,
  TextPart,
  ValueChange,
} from '@/lib/disclosure/what-changed/types';
import { inOrder } from './in-order';

/**
 * What changed between two versions, in words and with marks. Pure. Unchanged lines are folded away and can be opened.
 * Every change says what it is (新增、删除、由…改为…): colour and strokes only repeat it.
 */
export function DiffView({ diff }: { diff: ContentDiff }) {
  const count = changeCount(diff);
  if (count === 0) return <p className="text-ink-soft">没有改动。</p>;
  const bodies = diff.bodies.filter((body) => body.changes.some((change) => change.kind !== 'same'));
  return (
    <div className="text-ink leading-[1.75] wrap-anywhere">
      <p className="font-semibold">共 {count} 处改动</p>
      {diff.fields.length > 0 && <Section title="基本信息">{inOrder(diff.fields, valueLine)}</Section>}
      {diff.attachments.length > 0 && (
        <Section title="附件">{inOrder(diff.attachments, attachmentLine)}</Section>
      )}
      {diff.cells.length > 0 && <Section title="表格数据">{inOrder(diff.cells, valueLine)}</Section>}
      {inOrder(bodies, (body) => (
        <section className="mt-4">
          <h4 className="font-semibold">{body.label}</h4>
          {bodyLines(body.changes)}
        </section>
      ))}
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mt-4">
      <h4 className="font-semibold">{title}</h4>
      <ul>{children}</ul>
    </section>
  );
}

function Added({ children }: { children: ReactNode }) {
  return <ins className="bg-ok-wash text-ok decoration-ok">{children}</ins>;
}

function Removed({ children }: { children: ReactNode }) {
  return <del className="bg-seal-wash text-seal decoration-seal">{children}</del>;
}

function valueLine(change: ValueChange): ReactNode {
  const { label, before, after } = change;
  if (before === null || before === '')
    return (
      <li className={lineLook}>
        {label}：新增<Added>{after}</Added>
      </li>
    );
  if (after === null || after === '')
    return (
      <li className={lineLook}>
        {label}：删除<Removed>{before}</Removed>
      </li>
    );
  return (
    <li className={lineLook}>
      {label}：由<Removed>{before}</Removed>改为<Added>{after}</Added>
    </li>
  );
}

const lineLook = 'my-1 border-l-4 border-brand pl-3';

function attachmentLine(change: AttachmentChange): ReactNode {
  switch (change.kind) {
    case 'added':
      return (
        <li className={lineLook}>
          新增附件<Added>{change.name}</Added>
        </li>
      );
    case 'removed':
      return (
        <li className={lineLook}>
          删除附件<Removed>{change.name}</Removed>
        </li>
      );
    case 'renamed':
      return (
        <li className={lineLook}>
          附件名称由<Removed>{change.before}</Removed>改为<Added>{change.after}</Added>（文件内容未变）
        </li>
      );
    case 'replaced':
      return <li className={lineLook}>附件“{change.name}”已替换为另一个文件（名称未变）</li>;
    case 'reordered':
      return (
        <li className={lineLook}>
          附件顺序由<Removed>{change.before.join('、')}</Removed>改为<Added>{change.after.join('、')}</Added>
        </li>
      );
  }
}

/** One unchanged line stays on either side of a change, so that its place is recognised. */
function bodyLines(changes: readonly BodyChange[]): ReactNode {
  const isNear = (at: number) => changes[at - 1]?.kind !== 'same' || changes[at + 1]?.kind !== 'same';
  const lines: ReactNode[] = [];
  let folded: BodyBlock[] = [];
  const fold = () => {
    if (folded.length > 0) lines.push(foldedLines(folded));
    folded = [];
  };
  changes.forEach((change, at) => {
    const isEdge = at === 0 || at === changes.length - 1;
    const neighbour = at === 0 ? changes[1] : changes[at - 1];
    const shows = isEdge ? neighbour?.kind !== 'same' : isNear(at);
    if (change.kind === 'same' && !shows) {
      folded.push(change.block);
      return;
    }
    fold();
    lines.push(change.kind === 'same' ? unchangedLine(change.block) : changedLine(change));
  });
  fold();
  return inOrder(lines, (line) => line);
}

function unchangedLine(block: BodyBlock): ReactNode {
  return block.text === '' ? null : (
    <p className="my-1 pl-4 whitespace-pre-line text-ink-soft">{lineText(block)}</p>
  );
}

function foldedLines(blocks: readonly BodyBlock[]): ReactNode {
  return (
    <details className="my-1 pl-4 text-ink-soft">
      <summary className="cursor-pointer">未改动的 {blocks.length} 段</summary>
      {inOrder(blocks, unchangedLine)}
    </details>
  );
}

function lineText(block: BodyBlock): string {
  return block.cells ? block.cells.map((cell) => cell || '（空）').join('　｜　') : block.text;
}

function changedLine(change: Exclude<BodyChange, { kind: 'same' }>): ReactNode {
  if (change.kind === 'added')
    return (
      <p className={changeLook}>
        新增{place(change.block)}：<Added>{shownText(change.block)}</Added>
      </p>
    );
  if (change.kind === 'removed')
    return (
      <p className={changeLook}>
        删除{place(change.block)}：<Removed>{shownText(change.block)}</Removed>
      </p>
    );
  return (
    <div className={changeLook}>
      {changedText(change)}
      {inOrder(change.form, formLine)}
    </div>
  );
}

const changeLook = 'my-2 border-l-4 border-brand pl-3 whitespace-pre-line';

function place(block: BodyBlock): string {
  if (block.kind === 'row') return `表格 ${block.table ?? ''} 第 ${block.row ?? ''} 行`;
  return block.kind === 'paragraph' ? '一段' : changeWords.kind(block.kind);
}

function shownText(block: BodyBlock): string {
  if (block.kind === 'rule') return '（分隔线）';
  if (block.kind === 'image') return `（图片：${block.text || '没有说明'}）`;
  return block.text.trim() === '' ? '（空行）' : lineText(block);
}

function changedText(change: Extract<BodyChange, { kind: 'changed' }>): ReactNode {
  const { before, after, cells } = change;
  if (cells) {
    return inOrder(cells, (cell) => (
      <p>
        表格 {after.table} 第 {after.row} 行第 {cell.column} 格{rowName(after, cell.column)}：
        {cellText(cell.parts)}
      </p>
    ));
  }
  const isImage = after.kind === 'image' || before.kind === 'image';
  if (before.text === after.text) return isImage ? null : <p className="text-ink-soft">{shownText(after)}</p>;
  return (
    <p>
      {isImage ? '图片说明：' : after.kind === 'row' ? `${place(after)}：` : ''}
      {partsText(change.parts)}
    </p>
  );
}

/** The first cell of a row names it, unless it is the one that changed. */
function rowName(row: BodyBlock, column: number): string {
  const name = row.cells?.[0] ?? '';
  return column > 1 && name !== '' && name.length <= 40 ? `（${name}）` : '';
}

/** A figure is told as a whole; a sentence in a cell by what changed in it. */
function cellText(parts: readonly TextPart[]): ReactNode {
  const side = (kind: 'removed' | 'added') =>
    parts
      .filter((part) => part.kind === 'same' || part.kind === kind)
      .map((part) => part.text)
      .join('');
  const [before, after] = [side('removed'), side('added')];
  if (before.length > 30 || after.length > 30) return partsText(parts);
  if (before === '')
    return (
      <>
        新增<Added>{after}</Added>
      </>
    );
  if (after === '')
    return (
      <>
        删除<Removed>{before}</Removed>
      </>
    );
  return (
    <>
      由<Removed>{before}</Removed>改为<Added>{after}</Added>
    </>
  );
}

function partsText(parts: readonly TextPart[]): ReactNode {
  return inOrder(parts, (part) => {
    if (part.kind === 'same') return part.text;
    // A changed line end would not be seen.
    const text = part.text.replace(/\n/g, '↵\n');
    return part.kind === 'added' ? <Added>{text}</Added> : <Removed>{text}</Removed>;
  });
}

function formLine(change: FormChange): ReactNode {
  switch (change.what) {
    case 'kind':
      return (
        <p>
          由{changeWords.kind(change.before)}改为{changeWords.kind(change.after)}
        </p>
      );
    case 'align':
      return (
        <p>
          排列由{changeWords.align(change.before)}改为{changeWords.align(change.after)}
        </p>
      );
    case 'image_file':
      return <p>图片已换成另一个文件</p>;
    case 'other_form':
      return <p>文字的格式或层次（加粗、列表、单元格合并等）有改动</p>;
    case 'link':
      if (change.before === null)
        return (
          <p>
            新增链接<Added>{linkText(change.after)}</Added>
          </p>
        );
      if (change.after === null)
        return (
          <p>
            删除链接<Removed>{linkText(change.before)}</Removed>
          </p>
        );
      return (
        <p>
          链接由<Removed>{linkText(change.before)}</Removed>改为<Added>{linkText(change.after)}</Added>
        </p>
      );
  }
}

function linkText(href: string | null): string {
  return href?.startsWith('attachment:') ? `附件（校验码 ${href.slice(11, 19)}…）` : (href ?? '');
}
