import type { ReactNode } from 'react';
import { Table2View, Table3View, Table4View } from '@/components/annual-report/report-tables';
import { SECTION_TITLES } from '@/lib/annual-report/rules/format-2021/layout';
import type { ReportContent, TextSection } from '@/lib/annual-report/types';
import { isEmptyBody } from '@/lib/disclosure/body/rules';
import type { DocumentPlace, PublicItem } from '@/lib/disclosure/public-site/types';
import type { CivilDate } from '@/lib/platform/dates';
import { DocumentArticle, ItemBody } from './document-article';

type Props = { context: DocumentPlace; item: PublicItem; report: ReportContent; today: CivilDate };

/** An annual report: opening words where there are any, then the six sections in the order of the format. @rule FR-3 */
export function AnnualReportArticle({ context, item, report, today }: Props) {
  const { tables } = report;
  const text = (section: TextSection) => (
    <ItemBody
      context={context}
      item={item}
      doc={report.sections[section]}
      name={`report.sections.${section}`}
    />
  );
  return (
    <DocumentArticle context={context} item={item} today={today}>
      {!isEmptyBody(item.content.body) && (
        <ItemBody context={context} item={item} doc={item.content.body} name="body" />
      )}
      <Section title={SECTION_TITLES.section_1}>{text('section_1')}</Section>
      <Section title={SECTION_TITLES.table2}>
        <Table2View tables={tables} />
      </Section>
      <Section title={SECTION_TITLES.table3}>
        <Table3View tables={tables} />
      </Section>
      <Section title={SECTION_TITLES.table4}>
        <Table4View tables={tables} />
      </Section>
      <Section title={SECTION_TITLES.section_5}>{text('section_5')}</Section>
      <Section title={SECTION_TITLES.section_6}>{text('section_6')}</Section>
    </DocumentArticle>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mt-9 first:mt-0">
      <h2 className="mx-auto mb-3 max-w-measure text-[1.1875rem] leading-normal font-semibold">{title}</h2>
      {children}
    </section>
  );
}
