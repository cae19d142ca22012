import { Card } from '@/components/ui/card';
import { Tag } from '@/components/ui/tag';
import type { LetterPage } from '@/lib/applications/letters/queries/letter-page';
import { SERVICE_WAY_NAMES, type ServiceRecord } from '@/lib/letters/types/letters';
import { formatDate } from '@/lib/platform/dates';
import { ReceiptForm, ReturnForm } from './service-forms';

/** How the letter went out, was signed for, came back. */
export function ServiceRecords({ page }: { page: LetterPage }) {
  const { view, may } = page;
  if (view.services.length === 0) return null;
  const isUnderWay = view.state === 'served' && !view.isReturned;
  return (
    <Card title="送达记录">
      <ol className="divide-y divide-line">
        {view.services.map((record, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: records are never moved
          <li key={at} className="py-2">
            <Tag look={record.kind === 'return' ? 'late' : record.kind === 'receipt' ? 'ok' : 'plain'}>
              {record.kind === 'return' ? '退回' : record.kind === 'receipt' ? '签收' : '发出'}
            </Tag>{' '}
            {wordsOf(record)}
          </li>
        ))}
      </ol>
      {may.serve && isUnderWay ? (
        <div className="mt-3 flex flex-wrap gap-3">
          {view.signedOn === null ? (
            <ReceiptForm
              caseId={view.applicationId}
              letterId={view.id}
              today={page.today}
              proofs={page.files}
            />
          ) : null}
          <ReturnForm caseId={view.applicationId} letterId={view.id} today={page.today} proofs={page.files} />
        </div>
      ) : null}
    </Card>
  );
}

function wordsOf({ kind, way, sentOn, servedOn, returnedOn, reason, trackingNo }: ServiceRecord): string {
  if (kind === 'return') return `${returnedOn === null ? '' : formatDate(returnedOn)}，${reason}`;
  if (kind === 'receipt') return servedOn === null ? '' : `${formatDate(servedOn)}签收`;
  const parts = [
    SERVICE_WAY_NAMES[way],
    sentOn === null ? '' : `${formatDate(sentOn)}${way === 'china_post' ? '交邮' : '发送'}`,
    servedOn === null ? '' : `${formatDate(servedOn)}签收`,
    trackingNo === '' ? '' : `单号${trackingNo}`,
  ];
  return parts.filter((part) => part !== '').join('，');
}
