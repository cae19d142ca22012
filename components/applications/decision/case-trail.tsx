import Link from 'next/link';

/** The way back from a page of one step to the case it belongs to. */
export function CaseTrail({ caseId, no }: { caseId: string; no: string }) {
  return (
    <p className="mb-2 print:hidden">
      <Link
        prefetch={false}
        href={`/office/applications/${caseId}`}
        className="inline-flex min-h-11 items-center text-brand"
      >
        ← 申请 {no}
      </Link>
    </p>
  );
}
