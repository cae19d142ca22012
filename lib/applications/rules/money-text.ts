/**
 * 分 as people write money: 5 470 000 is `54700元`, 1 050 is `10.50元`. Throws on what is no whole
 * number, so that no fraction of a 分 is ever written down.
 */
export function moneyText(fen: number): string {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`not a whole number of fen: ${fen}`);
  const yuan = Math.trunc(Math.abs(fen) / 100);
  const rest = Math.abs(fen) % 100;
  const decimals = rest === 0 ? '' : `.${String(rest).padStart(2, '0')}`;
  return `${fen < 0 ? '-' : ''}${yuan}${decimals}元`;
}
