import type { Dictionaries, Hit, ProtectedName } from '../../types';
import { confusableWith } from '../confusable/confusables';
import { findTerms, indexTerms, keptPer } from '../text/term-index';

type Rule = 'name_misspelt' | 'post_differs' | 'name_order';

/** Posts that may stand before a name; the posts of the list are added. */
const COMMON_POSTS = [
  '书记',
  '副书记',
  '市长',
  '副市长',
  '区长',
  '副区长',
  '县长',
  '副县长',
  '局长',
  '副局长',
  '主任',
  '副主任',
  '厅长',
  '副厅长',
  '科长',
  '副科长',
  '主席',
  '副主席',
  '部长',
  '副部长',
  '组长',
  '副组长',
  '秘书长',
  '副秘书长',
];

/** How near a post must stand for a name of two characters to be taken for a mistyped one, in characters. */
const POST_REACH = 8;

function misspellings(name: string): string[] {
  const found = new Set<string>();
  for (let at = 0; at < name.length; at += 1) {
    for (const other of confusableWith(name[at] ?? '')) {
      found.add(name.slice(0, at) + other + name.slice(at + 1));
    }
    if (at > 0 && at + 1 < name.length) {
      found.add(name.slice(0, at) + (name[at + 1] ?? '') + (name[at] ?? '') + name.slice(at + 2));
    }
  }
  found.delete(name);
  return [...found];
}

const prepare = keptPer((names: readonly ProtectedName[]) => ({
  right: indexTerms(names.map((one) => [one.name, one] as const)),
  wrong: indexTerms(names.flatMap((one) => misspellings(one.name).map((wrong) => [wrong, one] as const))),
  posts: [...new Set([...COMMON_POSTS, ...names.flatMap((one) => one.posts)])].sort(
    (a, b) => b.length - a.length,
  ),
}));

/**
 * Names of the list (受保护的姓名): mistyped ones, a post in front of a name that is not the person's, and persons out of
 * their order in a list joined by 、.
 */
export function findProtectedNames(line: string, { protectedNames }: Dictionaries): Hit<Rule>[] {
  if (protectedNames.length === 0) return [];
  const { right, wrong, posts } = prepare(protectedNames);
  const names = findTerms(right, line);
  const isNearPost = (from: number, to: number) => {
    const around = `${line.slice(Math.max(0, from - POST_REACH), from)} ${line.slice(to, to + POST_REACH)}`;
    return posts.some((post) => around.includes(post));
  };
  const misspelt = findTerms(wrong, line)
    .filter(({ from, to }) => !names.some((name) => name.from < to && name.to > from))
    .filter(({ from, to, value }) => value.name.length > 2 || isNearPost(from, to))
    .map(({ from, to, value }) => ({
      rule: 'name_misspelt' as const,
      from,
      to,
      facts: { right: value.name },
      suggestion: value.name,
    }));
  return [...misspelt, ...wrongPosts(line, names, posts), ...wrongOrder(line, names)];
}

type Named = { from: number; to: number; value: ProtectedName };

function wrongPosts(line: string, names: readonly Named[], posts: readonly string[]): Hit<Rule>[] {
  return names.flatMap(({ from, to, value }) => {
    const post = posts.find((one) => line.slice(0, from).endsWith(one));
    const isHeld = value.posts.some(
      (held) => post !== undefined && (held.endsWith(post) || post.endsWith(held)),
    );
    if (post === undefined || value.posts.length === 0 || (isHeld && !isDeputyMistake(post, value.posts)))
      return [];
    const facts = { name: value.name, posts: value.posts.join('、') };
    return [{ rule: 'post_differs' as const, from: from - post.length, to, facts }];
  });
}

/** 局长 is the end of 副局长, and yet another post. */
function isDeputyMistake(post: string, held: readonly string[]): boolean {
  return held.every((one) => one.includes('副') !== post.includes('副'));
}

function wrongOrder(line: string, names: readonly Named[]): Hit<Rule>[] {
  return names.flatMap((name, at) => {
    const before = names[at - 1];
    if (!before || name.value.order === null || before.value.order === null) return [];
    const between = line.slice(before.to, name.from);
    if (!/^(?:[、，和及与]|[\u3000 ])[\u4e00-\u9fff]{0,12}$/.test(between)) return [];
    if (before.value.order <= name.value.order) return [];
    const facts = { after: before.value.name };
    return [{ rule: 'name_order' as const, from: name.from, to: name.to, facts }];
  });
}
