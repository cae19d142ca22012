'use client';

import type { ChainedCommands, Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { type KeyboardEvent, type RefObject, useState } from 'react';

type Tool = {
  label: string;
  /** What a pointer or a screen reader is told when the label alone is too short. */
  hint?: string;
  run: (chain: ChainedCommands) => ChainedCommands;
  /** Undefined for an act (撤销) as opposed to a state (加粗). */
  isOn?: (editor: Editor) => boolean;
};

const heading = (level: 2 | 3 | 4, label: string): Tool => ({
  label,
  hint: `${label}（再按一次变回正文）`,
  run: (chain) => chain.toggleHeading({ level }),
  isOn: (editor) => editor.isActive('heading', { level }),
});

const align = (value: 'left' | 'center' | 'right', label: string, hint: string): Tool => ({
  label,
  hint,
  run: (chain) =>
    chain.command(({ editor, commands }) =>
      commands.updateAttributes('paragraph', {
        align: editor.isActive('paragraph', { align: value }) ? null : value,
      }),
    ),
  isOn: (editor) => editor.isActive('paragraph', { align: value }),
});

const GROUPS: Array<{ label: string; tools: Tool[] }> = [
  {
    label: '段落',
    tools: [
      {
        label: '正文',
        run: (chain) => chain.setParagraph(),
        isOn: (editor) => editor.isActive('paragraph'),
      },
      heading(2, '标题'),
      heading(3, '二级标题'),
      heading(4, '三级标题'),
    ],
  },
  {
    label: '文字',
    tools: [
      { label: '加粗', run: (chain) => chain.toggleBold(), isOn: (editor) => editor.isActive('bold') },
      { label: '斜体', run: (chain) => chain.toggleItalic(), isOn: (editor) => editor.isActive('italic') },
      {
        label: '下划线',
        run: (chain) => chain.toggleUnderline(),
        isOn: (editor) => editor.isActive('underline'),
      },
      { label: '删除线', run: (chain) => chain.toggleStrike(), isOn: (editor) => editor.isActive('strike') },
    ],
  },
  {
    label: '列表和对齐',
    tools: [
      {
        label: '列表',
        run: (chain) => chain.toggleBulletList(),
        isOn: (editor) => editor.isActive('bulletList'),
      },
      {
        label: '编号',
        run: (chain) => chain.toggleOrderedList(),
        isOn: (editor) => editor.isActive('orderedList'),
      },
      {
        label: '引用',
        run: (chain) => chain.toggleBlockquote(),
        isOn: (editor) => editor.isActive('blockquote'),
      },
      align('left', '顶格', '顶格（不缩进，用于称谓）'),
      align('center', '居中', '居中'),
      align('right', '居右', '居右（用于落款）'),
    ],
  },
];

const INSERT: Tool[] = [
  {
    label: '表格',
    hint: '插入 3 行 3 列的表格',
    run: (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }),
  },
  { label: '分隔线', run: (chain) => chain.setHorizontalRule() },
];

const HISTORY: Tool[] = [
  { label: '撤销', run: (chain) => chain.undo() },
  { label: '重做', run: (chain) => chain.redo() },
];

const TABLE: Tool[] = [
  { label: '上加行', hint: '在上方插入一行', run: (chain) => chain.addRowBefore() },
  { label: '下加行', hint: '在下方插入一行', run: (chain) => chain.addRowAfter() },
  { label: '删行', hint: '删除所在的行', run: (chain) => chain.deleteRow() },
  { label: '左加列', hint: '在左侧插入一列', run: (chain) => chain.addColumnBefore() },
  { label: '右加列', hint: '在右侧插入一列', run: (chain) => chain.addColumnAfter() },
  { label: '删列', hint: '删除所在的列', run: (chain) => chain.deleteColumn() },
  { label: '合并', hint: '合并选中的单元格', run: (chain) => chain.mergeCells() },
  { label: '拆分', hint: '拆分已合并的单元格', run: (chain) => chain.splitCell() },
  { label: '表头行', hint: '把首行设为表头，或取消', run: (chain) => chain.toggleHeaderRow() },
  { label: '表头列', hint: '把首列设为表头，或取消', run: (chain) => chain.toggleHeaderColumn() },
  { label: '删表格', hint: '删除整张表格', run: (chain) => chain.deleteTable() },
];

export type OpenForm = 'link' | 'image' | null;

const buttonLook =
  'min-h-11 shrink-0 rounded border border-transparent px-2.5 text-[0.9375rem] text-ink hover:border-line hover:bg-brand-wash focus-visible:outline-3 focus-visible:outline-offset-[-3px] focus-visible:outline-brand aria-disabled:text-ink-soft aria-disabled:opacity-60 aria-disabled:hover:bg-paper aria-pressed:border-brand aria-pressed:bg-brand-wash aria-pressed:font-semibold aria-pressed:text-brand-deep aria-expanded:border-brand sm:min-h-9';

function nextStop(key: string, from: number, count: number): number | null {
  if (key === 'ArrowRight' || key === 'ArrowDown') return (from + 1) % count;
  if (key === 'ArrowLeft' || key === 'ArrowUp') return (from - 1 + count) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
}

/**
 * The tools of the editor, one stop for the Tab key; arrow keys, Home and End move inside. The tools for a table are
 * shown while the cursor is in one.
 */
export function BodyEditorToolbar({
  editor,
  label,
  controls,
  toolbarRef,
  openForm,
  onForm,
}: {
  editor: Editor;
  label: string;
  /** Id of the edited text. */
  controls: string;
  toolbarRef: RefObject<HTMLDivElement | null>;
  openForm: OpenForm;
  onForm: (form: Exclude<OpenForm, null>) => void;
}) {
  const [stop, setStop] = useState(0);
  const shown = useEditorState({
    editor,
    selector: ({ editor: current }) => ({
      isInTable: current.isActive('table'),
      isLink: current.isActive('link'),
      on: GROUPS.flatMap((group) => group.tools.map((tool) => tool.isOn?.(current) ?? false)),
      can: [...GROUPS.flatMap((group) => group.tools), ...INSERT, ...TABLE, ...HISTORY].map((tool) =>
        tool.run(current.can().chain()).run(),
      ),
    }),
  });

  const flat = GROUPS.flatMap((group) => group.tools);
  const all = [...flat, ...INSERT, ...TABLE, ...HISTORY];
  const buttons = all.length + 2 - (shown.isInTable ? 0 : TABLE.length);
  let position = 0;
  const atStop = () => (position++ === Math.min(stop, buttons - 1) ? 0 : -1);

  const toolButton = (tool: Tool) => {
    const on = tool.isOn ? shown.on[flat.indexOf(tool)] : undefined;
    return (
      <button
        key={tool.label}
        type="button"
        className={buttonLook}
        tabIndex={atStop()}
        title={tool.hint}
        aria-label={tool.hint && !tool.isOn ? tool.hint : undefined}
        aria-pressed={on}
        // Disabled tools stay reachable, so that the way through the toolbar does not change under the fingers.
        aria-disabled={on || shown.can[all.indexOf(tool)] ? undefined : true}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => tool.run(editor.chain().focus()).run()}
      >
        {tool.label}
      </button>
    );
  };

  const formButton = (form: Exclude<OpenForm, null>, text: string, isOn?: boolean) => (
    <button
      type="button"
      className={buttonLook}
      tabIndex={atStop()}
      aria-pressed={isOn}
      aria-expanded={openForm === form}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onForm(form)}
    >
      {text}
    </button>
  );

  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const buttons = [...event.currentTarget.querySelectorAll('button')];
    const from = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const to = nextStop(event.key, from, buttons.length);
    if (to !== null) {
      event.preventDefault();
      setStop(to);
      buttons[to]?.focus();
    } else if (event.key === 'Escape') editor.view.focus();
  };

  return (
    <div
      ref={toolbarRef}
      role="toolbar"
      aria-label={`${label}：编辑工具`}
      aria-controls={controls}
      className="sticky top-[var(--sticky-bar,0px)] z-10 flex gap-x-1 overflow-x-auto border-b border-line bg-paper px-1 py-1 sm:shrink sm:flex-wrap"
      onKeyDown={move}
    >
      {GROUPS.map((group) => (
        <fieldset
          key={group.label}
          aria-label={group.label}
          className="flex min-w-0 shrink-0 gap-x-0.5 border-r border-line pr-1"
        >
          {group.tools.map(toolButton)}
        </fieldset>
      ))}
      <fieldset aria-label="插入" className="flex min-w-0 shrink-0 gap-x-0.5 border-r border-line pr-1">
        {formButton('link', '链接', shown.isLink)}
        {formButton('image', '图片')}
        {INSERT.map(toolButton)}
      </fieldset>
      {shown.isInTable && (
        <fieldset
          aria-label="表格"
          className="flex min-w-0 shrink-0 gap-x-0.5 border-r border-line pr-1 sm:shrink sm:flex-wrap"
        >
          {TABLE.map(toolButton)}
        </fieldset>
      )}
      <fieldset aria-label="历史" className="flex min-w-0 shrink-0 gap-x-0.5">
        {HISTORY.map(toolButton)}
      </fieldset>
    </div>
  );
}
