import { personalProperties, readProperties } from './open-package';
import type { Zip } from './read-zip';
import type { TextCollector } from './text-collector';

/** Adds the properties as a part, and warns of the names of people in them. */
export async function addProperties(zip: Zip, into: TextCollector): Promise<void> {
  const properties = await readProperties(zip);
  into.add(
    'properties',
    '文件属性',
    properties.map(({ label, value }) => ({ text: `${label}：${value}`, kind: 'paragraph' })),
  );
  for (const { value } of properties) into.note(value);
  const sentence = personalProperties(properties);
  if (sentence !== null) into.warn('properties', sentence);
}
