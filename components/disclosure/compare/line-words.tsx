import type { ReactNode } from 'react';
import type { BodyBlock } from '@/lib/disclosure/body/types';
import { changeWords } from '@/lib/disclosure/what-changed/messages';
import type { AttachmentChange, FormChange } from '@/lib/disclosure/what-changed/types';
import { Added, Removed } from './marks';

/** Where a line stands: `表格 1 第 2 行`, `一段`, `标题`. */
export function placeOf(block: BodyBlock): string {
  if (block.kind === 'row') return `表格 ${block.table ?? ''} 第 ${block.row ?? ''} 行`;
  return block.kind === 'paragraph' ? '一段' : changeWords.kind(block.kind);
}

/** A line as plain words; the cells of a row stand apart. */
export function lineText(block: BodyBlock): string {
  return block.cells ? block.cells.map((cell) => cell || '（空）').join('　｜　') : block.text;
}

/** The same, with a word for what has none. */
export function shownText(block: BodyBlock): string {
  if (block.kind === 'rule') return '（分隔线）';
  if (block.kind === 'image') return `（图片：${block.text || '没有说明'}）`;
  return block.text.trim() === '' ? '（空行）' : lineText(block);
}

/** One change of form, in words. */
export function formLine(change: FormChange): ReactNode {
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

/** The same of a row that got more cells or fewer, whose form can't but differ. */
export function cellCountLine(change: FormChange): ReactNode {
  return change.what === 'other_form' ? (
    <p>这一行的格数有改动，格式（加粗、合并等）请一并核对</p>
  ) : (
    formLine(change)
  );
}

function linkText(href: string | null): string {
  return href?.startsWith('attachment:') ? `附件（校验码 ${href.slice(11, 19)}…）` : (href ?? '');
}

const FILE_TEXTS = {
  same: '里面的文字没有不同，改变的可能是格式、图片或文件属性，请打开两个文件核对。',
  changed: '里面文字的改动列在下面。',
  unread: '里面的文字系统没有读全，请打开两个文件核对。',
} as const;

/** One change of the attachments, in words. */
export function attachmentLine(change: AttachmentChange): ReactNode {
  switch (change.kind) {
    case 'added':
      return (
        <>
          新增附件<Added>{change.name}</Added>
        </>
      );
    case 'removed':
      return (
        <>
          删除附件<Removed>{change.name}</Removed>
        </>
      );
    case 'renamed':
      return (
        <>
          附件名称由<Removed>{change.before}</Removed>改为<Added>{change.after}</Added>（文件内容未变）
        </>
      );
    case 'replaced':
      return (
        <>
          附件“{change.name}”内容已改变（已替换为另一个文件，名称未变）
          {change.text ? `。${FILE_TEXTS[change.text]}` : ''}
        </>
      );
    case 'reordered':
      return (
        <>
          附件顺序由<Removed>{change.before.join('、')}</Removed>改为<Added>{change.after.join('、')}</Added>
        </>
      );
  }
}

/** The bytes of a file as people tell two apart: the beginning of the checksum, and the size. */
export function bytesText(identity: string): string {
  const [sha256 = '', , size] = identity.split(' ');
  const kilobytes = size === undefined ? '' : `，${Math.max(1, Math.round(Number(size) / 1024))} KB`;
  return `校验码 ${sha256.slice(0, 8)}…${kilobytes}`;
}
