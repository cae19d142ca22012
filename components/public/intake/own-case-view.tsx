import type { ReactNode } from 'react';
import {
  actForApplicant,
  dueWords,
  expectedOf,
  stateForApplicant,
} from '@/lib/applications/rules/intake/own-case-words';
import type { OwnClock } from '@/lib/applications/rules/intake/own-clock';
import { DELIVERY_METHOD_NAMES, INTAKE_CHANNEL_NAMES, MEDIA_FORM_NAMES } from '@/lib/applications/types/case';
import type { IntakeTerms, OwnCase } from '@/lib/applications/types/intake';
import { href, plainHref } from '@/lib/disclosure/public-site/rules/addresses';
import { formatSize } from '@/lib/disclosure/public-site/rules/item-facts';
import type { SiteContext } from '@/lib/disclosure/public-site/types';
import { CASE_FILE_KIND_NAMES, ID_KIND_NAMES } from '@/lib/personal-data/types';
import { formatDate, formatMinute } from '@/lib/platform/dates';
import { DayStrip } from './day-strip';
import { PlainButton, PrimaryButton } from './fields';
import { IntakePage } from './frame';

type Props = {
  context: SiteContext;
  view: OwnCase;
  own: OwnClock | null;
  terms: IntakeTerms;
  /** What the applicant has just done. */
  said?: string | undefined;
};

/** An own case: where it is, what is expected by when, every day of the period, every letter, what was asked for. */
export function OwnCaseView({ context, view, own, terms, said }: Props) {
  return (
    <IntakePage
      context={context}
      title="申请办理情况"
      path="/apply/status/case"
      note={view.applicationNo ?? view.submissionNo}
    >
      {said !== undefined && (
        <p role="status" className="mb-4 border-l-4 border-ok bg-ok-wash px-4 py-2 font-semibold">
          {said}
        </p>
      )}
      <Standing context={context} view={view} own={own} terms={terms} />
      {own !== null && own.strip.segments.length > 0 && (
        <Part title="期限的每一天" id="days">
          <DayStrip strip={own.strip} />
        </Part>
      )}
      <Letters context={context} letters={view.letters} />
      <Part title="办理经过" id="events">
        <ol className="space-y-1.5">
          {view.events.map((event) => (
            <li key={event.seq} className="flex gap-4">
              <time dateTime={event.onDate} className="shrink-0 text-ink-soft tabular-nums">
                {event.onDate}
              </time>
              <span>{actForApplicant(event.action)}</span>
            </li>
          ))}
        </ol>
      </Part>
      <Asked view={view} />
      <OwnData view={view} />
      <Acts context={context} view={view} />
    </IntakePage>
  );
}

function Part({ title, id, children }: { title: string; id: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="mt-7">
      <h2 id={id} className="mb-1.5 border-b border-line pb-1 text-lg font-semibold text-brand-deep">
        {title}
      </h2>
      {children}
    </section>
  );
}

function Standing({ context, view, own, terms }: Omit<Props, 'said'>) {
  const clock = own?.clock ?? null;
  const expected = expectedOf(view, clock, terms);
  const due = view.isWithdrawn ? null : dueWords(clock, own?.strip.daysLeft ?? null);
  const isAsked = expected.act !== 'none' && expected.act !== 'supplement_sent';
  return (
    <div
      className={`border-l-4 px-4 py-3 ${isAsked ? 'border-warn bg-warn-wash' : 'border-brand bg-brand-wash'}`}
    >
      <p className="text-xl font-bold">{stateForApplicant(view)}</p>
      {due !== null && <p className="mt-1">{due}</p>}
      <p className="mt-1">
        {isAsked && <strong>需要您办理：</strong>}
        {expected.sentence}
        {expected.until !== null && <strong>最后一天是{formatDate(expected.until)}（含当日）。</strong>}
      </p>
      {view.mergedInto !== null && <p className="mt-1">与您的另一件申请（{view.mergedInto}）合并答复。</p>}
      {expected.act === 'confirm' && (
        <form method="post" action={href(context, '/apply/status/confirm')} className="mt-3">
          <PrimaryButton>确认收到申请</PrimaryButton>
        </form>
      )}
      {expected.act === 'supplement_sent' && (
        <p className="mt-2">
          <a href={href(context, '/apply/status/supplement')}>再提交补正材料</a>
        </p>
      )}
      {expected.act === 'supplement' && (
        <p className="mt-3">
          <a
            href={href(context, '/apply/status/supplement')}
            className="inline-block min-h-12 rounded bg-brand px-6 py-2.5 font-semibold text-white no-underline hover:bg-brand-deep"
          >
            提交补正材料
          </a>
        </p>
      )}
    </div>
  );
}

function Letters({ context, letters }: { context: SiteContext; letters: OwnCase['letters'] }) {
  return (
    <Part title="文书" id="letters">
      {letters.length === 0 ? (
        <p className="text-ink-soft">还没有文书。</p>
      ) : (
        <ul className="divide-y divide-line">
          {letters.map((letter) => {
            const path = `/apply/status/letters/${letter.id}`;
            return (
              <li key={letter.id} className="py-2.5">
                <p>
                  <a href={plainHref(context, path)} className="font-semibold">
                    {letter.title}
                  </a>
                  {letter.number !== null && <span className="ml-2 text-ink-soft">{letter.number}</span>}
                </p>
                <p className="text-sm text-ink-soft">
                  {letter.sentOn !== null && `${formatDate(letter.sentOn)}发出`}
                  {letter.servedOn !== null &&
                    letter.servedOn !== letter.sentOn &&
                    `，${formatDate(letter.servedOn)}送达`}
                  （Word 文件）
                </p>
                {letter.enclosures.length > 0 && (
                  <ul className="mt-1 list-disc pl-6">
                    {letter.enclosures.map((file) => (
                      <li key={file.fileId}>
                        <a href={plainHref(context, `${path}/${file.fileId}`)}>{file.name}</a>
                        <span className="ml-2 text-sm text-ink-soft">{formatSize(file.size)}</span>
                      </li>
                    ))}
                  </ul>
                )}
              </li>
            );
          })}
        </ul>
      )}
      <p className="mt-2">
        <a href={plainHref(context, '/apply/status/case.zip')}>下载全部材料（.zip）</a>
        <span className="ml-2 text-sm text-ink-soft">申请内容、办理经过、文书和提供的信息</span>
      </p>
    </Part>
  );
}

function Asked({ view }: { view: OwnCase }) {
  return (
    <Part title="申请内容" id="asked">
      {view.texts.map((text) => (
        <dl key={text.number} className="mb-3 [&_dd]:wrap-anywhere [&_dd]:whitespace-pre-wrap">
          {text.kind === 'supplement' && (
            <p className="text-sm text-ink-soft">{formatMinute(new Date(text.writtenAt))} 补正</p>
          )}
          <Fact name="信息名称" value={text.title} />
          <Fact name="文号" value={text.docNo} />
          <Fact name="特征描述" value={text.description} />
        </dl>
      ))}
      <dl>
        <Fact name="获取方式" value={DELIVERY_METHOD_NAMES[view.deliveryMethod]} />
        <Fact name="载体形式" value={MEDIA_FORM_NAMES[view.mediaForm]} />
      </dl>
    </Part>
  );
}

function Fact({ name, value }: { name: string; value: ReactNode }) {
  if (value === '' || value === null) return null;
  return (
    <div className="flex gap-3 py-0.5">
      <dt className="w-[6em] shrink-0 text-ink-soft">{name}</dt>
      <dd className="min-w-0">{value}</dd>
    </div>
  );
}

function OwnData({ view }: { view: OwnCase }) {
  return (
    <Part title="登记的信息" id="own-data">
      <p className="mb-1 text-sm text-ink-soft">为保护您的个人信息，这里只显示一部分。有误请致电更正。</p>
      <dl>
        <Fact name="提交编号" value={view.submissionNo} />
        <Fact name="申请编号" value={view.applicationNo} />
        <Fact
          name="提交"
          value={`${formatMinute(new Date(view.submittedAt))}，${INTAKE_CHANNEL_NAMES[view.channel]}`}
        />
        <Fact name="收到日期" value={view.receiptDate === null ? null : formatDate(view.receiptDate)} />
        {view.parties.map((party) => (
          <div key={party.party}>
            <Fact name={party.party === 'applicant' ? '申请人' : '代理人'} value={party.name} />
            {view.identities
              .filter((identity) => identity.party === party.party)
              .map(({ idKind, idHint }) => (
                <Fact key={idKind} name="证件" value={`${ID_KIND_NAMES[idKind]} ${idHint}`} />
              ))}
            <Fact name="电话" value={party.phone} />
            <Fact name="电子邮箱" value={party.email} />
            <Fact name="通信地址" value={party.hasAddress ? '已填写' : ''} />
          </div>
        ))}
        {view.files.length > 0 && (
          <Fact
            name="您的材料"
            value={view.files.map((file) => (
              <span key={file.id} className="block wrap-anywhere">
                {file.name}
                <span className="ml-2 text-sm text-ink-soft">
                  {CASE_FILE_KIND_NAMES[file.kind]}，{formatSize(file.size)}
                </span>
              </span>
            ))}
          />
        )}
      </dl>
    </Part>
  );
}

function Acts({ context, view }: { context: SiteContext; view: OwnCase }) {
  return (
    <div className="mt-8 flex flex-wrap items-center gap-x-6 gap-y-3 border-t border-line pt-5 print:hidden">
      {view.mayWithdraw && (
        <a href={href(context, '/apply/status/withdraw')} className="py-2">
          撤回申请
        </a>
      )}
      <form method="post" action={href(context, '/apply/status/leave')}>
        <PlainButton>退出查询</PlainButton>
      </form>
      <p className="text-sm text-ink-soft">在公用电脑上，看完请退出。30分钟不操作自动退出。</p>
    </div>
  );
}
