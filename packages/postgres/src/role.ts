/** Serves every request: no superuser, owns nothing, sees through the wall only. */
export const APP_ROLE = "hearken_app";

/** Reads across tenants, listed tables only. */
export const RELAY_ROLE = "hearken_relay";
