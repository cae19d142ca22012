import { withoutXmlForbidden } from '@/lib/platform/text';
import { xmlText } from './print-words';

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

/** Fonts of 公文 and what stands in where an office does not have them. */
const FONTS: Readonly<Record<string, { readonly instead: string; readonly family: 'roman' | 'swiss' }>> = {
  仿宋_GB2312: { instead: '仿宋,FangSong,STFangsong,Noto Serif CJK SC', family: 'roman' },
  楷体_GB2312: { instead: '楷体,KaiTi,STKaiti,Noto Serif CJK SC', family: 'roman' },
  黑体: { instead: 'SimHei,STHeiti,Noto Sans CJK SC', family: 'swiss' },
  方正小标宋简体: { instead: '小标宋体,宋体,SimSun,STSong,Noto Serif CJK SC', family: 'roman' },
};

function fonts(eastAsia: string): string {
  return `<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="${eastAsia}"/>`;
}

type Style = {
  readonly id: string;
  readonly name: string;
  readonly paragraph: string;
  readonly run: string;
};

/** 三号 in half points, and the line of 公文: 22 to a page. */
const BODY = '<w:sz w:val="32"/><w:szCs w:val="32"/>';
const LINE = 'w:line="579" w:lineRule="exact"';
/** Two characters of 三号. */
const INDENT = '<w:ind w:firstLineChars="200" w:firstLine="640"/>';

const STYLES: readonly Style[] = [
  {
    id: 'ReportTitle',
    name: 'Title',
    paragraph:
      '<w:keepNext/><w:spacing w:after="480" w:line="700" w:lineRule="atLeast"/><w:jc w:val="center"/>',
    run: `${fonts('方正小标宋简体')}<w:sz w:val="44"/><w:szCs w:val="44"/>`,
  },
  {
    id: 'TitleAbove',
    name: 'Title Above',
    paragraph:
      '<w:keepNext/><w:spacing w:before="200" w:line="700" w:lineRule="atLeast"/><w:jc w:val="center"/>',
    run: `${fonts('方正小标宋简体')}<w:sz w:val="44"/><w:szCs w:val="44"/>`,
  },
  {
    id: 'SectionHeading',
    name: 'heading 1',
    paragraph: `<w:keepNext/><w:spacing w:before="120" w:after="60" ${LINE}/>${INDENT}<w:outlineLvl w:val="0"/>`,
    run: `${fonts('黑体')}${BODY}`,
  },
  {
    id: 'PageHeading',
    name: 'Page Heading',
    paragraph: `<w:keepNext/><w:pageBreakBefore/><w:spacing w:before="0" w:after="60" ${LINE}/>${INDENT}<w:outlineLvl w:val="0"/>`,
    run: `${fonts('黑体')}${BODY}`,
  },
  {
    id: 'Body',
    name: 'Body Text',
    paragraph: `<w:widowControl/><w:spacing ${LINE}/>${INDENT}<w:jc w:val="both"/>`,
    run: '',
  },
  {
    id: 'TableHead',
    name: 'Table Head',
    paragraph: '<w:spacing w:line="250" w:lineRule="atLeast"/><w:jc w:val="center"/>',
    run: fonts('仿宋_GB2312'),
  },
  {
    id: 'TableRow',
    name: 'Table Row',
    paragraph: '<w:spacing w:line="250" w:lineRule="atLeast"/><w:jc w:val="left"/>',
    run: fonts('仿宋_GB2312'),
  },
  {
    id: 'TableFigure',
    name: 'Table Figure',
    paragraph: '<w:spacing w:line="250" w:lineRule="atLeast"/><w:jc w:val="center"/>',
    run: fonts('仿宋_GB2312'),
  },
  {
    id: 'AfterTable',
    name: 'After Table',
    paragraph: '<w:spacing w:line="240" w:lineRule="exact"/>',
    run: '',
  },
];

function styles(): string {
  const own = STYLES.map(
    ({ id, name, paragraph, run }) =>
      `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>`,
  ).join('');
  const side = (name: string) => `<w:${name} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`;
  const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(side).join('');
  return (
    `<w:styles xmlns:w="${W}"><w:docDefaults><w:rPrDefault><w:rPr>${fonts('仿宋_GB2312')}${BODY}<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>` +
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>' +
    `<w:style w:type="character" w:styleId="Lead"><w:name w:val="Lead"/><w:rPr>${fonts('楷体_GB2312')}</w:rPr></w:style>` +
    `<w:style w:type="table" w:styleId="ReportTable"><w:name w:val="Report Table"/><w:tblPr><w:tblBorders>${borders}</w:tblBorders><w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>` +
    `${own}</w:styles>`
  );
}

function fontTable(): string {
  const all = Object.entries(FONTS).map(
    ([name, { instead, family }]) =>
      `<w:font w:name="${name}"><w:altName w:val="${instead}"/><w:charset w:val="86"/><w:family w:val="${family}"/><w:pitch w:val="variable"/></w:font>`,
  );
  return `<w:fonts xmlns:w="${W}">${all.join('')}<w:font w:name="Times New Roman"><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>`;
}

/** Number of the page between dashes, as in 公文. */
function footer(): string {
  const run = (inner: string) =>
    `<w:r><w:rPr>${fonts('仿宋_GB2312')}<w:sz w:val="28"/></w:rPr>${inner}</w:r>`;
  const field = (type: string) => run(`<w:fldChar w:fldCharType="${type}"/>`);
  return (
    `<w:ftr xmlns:w="${W}"><w:p><w:pPr><w:jc w:val="center"/></w:pPr>${run('<w:t xml:space="preserve">— </w:t>')}` +
    `${field('begin')}${run('<w:instrText xml:space="preserve">PAGE</w:instrText>')}${field('separate')}${run('<w:t>1</w:t>')}${field('end')}` +
    `${run('<w:t xml:space="preserve"> —</w:t>')}</w:p></w:ftr>`
  );
}

/** A4 after GB/T 9704: 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm. */
const PAGE =
  '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="851" w:footer="1531" w:gutter="0"/></w:sectPr>';

function relationship(id: number, type: string, target: string): string {
  return `<Relationship Id="rId${id}" Type="${R}/${type}" Target="${target}"/>`;
}

/** The parts of a Word file around its body. */
export function docxParts(
  body: string,
  about: { readonly title: string; readonly author: string },
): Record<string, string> {
  const override = (part: string, kind: string) =>
    `<Override PartName="/word/${part}" ContentType="${TYPE}.${kind}+xml"/>`;
  const core = 'application/vnd.openxmlformats-package.core-properties+xml';
  const said = (words: string) => xmlText(withoutXmlForbidden(words));
  return {
    '[Content_Types].xml':
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
      `${override('document.xml', 'document.main')}${override('styles.xml', 'styles')}${override('fontTable.xml', 'fontTable')}${override('settings.xml', 'settings')}${override('footer1.xml', 'footer')}` +
      `<Override PartName="/docProps/core.xml" ContentType="${core}"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships">${relationship(1, 'officeDocument', 'word/document.xml')}<Relationship Id="rId2" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    'docProps/core.xml': `<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${said(about.title)}</dc:title><dc:creator>${said(about.author)}</dc:creator><dc:language>zh-CN</dc:language></cp:coreProperties>`,
    'word/_rels/document.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships">${relationship(1, 'styles', 'styles.xml')}${relationship(2, 'fontTable', 'fontTable.xml')}${relationship(3, 'settings', 'settings.xml')}${relationship(4, 'footer', 'footer1.xml')}</Relationships>`,
    'word/document.xml': `<w:document xmlns:w="${W}" xmlns:r="${R}"><w:body>${body}${PAGE}</w:body></w:document>`,
    'word/styles.xml': styles(),
    'word/fontTable.xml': fontTable(),
    'word/settings.xml': `<w:settings xmlns:w="${W}"><w:defaultTabStop w:val="420"/><w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`,
    'word/footer1.xml': footer(),
  };
}
