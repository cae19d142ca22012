import type { Hit, ProofLine } from '../../types';
import { matchesOf } from '../text/matches';

type Rule =
  | 'link_scheme'
  | 'link_foreign'
  | 'link_private'
  | 'link_text_differs'
  | 'link_text_vague'
  | 'link_bare'
  | 'link_malformed';

const OWN = /^(?:\/(?!\/)|attachment:|#)/;
const VAGUE = /^(?:点击)?(?:这里|此处|链接|查看|详情|更多|点击|点此|点击查看|查看详情|网址|here)$/i;
const BARE = /(?:https?:\/\/|www\.)[\w\-./?%&=#:~+@!$'*]*[\w/]/gi;
const MALFORMED =
  /https?(?::?\/(?!\/)|[：]\/{1,2}|:\/\/\/+|\/\/)[\w.-]+|https?:\/\/(?=[^\w])|www[。．，,][\w.。-]+|(?:https?:\/\/|www\.)[\w.-]{0,200}[。．](?:gov|com|cn|net|org)\b/gi;
const PRIVATE =
  /^(?:localhost|[^.]+|(?:10|127)\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+|.*\.(?:local|lan|internal))$/i;

/** The host of a web address in lower case, or null where it is none. */
export function hostOf(address: string): string | null {
  const match = /^(?:https?:)?\/\/(?:[^/?#@]*@)?([^/?#:]+)|^(www\.[^/?#:]+)/i.exec(address);
  return (match?.[1] ?? match?.[2] ?? null)?.toLowerCase() ?? null;
}

/** Whether a host belongs to a government site: gov.cn or a name below it. */
export function isGovernmentHost(host: string): boolean {
  return /(?:^|\.)gov\.cn$/.test(host);
}

function judgeHost(host: string | null, from: number, to: number): Hit<Rule>[] {
  if (host === null || isGovernmentHost(host)) return [];
  const facts = { host };
  return [{ rule: PRIVATE.test(host) ? 'link_private' : 'link_foreign', from, to, facts }];
}

/** Links to other than web addresses, to hosts outside gov.cn or inside a network, vague or false words; bare addresses. */
export function findLinks({ text: line, links = [] }: ProofLine): Hit<Rule>[] {
  const hits: Hit<Rule>[] = links.flatMap(({ from, to, href }): Hit<Rule>[] => {
    if (OWN.test(href) || /^(?:mailto|tel):/i.test(href)) return vague(line, from, to);
    if (!/^https?:\/\//i.test(href)) return [{ rule: 'link_scheme', from, to }];
    const host = hostOf(href);
    const shown = hostOf(line.slice(from, to).trim());
    if (shown !== null && shown !== host)
      return [{ rule: 'link_text_differs', from, to, facts: { host: host ?? '' } }];
    return [...judgeHost(host, from, to), ...vague(line, from, to)];
  });
  const malformed = matchesOf(MALFORMED, line).map(({ from, to }) => ({
    rule: 'link_malformed' as const,
    from,
    to,
  }));
  const known = [...links, ...malformed].sort((a, b) => a.from - b.from);
  let next = 0;
  // Both lists go from left to right, so that each is read once.
  const isKnown = (from: number, to: number) => {
    while (next < known.length && (known[next]?.to ?? 0) <= from) next += 1;
    return next < known.length && (known[next]?.from ?? 0) < to;
  };
  for (const { from, to, text } of matchesOf(BARE, line)) {
    if (isKnown(from, to)) continue;
    const foreign = judgeHost(hostOf(text), from, to);
    hits.push(...(foreign.length > 0 ? foreign : [{ rule: 'link_bare' as const, from, to }]));
  }
  return [...hits, ...malformed];
}

function vague(line: string, from: number, to: number): Hit<Rule>[] {
  return VAGUE.test(line.slice(from, to).trim()) ? [{ rule: 'link_text_vague', from, to }] : [];
}
