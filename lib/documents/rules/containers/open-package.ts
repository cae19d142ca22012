import { MalformedFile } from './faults';
import { elementsOf, readXml, textOf, type XmlElement } from './read-xml';
import type { Zip } from './read-zip';

/** A link from one part to another, or to an address outside. */
export type Relationship = {
  /** Last word of its type, e.g. `image`, `comments`, `hyperlink`. */
  readonly type: string;
  readonly target: string;
  readonly isExternal: boolean;
};
export type Relationships = ReadonlyMap<string, Relationship>;

/** What a package says about who wrote it: label and value, empty ones left out. */
export type Property = { readonly name: string; readonly label: string; readonly value: string };

/** Folds `../` and `./` of a target that stands in the folder of `part`. */
function resolve(part: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const parts = part.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') parts.pop();
    else if (step !== '.') parts.push(step);
  }
  return parts.join('/');
}

/** The relationships of a part, by id; none where it has no such file. */
export async function relationshipsOf(zip: Zip, part: string): Promise<Relationships> {
  const at = part.lastIndexOf('/');
  const bytes = zip.read(`${part.slice(0, at + 1)}_rels/${part.slice(at + 1)}.rels`);
  if (bytes === null) return new Map();
  const root = await readXml(bytes);
  return new Map(
    elementsOf(root).flatMap((element): [string, Relationship][] => {
      const { Id, Type, Target, TargetMode } = element.attrs;
      if (Id === undefined || Type === undefined || Target === undefined) return [];
      const isExternal = TargetMode === 'External';
      return [
        [
          Id,
          {
            type: Type.split('/').at(-1) ?? '',
            target: isExternal ? Target : resolve(part, Target),
            isExternal,
          },
        ],
      ];
    }),
  );
}

/** Targets of one type, in the order in which the package lists them. */
export function targetsOf(relationships: Relationships, type: string): string[] {
  return [...relationships.values()]
    .filter((one) => one.type === type && !one.isExternal)
    .map((one) => one.target);
}

/**
 * The main part of an Office package: the document, workbook or presentation.
 *
 * @throws MalformedFile where the package names none
 */
export async function findMainPart(zip: Zip): Promise<string> {
  const [main] = targetsOf(await relationshipsOf(zip, ''), 'officeDocument');
  if (main === undefined) throw new MalformedFile('no main part');
  return main;
}

/** @throws MalformedFile where the part is missing */
export async function readPart(zip: Zip, part: string): Promise<XmlElement> {
  const bytes = zip.read(part);
  if (bytes === null) throw new MalformedFile(`missing ${part}`);
  return readXml(bytes, zip.pause);
}

const CORE_LABELS: Readonly<Record<string, string>> = {
  title: '标题',
  subject: '主题',
  creator: '作者',
  lastModifiedBy: '最后保存者',
  keywords: '关键词',
  description: '备注',
  category: '类别',
  contentStatus: '状态',
};
const APP_LABELS: Readonly<Record<string, string>> = { Company: '单位', Manager: '主管' };

/** The document properties that hold words, of the standard sheets and of the custom one. */
export async function readProperties(zip: Zip): Promise<Property[]> {
  const properties: Property[] = [];
  for (const part of ['docProps/core.xml', 'docProps/app.xml', 'docProps/custom.xml']) {
    const bytes = zip.read(part);
    if (bytes === null) continue;
    for (const element of elementsOf(await readXml(bytes))) {
      const name = element.name.split(':').at(-1) ?? '';
      const label = CORE_LABELS[name] ?? APP_LABELS[name] ?? element.attrs.name;
      const value = textOf(element).trim();
      if (label !== undefined && value !== '') properties.push({ name, label, value });
    }
  }
  return properties;
}

/** Names of properties that tell of a person or an office rather than of the text. */
const TELLING = ['creator', 'lastModifiedBy', 'Company', 'Manager'];

/** One sentence about the names that stand in the properties, or null. */
export function personalProperties(properties: readonly Property[]): string | null {
  const telling = properties.filter((property) => TELLING.includes(property.name));
  if (telling.length === 0) return null;
  const words = telling.map(({ label, value }) => `${label}“${value.slice(0, 40)}”`).join('、');
  return `文件属性里有${words}，公开后读者看得到。不想公开的，请在“文件—信息—检查文档”里删除后重新上传。`;
}
