import type { LetterDocument, Seal } from '@/lib/letters/types/letters';
import { formatDate } from '@/lib/platform/dates';

/** What a letter says where a number will stand. */
const NO_NUMBER = '（文号在编号盖章时取得）';
const NO_DATE = '（日期在编号盖章时填写）';
/** A field that is not filled in yet stands by its name in these brackets. */
const GAP = /^【.+】$/;
/** Such a field, or a telephone number, which is not broken at its hyphen. */
const PARTS = /(【[^【】]+】|\d+-\d+)/;

/** A letter in the look of 公文: organ in red over a red line, number, title, body, signature. On paper as on screen. */
export function LetterPaper({ document, seal }: { document: LetterDocument; seal: Seal | null }) {
  return (
    <article
      aria-label={`${document.title}全文`}
      className="border border-line bg-paper px-4 py-6 font-serif leading-8 wrap-anywhere [page:letter] sm:px-10 sm:py-9 print:border-0 print:p-0"
    >
      <p className="text-center text-[1.35rem] leading-tight font-bold text-balance text-seal sm:text-3xl sm:tracking-wider">
        {document.organName}
      </p>
      <p className="mt-2 border-b-2 border-seal pb-2 text-center">{seal?.number ?? NO_NUMBER}</p>
      <h2 className="my-5 text-center text-xl font-bold sm:text-2xl">{document.title}</h2>
      <p>{document.addressee}：</p>
      {document.paragraphs.map(({ style, text }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs have no name but their place
        <p key={at} className={`indent-[2em] ${style === 'contact' ? 'mt-2' : ''}`}>
          <Filled text={text} />
        </p>
      ))}
      <div className="mt-8 text-right break-inside-avoid">
        <p>{document.organName}（印章）</p>
        <p>{seal === null ? NO_DATE : formatDate(seal.date)}</p>
      </div>
      {document.slip.length > 0 ? (
        <section className="mt-8 border-t border-dashed border-ink-soft pt-5 print:break-before-page print:border-0">
          <h3 className="mb-3 text-center text-lg font-bold">回　执</h3>
          <p>{document.organName}：</p>
          {document.slip.map((line) => (
            <p key={line} className="mt-2 indent-[2em]">
              {line}
            </p>
          ))}
        </section>
      ) : null}
    </article>
  );
}

/** What is still to be filled in is set apart, in words and in colour. */
function Filled({ text }: { text: string }) {
  return text.split(PARTS).map((part, at) => {
    if (at % 2 === 0) return part;
    return GAP.test(part) ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one line
      <mark key={at} className="bg-warn-wash px-0.5 text-warn">
        {part}
      </mark>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one line
      <span key={at} className="whitespace-nowrap">
        {part}
      </span>
    );
  });
}
