import { blindIndex } from "../crypto/sealed.ts";
import type { Proof } from "./hand-over.ts";
import { Bindings, Sessions } from "./models.ts";

/** What a WeChat account is found by in one mini-program; a dump names nobody. */
export const bindingKey = (appId: string, openid: string) => blindIndex(`wechat:${appId}:${openid}`);

/** A person stays who he is; whether he still acts for a firm only the identity system knows. Milliseconds. */
const actsFor = 30 * 86_400_000;

/** Who has proved that this WeChat account is his; null: nobody, or for a firm more than 30 days ago. */
export async function findBinding(key: string, now: Date): Promise<Proof | null> {
  const found = await Bindings.findById(key).lean();
  if (found === null) return null;
  const { ownerId, actorId, signedInAt } = found;
  if (ownerId !== actorId && now.getTime() - signedInAt.getTime() > actsFor) return null;
  return { ownerId, actorId, signedInAt };
}

/** From now on this WeChat account is his, whoever's it was. */
export async function bind(key: string, proof: Proof): Promise<void> {
  await Bindings.updateOne({ _id: key }, { $set: proof }, { upsert: true });
}

/** Takes every WeChat account from this person, and ends what was opened by one: the phone may be lost. */
export async function unbind(actorId: string): Promise<number> {
  const { deletedCount } = await Bindings.deleteMany({ actorId });
  await Sessions.deleteMany({ actorId, by: "wechat" });
  return deletedCount;
}
