/**
 * What a page does when it is opened: it fills nodes as they are unfolded, searches, folds, and
 * follows #node=… and #drive=…. Text goes in as text only.
 */
export const pageScript = String.raw`
'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const nodes = data.nodes ?? [];
  const all = (selector, below = document) => Array.from(below.querySelectorAll(selector));
  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const nodeId = (node) => 'node=' + encodeURIComponent(node.name);
  const driveId = (node, row) => 'drive=' + encodeURIComponent(node.name + ':' + row.cells[0]);

  const table = (caption, head, rows, idOf) => {
    const body = make('tbody');
    for (const row of rows) {
      const cells = row.cells.map((cell, i) =>
        i === 0 ? make('th', { scope: 'row' }, cell) : make('td', {}, cell));
      const line = make('tr', row.tone ? { class: row.tone } : {}, ...cells);
      if (idOf) line.id = idOf(row);
      body.append(line);
    }
    const titles = head.map((title) => make('th', { scope: 'col' }, title));
    const made = make('table', {}, make('caption', {}, caption),
      make('thead', {}, make('tr', {}, ...titles)), body);
    const named = { role: 'region', 'aria-label': caption };
    return make('div', { class: 'scroll', tabindex: '0', ...named }, made);
  };

  const fillNode = (details, node) => {
    if (details.dataset.filled) return;
    details.dataset.filled = 'yes';
    details.append(make('p', { class: 'soft' }, node.about));
    if (node.services.length > 0)
      details.append(table('Services of ' + node.name, ['Service', 'State', 'Endpoint', 'Fid'],
        node.services));
    if (node.drives.length > 0)
      details.append(table('Drives of ' + node.name, data.driveHead, node.drives,
        (row) => driveId(node, row)));
  };
  const nodeDetails = (node) => {
    const summary = make('summary', {}, make('b', {}, node.name),
      make('span', { class: 'soft' }, node.line));
    if (node.tone) summary.append(' ', make('span', { class: 'word ' + node.tone }, node.word));
    const details = make('details', { class: 'node', id: nodeId(node) }, summary);
    details.addEventListener('toggle', () => { if (details.open) fillNode(details, node); });
    return details;
  };
  const fillSet = (details) => {
    if (details.dataset.filled) return;
    details.dataset.filled = 'yes';
    const numbers = data.sets[Number(details.dataset.set)].nodes;
    details.append(...numbers.map((number) => nodeDetails(nodes[number])));
  };
  const sets = all('details.set');
  for (const set of sets) {
    set.addEventListener('toggle', () => { if (set.open) fillSet(set); });
    if (set.open) fillSet(set);
  }

  const goTo = () => {
    let hash = decode(location.hash.slice(1));
    if (!/^(node|drive)=/.test(hash)) return;
    const [, kind, value] = /^(node|drive)=(.*)$/s.exec(hash);
    const drive = kind === 'drive';
    const number = nodes.findIndex((node) =>
      drive
        ? node.drives.some((row) => node.name + ':' + row.cells[0] === value)
        : node.name === value);
    if (number < 0) return;
    const set = sets.find((each) => data.sets[Number(each.dataset.set)].nodes.includes(number));
    fillSet(set);
    set.open = true;
    const details = document.getElementById(nodeId(nodes[number]));
    fillNode(details, nodes[number]);
    details.open = true;
    const target = drive
      ? document.getElementById('drive=' + encodeURIComponent(value))
      : details.firstElementChild;
    target.scrollIntoView({ block: 'center' });
    if (drive) target.setAttribute('tabindex', '-1');
    target.focus({ preventScroll: true });
  };
  const decode = (text) => { try { return decodeURIComponent(text); } catch { return text; } };
  addEventListener('hashchange', goTo);

  const textOf = new Map();
  const nodeText = (node) => {
    if (!textOf.has(node)) {
      const cells = [...node.services, ...node.drives].flatMap((row) => row.cells);
      const texts = [node.name, node.line, node.word ?? '', node.about, ...cells];
      textOf.set(node, texts.join('\n').toLowerCase());
    }
    return textOf.get(node);
  };
  const found = document.getElementById('found');
  const search = document.getElementById('search');
  const find = () => {
    const words = search.value.trim().toLowerCase();
    const matches = (text) => words === '' || text.toLowerCase().includes(words);
    let count = 0;
    for (const set of sets) {
      const numbers = data.sets[Number(set.dataset.set)].nodes;
      const hits = numbers.filter((number) =>
        words === '' || nodeText(nodes[number]).includes(words));
      count += hits.length;
      set.hidden = hits.length === 0;
      if (words !== '' && hits.length > 0 && count <= 200) { fillSet(set); set.open = true; }
      for (const element of all('details.node', set)) {
        const number = nodes.findIndex((node) => nodeId(node) === element.id);
        element.hidden = !hits.includes(number);
      }
    }
    // From the innermost out: what has a match inside is shown, and not counted again.
    for (const element of all('[data-find]').reverse()) {
      const hit = matches(element.textContent);
      element.hidden = !hit;
      if (!hit || words === '') continue;
      if (element.querySelector('[data-find]:not([hidden])') === null) count += 1;
      const around = (below) => below.parentElement.closest('details');
      for (let up = around(element); up; up = around(up)) up.open = true;
    }
    found.textContent = words === '' ? '' : count === 1 ? '1 match' : count + ' matches';
  };
  let waiting;
  search.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(find, 120);
  });
  addEventListener('keydown', (event) => {
    if (event.key === '/' && !/INPUT|TEXTAREA/.test(document.activeElement?.tagName ?? '')) {
      event.preventDefault();
      search.focus();
    }
    if (event.key === 'Escape' && document.activeElement === search && search.value !== '') {
      search.value = '';
      find();
    }
  });
  const openAll = () => {
    for (const set of sets) { fillSet(set); set.open = true; }
    for (const details of all('main details:not(.node)')) details.open = true;
    if (nodes.length <= 100) for (const details of all('details.node')) details.open = true;
  };
  document.getElementById('open-all').addEventListener('click', openAll);
  document.getElementById('close-all').addEventListener('click', () => {
    for (const details of all('main details')) details.open = false;
  });
  addEventListener('beforeprint', () => { if (nodes.length <= 100) openAll(); });
  goTo();
})();
`;
