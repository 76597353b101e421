import type { DeliveryStatus } from "shared-types";
import { peers } from "../exchange/collections.ts";
import { stateOf } from "../exchange/peer-state.ts";
import { maxTimeMS } from "../store/connection.ts";

/** A way to a province that is closed at this moment. */
export interface Outage {
  /** The last sign of life; null: it has never answered. When we noticed the silence is later and says nothing to people. */
  readonly lastAnswerAt: Date | null;
  /** Milliseconds of each earlier outage there, from our own records. */
  readonly earlier: readonly number[];
}

/** The outage of a province's system now; null while it answers, or when we do not know it. */
export async function outageOf(region: string): Promise<Outage | null> {
  const doc = await peers().findOne({ _id: region }, { maxTimeMS });
  if (doc === null) return null;
  const { breaker, hb } = stateOf(doc);
  const { outages = [] } = doc as { outages?: { from: Date; to: Date }[] };
  const earlier = outages.map(({ from, to }) => to.getTime() - from.getTime());
  return breaker.openedAt && { lastAnswerAt: hb.lastAnswerAt, earlier };
}

/** From this many outages on it is said how long they last there: fewer say nothing. */
const enough = 5;

/** What is added for a person whose application waits for a province that does not answer: what we know, no promise. */
export function outageWords(status: DeliveryStatus, { lastAnswerAt, earlier }: Outage): string {
  if (status !== "waiting" && status !== "unconfirmed" && status !== "sending") return "";
  const silent =
    lastAnswerAt === null
      ? "对方系统到现在还没有应答过。"
      : `对方系统最近一次应答是 ${clockOf(lastAnswerAt)}，之后一直没有应答。`;
  const lengths = [...earlier].sort((a, b) => a - b);
  const usual =
    lengths.length < enough
      ? ""
      : `以往这样的中断一般持续${lengthOf(lengths[Math.floor(lengths.length / 2)]!)}左右，这只是过去的记录，这次可能更短或更长。`;
  return `${silent}${usual}恢复后会自动送达，其间您照样可以提交申请。`;
}

/** 11月26日 08:05, in Shanghai. */
function clockOf(date: Date): string {
  const [, month, day, time] = /-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(
    new Date(date.getTime() + 8 * 3_600_000).toISOString(),
  )!;
  return `${Number(month)}月${Number(day)}日 ${time}`;
}

function lengthOf(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  if (minutes < 90) return `${minutes} 分钟`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} 小时` : `${Math.round(hours / 24)} 天`;
}
