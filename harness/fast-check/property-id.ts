/** What tokens call a property of fast-check; no scenario can have it. */
export const PROPERTY_ID = 'fast-check/property';
