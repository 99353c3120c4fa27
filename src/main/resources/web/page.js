"use strict";
// The report page. Every value goes into the page as text, never as markup.
(() => {
  const ROWS_A_PAGE = 50;
  const NEWEST = 20;
  const MOST_NAMED = 8;
  const MOST_WORK = 200;
  // The width of a mark of a time line, in pixels.
  const MARK = 14;
  const MOST_OF_AN_INSTANCE = 200;
  const DAYS = 92;
  const MONTHS = 14;
  // So long somebody who types makes no pause, in milliseconds.
  const PAUSE = 150;
  const embedded = document.getElementById("embedded");
  const offline = embedded ? JSON.parse(embedded.textContent) : null;
  const charts = [];
  const byId = (id) => document.getElementById(id);

  // --- Elements -----------------------------------------------------------------------------------------------------

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name === "onclick") element.addEventListener("click", value);
      else element.setAttribute(name, value === true ? "" : String(value));
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }

  function show(id, ...children) {
    byId(id).replaceChildren(...children.filter(Boolean));
  }

  // --- Values -------------------------------------------------------------------------------------------------------

  const none = "–";
  const number = new Intl.NumberFormat("en");

  function text(value) {
    return value === null || value === undefined || value === "" ? none : String(value);
  }

  function count(value) {
    return value === null || value === undefined ? none : number.format(value);
  }

  function time(value) {
    if (!value) return none;
    return make("time", {datetime: value}, value.slice(0, 16).replace("T", " "));
  }

  function minutes(value) {
    if (value === null || value === undefined) return none;
    if (value < 60) return value + " min";
    const [large, small, parts] = value < 48 * 60 ? [" h", " min", [Math.floor(value / 60), value % 60]]
      : [" d", " h", [Math.floor(value / 1440), Math.floor(value % 1440 / 60)]];
    return parts[0] + large + (parts[1] ? " " + parts[1] + small : "");
  }

  function seconds(value) {
    if (value === null || value === undefined) return none;
    return value < 120 ? Math.round(value) + " s" : minutes(Math.round(value / 60));
  }

  function bytes(value) {
    if (value === null || value === undefined) return none;
    const units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
    let power = 0;
    let size = Number(value);
    while (size >= 1024 && power < units.length - 1) {
      size /= 1024;
      power++;
    }
    return (power === 0 ? size : size.toFixed(1)) + " " + units[power];
  }

  // A sign and a word beside each colour.
  const MARKS = {
    ok: ["ok", "✓"], breach: ["breach", "✕"], never: ["never", "∅"], unknown: ["unknown", "?"], due: ["breach", "!"],
    new: ["new", "+"], not_applicable: ["not_applicable", "–"],
    succeed: ["ok", "✓"], failed: ["breach", "✕"], complete: ["ok", "✓"], partial: ["unknown", "◐"],
    interrupted: ["unknown", "◐"], running: ["running", "…"], waiting: ["running", "…"], backuping: ["running", "…"],
    restoring: ["running", "…"], proved: ["ok", "✓"], weak: ["unknown", "~"], none: ["breach", "✕"],
    met: ["ok", "✓"], missed: ["breach", "✕"], fresh: ["ok", "✓"], stale: ["breach", "!"],
  };

  function badge(word) {
    if (!word) return none;
    const mark = MARKS[String(word).trim().toLowerCase()];
    return mark ? make("span", {class: "badge " + mark[0]}, make("span", {"aria-hidden": "true"}, mark[1] + " "), word)
      : word;
  }

  function instanceLink(row) {
    return make("span", {}, make("a", {href: addressOf(row.instance_id)},
      text(row.instance_name || row.instance_id)), make("span", {class: "id"}, row.instance_id));
  }

  // --- Data ---------------------------------------------------------------------------------------------------------

  // Ends the requests of what is looked at no more.
  let wanted = new AbortController();

  /** isLasting: also when something else is looked at by the time. */
  async function load(path, isLasting) {
    if (offline) {
      if (!(path in offline.answers)) throw new Error("This file does not hold " + path + ".");
      return offline.answers[path];
    }
    const answer = await fetch(path, {headers: {accept: "application/json"}, signal: isLasting ? null : wanted.signal});
    const body = await answer.json().catch(() => null);
    if (!answer.ok) throw new Error((body && body.error) || "The server answers with status " + answer.status + ".");
    const total = answer.headers.get("X-Total-Count");
    return {rows: body, total: total === null ? null : Number(total)};
  }

  // Of which column a time range speaks; what has none is about now.
  const TIMES = {report_backup_calendar: "day", report_daily_backups: "day", report_size_growth: "day",
    report_daily_failures: "day", report_restore_evidence: "started_at", report_history_gap: "history_gap_at"};

  /**
   * The rows of a view that the page's source, project and time range leave, and those of the filters alone. asked:
   * {limit, offset, search, sort, group, filters, range, isLasting, always} with always where neither source, project nor time range
   * counts.
   */
  async function view(name, asked = {}) {
    const filters = {...asked.filters};
    if (fleet.source && !asked.always) filters.source = fleet.source;
    const range = TIMES[name] && !asked.always ? asked.range || days() : {};
    const {limit, offset, search, sort, group} = asked;
    const project = asked.always ? "" : fleet.project;
    if (offline) return fromFile(name, filters, range, {...asked, project});
    const query = new URLSearchParams(filters);
    for (const [key, value] of Object.entries({...range, project, search, sort, group, limit, offset})) {
      if (value) query.set(key, value);
    }
    const tail = query.toString();
    return load("api/reports/" + name + (tail ? "?" + tail : ""), asked.isLasting);
  }

  /** What the server would answer, of the rows that the file holds. */
  async function fromFile(name, filters, range, {limit, offset, search, sort, group, project}) {
    const held = await load("api/reports/" + name);
    if (project) await knowSources();
    const part = (search || "").toLowerCase();
    const rows = held.rows.filter((row) => Object.entries(filters).every(([key, value]) => String(row[key]) === value)
      && (!range.from || (row[TIMES[name]] || "").slice(0, 10) >= range.from)
      && (!range.to || (row[TIMES[name]] || "").slice(0, 10) <= range.to)
      && (!project || ofProject(project).includes(row.source))
      && (!part || [row.instance_name, row.instance_id].some((text) => (text || "").toLowerCase().includes(part))));
    if (group) return {rows: counted(rows, group.split(",")), total: null};
    if (sort) rows.sort(bySort(sort));
    return {rows: rows.slice(offset || 0, limit ? (offset || 0) + limit : undefined),
      total: rows.length === held.rows.length ? held.total : rows.length};
  }

  function counted(rows, keys) {
    const found = new Map();
    for (const row of rows) {
      const key = JSON.stringify(keys.map((each) => row[each]));
      if (!found.has(key)) found.set(key, {...Object.fromEntries(keys.map((each) => [each, row[each]])), rows: 0});
      found.get(key).rows++;
    }
    return [...found.values()];
  }

  function bySort(sort) {
    const down = sort.startsWith("-");
    const key = down ? sort.slice(1) : sort;
    const value = (row) => key === "verdict" ? URGENCY.indexOf(row[key]) : row[key];
    return (a, b) => {
      const [one, other] = [value(a), value(b)];
      if (one === other) return 0;
      if (one === null || one === undefined) return 1;
      if (other === null || other === undefined) return -1;
      return (one < other ? -1 : 1) * (down ? -1 : 1);
    };
  }

  /** The sources that have instances of a project. */
  const ofProject = (project) => projects.filter((row) => row.project_id === project).map((row) => row.source);

  const inScope = (row) => (!fleet.source || row.source === fleet.source)
    && (!fleet.project || ofProject(fleet.project).includes(row.source));

  /** The calendars of some instances by id, each as days by date. */
  async function calendars(ids, range) {
    const found = new Map(ids.map((id) => [id, new Map()]));
    const {rows} = !ids.length ? {rows: []} : offline ? await load("api/calendar")
      : await load("api/calendar?instances=" + ids.map(encodeURIComponent).join(",") + "&from=" + range.from
        + (range.to ? "&to=" + range.to : ""));
    for (const row of rows) {
      if (found.has(row.instance_id)) found.get(row.instance_id).set(row.day, row);
    }
    return found;
  }

  // --- The time range -----------------------------------------------------------------------------------------------

  const today = () => (offline ? offline.made_at : new Date().toISOString()).slice(0, 10);
  const plus = (day, count) => new Date(Date.parse(day + "T00:00:00Z") + count * 864e5).toISOString().slice(0, 10);
  const monthOf = (day, before) => {
    const date = new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 - before, 1));
    return date.toISOString().slice(0, 7);
  };
  const monthName = (month) => new Intl.DateTimeFormat("en", {month: "long", year: "numeric", timeZone: "UTC"})
    .format(new Date(month + "-01T00:00:00Z"));

  function days() {
    if (fleet.range === "all") return {};
    if (/^[0-9]{4}-[0-9]{2}$/.test(fleet.range)) {
      return {from: fleet.range + "-01", to: plus(monthOf(fleet.range + "-01", -1) + "-01", -1)};
    }
    return {from: plus(today(), 1 - Number(fleet.range)), to: today()};
  }

  /** As many days of the range as a row has room for: the last ones. */
  function shownDays() {
    const range = days();
    const to = range.to && range.to < today() ? range.to : today();
    const first = plus(to, 1 - DAYS);
    const from = range.from && range.from > first ? range.from : first;
    const list = [];
    for (let day = from; day <= to; day = plus(day, 1)) list.push(day);
    return list;
  }

  // What a spreadsheet would take for a formula; the same as the server's.
  const FORMULA = /(^|[;\r\n])([\u0000-\u0009\u000b\u000c\u000e-\u0020\u0022\u007f-\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb]*[=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212])/g;

  function guarded(text) {
    const guarded = text.replace(FORMULA, "$1'$2");
    return (guarded !== text || /^[\t\r\n]/.test(text)) && !guarded.startsWith("'") ? "'" + guarded : guarded;
  }

  function csv(rows) {
    const cell = (value) => {
      const plain = value === null || value === undefined ? "" : typeof value === "string" ? guarded(value)
        : String(value);
      return /[",\r\n]/.test(plain) ? '"' + plain.replaceAll('"', '""') + '"' : plain;
    };
    const names = rows.length ? Object.keys(rows[0]) : [];
    return [names, ...rows.map((row) => names.map((name) => row[name]))]
      .map((line) => line.map(cell).join(",")).join("\r\n") + "\r\n";
  }

  function download(name, type, content) {
    const url = URL.createObjectURL(new Blob([content], {type}));
    make("a", {href: url, download: name}).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  }

  /** Links to the same as CSV and JSON: of the server, or out of this file. */
  function addLinks() {
    for (const place of document.querySelectorAll(".links[data-view]")) {
      const name = place.dataset.view;
      const key = offline && Object.keys(offline.answers).filter((path) => path.split("?")[0] === "api/reports/" + name)
        .sort((a, b) => offline.answers[b].rows.length - offline.answers[a].rows.length)[0];
      const link = (format) => offline
        ? make("a", {href: "#", onclick: (event) => {
          event.preventDefault();
          const rows = offline.answers[key].rows;
          if (format === "csv") download(name + ".csv", "text/csv", csv(rows));
          else download(name + ".json", "application/json", JSON.stringify(rows));
        }}, format.toUpperCase())
        : make("a", {href: "api/reports/" + name + (format === "csv" ? "?format=csv" : "")}, format.toUpperCase());
      for (const format of ["csv", "json"]) {
        const made = link(format);
        made.setAttribute("aria-label", name + " as " + format.toUpperCase());
        place.append(made);
      }
    }
  }

  // --- Tables -------------------------------------------------------------------------------------------------------

  /**
   * columns: {key, label, cell(row), number, minor, sort}. sorting: {key, down, by(key)} where the user may sort.
   */
  function table(caption, columns, rows, sorting, unseen) {
    const head = columns.map((column) => {
      const sorted = sorting && sorting.key === column.key;
      const label = sorting && column.sort
        ? make("button", {type: "button", "data-key": column.key, onclick: () => sorting.by(column.key)}, column.label)
        : column.label;
      return make("th", {scope: "col", class: classes(column),
        "aria-sort": sorted ? (sorting.down ? "descending" : "ascending") : null}, label);
    });
    const body = rows.map((row) => make("tr", {}, ...columns.map((column, position) => {
      const value = column.cell ? column.cell(row) : text(row[column.key]);
      return make(position === 0 ? "th" : "td", {scope: position === 0 ? "row" : null,
        class: [classes(column), position && value === none ? "nothing" : ""].join(" ").trim() || null,
        "data-label": position === 0 ? null : column.label}, value);
    })));
    return make("div", {class: "scroll", tabindex: "0", role: "region", "aria-label": caption},
      make("table", {}, make("caption", {class: unseen ? "unseen" : null}, caption), make("thead", {}, make("tr", {}, ...head)),
        make("tbody", {}, ...body)));
  }

  function classes(column) {
    return [column.number ? "number" : "", column.minor ? "minor" : "", /error_code$/.test(column.key) ? "code" : "",
      /(_name|remark|meaning|runbook|error|_msg|_value|_id)$/.test(column.key) ? "wide" : ""].join(" ").trim() || null;
  }

  function tableOr(empty, caption, columns, rows, unseen) {
    return rows.length ? table(caption, columns, rows, null, unseen) : make("p", {class: "empty"}, empty);
  }

  function more(shown, total, name) {
    return total !== null && total > shown
      ? make("p", {class: "note"}, "The first " + count(shown) + " of " + count(total) + " rows; all of them are in "
        + name + (name.startsWith("report_") ? " as CSV or JSON." : ".")) : null;
  }

  // --- Charts -------------------------------------------------------------------------------------------------------

  const tone = (name) => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();

  function drawLater(canvas, configuration) {
    charts.push({canvas, configuration, chart: null});
  }

  function draw() {
    for (const one of charts) {
      if (one.chart) one.chart.destroy();
      one.chart = null;
      if (!one.canvas.isConnected || one.canvas.closest("[hidden]")) continue;
      Chart.defaults.color = tone("faint");
      Chart.defaults.borderColor = tone("line");
      Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
      one.chart = new Chart(one.canvas, one.configuration());
    }
  }

  /** A chart, what it shows in a sentence, and the same as a table. */
  function chart(label, columns, rows, configuration) {
    const canvas = make("canvas", {role: "img", "aria-label": label});
    drawLater(canvas, configuration);
    return make("div", {}, make("div", {class: "chart"}, canvas),
      make("details", {}, make("summary", {}, "The same as a table"), table(label, columns, rows)));
  }

  const options = (extra) => ({
    responsive: true, maintainAspectRatio: false, animation: false, interaction: {mode: "index", intersect: false},
    ...extra,
  });

  /** Rows of a view by day, summed over the sources. */
  function byDay(rows, names) {
    const days = new Map();
    for (const row of rows) {
      if (!row.day) continue;
      const sum = days.get(row.day) || {day: row.day, ...Object.fromEntries(names.map((name) => [name, 0]))};
      for (const name of names) sum[name] += Number(row[name] || 0);
      days.set(row.day, sum);
    }
    return [...days.values()].sort((a, b) => a.day < b.day ? -1 : 1).slice(-DAYS);
  }

  // --- The overview -------------------------------------------------------------------------------------------------

  // summary: how many instances have the same source, policy, verdict and warning.
  const fleet = {summary: [], q: "", verdict: "", source: "", project: "", range: "60", policy: "", key: "verdict",
    down: false, page: 1, found: null, isLong: false};
  const URGENCY = ["breach", "due", "never", "unknown", "new", "ok", "not_applicable"];
  const VERDICTS = ["ok", "breach", "never", "unknown", "new", "not_applicable"];
  // Tiles that stand there only when there is something to count.
  const EXCUSES = ["new", "not_applicable"];

  const words = (name) => name.replaceAll("_", " ");

  function verdict(row) {
    return row.warning ? make("span", {}, badge(row.verdict),
      make("span", {class: "id"}, make("span", {class: "unknown badge"}, "⚠ " + words(row.warning)))) : badge(row.verdict);
  }

  const INSTANCE_COLUMNS = [
    {key: "instance_name", label: "Instance", cell: instanceLink, sort: true},
    {key: "verdict", label: "Verdict", cell: verdict, sort: true},
    {key: "age_minutes", label: "Newest good backup", cell: (row) => row.last_success_at
      ? make("span", {class: "span"}, minutes(row.age_minutes) + " ago", make("span", {class: "id"}, time(row.last_success_at)))
      : none, sort: true},
    {key: "rpo_minutes", label: "At most", number: true, cell: (row) => minutes(row.rpo_minutes),
      minor: true, sort: true},
    {key: "source", label: "Source", minor: true, sort: true},
    {key: "calendar", label: "Calendar", cell: (row) => make("div", {class: "strip", "data-id": row.instance_id}, "…")},
  ];

  function readHash() {
    const [path, query] = location.hash.replace(/^#\/?/, "").split("?");
    const given = new URLSearchParams(query || "");
    for (const name of ["q", "verdict", "source", "project"]) fleet[name] = given.get(name) || "";
    const key = given.get("sort") || "verdict";
    fleet.key = INSTANCE_COLUMNS.some((column) => column.sort && column.key === key) ? key : "verdict";
    fleet.down = given.get("dir") === "desc";
    fleet.range = /^([1-9][0-9]{0,3}|all|[0-9]{4}-(0[1-9]|1[0-2]))$/.test(given.get("range") || "")
      ? given.get("range") : "60";
    fleet.page = Math.max(1, parseInt(given.get("page"), 10) || 1);
    return path.startsWith("instance/") ? safely(() => decodeURIComponent(path.slice("instance/".length))) : null;
  }

  function safely(decode) {
    try {
      return decode();
    } catch (malformed) {
      return "";
    }
  }

  function addressOf(id) {
    return "#/instance/" + encodeURIComponent(id) + (fleet.range === "60" ? "" : "?range=" + fleet.range);
  }

  function hashOf(changes) {
    const state = {...fleet, page: 1, ...changes};
    const query = new URLSearchParams();
    for (const name of ["q", "verdict", "source", "project"]) if (state[name]) query.set(name, state[name]);
    if (state.key !== "verdict" || state.down) {
      query.set("sort", state.key);
      query.set("dir", state.down ? "desc" : "asc");
    }
    if (state.range !== "60") query.set("range", state.range);
    if (state.page > 1) query.set("page", state.page);
    const tail = query.toString();
    return "#/" + (tail ? "?" + tail : "");
  }

  function change(changes) {
    const wide = ["source", "project", "range"].some((name) => name in changes);
    const id = readHash();
    history.replaceState(null, "", id === null ? hashOf(changes)
      : addressOf(id).split("?")[0] + "?" + hashOf(changes).split("?").slice(1).join("?"));
    readHash();
    if (id !== null) {
      overview = null;
      return showInstance(id).then(draw);
    }
    if (!wide) return showInstances();
    overview = null;
    return showOverview();
  }

  const summed = (counts) => fleet.summary.filter((row) => inScope(row) && counts(row))
    .reduce((all, row) => all + row.rows, 0);

  let asked = 0;

  /** The page of the instances that is wanted; when another is wanted before it has come, that one alone is shown. */
  async function showInstances() {
    const mine = ++asked;
    const place = byId("instances");
    place.setAttribute("aria-busy", "true");
    byId("filter-verdict").value = fleet.verdict;
    if (byId("filter-q").value !== fleet.q) byId("filter-q").value = fleet.q;
    await block("instances", async () => {
      const found = await instancesOf(fleet.page);
      if (mine !== asked) return;
      const pages = Math.max(1, Math.ceil(found.total / ROWS_A_PAGE));
      // An address from when there were more.
      const isBeyond = fleet.page > pages;
      if (isBeyond) fleet.page = pages;
      const {rows, total} = isBeyond ? await instancesOf(pages) : found;
      if (mine !== asked) return;
      showRows(rows, total, pages);
      place.removeAttribute("aria-busy");
      await showStrips(rows);
    });
    if (mine === asked) place.removeAttribute("aria-busy");
  }

  function instancesOf(page) {
    return view("report_rpo_status", {filters: fleet.verdict ? {verdict: fleet.verdict} : {}, search: fleet.q,
      sort: (fleet.down ? "-" : "") + fleet.key, limit: ROWS_A_PAGE, offset: (page - 1) * ROWS_A_PAGE});
  }

  function showCount() {
    if (fleet.found === null) return;
    byId("instances-count").textContent = count(fleet.found) + " of " + count(Math.max(summed(() => true), fleet.found))
      + " instances";
  }

  function showRows(rows, total, pages) {
    const focused = document.activeElement && document.activeElement.closest("#instances [data-key]");
    fleet.found = total;
    showCount();
    const sorting = {key: fleet.key, down: fleet.down, by: (key) => change({key, down: fleet.key === key && !fleet.down})};
    show("instances", rows.length
      ? table("Instances " + count((fleet.page - 1) * ROWS_A_PAGE + 1) + " to "
        + count((fleet.page - 1) * ROWS_A_PAGE + rows.length) + " of " + count(total)
        + ", their newest good backup, and the days from " + shownDays()[0] + " to "
        + shownDays().slice(-1)[0], INSTANCE_COLUMNS, rows, sorting)
      : make("p", {class: "empty"}, fleet.q || fleet.verdict || summed(() => true) ? "No instance matches these filters."
        : "No instance has been read yet. The first sync brings them."));
    if (focused) document.querySelector(`#instances [data-key="${focused.dataset.key}"]`)?.focus();
    const step = (label, page) => make("button", {type: "button", disabled: page < 1 || page > pages,
      onclick: () => change({page})}, label);
    show("pages", ...pages < 2 ? [] : [step("First", fleet.page > 1 ? 1 : 0), step("Previous", fleet.page - 1),
      make("span", {}, "Page " + count(fleet.page) + " of " + count(pages)), step("Next", fleet.page + 1),
      step("Last", fleet.page < pages ? pages : 0)]);
  }

  let strips = 0;

  /** The calendars of the rows that are on the page; only the last ones asked for are shown. */
  async function showStrips(rows) {
    const asked = ++strips;
    const list = shownDays();
    let found;
    try {
      found = await calendars(rows.map((row) => row.instance_id), {from: list[0], to: list[list.length - 1]});
    } catch (error) {
      found = null;
    }
    if (asked !== strips) return;
    for (const place of document.querySelectorAll("#instances .strip")) {
      const row = rows.find((each) => each.instance_id === place.dataset.id);
      const known = found && found.get(place.dataset.id);
      place.replaceChildren(known && known.size ? strip(row.instance_name || row.instance_id, list, known) : none);
    }
  }

  // --- Calendars ----------------------------------------------------------------------------------------------------

  const SVG = byId("pictures").namespaceURI;
  const STATES = {made: "a backup was made", failed: "backups failed, none was made", none: "no backup was made",
    unread: "not known: not read, or a gap of the history"};
  const CELL = 8;
  const HIGH = 18;

  function svg(tag, attributes, ...children) {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
    element.append(...children);
    return element;
  }

  const box = (x, y, width, height) => "M" + x + " " + y + "h" + width + "v" + height + "h-" + width + "z";

  /** A form beside each colour: a full block, one that is crossed out, an empty frame, a dot; as class and path. */
  function mark(state, x) {
    const frame = box(x + 0.75, 0.75, CELL - 1.5, HIGH - 1.5);
    if (state === "failed") {
      return [["day-failed", frame], ["day-cross", "M" + (x + 1.5) + " 2L" + (x + CELL - 1.5) + " " + (HIGH - 2) + "M"
        + (x + CELL - 1.5) + " 2L" + (x + 1.5) + " " + (HIGH - 2)]];
    }
    if (state === "unread") return [["day-unread", box(x + CELL / 2 - 1.2, HIGH / 2 - 1.2, 2.4, 2.4)]];
    return state === "made" || state === "none" ? [["day-" + state, frame]] : [];
  }

  /** One path for all marks of a class: a page of fifty rows stays light. */
  function paths(marks) {
    const byClass = new Map();
    for (const [name, path] of marks) byClass.set(name, (byClass.get(name) || "") + path);
    return [...byClass].map(([name, d]) => svg("path", {class: name, d}));
  }

  function sayDay(day, row) {
    if (!row) return day + ": before its first reading";
    const counted = [[row.succeeded, "succeeded"], [row.failed, "failed"], [row.running, "running"]]
      .filter(([number]) => Number(number) > 0).map(([number, word]) => number + " " + word);
    return day + ": " + STATES[row.state] + (counted.length ? " (" + counted.join(", ") + ")" : "");
  }

  function sum(list, known) {
    return Object.keys(STATES).map((state) => [state, list.filter((day) => (known.get(day) || {}).state === state)])
      .filter(([, found]) => found.length);
  }

  function sumText(list, known) {
    return sum(list, known).map(([state, found]) => found.length + " " + state
      + (state !== "made" && found.length <= 5 ? " (" + found.join(", ") + ")" : "")).join(", ");
  }

  /** A row of days. Arrow keys go from day to day; what a day says stands below it. */
  function strip(name, list, known) {
    const label = "Calendar of " + name + ", " + list.length + " days: " + sumText(list, known);
    const picture = svg("svg", {viewBox: "0 0 " + list.length * CELL + " " + HIGH, class: "days", role: "slider", preserveAspectRatio: "none",
      tabindex: "0", "aria-label": label, "aria-readonly": "true", "aria-valuemin": 1, "aria-valuemax": list.length});
    const hint = svg("title", {});
    picture.append(hint, svg("rect", {x: 0, y: 0, width: list.length * CELL, height: HIGH, class: "day-room"}),
      ...paths(list.flatMap((day, position) => mark((known.get(day) || {}).state, position * CELL))));
    const cursor = svg("rect", {y: 0, width: CELL, height: HIGH, class: "day-cursor"});
    const said = make("p", {class: "said"});
    const go = (position) => {
      const at = Math.max(0, Math.min(list.length - 1, position));
      picture.setAttribute("aria-valuenow", at + 1);
      picture.setAttribute("aria-valuetext", sayDay(list[at], known.get(list[at])));
      cursor.setAttribute("x", at * CELL);
      said.textContent = picture.getAttribute("aria-valuetext");
    };
    go(list.length - 1);
    said.textContent = sumText(list, known);
    picture.addEventListener("keydown", (event) => {
      const now = Number(picture.getAttribute("aria-valuenow")) - 1;
      const to = {ArrowLeft: now - 1, ArrowDown: now - 1, ArrowRight: now + 1, ArrowUp: now + 1, PageDown: now - 7,
        PageUp: now + 7, Home: 0, End: list.length - 1}[event.key];
      if (to === undefined) return;
      event.preventDefault();
      picture.append(cursor);
      go(to);
    });
    picture.addEventListener("blur", () => cursor.remove());
    picture.addEventListener("pointermove", (event) => {
      const place = picture.getBoundingClientRect();
      const day = list[Math.floor((event.clientX - place.left) / place.width * list.length)];
      if (day) hint.textContent = sayDay(day, known.get(day));
    });
    return make("div", {}, picture, said);
  }

  function legend() {
    return make("p", {class: "legend marks"}, ...Object.entries(STATES).map(([state, meaning]) => make("span", {},
      svg("svg", {viewBox: "0 0 8 18", class: "sample", "aria-hidden": "true"}, ...paths(mark(state, 0))),
      " ", make("strong", {}, state), " " + meaning)));
  }

  /** The days of an instance month by month, as a table of weeks. */
  function months(list, known) {
    const byMonth = new Map();
    for (const day of list) byMonth.set(day.slice(0, 7), [...byMonth.get(day.slice(0, 7)) || [], day]);
    const weekday = (day) => (new Date(day + "T00:00:00Z").getUTCDay() + 6) % 7;
    return make("div", {class: "months"}, ...[...byMonth].reverse().map(([month, inIt]) => {
      const weeks = [];
      for (const day of inIt) {
        if (!weeks.length || weekday(day) === 0) weeks.push(Array(7).fill(null));
        weeks[weeks.length - 1][weekday(day)] = day;
      }
      return make("table", {class: "month"}, make("caption", {}, monthName(month)), make("thead", {}, make("tr", {},
        ...["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].map((name) => make("th", {scope: "col"}, name)))),
      make("tbody", {}, ...weeks.map((week) => make("tr", {}, ...week.map((day) => {
        const state = day && (known.get(day) || {}).state;
        return make("td", {class: state ? "on " + state : null, title: day ? sayDay(day, known.get(day)) : null},
          day ? make("span", {}, String(Number(day.slice(8)))) : "",
          state && state !== "made" ? make("span", {class: "state"}, state) : state ? make("span", {class: "unseen"}, state) : "");
      })))));
    }));
  }

  function showVerdicts() {
    const counted = (verdict) => summed((row) => row.verdict === verdict);
    const tile = (verdict) => make("li", {}, make("a", {class: verdict, href: hashOf({verdict, q: ""}),
      onclick: () => setTimeout(toInstances)}, make("strong", {}, count(counted(verdict))), badge(verdict)));
    show("verdicts", ...VERDICTS.filter((verdict) => !EXCUSES.includes(verdict) || counted(verdict)).map(tile));
  }

  function toInstances() {
    byId("instances-title").scrollIntoView();
    byId("instances-title").focus({preventScroll: true});
  }

  function choices(id, label, values) {
    show(id, make("option", {value: ""}, label), ...values.map((value) => make("option", {value}, value)));
  }

  function listen() {
    byId("filters").addEventListener("submit", (event) => event.preventDefault());
    let typed = 0;
    byId("filter-q").addEventListener("input", (event) => {
      clearTimeout(typed);
      // What was asked for before is wanted no more, and does not say that the table is as it is to be.
      asked++;
      byId("instances").setAttribute("aria-busy", "true");
      typed = setTimeout(() => change({q: event.target.value}), PAUSE);
    });
    byId("filter-verdict").addEventListener("change", (event) => change({verdict: event.target.value}));
    byId("drill-form").addEventListener("submit", (event) => event.preventDefault());
    byId("drill-policy").addEventListener("change", (event) => {
      fleet.policy = event.target.value;
      block("drills", drillsBlock);
    });
    byId("scope").addEventListener("submit", (event) => event.preventDefault());
    byId("filter-source").addEventListener("change", (event) => change({source: event.target.value}));
    byId("filter-project").addEventListener("change", (event) => change({project: event.target.value}));
    byId("filter-range").addEventListener("change", (event) => change({range: event.target.value}));
    window.addEventListener("hashchange", route);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  }

  async function verdictsBlock() {
    fleet.summary = (await view("report_rpo_status", {group: "source,policy,verdict,warning", always: true})).rows;
    showVerdicts();
    showCount();
  }

  function showScope() {
    const now = today();
    const ranges = [["7", "Last 7 days"], ["30", "Last 30 days"], ["60", "Last 60 days"], ["92", "Last 92 days"],
      ["365", "Last 365 days"], ...Array.from({length: MONTHS}, (ignored, before) => monthOf(now, before))
        .map((month) => [month, monthName(month)]), ["all", "All times"]];
    if (!ranges.some(([value]) => value === fleet.range)) ranges.push([fleet.range, "Last " + fleet.range + " days"]);
    show("filter-range", ...ranges.map(([value, label]) => make("option", {value}, label)));
    byId("filter-range").value = fleet.range;
    const named = [...new Set([...(sources || []).map((row) => row.source), fleet.source].filter(Boolean))].sort();
    choices("filter-source", "All sources", named);
    byId("filter-source").value = fleet.source;
    const known = [...new Set([...projects.map((row) => row.project_id), fleet.project].filter(Boolean))].sort();
    choices("filter-project", "All projects", known);
    byId("filter-project").value = fleet.project;
    byId("filter-project").parentElement.hidden = known.length < 2;
    const {from, to} = days();
    byId("scope-said").textContent = (fleet.source ? "Source " + fleet.source : "All sources")
      + (fleet.project ? ", project " + fleet.project : "") + ", " + (from ? from + " to " + to : "all times");
  }

  const KINDS = {breach: ["breach", "No young enough backup"], never: ["never", "Never backed up"],
    failure: ["breach", "Failed since yesterday"], stuck: ["running", "Does not end"],
    stale_source: ["unknown", "Source not read lately"], history_gap: ["unknown", "Gap in the history"],
    quarantine: ["unknown", "List left alone"]};

  async function workBlock() {
    const [{rows, total}] = await Promise.all([view("report_worklist", {limit: fleet.isLong ? MOST_WORK : NEWEST}), knowSources()]);
    const cell = (row) => make("span", {}, make("span", {class: "badge " + (KINDS[row.kind] || [""])[0]},
      (KINDS[row.kind] || ["", row.kind])[1]), make("span", {class: "id"}, [row.error_code,
      words(row.detail || "")].filter(Boolean).join(" · ")));
    show("work", rows.length ? table("What needs somebody, the most urgent first", [
      {key: "instance_name", label: "Who", cell: (row) => row.instance_id ? instanceLink(row)
        : make("span", {}, "Source " + row.source)},
      {key: "kind", label: "What", cell}, {key: "since", label: "Since", cell: (row) => time(row.since)},
      {key: "owner", label: "Who acts"}, {key: "to_do", label: "What to do first", cell: (row) => firstStep(row.to_do)}],
    rows, null, true) : sources && sources.length ? make("p", {class: "good"}, make("span", {class: "badge ok"}, "✓ "),
      "Every source is fresh, and every instance that can have backups has one that is young enough, or is new.")
      : make("p", {class: "empty"}, "The first sync brings the instances."), more(rows.length, total, "report_worklist"),
    total > NEWEST && !fleet.isLong ? make("p", {class: "links"}, make("button", {type: "button", onclick: () => {
      fleet.isLong = true;
      return block("work", workBlock);
    }}, "Show " + count(Math.min(total, MOST_WORK) - NEWEST) + " more")) : null);
    byId("work-title").textContent = rows.length ? count(total) + (total === 1 ? " thing needs somebody"
      : " things need somebody") : sources && sources.length ? "Nothing needs you" : "Nothing has been synced yet";
  }

  function firstStep(value) {
    return /^https:\/\//.test(value || "") ? make("a", {href: value, rel: "noopener noreferrer"}, value) : text(value);
  }

  /** Backups of each day of the time range and of the last two months, read once for the blocks that show them. */
  function dailyBackups() {
    if (!daily) {
      const {from} = days();
      const both = monthOf(today(), 1) + "-01";
      daily = view("report_daily_backups", {range: from === undefined ? {} : {from: from < both ? from : both}});
    }
    return daily;
  }

  async function monthsBlock() {
    const {rows} = await dailyBackups();
    const tile = (month) => {
      const of = rows.filter((row) => (row.day || "").startsWith(month));
      const add = (key) => of.reduce((all, row) => all + Number(row[key]), 0);
      const [good, bad] = [add("succeeded"), add("failed")];
      return make("li", {}, make("div", {}, make("strong", {}, good + bad
        ? (100 * good / (good + bad)).toFixed(1) + " %" : none), monthName(month) + ": " + count(good) + " succeeded, "
        + count(bad) + " failed"));
    };
    show("months", make("ul", {class: "tiles"}, tile(monthOf(today(), 0)), tile(monthOf(today(), 1))));
  }

  async function durationsBlock() {
    const rows = (await view("report_job_duration", {sort: "-change_percent", limit: MOST_NAMED})).rows
      .filter((row) => row.change_percent !== null);
    show("durations", tableOr("There is nothing to compare yet.",
      "Operations that take longer than in the 30 days before, the most changed first", [
        {key: "instance_name", label: "Instance", cell: instanceLink}, {key: "record_type", label: "Of"},
        {key: "average_seconds", label: "Now", number: true, cell: (row) => seconds(row.average_seconds)},
        {key: "earlier_average_seconds", label: "Before", number: true,
          cell: (row) => seconds(row.earlier_average_seconds)},
        {key: "change_percent", label: "Change", number: true, cell: (row) => (row.change_percent >= 0 ? "+" : "−")
          + Math.abs(row.change_percent).toFixed(0) + " %"},
        {key: "longest_seconds", label: "Longest", number: true, minor: true,
          cell: (row) => seconds(row.longest_seconds)}], rows));
  }

  async function daysBlock() {
    const {from, to} = days();
    const rows = byDay((await dailyBackups()).rows.filter((row) => (!from || row.day >= from) && (!to || row.day <= to)), ["total", "succeeded", "failed", "running"]);
    if (!rows.length) return show("days", make("p", {class: "empty"}, "No backup is known yet."));
    const set = (label, key, name) => ({label, data: rows.map((row) => row[key]), backgroundColor: tone(name)});
    const sum = (key) => count(rows.reduce((all, row) => all + row[key], 0));
    show("days", chart("Backups of the last " + rows.length + " days with backups: " + sum("succeeded")
      + " succeeded, " + sum("failed") + " failed, " + sum("running") + " running",
    [{key: "day", label: "Day"}, {key: "succeeded", label: "Succeeded", number: true},
      {key: "failed", label: "Failed", number: true}, {key: "running", label: "Running", number: true},
      {key: "rate", label: "Success", number: true, cell: (row) => row.succeeded + row.failed
        ? (100 * row.succeeded / (row.succeeded + row.failed)).toFixed(1) + " %" : none}],
    rows.slice().reverse(), () => ({type: "bar", data: {labels: rows.map((row) => row.day),
      datasets: [set("succeeded", "succeeded", "ok"), set("failed", "failed", "breach"),
        set("running", "running", "running")]},
    options: options({scales: {x: {stacked: true}, y: {stacked: true, beginAtZero: true, ticks: {precision: 0}}}})})));
  }

  async function sizesBlock() {
    const all = (await view("report_size_growth")).rows;
    const rows = byDay(all, ["backups", "size_bytes"]);
    if (!rows.length) return show("sizes", make("p", {class: "empty"}, "No backup with a size is known yet."));
    const sources = [...new Set(all.map((row) => row.source))].sort();
    const sizes = new Map(all.map((row) => [row.source + " " + row.day, Number(row.average_size_bytes)]));
    const tones = ["link", "ok", "never", "unknown", "breach", "running"];
    const points = ["circle", "rect", "triangle", "rectRot", "star", "cross"];
    const set = (source, position) => ({label: source, spanGaps: true, pointRadius: 3,
      data: rows.map((row) => sizes.has(source + " " + row.day) ? sizes.get(source + " " + row.day) : null),
      pointStyle: points[position % points.length], borderDash: position < 6 ? [] : [6, 3],
      borderColor: tone(tones[position % tones.length]), backgroundColor: tone(tones[position % tones.length])});
    show("sizes", chart("Average size of a backup by day and source, most recently "
      + bytes(rows[rows.length - 1].size_bytes / Math.max(1, rows[rows.length - 1].backups)),
    [{key: "day", label: "Day"}, {key: "backups", label: "Backups", number: true},
      {key: "size_bytes", label: "Together", number: true, cell: (row) => bytes(row.size_bytes)},
      {key: "average", label: "Average", number: true, cell: (row) => bytes(row.size_bytes / Math.max(1, row.backups))}],
    rows.slice().reverse(), () => ({type: "line", data: {labels: rows.map((row) => row.day),
      datasets: sources.map(set)},
    options: options({scales: {y: {beginAtZero: true, ticks: {callback: bytes}}},
      plugins: {tooltip: {callbacks: {label: (item) => item.dataset.label + ": " + bytes(item.raw)}}}})})), await outliers());
  }

  /** Which newest backups the report of the recovery points warns of. */
  async function outliers() {
    const isOdd = (row) => ["shrunk", "empty_backup"].includes(row.warning);
    const odd = summed(isOdd);
    const found = odd ? await Promise.all(["empty_backup", "shrunk"].map((warning) =>
      view("report_rpo_status", {filters: {warning}, limit: MOST_NAMED}))) : [];
    const named = found.flatMap((each) => each.rows).slice(0, MOST_NAMED);
    return make("p", {class: "note"}, odd ? "Newest backup out of the ordinary: " : "No newest backup is empty or"
      + " less than a tenth of those before it.", ...named.flatMap((row, position) => [position ? ", " : "",
      make("a", {href: addressOf(row.instance_id)}, text(row.instance_name || row.instance_id)),
      " (" + words(row.warning) + ")"]), odd > named.length ? " and " + count(odd - named.length) + " more" : "");
  }

  /** Failures of the time range and of the sources that are looked at, summed up over days and sources. */
  async function failuresBlock() {
    const sums = new Map();
    for (const row of (await view("report_daily_failures")).rows) {
      const key = row.record_type + " " + row.error_code;
      const sum = sums.get(key) || {...row, failures: 0};
      sum.failures += Number(row.failures);
      sum.first = row.day;
      sums.set(key, sum);
    }
    const rows = [...sums.values()].sort((a, b) => b.failures - a.failures);
    show("failures", tableOr("No failure is known of these days.", "Failures by operation and code, the most frequent first", [
      {key: "error_code", label: "Code", cell: (row) => make("span", {}, text(row.error_code),
        make("small", {class: "id"}, row.record_type))},
      {key: "failures", label: "Failures", number: true, cell: (row) => count(row.failures)},
      {key: "meaning", label: "Meaning"}, {key: "severity", label: "Severity", minor: true},
      {key: "owner", label: "Owner", minor: true}, {key: "runbook", label: "What to do", cell: runbook},
      {key: "first", label: "First", minor: true, cell: (row) => make("time", {datetime: row.first}, row.first)},
      {key: "day", label: "Last", cell: (row) => make("time", {datetime: row.day}, row.day)}], rows));
  }

  function runbook(row) {
    return /^https:\/\//.test(row.runbook || "")
      ? make("a", {href: row.runbook, rel: "noopener noreferrer"}, row.runbook) : text(row.runbook);
  }

  const met = (row) => row.met_rto === true ? "met" : row.met_rto === false ? "missed" : null;

  const RESTORE_COLUMNS = [
    {key: "instance_name", label: "Instance", cell: instanceLink},
    {key: "status", label: "Status", cell: (row) => badge(row.status)},
    {key: "met_rto", label: "In time", cell: (row) => badge(met(row))},
    {key: "duration_seconds", label: "Took", number: true, cell: (row) => seconds(row.duration_seconds)},
    {key: "rto_minutes", label: "At most", number: true, minor: true, cell: (row) => minutes(row.rto_minutes)},
    {key: "backup_age_minutes", label: "Age of the backup", number: true, minor: true,
      cell: (row) => minutes(row.backup_age_minutes)},
    {key: "error_code", label: "Code", minor: true},
    {key: "started_at", label: "Began", cell: (row) => time(row.started_at)}];

  async function restoresBlock() {
    const [outcomes, newest] = await Promise.all([view("report_restore_evidence", {group: "met_rto"}),
      view("report_restore_evidence", {limit: NEWEST})]);
    const of = (met) => (outcomes.rows.find((row) => row.met_rto === met) || {rows: 0}).rows;
    const tile = (word, total) => make("li", {}, make("div", {class: MARKS[word][0]},
      make("strong", {}, count(total)), badge(word), " the time of the policy"));
    show("restores", make("ul", {class: "tiles"}, tile("met", of(true)), tile("missed", of(false))),
      tableOr("No restoration is known: nothing proves that the backups can be restored.", "Restorations",
        RESTORE_COLUMNS, newest.rows), more(newest.rows.length, newest.total, "report_restore_evidence"));
  }

  async function drillsBlock() {
    const policies = [...new Set(fleet.summary.map((row) => row.policy))].sort();
    choices("drill-policy", "What is due", policies);
    const policy = policies.includes(fleet.policy) ? fleet.policy : "";
    byId("drill-policy").value = policy;
    const [verdicts, urgent] = await Promise.all([view("report_drill_due", {group: "verdict"}),
      policy ? view("report_drill_due", {filters: {policy}, limit: NEWEST * 10})
        : view("report_drill_due", {sort: "verdict", limit: NEWEST * 2})]);
    const of = (verdict) => (verdicts.rows.find((row) => row.verdict === verdict) || {rows: 0}).rows;
    const unknown = {total: of("unknown")};
    const rows = policy ? urgent.rows : urgent.rows.filter((row) => ["due", "never"].includes(row.verdict));
    const nothing = unknown.total ? "No drill is known to be due." : "No drill is due.";
    show("drills", tableOr(nothing, policy ? "When a backup of each instance was last restored"
      : "Instances whose backups were not restored lately", [
      {key: "instance_name", label: "Instance", cell: instanceLink},
      {key: "verdict", label: "Verdict", cell: (row) => badge(row.verdict)},
      {key: "last_drill_at", label: "Last restored", cell: (row) => time(row.last_drill_at)},
      {key: "due_at", label: "Due since", minor: true, cell: (row) => time(row.due_at)},
      {key: "drill_days", label: "Every", number: true, cell: (row) => text(row.drill_days) + " d"},
      {key: "policy", label: "Policy", minor: true}], rows), more(rows.length, policy ? urgent.total : of("due") + of("never"),
      "report_drill_due"), unknown.total ? make("p", {class: "note"}, count(unknown.total)
      + " instances are unknown: their restorations could not be read lately.") : null);
  }

  async function syncBlock() {
    await knowSources();
    const [gaps, stuck] = await Promise.all([view("report_history_gap", {limit: NEWEST}),
      view("report_stuck", {limit: NEWEST})]);
    const shown = (sources || []).filter(inScope);
    show("sources", tableOr("No source has been synced yet.", "Sources and how their lists were read last", [
      {key: "source", label: "Source"},
      {key: "is_fresh", label: "Data", cell: (row) => badge(row.is_fresh ? "fresh" : "stale")},
      {key: "as_of", label: "As of", cell: (row) => time(row.as_of)},
      {key: "last_status", label: "Last sync", cell: (row) => badge(row.last_status)},
      {key: "instances", label: "Instances", number: true, cell: (row) => count(row.instances)},
      {key: "lists_proved", label: "Lists proved", number: true, cell: (row) => count(row.lists_proved)},
      {key: "lists_weak", label: "Weak", number: true, minor: true, cell: (row) => count(row.lists_weak)},
      {key: "lists_failing", label: "Failing", number: true, cell: (row) => count(row.lists_failing)},
      {key: "quarantined", label: "Quarantined", number: true, minor: true, cell: (row) => count(row.quarantined)},
      {key: "history_gaps", label: "Gaps", number: true, minor: true, cell: (row) => count(row.history_gaps)},
      {key: "rejected_records", label: "Rejected", number: true, minor: true,
        cell: (row) => count(row.rejected_records)},
      {key: "time_unreadable", label: "Undated", number: true, minor: true,
        cell: (row) => count(row.time_unreadable)}], shown));
    show("gaps", tableOr("No gap is known.", "Lists that may have lost backups between two readings", [
      {key: "instance_name", label: "Instance", cell: instanceLink}, {key: "endpoint", label: "List"},
      {key: "history_gap_at", label: "Noticed", cell: (row) => time(row.history_gap_at)}], gaps.rows),
    more(gaps.rows.length, gaps.total, "report_history_gap"));
    show("stuck", tableOr("Nothing is stuck.", "Backups and restorations that do not end", [
      {key: "instance_name", label: "Instance", cell: instanceLink}, {key: "record_type", label: "Of"},
      {key: "status", label: "Status", cell: (row) => badge(row.status)},
      {key: "age_minutes", label: "For", number: true, cell: (row) => minutes(row.age_minutes)},
      {key: "record_id", label: "Id", minor: true}], stuck.rows), more(stuck.rows.length, stuck.total, "report_stuck"));
  }

  async function runsBlock() {
    await knowSources();
    const all = (await load("api/syncs")).rows;
    const ours = (rows) => rows.filter(inScope);
    const sync = {runs: ours(all.runs).slice(0, NEWEST), quarantined: ours(all.quarantined),
      changes: ours(all.changes)};
    show("changes", tableOr("No record has changed since yesterday.", "What the syncs since yesterday saw to change",
      [{key: "instance_name", label: "Instance", cell: instanceLink},
        {key: "observed_at", label: "Seen", cell: (row) => time(row.observed_at)},
        {key: "sentence", label: "What changed", cell: sentence}], sync.changes.slice(0, NEWEST * 2)),
    more(Math.min(sync.changes.length, NEWEST * 2), sync.changes.length, "record_change"));
    show("runs", tableOr("No sync has run yet.", "The newest syncs", [
      {key: "source", label: "Source"}, {key: "status", label: "Status", cell: (row) => badge(row.status)},
      {key: "started_at", label: "Began", cell: (row) => time(row.started_at)},
      {key: "trigger_type", label: "Begun by", minor: true},
      {key: "records_read", label: "Read", number: true, cell: (row) => count(row.records_read)},
      {key: "records_inserted", label: "New", number: true, cell: (row) => count(row.records_inserted)},
      {key: "records_changed", label: "Changed", number: true, minor: true, cell: (row) => count(row.records_changed)},
      {key: "records_rejected", label: "Rejected", number: true, minor: true,
        cell: (row) => count(row.records_rejected)},
      {key: "tasks_failed", label: "Lists failed", number: true, cell: (row) => count(row.tasks_failed)},
      {key: "requests", label: "Requests", number: true, minor: true, cell: (row) => count(row.requests)},
      {key: "error", label: "Error", minor: true}], sync.runs));
    show("quarantined", tableOr("No instance is in quarantine.", "Instances that are left alone for a while", [
      {key: "instance_name", label: "Instance", cell: instanceLink}, {key: "endpoint", label: "List"},
      {key: "quarantined_until", label: "Until", cell: (row) => time(row.quarantined_until)},
      {key: "consecutive_failures", label: "Failures", number: true},
      {key: "error_code", label: "Code"}, {key: "error_msg", label: "Message", minor: true}], sync.quarantined));
  }

  /** Each source has a time of its own; many are counted, the oldest first. */
  function showAsOf(rows) {
    const made = offline ? [make("li", {}, "file made ", time(offline.made_at))] : [];
    if (rows === null) return undefined;
    if (!rows.length) return show("as-of", make("li", {}, "No complete reading yet"), ...made);
    const oldest = rows.slice().sort((a, b) => (a.as_of || "") < (b.as_of || "") ? -1 : 1);
    const one = (row) => make("li", {}, row.source ? make("strong", {}, row.source) : null, row.as_of ? " as of " : "",
      row.as_of ? time(row.as_of) : " never read whole", row.is_fresh === undefined ? null
        : make("span", {}, " ", badge(row.is_fresh ? "fresh" : "stale")));
    return show("as-of", ...oldest.slice(0, 6).map(one), rows.length > 6
      ? make("li", {}, "and " + count(rows.length - 6) + " newer sources") : null, ...made);
  }

  async function block(id, fill) {
    try {
      await fill();
    } catch (error) {
      if (error.name === "AbortError") return;
      show(id, make(byId(id).tagName === "UL" ? "li" : "p", {class: "empty"}, "This part cannot be shown: "
        + error.message));
    }
  }

  let overview = null;
  let sources = null;
  let projects = [];
  let daily = null;

  function showOverview() {
    byId("instance").hidden = true;
    byId("overview").hidden = false;
    document.title = "dcs-sync: backups of DCS instances";
    if (overview) {
      if (sources !== null) showAsOf(sources);
      showScope();
      showVerdicts();
      return Promise.all([overview, showInstances()]);
    }
    overview = fill();
    return overview;
  }

  /** First what is asked for first. */
  async function fill() {
    wanted.abort();
    wanted = new AbortController();
    const mine = wanted;
    byId("overview").setAttribute("aria-busy", "true");
    daily = null;
    if (sources !== null) showAsOf(sources);
    showScope();
    choices("filter-verdict", "All verdicts", VERDICTS);
    show("calendar-legend", legend());
    await Promise.all([block("verdicts", verdictsBlock), showInstances(), block("work", workBlock)]);
    await Promise.all([block("months", monthsBlock), block("days", daysBlock), block("sizes", sizesBlock),
      block("failures", failuresBlock), block("durations", durationsBlock), block("restores", restoresBlock),
      block("drills", drillsBlock), block("sources", syncBlock), block("runs", runsBlock)]);
    if (mine !== wanted) return;
    byId("overview").removeAttribute("aria-busy");
    charts.splice(0, charts.length, ...charts.filter((one) => one.canvas.isConnected));
    if (typeof Chart !== "undefined") draw();
  }

  // --- An instance --------------------------------------------------------------------------------------------------

  function timeline(data, list, canvas) {
    const begin = Date.parse(list[0] + "T00:00:00Z");
    const end = Date.parse(plus(list[list.length - 1], 1) + "T00:00:00Z");
    const lane = {backup: 1, restore: 0};
    const at = (value) => Date.parse(value);
    const isKept = (row) => !row.vanished_at && !["expired", "deleted"].includes((row.status || "").trim().toLowerCase());
    const kept = (outcome) => data.backups.filter((row) => isKept(row) && row.outcome === outcome);
    const restored = (outcome) => data.restores.filter((row) => row.outcome === outcome);
    const kinds = [
      ["backup failed", kept("failed"), "backup", "breach", "crossRot"],
      ["backup succeeded", kept("succeeded"), "backup", "ok", "circle"],
      ["backup running", kept("running"), "backup", "running", "triangle"],
      ["backup expired, deleted or not listed any more", data.backups.filter((row) => !isKept(row)
        || row.outcome === "unknown"), "backup", "faint", "rectRot"],
      ["restoration failed", restored("failed"), "restore", "breach", "crossRot"],
      ["restoration succeeded", restored("succeeded"), "restore", "ok", "circle"],
      ["restoration running", [...restored("running"), ...restored("unknown")], "restore", "running", "triangle"]];
    // Marks so near that they would hide each other stand one above the other.
    const heights = new Map();
    for (const rows of [data.backups, data.restores]) {
      const dated = rows.filter((row) => row.created_at).sort((a, b) => at(a.created_at) - at(b.created_at));
      const room = (end - begin) * MARK / Math.max(MARK, canvas.clientWidth - 2 * MARK);
      let last = -Infinity;
      let step = 0;
      for (const row of dated) {
        step = at(row.created_at) - last < room ? step + 1 : 0;
        if (!step) last = at(row.created_at);
        heights.set(row, Math.min(step, 5) * 0.11);
      }
    }
    const sets = () => kinds.filter((kind) => kind[1].length).map(([label, rows, type, color, style]) => ({label,
      data: rows.filter((row) => row.created_at).map((row) => ({x: at(row.created_at), y: lane[type] + heights.get(row),
        id: row.backup_id})), pointStyle: style, pointRadius: 6, borderColor: tone(color), borderWidth: 2,
      backgroundColor: tone(color)}));
    const day = (value) => new Date(value).toISOString().slice(0, 10);
    return {type: "scatter", data: {datasets: sets()}, options: {...options({}),
      interaction: {mode: "nearest", intersect: true},
      scales: {x: {min: begin, max: end, ticks: {callback: day, maxRotation: 0, autoSkipPadding: 16}}, y: {min: -0.4, max: 1.8,
        afterBuildTicks: (axis) => { axis.ticks = [{value: 0}, {value: 1}]; },
        ticks: {callback: (value) => value === 1 ? "backups" : "restorations"}}},
      plugins: {legend: {position: "bottom", labels: {usePointStyle: true}}, tooltip: {callbacks: {label: (item) =>
        item.dataset.label + ", " + new Date(item.raw.x).toISOString().slice(0, 16).replace("T", " ")
        + " UTC"}}}}};
  }

  function facts(pairs) {
    return make("dl", {}, ...pairs.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]));
  }

  const BACKUP_COLUMNS = [{key: "created_at", label: "Created", cell: (row) => time(row.created_at)},
    {key: "status", label: "Status", cell: (row) => badge(row.status)}, {key: "backup_name", label: "Name"},
    {key: "backup_type", label: "Type"}, {key: "size_bytes", label: "Size", number: true,
      cell: (row) => bytes(row.size_bytes)}, {key: "is_support_restore", label: "Can be restored",
      cell: (row) => row.is_support_restore === null ? none : row.is_support_restore ? "yes" : "no"},
    {key: "error_code", label: "Code"}, {key: "vanished_at", label: "Not listed since",
      cell: (row) => time(row.vanished_at)}, {key: "remark", label: "Remark"}, {key: "backup_id", label: "Id"}];

  const RESTORATION_COLUMNS = [{key: "created_at", label: "Began", cell: (row) => time(row.created_at)},
    {key: "status", label: "Status", cell: (row) => badge(row.status)}, {key: "updated_at", label: "Ended",
      cell: (row) => time(row.updated_at)}, {key: "backup_name", label: "Backup"},
    {key: "source_instance_name", label: "From instance"}, {key: "error_code", label: "Code"},
    {key: "restore_remark", label: "Remark"}, {key: "restore_id", label: "Id"}];

  /** What was seen to change, as a sentence. */
  function sentence(row) {
    const name = make("code", {}, row.record_id);
    const begin = "The " + (row.record_type === "backup" ? "backup " : "restoration ");
    if (row.field === "vanished_at") {
      return make("span", {}, begin, name, row.new_value ? " was not listed any more." : " was listed again.");
    }
    const quoted = (value) => make("q", {}, value);
    const changed = row.old_value === null ? [" is now ", quoted(row.new_value), "; it was not known before."]
      : row.new_value === null ? [" is not said any more; it was ", quoted(row.old_value), "."]
        : [" changed from ", quoted(row.old_value), " to ", quoted(row.new_value), "."];
    return make("span", {}, "The " + words(row.field) + " of " + begin.toLowerCase(), name, ...changed);
  }

  const CHANGE_COLUMNS = [{key: "observed_at", label: "Seen", cell: (row) => time(row.observed_at)},
    {key: "sentence", label: "What changed", cell: sentence}];

  const FAILURE_COLUMNS = [{key: "operation_at", label: "When", cell: (row) => time(row.operation_at)},
    {key: "record_type", label: "Of"}, {key: "error_code", label: "Code"}, {key: "meaning", label: "Meaning"},
    {key: "severity", label: "Severity"}, {key: "owner", label: "Owner"},
    {key: "runbook", label: "What to do", cell: runbook},
    {key: "resolved_at", label: "Resolved", cell: (row) => time(row.resolved_at)}];

  const READING_COLUMNS = [{key: "endpoint", label: "List"}, {key: "proof", label: "Proof",
    cell: (row) => badge(row.proof)}, {key: "completed_at", label: "Read whole", cell: (row) => time(row.completed_at)},
    {key: "attempted_at", label: "Last tried", cell: (row) => time(row.attempted_at)},
    {key: "records", label: "Records", number: true, cell: (row) => count(row.records)},
    {key: "total_num", label: "Said to be", number: true, cell: (row) => count(row.total_num)},
    {key: "consecutive_failures", label: "Failures", number: true},
    {key: "quarantined_until", label: "Quarantined until", cell: (row) => time(row.quarantined_until)},
    {key: "history_gap_at", label: "Gap", cell: (row) => time(row.history_gap_at)},
    {key: "error_code", label: "Code"}, {key: "error_msg", label: "Message"}];

  /** The columns that have something to say stand there alone. */
  function part(title, empty, all, rows) {
    const columns = all.filter((column, position) => !position || column.cell && !(column.key in (rows[0] || {}))
      || rows.some((row) => row[column.key] !== null && row[column.key] !== ""));
    return make("div", {}, make("h2", {}, title), rows.length === MOST_OF_AN_INSTANCE
      ? make("p", {class: "note"}, "The newest " + rows.length + ".") : null, tableOr(empty, title, columns, rows, true));
  }

  async function showInstance(id) {
    byId("overview").hidden = true;
    const place = byId("instance");
    place.hidden = false;
    place.replaceChildren(make("p", {role: "status"}, "Reading the instance …"));
    let data;
    try {
      data = (await load("api/instances/" + encodeURIComponent(id))).rows;
    } catch (error) {
      place.replaceChildren(make("p", {}, make("a", {href: hashOf({})}, "← All instances")),
        make("h1", {id: "instance-title"}, "Instance " + id), make("p", {role: "alert"}, error.message));
      return;
    }
    const {instance, status} = data;
    const list = shownDays();
    const [known, drill] = await Promise.all([
      calendars([id], {from: list[0], to: list[list.length - 1]}).then((found) => found.get(id)).catch(() => new Map()),
      view("report_drill_due", {filters: {instance_id: id}, always: true}).then((found) => found.rows[0]).catch(() => null)]);
    // Somebody has gone on meanwhile.
    if (readHash() !== id) return;
    document.title = text(instance.name || id) + " – dcs-sync";
    showAsOf(data.readings.filter((row) => row.endpoint === "backups").map((row) => ({source: "Its backups",
      as_of: row.completed_at})));
    const label = "Time line of " + data.backups.length + " backups and " + data.restores.length + " restorations";
    const canvas = make("canvas", {role: "img", "aria-label": label + "; the tables below show the same"});
    drawLater(canvas, () => timeline(data, list, canvas));
    place.replaceChildren(make("p", {}, make("a", {href: hashOf({})}, "← All instances")),
      make("div", {}, make("div", {class: "head"}, make("h1", {id: "instance-title", tabindex: "-1"},
        text(instance.name || instance.instance_id)), offline ? null : make("p", {class: "links"},
        make("a", {href: "api/instances/" + encodeURIComponent(id)}, "JSON"))),
      facts([["Verdict", status ? make("span", {}, verdict(status), status.reason ? ": " + words(status.reason) : "") : instance.gone_at ? "gone: not listed since " + text(instance.gone_at) : "not selected by the settings"],
        ["Newest good backup", status && status.last_success_at ? make("span", {}, time(status.last_success_at),
          " (" + minutes(status.age_minutes) + " ago)") : none],
        ["Policy", text(status ? status.policy : instance.policy) + (status ? ": a backup at least every " + minutes(status.rpo_minutes) : "")],
        ["Last restored", drill ? make("span", {}, drill.last_drill_at ? time(drill.last_drill_at) : "never", " ",
          badge(drill.verdict), drill.due_at ? make("span", {}, " due ", time(drill.due_at)) : "") : none],
        ["Id", instance.instance_id], ["Source", text(instance.source)],
        ["Engine", [instance.engine, instance.engine_version].filter(Boolean).join(" ") || none],
        ["Status", text(instance.status)],
        ["Capacity", instance.capacity_gb === null ? none : instance.capacity_gb + " GB"],
        ["Created", time(instance.created_at)]])),
      make("div", {}, make("div", {class: "head"}, make("h2", {}, "Calendar"), make("p", {class: "links"},
        "From " + list[0] + " to " + list[list.length - 1])), known.size ? make("div", {}, make("p", {class: "summary"},
        sumText(list, known)), months(list.filter((day) => known.has(day)), known), legend())
        : make("p", {class: "empty"}, "Nothing is known of these days.")),
      make("div", {}, make("h2", {}, "Time line"), data.backups.length + data.restores.length
        ? make("div", {class: "chart"}, canvas) : make("p", {class: "empty"}, "Nothing to show yet.")),
      part("Backups", "No backup is known.", BACKUP_COLUMNS, data.backups),
      part("Restore drills", "No restoration is known.", RESTORATION_COLUMNS, data.restores),
      part("Failures", "No failure is known.", FAILURE_COLUMNS, data.failures),
      part("Changes", "No change was seen.", CHANGE_COLUMNS, data.changes),
      part("Proof of the last reading", "Its lists have not been read.", READING_COLUMNS, data.readings));
    place.querySelector("h1").focus({preventScroll: true});
    scrollTo(0, 0);
  }

  let known = null;

  /** Reads once which sources there are and of which projects; the page does not wait for it. */
  function knowSources() {
    if (sources === null && !known) {
      known = block("as-of", async () => {
        const [health, owners] = await Promise.all([view("report_sync_health", {always: true, isLasting: true}),
          load("api/projects", true)]);
        projects = owners.rows;
        sources = health.rows;
        showScope();
        if (byId("overview").hidden) return;
        showAsOf(sources);
        showVerdicts();
        showCount();
      }).finally(() => { if (sources === null) known = null; });
    }
    return known;
  }

  // --- Which of the two ---------------------------------------------------------------------------------------------

  async function route() {
    const scope = () => [fleet.source, fleet.project, fleet.range].join(" ");
    const before = scope();
    const id = readHash();
    if (before !== scope()) overview = null;
    charts.splice(0, charts.length, ...charts.filter((one) => one.canvas.isConnected));
    showScope();
    byId("scope").hidden = false;
    byId("filter-source").parentElement.hidden = id !== null;
    if (id !== null) byId("filter-project").parentElement.hidden = true;
    await Promise.all([knowSources(), id === null ? showOverview() : showInstance(id)]);
    if (typeof Chart !== "undefined") draw();
  }

  addLinks();
  listen();
  if (offline) document.querySelectorAll(".online").forEach((link) => link.remove());
  route().finally(() => { document.documentElement.dataset.ready = "yes"; });
})();
