import { randomBytes } from "node:crypto";
import mongoose, { Schema } from "mongoose";
import { sm3Hex } from "../crypto/provider.ts";
import { maxTimeMS } from "../store/connection.ts";

/** A handler reads and decides; an auditor reads, and can change nothing. */
export const roles = ["handler", "auditor"] as const;
export type Role = (typeof roles)[number];

export interface Operator {
  readonly name: string;
  readonly role: Role;
}

interface OperatorDoc {
  /** SM3 of the key: whoever reads the store cannot act as an operator. */
  _id: string;
  name: string;
  role: Role;
  createdAt: Date;
}

const Operators = mongoose.model<OperatorDoc>(
  "Operator",
  new Schema<OperatorDoc>(
    {
      _id: { type: String, required: true },
      name: { type: String, required: true },
      // Keys of the first release were for everything.
      role: { type: String, enum: roles, default: "handler" },
      createdAt: Date,
    },
    { collection: "operators", versionKey: false },
  ),
);

/** A new key for a named operator (256 random bits), shown once; there is none until somebody makes one. */
export async function addOperator(name: string, now: Date, role: Role = "handler"): Promise<string> {
  const key = randomBytes(32).toString("base64url");
  await Operators.create({ _id: sm3Hex(key), name, role, createdAt: now });
  return key;
}

/** Takes all keys of that name away; gives how many there were. */
export async function removeOperator(name: string): Promise<number> {
  return (await Operators.deleteMany({ name })).deletedCount;
}

/** The operator whose key this is; null for any other. */
export async function findOperator(key: string): Promise<Operator | null> {
  const found = await Operators.findById(sm3Hex(key)).maxTimeMS(maxTimeMS).lean<OperatorDoc>();
  return found && { name: found.name, role: found.role ?? "handler" };
}
