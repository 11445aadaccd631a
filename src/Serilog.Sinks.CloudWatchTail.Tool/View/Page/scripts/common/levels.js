// @ts-check
// Serilog's levels, in order.

export const LEVELS = ['Verbose', 'Debug', 'Information', 'Warning', 'Error', 'Fatal'];

export const SHORT_LEVELS = ['VRB', 'DBG', 'INF', 'WRN', 'ERR', 'FTL'];
