import type { Hit } from '../../types';
import { matchesOf } from '../text/matches';

type Rule = 'page_remains' | 'page_navigation' | 'mojibake';

const CODE =
  /MicrosoftInternetExplorer\d*|DocumentNotSpecified|Normal0|mso-[a-z-]+(?::[^;，。]{0,30};?)?|<\/?(?:o:p|span|div|p|br|font|table|td|tr|a|img|script|style|strong)\b[^>]{0,200}\/?>|&(?:nbsp|lt|gt|amp|quot|ensp|emsp|middot|ldquo|rdquo|#\d{2,5});|\d{0,6}">|(?:javascript|function)\s*\(|\{\{[^}]{0,40}\}\}|\bundefined\b|\bNaN\b|\[object Object\]/g;
const NAVIGATION =
  /[【[]?(?:打印本页|返回顶部|返回上一页|关闭窗口|关闭本页|分享到|字体[:：]?[【[]?[大中小]|扫一扫在手机上?(?:打开|查看)当前页面?|上一篇[:：]|下一篇[:：]|访问次数[:：]|浏览次数[:：]|点击数[:：]|当前位置[:：]|加入收藏|设为首页)[】\]]?/g;
const MOJIBAKE = /锟斤拷(?:锟斤拷)*|烫烫烫+|屯屯屯+|ï»¿|(?:[ÃÂÐÑ][\u0080-\u00bf]){2,}|\ufffd+|\?{4,}/g;

/** Remains of the page or the program a text was copied from, and characters lost on the way. */
export function findResidue(line: string): Hit<Rule>[] {
  const found = (rule: Rule, pattern: RegExp): Hit<Rule>[] =>
    matchesOf(pattern, line).map(({ from, to }) => ({ rule, from, to, suggestion: '' }));
  return [
    ...found('page_remains', CODE),
    ...found('page_navigation', NAVIGATION),
    ...found('mojibake', MOJIBAKE),
  ];
}
