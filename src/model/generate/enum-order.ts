// Puts the values of an enum into the order in which the service's messages list them.

/**
 * The order of a java.util.HashSet of the values. Assumed for all enums: it explains the one list of Cognito
 * that was captured, "[OPTIONAL, OFF, ON]", and lists of other services of the same make.
 */
export function hashSetOrder(values: readonly string[]): string[] {
  let buckets = 16;
  while (buckets * 0.75 < values.length) buckets *= 2;
  const bucket = (value: string): number => {
    const hash = hashCode(value);
    return (hash ^ (hash >>> 16)) & (buckets - 1);
  };
  return [...values].sort((left, right) => bucket(left) - bucket(right));
}

/** java.lang.String.hashCode */
function hashCode(value: string): number {
  let hash = 0;
  for (let index = 0; index < value.length; index++)
    hash = (Math.imul(31, hash) + value.charCodeAt(index)) | 0;
  return hash;
}
