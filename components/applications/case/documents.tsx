import Link from 'next/link';
import type { ReactNode } from 'react';
import { OtherLetters } from '@/components/letters/other-letters';
import { Card } from '@/components/ui/card';
import { Tag, type TagLook } from '@/components/ui/tag';
import type { CaseView } from '@/lib/applications/types/case-view';
import { LETTER_STATE_NAMES, type LetterState } from '@/lib/letters/types/letters';
import { CASE_FILE_KIND_NAMES } from '@/lib/personal-data/types';
import { withBasePath } from '@/lib/platform/base-path';
import { formatDate, formatMinute } from '@/lib/platform/dates';
import { BundleButton, SealedFileButton } from './sealed-data';

const BROUGHT_BY = { applicant: '申请人提交', staff: '工作人员上传', system: '系统生成' } as const;
const LETTER_LOOKS: Readonly<Record<LetterState, TagLook>> = {
  draft: 'quiet',
  in_route: 'plain',
  sealed: 'warn',
  served: 'ok',
  void: 'quiet',
  dropped: 'quiet',
};

/** Letters with their state, files, and searches of the case. */
export function Documents({ view, addFile }: { view: CaseView; addFile: ReactNode }) {
  const { facts } = view;
  return (
    <Card title="文书和材料">
      <h3 className="font-semibold">文书</h3>
      {view.letters.length === 0 ? (
        <p className="text-ink-soft">还没有文书。</p>
      ) : (
        <ul>
          {view.letters.map(({ id, code, title, number, state, recipient, waitsFor, isReturned }) => (
            <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line py-2">
              <Link
                prefetch={false}
                href={`/office/applications/${facts.id}/letters/${id}`}
                className="min-w-0 flex-1 basis-56 text-brand"
              >
                {title}（{code}）{number === null ? '' : ` ${number}`}
              </Link>
              <span className="text-sm text-ink-soft">致{recipient}</span>
              {isReturned ? <Tag look="late">被退回，要重新送达</Tag> : null}
              <Tag look={LETTER_LOOKS[state]}>
                {waitsFor === null ? LETTER_STATE_NAMES[state] : `等${waitsFor}`}
              </Tag>
            </li>
          ))}
        </ul>
      )}
      <OtherLetters view={view} mayWrite={addFile !== null} />
      <h3 className="mt-4 font-semibold">材料</h3>
      {view.files.length === 0 ? (
        <p className="text-ink-soft">还没有材料。申请书的扫描件、身份证明等可以在这里添加。</p>
      ) : (
        <ul>
          {view.files.map((file) => (
            <li
              key={file.id}
              className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line py-2"
            >
              <span className="min-w-0 flex-1 basis-56 wrap-anywhere">
                <Tag look={file.isGuarded ? 'warn' : 'quiet'}>{CASE_FILE_KIND_NAMES[file.kind]}</Tag>{' '}
                {file.isGuarded || !view.mayOpen ? (
                  file.name
                ) : (
                  <a
                    className="text-brand"
                    href={withBasePath(`/office/applications/${facts.id}/files/${file.id}`)}
                  >
                    {file.name}
                  </a>
                )}
                <span className="block text-sm text-ink-soft">
                  {BROUGHT_BY[file.broughtBy]}，{formatMinute(file.storedAt)}，
                  {Math.max(1, Math.round(file.size / 1024))} KB
                </span>
              </span>
              {file.isGuarded && view.mayOpen ? (
                <SealedFileButton caseId={facts.id} fileId={file.id} name={file.name} />
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {view.searches.length > 0 ? (
        <>
          <h3 className="mt-4 font-semibold">检索记录</h3>
          <ul>
            {view.searches.map((search) => (
              <li key={search.id} className="border-t border-line py-2">
                <p>
                  {formatDate(search.searchedOn)}，{search.searchedBy}
                  ：在{search.place}用“{search.words}”（{search.method}）检索，
                  <strong>{search.found ? '检索到' : '没有检索到'}</strong>
                </p>
                <p className="wrap-anywhere whitespace-pre-wrap text-ink-soft">{search.result}</p>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <div className="mt-3 flex flex-wrap gap-3">
        {addFile}
        {view.mayOpen ? (
          <BundleButton caseId={facts.id} no={facts.applicationNo ?? facts.submissionNo} />
        ) : null}
      </div>
    </Card>
  );
}
