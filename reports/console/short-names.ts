/**
 * Column headings for variants: each the shortest run of leading words (`p1` of `p1-cancel-on-stop`) that names one
 * variant only.
 */
export function shortNames(ids: readonly string[]): readonly string[] {
  return ids.map((id) => {
    const words = id.split('-');
    for (let n = 1; n < words.length; n++) {
      const short = words.slice(0, n).join('-');
      const alike = ids.filter((other) => other === short || other.startsWith(`${short}-`));
      if (alike.length === 1) return short;
    }
    return id;
  });
}
