'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { attempt } from '@/components/ui/attempt';
import { Button } from '@/components/ui/button';
import { Radio } from '@/components/ui/choice';
import { TextField } from '@/components/ui/field';
import { Notice, RefusalList } from '@/components/ui/notice';
import { isAtLeast } from '@/lib/approvals/rules/route';
import { CLASS_NAMES, CONTENT_CLASSES, type ContentClass, type RouteSettings } from '@/lib/approvals/types';
import { createItemAction } from '@/lib/disclosure/actions';
import { disclosureRefusal } from '@/lib/disclosure/messages';
import { emptyContent } from '@/lib/disclosure/rules/content';
import { type ItemKind, KIND_NAMES, LEAST_CLASS } from '@/lib/disclosure/types';
import type { Refusal } from '@/lib/platform/result';
import { CLASS_GUIDE, KIND_GROUPS } from './kind-guide';
import { routeWords } from './route-words';

/** A report that exists already; `href` only where the person may open it. */
export type ExistingReport = { year: number; state: string; isPublic: boolean; href: string | null };

/** Chooses kind and content class of a new item, for an annual report the year too, and opens the editor. */
export function NewItemForm({
  organName,
  lastYear,
  reports,
  routeSettings,
}: {
  organName: string;
  lastYear: number;
  reports: readonly ExistingReport[];
  /** What the organ has set: it makes the routes. */
  routeSettings: RouteSettings;
}) {
  const router = useRouter();
  const [kind, setKind] = useState<ItemKind | null>(null);
  const [contentClass, setContentClass] = useState<ContentClass>('a');
  const [isClassChosen, setIsClassChosen] = useState(false);
  const [year, setYear] = useState(String(lastYear));
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [isBusy, setIsBusy] = useState(false);

  const isReport = kind === 'annual_report';
  const digits = year.normalize('NFKC').trim();
  const reportYear = /^20\d\d$/.test(digits) && Number(digits) >= 2019 ? Number(digits) : null;
  const existing = isReport ? reports.filter((report) => report.year === reportYear) : [];

  function choose(next: ItemKind) {
    setKind(next);
    // The least class of the kind, until a person has chosen one that is high enough.
    if (!isClassChosen || !isAtLeast(contentClass, LEAST_CLASS[next])) setContentClass(LEAST_CLASS[next]);
  }

  /** `fromWord`: the editor opens with the question for a Word file. */
  async function create(fromWord: boolean) {
    if (kind === null) return setRefusals([{ code: 'kind_missing', message: '请先选择信息类别。' }]);
    if (isReport && reportYear === null) {
      return setRefusals([{ code: 'year_missing', message: '请填写报告年度，如 2025。' }]);
    }
    // AR-T8: one report per year; five people would else review one that can't go out.
    if (existing.some((report) => report.isPublic))
      return setRefusals([disclosureRefusal('report_year_taken')]);
    setIsBusy(true);
    setRefusals([]);
    const content = emptyContent(kind, { name: organName }, isReport ? reportYear : null);
    const result = await attempt(() => createItemAction({ kind, contentClass, content }));
    if (result.ok)
      return router.push(`/office/items/${result.value.itemId}/edit${fromWord ? '?from=word' : ''}`);
    setIsBusy(false);
    setRefusals(result.refusals);
  }

  return (
    <form
      className="max-w-4xl"
      onSubmit={(event) => {
        event.preventDefault();
        void create(false);
      }}
    >
      <fieldset className="border border-line bg-paper px-4 py-4">
        <legend className="bg-ground px-2 text-lg font-semibold">信息类别</legend>
        <div className="grid gap-x-6 gap-y-4 md:grid-cols-2">
          {KIND_GROUPS.map((group) => (
            <div key={group.title}>
              <p className="px-2 font-semibold text-ink-soft">{group.title}</p>
              {group.kinds.map((entry) => (
                <Radio
                  key={entry.kind}
                  name="kind"
                  value={entry.kind}
                  checked={kind === entry.kind}
                  onChange={() => choose(entry.kind)}
                  label={KIND_NAMES[entry.kind]}
                  hint={`${entry.what}${LEAST_CLASS[entry.kind] === 'a' ? '' : `内容等级至少 ${CLASS_NAMES[LEAST_CLASS[entry.kind]]}。`}`}
                />
              ))}
            </div>
          ))}
        </div>
      </fieldset>
      {isReport ? (
        <div className="mt-4 border border-line bg-paper px-4 py-2">
          <TextField
            id="report-year"
            label="报告年度"
            hint="报告哪一年的工作，不是在哪一年写。"
            inputMode="numeric"
            value={year}
            onChange={(event) => setYear(event.target.value.trim())}
            error={reportYear === null ? '请填写 2019 年以后的年度，如 2025。' : undefined}
          />
          {existing.map((report) => (
            <Notice
              key={report.href ?? report.state}
              look="warn"
              title={`${report.year} 年度的年报已经有了：${report.state}`}
            >
              <p>
                同一年度只能公开一份。更正已公开的年报，请在原年报上修改后重新审核。
                {report.href ? (
                  <Link prefetch={false} href={report.href} className="ml-1 font-semibold underline">
                    打开这份年报
                  </Link>
                ) : null}
              </p>
            </Notice>
          ))}
        </div>
      ) : null}
      {kind === null ? null : (
        <fieldset className="mt-4 border border-line bg-paper px-4 py-4">
          <legend className="bg-ground px-2 text-lg font-semibold">内容等级</legend>
          <p className="px-2 text-sm text-ink-soft">等级决定审核环节；以后可以提高，拿不准时选高的。</p>
          {CONTENT_CLASSES.filter((candidate) => isAtLeast(candidate, LEAST_CLASS[kind])).map((candidate) => (
            <Radio
              key={candidate}
              name="class"
              value={candidate}
              checked={contentClass === candidate}
              onChange={() => {
                setIsClassChosen(true);
                setContentClass(candidate);
              }}
              label={CLASS_NAMES[candidate]}
              hint={
                <>
                  {CLASS_GUIDE[candidate]}
                  <br />
                  审核环节：{routeWords(candidate, 'normal', routeSettings)}
                </>
              }
            />
          ))}
        </fieldset>
      )}
      <RefusalList refusals={refusals} title="还不能新建：" />
      <div className="mt-5 flex flex-wrap gap-3">
        <Button type="submit" disabled={isBusy}>
          {isBusy ? '正在新建…' : '新建并开始编辑'}
        </Button>
        {isReport ? null : (
          <Button look="quiet" disabled={isBusy} onClick={() => void create(true)}>
            新建并从 Word 导入
          </Button>
        )}
      </div>
    </form>
  );
}
