import Link from 'next/link';
import { notFound } from 'next/navigation';
import { TemplateEditor } from '@/components/letters/templates/template-editor';
import { TemplateList } from '@/components/letters/templates/template-list';
import { TemplateVersions } from '@/components/letters/templates/template-versions';
import { getTemplate, listTemplates } from '@/lib/letters/queries/list-templates';
import { letterName } from '@/lib/letters/rules/letter-table';
import { LETTER_CODES } from '@/lib/letters/types/letters';
import { getPageSignedIn } from '@/lib/organs/staff-gate';
import { holdsAny } from '@/lib/organs/types';
import { maySeePage } from '@/lib/settings/policy';

export const metadata = { title: '文书模板' };

type Props = { searchParams: Promise<{ code?: string | string[] }> };

export default async function LetterTemplatesPage({ searchParams }: Props) {
  const { actor } = await getPageSignedIn();
  if (!maySeePage(actor, 'letters')) notFound();
  const { code: asked } = await searchParams;
  const code = LETTER_CODES.find((one) => one === asked);
  if (code === undefined) {
    return (
      <>
        <h1 className="mb-4 text-xl font-semibold">文书模板</h1>
        <TemplateList lines={await listTemplates(actor)} />
      </>
    );
  }
  const history = await getTemplate(actor, code);
  return (
    <>
      <p className="mb-2">
        <Link
          prefetch={false}
          href="/office/settings/letters"
          className="inline-flex min-h-11 items-center text-brand"
        >
          ← 全部模板
        </Link>
      </p>
      <h1 className="mb-4 text-xl font-semibold">
        {code} {letterName(code)}
      </h1>
      <TemplateVersions history={history} mayApprove={holdsAny(actor, ['office_head', 'legal_reviewer'])} />
      <TemplateEditor
        key={history.versions[0]?.id ?? code}
        code={code}
        shipped={history.shipped}
        inForce={history.inForce}
        mayWrite={holdsAny(actor, ['case_handler', 'legal_reviewer', 'office_head'])}
      />
    </>
  );
}
