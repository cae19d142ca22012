import Link from 'next/link';
import { SheetCheckForm } from '@/components/disclosure/approval-form/check-form';
import { Card } from '@/components/ui/card';
import { RefusalList } from '@/components/ui/notice';
import { checkForm } from '@/lib/disclosure/approval-form/queries/check-form';
import { getPageSignedIn } from '@/lib/organs/staff-gate';

export const metadata = { title: '审批表核对' };

type Param = string | string[] | undefined;
type Props = { searchParams: Promise<{ number?: Param; code?: Param }> };
const one = (value: Param) => (typeof value === 'string' ? value.slice(0, 60) : '');

export default async function SheetCheckPage({ searchParams }: Props) {
  const { actor } = await getPageSignedIn();
  const query = await searchParams;
  const [number, code] = [one(query.number), one(query.code)];
  const checked = number === '' ? null : await checkForm(actor, { number, code });
  return (
    <div className="mx-auto max-w-4xl">
      <h1 className="mb-3 font-serif text-xl font-bold">审批表核对</h1>
      <p className="mb-3">输入纸质审批表上的编号和校验码，核对它与系统记录、与公众现在看到的内容是否一致。</p>
      <SheetCheckForm number={number} code={code} />
      {checked === null ? null : checked.ok ? (
        <div className="mt-4">
          <Card title={`核对结果：${checked.value.title}`}>
            <ul className="divide-y divide-line">
              {checked.value.findings.map((finding) => (
                <li key={finding.text} className="flex gap-3 py-2">
                  <span aria-hidden="true" className={finding.isGood ? 'text-ok' : 'text-seal'}>
                    {finding.isGood ? '✓' : '✗'}
                  </span>
                  <span className={finding.isGood ? '' : 'font-semibold text-seal'}>
                    <span className="sr-only">{finding.isGood ? '相符：' : '不符：'}</span>
                    {finding.text}
                  </span>
                </li>
              ))}
            </ul>
            <p className="mt-2">
              <Link prefetch={false} href={`/office/items/${checked.value.itemId}`} className="text-brand">
                打开这条信息
              </Link>
            </p>
          </Card>
        </div>
      ) : (
        <div className="mt-4">
          <RefusalList refusals={checked.refusals} title="核对不了：" />
        </div>
      )}
    </div>
  );
}
