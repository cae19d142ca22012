import { Card } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import { Tag } from '@/components/ui/tag';
import type { LetterPage } from '@/lib/applications/letters/queries/letter-page';
import { withBasePath } from '@/lib/platform/base-path';
import { formatMinute } from '@/lib/platform/dates';
import type { EnclosureStanding, StandingFinding } from '@/lib/release-gate/queries';
import type { RemovalProof } from '@/lib/release-gate/types';
import { AddEnclosure, CheckAgain, TakeOut } from './enclosure-acts';
import { PassOver } from './pass-over';

/** Files that go out with the letter, each with what the checks before release found (发出前检查). */
export function Enclosures({ page }: { page: LetterPage }) {
  const { view, enclosures, may } = page;
  if (enclosures.length === 0 && !may.enclose) return null;
  return (
    <Card title="随文书提供的附件">
      {enclosures.length === 0 ? (
        <p className="text-ink-soft">没有附件。随答复提供信息的，请从案卷选取；每一份都先做发出前检查。</p>
      ) : (
        <ol className="divide-y divide-line">
          {enclosures.map((one) => (
            <li key={one.id} className="py-3">
              <EnclosureRow page={page} enclosure={one} />
            </li>
          ))}
        </ol>
      )}
      {enclosures.length === 0 && saysEnclosed(page) ? (
        <Notice look="warn">这份答复写明随文书提供信息，还没有添加附件。</Notice>
      ) : null}
      {may.enclose ? (
        <div className="mt-2 flex flex-wrap gap-3">
          <AddEnclosure
            caseId={view.applicationId}
            letterId={view.id}
            files={page.files.filter(({ id }) => !enclosures.some(({ fileId }) => fileId === id))}
          />
          {enclosures.length > 0 ? <CheckAgain letterId={view.id} /> : null}
        </div>
      ) : null}
    </Card>
  );
}

/** Whether the words of the letter say that something comes with it. */
function saysEnclosed({ view }: LetterPage): boolean {
  return view.code === 'R03' || (view.code === 'R02' && view.fields['sub_outcome'] === 'provided');
}

function EnclosureRow({ page, enclosure }: { page: LetterPage; enclosure: EnclosureStanding }) {
  const { view, may } = page;
  const { check, name, position, pages, size } = enclosure;
  const findings = check?.findings ?? [];
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <span className="min-w-0 flex-1 basis-52 wrap-anywhere">
          {position}．{' '}
          <a
            className="text-brand"
            href={withBasePath(`/office/applications/${view.applicationId}/files/${enclosure.fileId}`)}
          >
            {name}
          </a>
          <span className="block text-sm text-ink-soft">
            {pages === null ? '' : `${pages}页，`}
            {Math.max(1, Math.round(size / 1024))} KB
          </span>
        </span>
        <CheckTag check={check} />
      </p>
      {check === null ? null : (
        <p className="text-sm text-ink-soft">
          {formatMinute(check.checkedAt)}检查{check.isCurrent ? '' : '，检查的规则已经更新，请重新检查'}
        </p>
      )}
      {check?.proof ? <Proof proof={check.proof} /> : null}
      {findings.length > 0 ? (
        <ul className="mt-2 grid gap-2">
          {findings.map((finding) => (
            <li key={finding.key}>
              <FindingRow page={page} enclosure={enclosure} finding={finding} />
            </li>
          ))}
        </ul>
      ) : null}
      {may.enclose ? <TakeOut letterId={view.id} enclosureId={enclosure.id} name={name} /> : null}
    </>
  );
}

function CheckTag({ check }: Pick<EnclosureStanding, 'check'>) {
  if (check === null) return <Tag look="warn">还没有检查</Tag>;
  const left = check.findings.filter(
    ({ severity, rule, override }) =>
      rule === 'classification' || (severity === 'blocking' && override?.answer !== 'confirmed'),
  );
  if (left.length > 0) return <Tag look="late">不能发出：{left.length}项</Tag>;
  return check.result === 'clear' ? <Tag look="ok">检查通过</Tag> : <Tag look="warn">可以发出，请看提示</Tag>;
}

/** 去除复验: how it is known that the removed words are gone. */
function Proof({ proof }: { proof: RemovalProof }) {
  const { words, found, searched, pages, notReadable, pictures, earlierVersions } = proof;
  return (
    <Notice look={found === 0 ? 'ok' : 'error'} title={found === 0 ? '去除的文字已经复验' : '去除的文字还在'}>
      <p>
        {words}个去除的词语逐个查找，找到{found}个。查过：{searched.join('、')}
        {pages === null ? '' : `，共${pages}页`}
        {earlierVersions > 0 ? `，以前的版本${earlierVersions}个` : ''}。
      </p>
      {notReadable.length > 0 || pictures > 0 ? (
        <p>
          {notReadable.length > 0 && pages !== null ? `第${notReadable.join('、')}页读不出文字；` : ''}
          {pictures > 0 ? `有${pictures}张图片；` : ''}图里的字系统看不到，请人工核对。
        </p>
      ) : null}
    </Notice>
  );
}

function FindingRow({
  page,
  enclosure,
  finding,
}: {
  page: LetterPage;
  enclosure: EnclosureStanding;
  finding: StandingFinding;
}) {
  const { override, severity, rule } = finding;
  const isBlocking = severity === 'blocking' && override?.answer !== 'confirmed';
  const name = (id: string | null) => (id === null ? '' : (page.names[id] ?? ''));
  const isOpen = page.view.state === 'draft' || page.view.state === 'in_route';
  const mayAsk = page.may.propose && (override === null || override.answer === 'rejected');
  return (
    <div
      className={`border-l-4 px-3 py-2 ${isBlocking ? 'border-seal bg-seal-wash' : 'border-warn bg-warn-wash'}`}
    >
      <p className={isBlocking ? 'text-seal' : 'text-warn'}>
        <strong>{isBlocking ? '须改正' : severity === 'blocking' ? '已放行' : '请核对'}：</strong>
        {finding.message}
      </p>
      {override === null ? null : (
        <p className="mt-1 text-sm text-ink">
          {name(override.proposedBy)}提出放行：{override.reason}
          {override.answer === null
            ? '（等另一个人答复）'
            : `；${name(override.answeredBy)}${override.answer === 'confirmed' ? '同意' : '不同意'}${override.note ? `：${override.note}` : ''}`}
        </p>
      )}
      {severity === 'blocking' && rule !== 'classification' && isOpen ? (
        <PassOver
          enclosureId={enclosure.id}
          findingKey={finding.key}
          mayAsk={mayAsk}
          overrideId={
            override !== null &&
            override.answer === null &&
            page.may.answer &&
            override.proposedBy !== page.personId
              ? override.id
              : null
          }
        />
      ) : null}
    </div>
  );
}
