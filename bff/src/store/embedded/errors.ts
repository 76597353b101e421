// MongoDB's error codes and names, one table: https://www.mongodb.com/docs/manual/reference/error-codes/
const CODES = {
  InternalError: 1,
  BadValue: 2,
  NoSuchKey: 4,
  FailedToParse: 9,
  Unauthorized: 13,
  TypeMismatch: 14,
  Overflow: 15,
  InvalidLength: 16,
  AuthenticationFailed: 18,
  IllegalOperation: 20,
  InvalidBSON: 22,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  CannotCreateIndex: 67,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  MaxTimeMSExpired: 50,
  DollarPrefixedFieldName: 52,
  InvalidIdField: 53,
  NotSingleValueField: 54,
  EmptyFieldName: 56,
  CommandNotFound: 59,
  WriteConcernFailed: 64,
  ImmutableField: 66,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  UnknownReplWriteConcern: 79,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  NetworkTimeout: 89,
  UnsatisfiableWriteConcern: 100,
  InvalidIndexSpecificationOption: 197,
  DocumentValidationFailure: 121,
  InvalidPipelineOperator: 168,
  CannotIndexParallelArrays: 171,
  TransactionTooOld: 225,
  NotImplemented: 238,
  ConversionFailure: 241,
  NoSuchTransaction: 251,
  UnsupportedOpQueryCommand: 352,
  DataCorruptionDetected: 365,
  APIVersionError: 322,
  IDLFailedToParse: 40414,
  IDLUnknownField: 40415,
  BSONObjectTooLarge: 10334,
  DuplicateKey: 11000,
  OutOfDiskSpace: 14031,
} as const;

export type CodeName = keyof typeof CODES;

/** An error as a driver sees it: `codeName` is from the table, or `Location<code>` for a bare number. */
export class MongoError extends Error {
  readonly code: number;
  readonly codeName: string;
  /** Further fields of the answer, such as `keyPattern` and `keyValue` of 11000. */
  readonly details: Record<string, unknown>;

  constructor(code: CodeName | number, message: string, details: Record<string, unknown> = {}) {
    super(message);
    this.code = typeof code === "number" ? code : CODES[code];
    this.codeName = typeof code === "number" ? `Location${code}` : code;
    this.details = details;
  }
}

/**
 * A standalone MongoDB refuses with the same code, but with a sentence that older drivers take for a lack of retryable
 * writes and replace by the advice to switch those off. Driver 7 does so with every 20, whatever the sentence.
 */
export const NO_TRANSACTIONS =
  "Transactions need a replica set or sharded cluster; the embedded store serves one machine and has none";

/** Throws when `condition` does not hold. */
export function demand(condition: unknown, code: CodeName | number, message: string): asserts condition {
  if (!condition) throw new MongoError(code, message);
}
