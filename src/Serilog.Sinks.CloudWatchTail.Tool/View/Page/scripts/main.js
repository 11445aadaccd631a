// @ts-check
// Puts the page together: the address says what is shown, the feed brings it, and each part shows its own.

import { getJson, post } from './api/http.js';
import { LiveEvents } from './api/live-events.js';
import { announce } from './common/announce.js';
import { byId } from './common/dom.js';
import { counted } from './common/format.js';
import { startKeys } from './common/keys.js';
import { paced } from './common/pace.js';
import { showTab, startTabs } from './common/tabs.js';
import { startTheme } from './common/theme.js';
import { summarize } from './data/summary.js';
import { showEmulator } from './emulator/emulator-view.js';
import { startFaultForm } from './emulator/fault-form.js';
import { EventPanel } from './event/event-panel.js';
import { Histogram } from './histogram/histogram.js';
import { EventList } from './list/event-list.js';
import { listKeys } from './list/list-keys.js';
import { PageState } from './state/page-state.js';
import { NoticeBar } from './status/notice-bar.js';
import { showCount, showServer, showState, showStatus } from './status/status-bar.js';
import { TemplateTable } from './templates/template-table.js';
import { showChips } from './toolbar/chips.js';
import { GroupsDialog } from './toolbar/groups-dialog.js';
import { LevelButtons } from './toolbar/level-buttons.js';
import { SearchBox } from './toolbar/search-box.js';
import { SourceFilters } from './toolbar/source-filters.js';
import { TraceView } from './trace/trace-view.js';

/** @typedef {import('./types.js').Row} Row */
/** @typedef {import('./types.js').Query} Query */

const REFRESH = 100;

const state = new PageState();
const change = (/** @type {Partial<Query>} */ part) => state.change(part);
const open = (/** @type {Row} */ row) => state.change({ event: row.s }, { replace: state.query.event !== null });
const moved = (/** @type {Row} */ row) => state.query.event !== null && open(row);
const close = () => {
  state.change({ event: null });
  view().focus();
};

const live = new LiveEvents({
  changed: () => refresh(),
  told: (event, data) => tell(event, data),
  answered: error => answer(error),
  interrupted: reason => showState('disconnected', reason),
});
const notices = new NoticeBar();
const search = new SearchBox(change);
const levels = new LevelButtons(chosen => change({ levels: chosen }));
const sources = new SourceFilters(change);
const histogram = new Histogram({ zoom: (from, to) => change({ from, to }), zoomOut: () => change({ from: null, to: null }) });
const templates = new TemplateTable(template => change({ template: template === state.query.template ? null : template, tab: 'events' }));
const list = new EventList(live.table.names, { open, moved, followed: () => refresh() });
const trace = new TraceView({ open, moved });
const panel = new EventPanel({
  close,
  change,
  filter: expression => change({ f: [...new Set([...state.query.f, expression])] }),
  // A message without a template is counted by its shape, which has a name of its own.
  template: event => change({ template: live.table.names.templates[event.templateId] ?? event.template }),
  trace: id => change({ trace: id, tab: 'trace' }),
});

/** @type {import('./api/http.js').RequestError | null} */
let error = null;
let fresh = false;

/** @type {import('./types.js').EmulatorState | null} */
let emulator = null;

const view = () => (state.query.tab === 'trace' ? trace : list);
/** Templates and the emulator have no list to move in. */
const hasList = () => state.query.tab === 'events' || state.query.tab === 'trace';
const refresh = paced(showEvents, REFRESH);

function showEvents() {
  const { query } = state;
  const summary = summarize(live.table, query, histogram.room);
  levels.count(summary.levels);
  sources.show(query, live.table.names);
  histogram.show(summary.histogram, query.from !== null || query.to !== null, summary.outside);
  if (query.tab === 'events') list.setRows(summary.shown);
  if (query.tab === 'templates') templates.show(summary.templates, live.table.names.templates, query.template);
  showCount(summary.shown.length);
  byId('nothing').hidden = summary.shown.length > 0 || !live.complete;
  byId('nothing-matches').hidden = live.table.rows.length === 0;
  if (!fresh || !live.complete) return;
  announce(`${counted(summary.shown.length, 'event')} shown`);
  fresh = false;
}

/**
 * @param {string} event
 * @param {any} data
 */
function tell(event, data) {
  if (event === 'status') showStatus(data);
  else if (event === 'notice') notices.add(data);
  else if (event === 'emulator') {
    emulator = data;
    showEmulatorInView();
  }
}

/** Many streams are many lines, which are not made behind another tab. */
function showEmulatorInView() {
  if (emulator && state.query.tab === 'emulator') showEmulator(emulator);
}

/** @param {import('./api/http.js').RequestError | null} refusal */
function answer(refusal) {
  error = refusal;
  fresh = true;
  const inChip = error?.field?.startsWith('f') ?? false;
  const inQuery = error?.status === 400 && !inChip;
  search.showError(inQuery ? error : null);
  showChips(state.query, inChip ? error : null, change);
  if (error && !inQuery && !inChip) notices.add({ kind: 'other', text: error.message, at: Date.now(), severity: 'error' });
  if (error) announce(error.message);
}

/** @param {Query} query */
function showQuery(query) {
  search.show(query);
  levels.show(query.levels);
  showChips(query, null, change);
  showTab(query.tab);
  showEmulatorInView();
  live.connect(query);
  trace.show(query.tab === 'trace' ? query.trace : null, query.event);
  void panel.show(query.event);
  fresh = true;
  refresh();
}

function showTrace() {
  const id = panel.event?.traceId ?? view().selected?.r;
  if (id) change({ trace: id, tab: 'trace' });
}

function openOrFocus() {
  if (!hasList()) return false;
  const { selected } = view();
  if (selected && state.query.event === selected.s) panel.focus();
  else view().openSelected();
}

function searchFor() {
  if (byId('filters').hidden) change({ tab: 'events' });
  search.focus();
}

const help = /** @type {HTMLDialogElement} */ (byId('help-dialog'));
byId('help').addEventListener('click', () => help.showModal());
byId('help-close').addEventListener('click', () => help.close());
byId('clear').addEventListener('click', () => post('api/clear').then(() => announce('The events are forgotten.'), answer));
byId('clear-filters').addEventListener('click', () => change({ q: '', f: [], levels: [], from: null, to: null, group: null, stream: null, template: null }));

startKeys({
  ...listKeys(() => (hasList() ? view() : null)),
  Enter: openOrFocus,
  ' ': () => (hasList() ? list.toggle() : false),
  '/': searchFor,
  t: showTrace,
  '?': () => help.showModal(),
}, inField => (state.query.event !== null && !inField ? close() : view().focus()));
startTabs(tab => change({ tab }));
startTheme();
startFaultForm();
new GroupsDialog(() => announce('The tail reads other groups.'));
new ResizeObserver(refresh).observe(byId('chart'));
state.onChange(showQuery);
showQuery(state.query);
getJson('api/state').then(showServer, answer);
