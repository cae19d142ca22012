import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { casesOfSameApplicant } from '@/lib/personal-data/queries';
import { staffDatabase } from '@/lib/platform/database';
import { canSeeCase } from '../policy';
import type { LikeCase } from '../types/knowledge';
import type { LedgerRow } from '../types/ledger';
import { isToldTo, ledgerDay, ledgerRows } from './ledger-rows';
import { mayReadLedger } from './list-cases';
import { loadCase } from './load-case';

/** Characters of a request that are compared: the title and the beginning of the description say what it is about. */
const COMPARED = 400;
/** Terms that are weighed, the rarest of them. */
const MOST_TERMS = 60;
/** A term in more cases than this finds no case by itself. */
const COMMON = 5_000;
/** Likeness in percent from which a case is shown as one on a like subject, and as asking for the same. */
const LIKE = 25;
const SAME = 60;
const SHOWN = 10;
/** Cases looked at before they are sorted into earlier replies, own and others'. */
const CANDIDATES = 200;

/** What stands in nearly every request and says nothing of its subject. */
const BOILERPLATE =
  '本人现依法向贵局申请公开以下政府信息 请求获取关于有关相关的情况 要求提供复印件 根据中华人民共和国政府信息公开条例 申请人 信息内容 贵单位 贵机关 文件材料 全部 复制件 纸质 电子';

/**
 * Terms of a text (`$3`) with their weight: the rarer among the cases, the heavier, so that `政府` says little and the name
 * of a road much. How common a term is PostgreSQL knows from its statistics; before there are any, all weigh the same.
 */
const WEIGHED = `
  size AS (SELECT greatest(reltuples, 1) AS n FROM pg_class WHERE oid = 'office.application_search'::regclass),
  common AS (SELECT unnest(most_common_elems::text::text[]) AS term, unnest(most_common_elem_freqs) AS share FROM pg_stats
    WHERE schemaname = 'office' AND tablename = 'application_search' AND attname = 'terms'),
  weighed AS (SELECT ('''' || term || '''')::tsquery AS q, coalesce(c.share, 0) * (SELECT n FROM size) AS cases,
      CASE WHEN c.share IS NULL THEN 1 + ln(1 / coalesce((SELECT min(share) FROM common WHERE term IS NOT NULL), 0.01))
        ELSE ln(1 + 1 / c.share) END AS weight
    FROM unnest(office.search_terms($3)) AS term LEFT JOIN common c USING (term)
    WHERE NOT term = ANY (office.search_terms($4)) ORDER BY c.share NULLS FIRST, term LIMIT ${MOST_TERMS}),
  every AS (SELECT string_agg(q::text, ' & ')::tsquery AS q FROM weighed)`;

/** Cases that hold every term, the newest of them, and those that share most of the rare ones. */
const CANDIDATE_CASES = `
  candidate AS (
    (SELECT s.application_id FROM office.application_search s, every WHERE s.organ_id = $2::uuid AND s.terms @@ every.q
      ORDER BY s.application_id DESC LIMIT ${CANDIDATES})
    UNION
    (SELECT s.application_id FROM weighed w JOIN office.application_search s ON s.organ_id = $2::uuid AND s.terms @@ w.q
      WHERE w.cases <= ${COMMON} GROUP BY s.application_id ORDER BY sum(w.weight) DESC, s.application_id DESC
      LIMIT ${CANDIDATES})),
  hit AS (SELECT s.application_id, sum(w.weight) / (SELECT sum(weight) FROM weighed) AS share
    FROM candidate JOIN office.application_search s USING (application_id) JOIN weighed w ON s.terms @@ w.q
    GROUP BY s.application_id)`;

/** Cases of the organ that share the terms of a text, most alike first. */
function casesLike(actor: Actor, text: string, exceptId: string | null): Promise<LikeCase[]> {
  return staffDatabase().$queryRawUnsafe<LikeCase[]>(
    `WITH ${WEIGHED}, ${CANDIDATE_CASES}
     SELECT a.id, a.submission_no AS "submissionNo", a.application_no AS "applicationNo", a.state,
       coalesce(t.request, '') AS request, coalesce(p.name, '') AS "applicantName", a.outcome,
       a.sub_outcome AS "subOutcome", l.number AS "letterNo", a.replied_on::text AS "repliedOn",
       round((100 * h.share)::numeric)::int AS likeness
     FROM hit h JOIN office.application a ON a.id = h.application_id
     LEFT JOIN LATERAL (SELECT name FROM office.application_party WHERE application_id = a.id AND party = 'applicant'
       ORDER BY revision DESC LIMIT 1) AS p ON true
     LEFT JOIN LATERAL (SELECT left(concat_ws(' ', nullif(title, ''), nullif(doc_no, ''), nullif(description, '')), 200)
       AS request FROM office.application_text WHERE application_id = a.id ORDER BY number LIMIT 1) AS t ON true
     LEFT JOIN LATERAL (SELECT number FROM office.letter WHERE application_id = coalesce(a.merged_into_id, a.id)
       AND (code LIKE 'R%' OR code IN ('L11', 'L12', 'L13')) AND state = 'served' ORDER BY sealed_at DESC LIMIT 1) AS l ON true
     WHERE a.id IS DISTINCT FROM $5::uuid AND h.share * 100 >= ${LIKE} AND ${isToldTo('$1')}
     ORDER BY h.share DESC, a.replied_on DESC NULLS LAST, a.id`,
    actor.personId,
    actor.organId,
    text.slice(0, COMPARED),
    BOILERPLATE,
    exceptId,
  );
}

/** What a case the person may see asks for, as corrected; null where they may not. */
async function requestOf(actor: Actor, caseId: string): Promise<string | null> {
  const loaded = await loadCase(caseId);
  if (loaded === null || !canSeeCase(actor, loaded)) return null;
  return loaded.texts.map(({ title, docNo, description }) => `${title} ${docNo} ${description}`).join(' ');
}

/** Cases like one of the person's organ, sorted by what they mean for it. */
export type CasesAlike = {
  /** Earlier replies on like subjects, whoever asked. */
  readonly precedents: readonly LikeCase[];
  /** The same applicant asked for the same before, answered or not (条例36-6). */
  readonly duplicates: readonly LikeCase[];
  /** Others asked for the same (条例44): confirmed by a person before anything follows from it. */
  readonly sameByOthers: readonly LikeCase[];
};

/**
 * What the office knows from its own cases about one of them. Likeness of texts only suggests; restricted cases are left
 * out for who may not see them.
 *
 * @rule REG-44-3
 */
export async function casesAlike(actor: Actor, caseId: string): Promise<CasesAlike> {
  const text = await requestOf(actor, caseId);
  if (text === null) return { precedents: [], duplicates: [], sameByOthers: [] };
  const [found, own] = await Promise.all([casesLike(actor, text, caseId), casesOfSameApplicant(caseId)]);
  const isOwn = (one: LikeCase) => own.includes(one.id);
  return {
    precedents: found.filter((one) => one.repliedOn !== null).slice(0, SHOWN),
    duplicates: found.filter((one) => isOwn(one) && one.likeness >= SAME).slice(0, SHOWN),
    sameByOthers: found.filter((one) => !isOwn(one) && one.likeness >= SAME).slice(0, SHOWN),
  };
}

/** Earlier replies on like subjects, most alike first: for a case, or for words somebody types. */
export async function findPrecedents(
  actor: Actor,
  about: { readonly caseId: string } | { readonly text: string },
): Promise<LikeCase[]> {
  if (!mayReadLedger(actor)) return [];
  const text = 'text' in about ? about.text : await requestOf(actor, about.caseId);
  if (text === null) return [];
  const found = await casesLike(actor, text, 'caseId' in about ? about.caseId : null);
  return found.filter((one) => one.repliedOn !== null).slice(0, SHOWN);
}

/**
 * The other cases of the same applicant, by identity number and not by name, newest first. Restricted ones only for who
 * may see them: that such a case is of this applicant is what may not be told.
 */
export async function samePersonCases(actor: Actor, caseId: string): Promise<LedgerRow[]> {
  const loaded = await loadCase(caseId);
  if (loaded === null || !canSeeCase(actor, loaded)) return [];
  const [ids, day] = await Promise.all([casesOfSameApplicant(caseId), ledgerDay(actor.organId)]);
  const rows = await ledgerRows(ids, actor.personId, day);
  return rows.filter(({ body }) => body !== null);
}
