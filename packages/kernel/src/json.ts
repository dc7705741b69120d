/** What a payload, an input or an answer may hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
