// @ts-check
// The shapes that the HTTP API sends. This module has no code: other modules import its types.

/**
 * One event as the list shows it.
 * @typedef {object} Row
 * @property {number} s sequence number, in order of arrival
 * @property {number} t time in milliseconds since 1970
 * @property {number} l level, 0 (Verbose) to 5 (Fatal)
 * @property {string} m rendered message, at most 500 characters
 * @property {boolean} [c] whether the message was clipped
 * @property {number} p index of the template
 * @property {number} g index of the log group
 * @property {number} n index of the log stream
 * @property {string} [x] type of the exception
 * @property {string} [r] trace id
 * @property {string} [d] span id
 */

/**
 * @typedef {object} Names
 * @property {Record<string, string>} templates
 * @property {Record<string, string>} groups
 * @property {Record<string, string>} streams
 */

/**
 * @typedef {object} Status
 * @property {number} stored
 * @property {number} storedBytes
 * @property {number} dropped
 * @property {number} firstSeq lowest sequence number that is still stored
 * @property {number} lastSeq highest sequence number
 * @property {number} rate events received a second
 * @property {number | null} lag milliseconds between an event's time and its arrival; null while there is no recent event
 * @property {string} state
 * @property {string[]} groups
 * @property {string | null} failure why the tail has ended
 * @property {number} matched
 */

/**
 * @typedef {object} Notice
 * @property {string} kind
 * @property {string} text
 * @property {number} at
 * @property {'info' | 'warning' | 'error'} severity
 */

/**
 * One value of an event's properties, with the expressions that select or exclude it.
 * @typedef {object} Tree
 * @property {string} name
 * @property {string | null} path null where no expression leads
 * @property {'scalar' | 'structure' | 'sequence' | 'dictionary'} kind
 * @property {string} text
 * @property {string | null} only
 * @property {string | null} without
 * @property {string} [type]
 * @property {Tree[]} items
 */

/**
 * A whole event.
 * @typedef {object} EventDetail
 * @property {number} seq
 * @property {number} time
 * @property {string} timeText
 * @property {string} level
 * @property {string} message
 * @property {string | null} template
 * @property {number} templateId
 * @property {Tree[]} properties
 * @property {string | null} exception
 * @property {string} raw
 * @property {string} group
 * @property {string} stream
 * @property {number | null} ingestionTime
 * @property {string | null} ingestionText
 * @property {number | null} lag milliseconds from the event's time to its ingestion
 * @property {string | null} traceId
 * @property {string | null} spanId
 * @property {boolean} sampled
 * @property {boolean} filled
 */

/**
 * @typedef {object} ServerState
 * @property {{ name: string, selected: boolean }[]} groups
 * @property {boolean} groupsComplete
 * @property {{ state: string, groups: string[], failure: string | null, followsAll: boolean }} tail
 * @property {string} region
 * @property {string} endpoint
 * @property {boolean} emulator
 * @property {{ events: number, bytes: number }} limits
 * @property {string} version
 */

/**
 * @typedef {object} EmulatorState
 * @property {string} serviceUrl
 * @property {number} groupCount
 * @property {{ name: string, class: string, retentionInDays: number | null, storedBytes: number, streamCount: number,
 *   streams: { name: string, events: number, last: number | null }[] }[]} groups
 * @property {{ id: string, startedAt: number, groups: string[], sentEvents: number, sentUpdates: number,
 *   droppedUpdates: number, ended: string | boolean | null }[]} sessions
 * @property {{ name: string, requests: number, own: number, answers: Record<string, number>, errors: Record<string, number> }[]} operations
 * @property {{ kind: string, operation: string, text: string, left: number }[]} pendingFaults
 * @property {string[]} knownOperations those that a fault can be set for
 */

/**
 * What the address of the page says: all that back, forward and reload restore.
 * @typedef {object} Query
 * @property {string} q what is searched for
 * @property {'auto' | 'text' | 'expression'} mode how q is read
 * @property {string[]} f further expressions that each event matches
 * @property {number[]} levels levels shown; empty for all
 * @property {number | null} from
 * @property {number | null} to
 * @property {string | null} group
 * @property {string | null} stream
 * @property {string | null} template
 * @property {string | null} trace the trace of the trace view
 * @property {number | null} event the event that is open
 * @property {'events' | 'templates' | 'trace' | 'emulator'} tab
 */

export {};
