'use client';

import { useState } from 'react';
import { DiffView } from '@/components/disclosure/diff-view';
import { Button } from '@/components/ui/button';
import { Radio } from '@/components/ui/choice';
import { Dialog } from '@/components/ui/dialog';
import { Tag } from '@/components/ui/tag';
import { bodyText } from '@/lib/disclosure/body/rules';
import { comparableContent } from '@/lib/disclosure/rules/comparable';
import type { ItemContent } from '@/lib/disclosure/types';
import { diffContent } from '@/lib/disclosure/what-changed/rules/diff-content';
import { differingParts, mergeContents, type PartChange, type Side, suggestedChoice } from './content-parts';
import type { Theirs } from './save-state';
import { clockTime } from './save-status';

/** What was decided: the text that goes on, and which texts gave way and are kept as copies. */
export type ConflictChoice = {
  readonly keeps: 'theirs' | 'other';
  readonly content: ItemContent;
  readonly givesWay: readonly Side[];
};

type Props = {
  isOpen: boolean;
  base: ItemContent;
  mine: ItemContent;
  theirs: Theirs<ItemContent>;
  theirName: string;
  isOwnOtherWindow: boolean;
  columnNames: ReadonlyMap<string, string>;
  onChoose: (choice: ConflictChoice) => void;
  onLater: () => void;
};

const CHANGED_BY = { mine: '只有您改过', theirs: '只有对方改过', both: '双方都改过' } as const;

/** Both texts of a conflict, and three ways out; none of them loses a text. */
export function ConflictDialog(props: Props) {
  return (
    <Dialog
      isOpen={props.isOpen}
      size="wide"
      title="有人在您之后保存过这一稿，请对照后决定"
      onClose={props.onLater}
    >
      {/* Another save of theirs is another question: choices begin anew. */}
      <ConflictBody key={props.theirs.revision} {...props} />
    </Dialog>
  );
}

function ConflictBody({
  base,
  mine,
  theirs,
  theirName,
  isOwnOtherWindow,
  columnNames,
  onChoose,
  onLater,
}: Props) {
  const changes = differingParts(base, mine, theirs.content);
  const [choice, setChoice] = useState(() => suggestedChoice(changes));
  const open = changes.filter(({ part }) => !choice[part.key]);
  const diff = diffContent(
    comparableContent(theirs.content, columnNames),
    comparableContent(mine, columnNames),
  );
  const who = isOwnOtherWindow ? '您自己（另一个窗口）' : theirName;

  function merge() {
    const sides = new Set(changes.map(({ part }) => choice[part.key]));
    onChoose({
      keeps: 'other',
      content: mergeContents(mine, theirs.content, choice),
      givesWay: [
        ...(sides.has('theirs') ? (['mine'] as const) : []),
        ...(sides.has('mine') ? (['theirs'] as const) : []),
      ],
    });
  }

  return (
    <>
      <p>
        {who}在 {clockTime(theirs.savedAt)}{' '}
        保存了这一稿；您的改动还没有保存。两份文字都还在，没有采用的一份会另存为副本，供您复制或恢复。
      </p>
      <section className="mt-4 border border-line p-3">
        <h3 className="font-semibold">两份有什么不同</h3>
        <p className="text-sm text-ink-soft">
          <del className="bg-seal-wash text-seal">删除线</del>：只在{who}的稿里；
          <ins className="bg-ok-wash text-ok">下划线</ins>：只在您的稿里。
        </p>
        <DiffView diff={diff} />
      </section>
      <details className="mt-4 border border-line p-3">
        <summary className="min-h-11 cursor-pointer py-2 font-semibold">
          逐项选择（{changes.length} 项不同）
        </summary>
        <div className="grid gap-4">
          {changes.map((change) => (
            <PartChoice
              key={change.part.key}
              change={change}
              mine={partText(change, mine, columnNames)}
              theirs={partText(change, theirs.content, columnNames)}
              who={who}
              chosen={choice[change.part.key] ?? null}
              onChoose={(side) => setChoice((known) => ({ ...known, [change.part.key]: side }))}
            />
          ))}
        </div>
        <div className="mt-3">
          <Button disabled={open.length > 0} onClick={merge}>
            按所选的保存
          </Button>
          {open.length > 0 ? (
            <p className="mt-1 text-sm text-ink-soft">
              还没有选：{open.map(({ part }) => part.label).join('、')}
            </p>
          ) : null}
        </div>
      </details>
      <div className="mt-5 flex flex-wrap gap-3">
        <Button
          look="quiet"
          onClick={() => onChoose({ keeps: 'theirs', content: theirs.content, givesWay: ['mine'] })}
        >
          采用对方的
        </Button>
        <Button
          look="quiet"
          onClick={() => onChoose({ keeps: 'other', content: mine, givesWay: ['theirs'] })}
        >
          用我的覆盖
        </Button>
        <Button look="quiet" onClick={onLater}>
          先不决定，接着写
        </Button>
      </div>
    </>
  );
}

/** A part as its reader knows it; tables are told by the differences above. */
function partText(
  { part }: PartChange,
  content: ItemContent,
  columnNames: ReadonlyMap<string, string>,
): string {
  const { fields, bodies } = comparableContent(content, columnNames);
  const body = bodies.find((candidate) => candidate.path === part.key);
  if (body) return bodyText(body.doc);
  const field = fields.find((candidate) => candidate.path === part.key);
  if (field) return field.value ?? '';
  if (part.key === 'attachments') {
    return content.attachments
      .filter((file) => !file.inline)
      .map((file) => file.name)
      .join('\n');
  }
  return '（见上面“表格数据”的改动）';
}

function PartChoice({
  change,
  mine,
  theirs,
  who,
  chosen,
  onChoose,
}: {
  change: PartChange;
  mine: string;
  theirs: string;
  who: string;
  chosen: Side | null;
  onChoose: (side: Side) => void;
}) {
  const name = `part-${change.part.key}`;
  const text = (words: string) => (
    <div className="max-h-48 overflow-y-auto border border-line bg-ground p-2 text-sm whitespace-pre-line wrap-anywhere">
      {words === '' ? '（空）' : words}
    </div>
  );
  return (
    <fieldset className="border border-line p-3">
      <legend className="px-1 font-semibold">
        {change.part.label}{' '}
        <Tag look={change.changedBy === 'both' ? 'warn' : 'quiet'}>{CHANGED_BY[change.changedBy]}</Tag>
      </legend>
      <div className="grid gap-3 md:grid-cols-2">
        <div>
          <Radio
            name={name}
            label={`${who}的`}
            checked={chosen === 'theirs'}
            onChange={() => onChoose('theirs')}
          />
          {text(theirs)}
        </div>
        <div>
          <Radio name={name} label="您的" checked={chosen === 'mine'} onChange={() => onChoose('mine')} />
          {text(mine)}
        </div>
      </div>
    </fieldset>
  );
}
