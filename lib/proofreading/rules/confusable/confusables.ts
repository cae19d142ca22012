import { homophoneGroups } from './homophones';

/** Characters that look alike, as they are mistaken in typing by shape (五笔), copying and recognition of scans. */
const LOOK_ALIKES = [
  '政攻致玫',
  '组祖租阻姐粗',
  '己已巳',
  '末未朱',
  '土士',
  '日曰目',
  '人入八',
  '大太犬天夫',
  '干千于',
  '午牛年',
  '贝见',
  '侯候',
  '拨拔',
  '折拆析',
  '戌戍戊',
  '治冶',
  '洒酒',
  '徵微徽',
  '戴载栽',
  '辨辩辫',
  '即既',
  '幕墓慕暮募',
  '券卷',
  '帐账',
  '州洲',
  '密蜜',
  '园圆',
  '厂广',
  '季委秀',
  '员贡',
  '院完',
  '部陪倍',
  '国围团图固',
  '务夯',
  '领颁',
  '主王玉',
  '共其具',
  '和利知',
  '华毕',
  '民氏',
  '央英',
  '全金余',
  '会合',
  '办力为',
  '厅斤',
  '书韦',
  '记纪',
  '省肖',
  '市巾',
  '县具',
  '区匹巨',
  '科料',
  '财材',
  '监临览',
  '统充',
  '审宙',
  '计汁',
  '检险捡',
  '察祭',
  '法去',
  '公分',
  '开升井',
  '息恩',
  '工土',
  '业亚',
  '化北比',
  '小少',
  '东车',
  '北比此',
  '关美',
  '党觉',
  '产严',
  '中申',
  '代伐',
  '表衣',
  '鸣呜',
  '织识职',
  '晓晚',
  '木术本',
  '标际',
  '准淮',
  '系糸',
  '没设',
  '材村',
  '形刑',
  '治沿',
  '候修',
  '策荣',
  '质贡',
  '量童',
  '建健',
  '服报',
  '责贵',
  '资姿',
  '续读',
  '情清请',
  '规现观',
  '技枝',
  '项顶顷',
  '实买',
  '权杈',
  '任仕',
  '见贝',
  '网岡',
  '支友',
  '受爱',
  '处外',
  '问间',
  '具且',
  '失矢',
  '营管',
  '官宫',
] as const;

let known: ReadonlyMap<string, string> | null = null;

function confusables(): ReadonlyMap<string, string> {
  if (known) return known;
  const groups = new Map<string, Set<string>>();
  for (const group of [...homophoneGroups(), ...LOOK_ALIKES]) {
    for (const character of group) {
      const others = groups.get(character) ?? new Set<string>();
      for (const other of group) if (other !== character) others.add(other);
      groups.set(character, others);
    }
  }
  known = new Map([...groups].map(([character, others]) => [character, [...others].join('')]));
  return known;
}

/** The characters that are easily written in place of this one, because they sound or look alike. */
export function confusableWith(character: string): string {
  return confusables().get(character) ?? '';
}

/** Whether one character is easily mistaken for the other. */
export function areConfusable(one: string, other: string): boolean {
  return confusableWith(one).includes(other);
}
