/**
 * 文号 of a letter: 机关代字, 类别字, year in 六角括号, serial without leading zeros (GB/T 9704).
 *
 * @rule LT-3
 */
export function letterNumber(documentPrefix: string, category: string, year: number, serial: number): string {
  return `${documentPrefix}${category}〔${year}〕${serial}号`;
}
