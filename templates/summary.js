// «Свод.html» without this script is a page to read. The script filters, sorts and opens what the page already holds.
"use strict";
(() => {
  const find = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  document.documentElement.classList.add("js");

  // A table that is wider than its frame is scrolled by the keyboard, too.
  function makeScrollable() {
    for (const frame of all(".fits")) frame.tabIndex = frame.scrollWidth > frame.clientWidth ? 0 : -1;
  }
  addEventListener("resize", makeScrollable);
  makeScrollable();

  // --- the panel -------------------------------------------------------------------------------------------------

  const dialog = find("dialog");
  const body = find(".body", dialog);
  let lent = null; // a school's answers stand in the panel while it is open, and go back where they came from

  function open(title, ...content) {
    find("#opened").textContent = title;
    dialog.classList.toggle("broad", lent !== null);
    body.replaceChildren(...content);
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
    find(".close", dialog).focus();
    makeScrollable();
  }

  const panelOf = (code) => find(`details.school[data-school="${CSS.escape(code)}"]`);

  function answersOf(panel) {
    unfold(panel);
    return find("[data-title]", panel);
  }

  function openSchool(code) {
    giveBack();
    const panel = panelOf(code);
    const answers = answersOf(panel);
    lent = { answers, home: panel };
    open(answers.dataset.title, answers);
  }

  // With many schools what is folded stands in the page as text, with the markup that the writer gave it, and
  // the text of an activity stands once; both take their place where something is opened.
  function unfold(within) {
    for (const folded of all("noscript", within)) {
      folded.replaceWith(document.createRange().createContextualFragment(folded.textContent));
    }
    for (const empty of all("[data-of]:empty", within)) {
      empty.textContent = document.getElementById(empty.dataset.of)?.textContent ?? "";
    }
  }

  function giveBack() {
    if (lent) lent.home.append(lent.answers);
    lent = null;
  }

  dialog.addEventListener("close", giveBack);
  document.addEventListener("toggle", (event) => {
    if (!event.target.matches("details")) return;
    unfold(event.target);
    makeScrollable();
  }, true);
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest(".close")) dialog.close();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-opens]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    openSchool(link.dataset.opens);
  });

  // --- the matrix ------------------------------------------------------------------------------------------------

  const table = find("#matrix");
  if (!table) return;
  const wide = table.classList.contains("wide");
  const schools = all("[data-school]", table).map((node) => ({
    node, shown: true, code: node.dataset.school, name: find("a", node).textContent,
    cluster: node.dataset.cluster, behind: Number(node.dataset.behind),
    panel: panelOf(node.dataset.school),
  }));
  const activities = all("[data-activity]", table).map((node) => {
    const about = document.getElementById(`m-${node.dataset.activity}`);
    const { activity: code, roadmap, direction, level, behind } = node.dataset;
    const [text, deadline] = [find(".text", about).textContent, find(".deadline", about).textContent];
    return { node, shown: true, code, roadmap, direction, level, behind: Number(behind), text, deadline };
  });
  const rows = wide ? schools : activities;
  const columns = wide ? activities : schools;
  const cells = rows.map((row) => [...row.node.cells].slice(1, -1));
  const sums = [...table.tFoot.rows[0].cells].slice(1, -1);
  const where = new WeakMap();
  cells.forEach((line, row) => line.forEach((cell, column) => where.set(cell, { row, column })));
  let rowOrder = rows.map((_, index) => index);
  let columnOrder = columns.map((_, index) => index);
  const schoolOf = (at) => schools[wide ? at.row : at.column];
  const activityOf = (at) => activities[wide ? at.column : at.row];

  // --- filters ---------------------------------------------------------------------------------------------------

  const form = find("form.filters");
  const counted = find(".counted");
  const folded = (text) => text.toLowerCase().replaceAll("ё", "е").replace(/\s+/g, " ").trim();
  for (const one of schools) one.search = folded(`${one.code} ${one.name}`);
  for (const one of activities) one.search = folded(`${one.code} ${one.text}`);

  function wanted() {
    const values = Object.fromEntries(new FormData(form));
    const is = (name, value) => !values[name] || values[name] === value;
    const holds = (name, text) => text.includes(folded(values[name]));
    const owes = (one) => !values.behind || one.behind > 0;
    for (const one of schools) one.wanted = holds("school", one.search) && is("cluster", one.cluster) && owes(one);
    for (const one of activities) {
      one.wanted = holds("activity", one.search) && is("roadmap", one.roadmap) && is("direction", one.direction)
        && is("level", one.level) && owes(one);
    }
    if (values.status) keepThoseWith(values.status);
    return values;
  }

  function keepThoseWith(status) {
    const found = new Set();
    rows.forEach((row, r) => row.wanted && columns.forEach((column, c) => {
      if (column.wanted && cells[r][c].classList.contains(status)) found.add(row).add(column);
    }));
    for (const one of [...rows, ...columns]) one.wanted = found.has(one);
  }

  function show() {
    const values = wanted();
    columns.forEach((column, c) => {
      if (column.shown === column.wanted) return;
      column.shown = column.wanted;
      column.node.hidden = sums[c].hidden = !column.shown;
      for (const line of cells) line[c].hidden = !column.shown;
    });
    for (const row of rows) {
      row.shown = row.wanted;
      row.node.hidden = !row.shown;
    }
    for (const part of table.tBodies) part.hidden = ![...part.rows].some((row) => !row.hidden && !row.matches(".part"));
    for (const school of schools) if (school.panel) school.panel.hidden = !school.shown;
    if (values.status) table.dataset.only = values.status;
    else delete table.dataset.only;
    sort(values.order);
    const number = (list) => `${list.filter((one) => one.shown).length} из ${list.length}`;
    counted.textContent = `Показано: школ ${number(schools)}, мероприятий ${number(activities)}.`;
    makeReachable();
  }

  // --- order -----------------------------------------------------------------------------------------------------

  const orders = {
    behind: (one, other) => other.behind - one.behind,
    name: (one, other) => one.name.localeCompare(other.name, "ru", { numeric: true }),
  };
  let sorted = "";

  function sort(order) {
    if (order === sorted) return;
    sorted = order;
    const places = schools.map((_, index) => index);
    if (order) places.sort((one, other) => orders[order](schools[one], schools[other]) || one - other);
    if (wide) {
      rowOrder = places;
      table.tBodies[0].append(...places.map((place) => schools[place].node));
    } else {
      columnOrder = places;
      const put = (line) => line[0].parentNode.lastElementChild.before(...places.map((place) => line[place]));
      put(schools.map((school) => school.node));
      cells.forEach(put);
      put(sums);
    }
    const home = find("section.answers");
    home.append(...places.map((place) => schools[place].panel).filter(Boolean));
  }

  // --- a cell ----------------------------------------------------------------------------------------------------

  const reading = find(".reading");

  function read(cell) {
    const at = where.get(cell);
    if (!at) return;
    const [activity, school] = [activityOf(at), schoolOf(at)];
    reading.textContent = `${school.name}: ${cell.textContent}. ${activity.code}. ${activity.text.split("\n")[0]}`;
  }

  function openCell(at) {
    const [activity, school] = [activityOf(at), schoolOf(at)];
    const facts = document.createElement("dl");
    const add = (caption, ...content) => {
      const [term, said] = [document.createElement("dt"), document.createElement("dd")];
      term.textContent = caption;
      said.className = "text";
      said.append(...content);
      facts.append(term, said);
    };
    const home = school.panel && answersOf(school.panel);
    add("Срок по плану", activity.deadline || "не указан");
    const answer = document.getElementById(`a-${school.code}-${activity.code}`);
    if (answer) {
      const captions = [...answer.closest("table").tHead.rows[0].cells].map((cell) => cell.textContent);
      [...answer.cells].forEach((cell, index) => {
        if (index > 1 && cell.textContent.trim()) add(captions[index], ...cell.cloneNode(true).childNodes);
      });
    } else {
      add("Статус", cells[at.row][at.column].textContent);
    }
    const about = document.createElement("p");
    about.className = "text";
    about.textContent = activity.text;
    const file = home && find("p > a", home);
    if (file) add("Файл школы", file.cloneNode(true));
    open(`${activity.code}. ${school.name}`, about, facts, ...remarks(home, activity.code), ...(home ? [more(school)] : []));
  }

  function remarks(home, code) {
    const found = home ? all(`[data-row="${CSS.escape(code)}"]`, home) : [];
    if (!found.length) return [];
    const list = document.createElement("ul");
    list.className = "remarks";
    list.append(...found.map((one) => one.cloneNode(true)));
    return [list];
  }

  function more(school) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Все ответы школы";
    button.addEventListener("click", () => openSchool(school.code));
    return button;
  }

  // --- hand and keyboard -----------------------------------------------------------------------------------------

  let reachable = null;

  function makeReachable(cell) {
    const first = () => {
      const row = rowOrder.find((one) => rows[one].shown);
      const column = columnOrder.find((one) => columns[one].shown);
      return row === undefined || column === undefined ? null : cells[row][column];
    };
    const at = reachable && where.get(reachable);
    const still = at && rows[at.row].shown && columns[at.column].shown;
    const next = cell || (still ? reachable : first());
    if (reachable) reachable.removeAttribute("tabindex");
    reachable = next;
    if (reachable) reachable.tabIndex = 0;
  }

  const steps = {
    ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-10, 0], PageDown: [10, 0],
    Home: [0, -1e6], End: [0, 1e6],
  };

  function move(cell, [down, right]) {
    const at = where.get(cell);
    const step = (order, list, from, by) => {
      const shown = order.filter((one) => list[one].shown);
      return shown[Math.max(0, Math.min(shown.length - 1, shown.indexOf(from) + by))];
    };
    const next = cells[step(rowOrder, rows, at.row, down)][step(columnOrder, columns, at.column, right)];
    makeReachable(next);
    next.focus({ preventScroll: true });
    bringIntoView(next);
  }

  function bringIntoView(cell) { // from under the captions, which stay where they are
    const [frame, seen, head] = [find(".scroll"), cell.getBoundingClientRect(), table.tHead.getBoundingClientRect()];
    const [box, side] = [frame.getBoundingClientRect(), table.tHead.rows[0].cells[0].getBoundingClientRect().right];
    const foot = table.tFoot.getBoundingClientRect().height;
    if (seen.top < box.top + head.height) frame.scrollTop -= box.top + head.height - seen.top;
    if (seen.bottom > box.bottom - foot - 16) frame.scrollTop += seen.bottom - box.bottom + foot + 16;
    if (seen.left < side) frame.scrollLeft -= side - seen.left;
    if (seen.right > box.right - 16) frame.scrollLeft += seen.right - box.right + 16;
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  const roles = { grid: [table], rowgroup: [table.tHead, ...table.tBodies, table.tFoot], row: [...table.rows],
    columnheader: all("thead th", table), rowheader: all("tbody th, tfoot th", table), gridcell: all("td", table) };
  for (const [role, nodes] of Object.entries(roles)) for (const node of nodes) node.setAttribute("role", role);
  table.addEventListener("keydown", (event) => {
    if (!where.has(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" || event.key === " ") openCell(where.get(event.target));
    else if (steps[event.key]) move(event.target, steps[event.key]);
    else return;
    event.preventDefault();
  });
  table.addEventListener("click", (event) => {
    const cell = event.target.closest("td");
    if (!cell || !where.has(cell)) return;
    makeReachable(cell);
    cell.focus();
    openCell(where.get(cell));
  });
  table.addEventListener("focusin", (event) => read(event.target));
  table.addEventListener("mouseover", (event) => read(event.target));

  let waiting = 0;
  form.addEventListener("input", () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(show);
  });
  form.addEventListener("reset", () => setTimeout(show));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  form.reset();
  show();
})();
