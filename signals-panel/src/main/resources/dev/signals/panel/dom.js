'use strict';

/** Makes an element. Texts become text nodes, never markup. */
function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.flat(Infinity).filter(child => child != null && child !== false && child !== ''));
  return element;
}

function svg(tag, attributes) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

const byId = id => document.getElementById(id);

function plural(count, word) {
  return count + ' ' + word + (count === 1 ? '' : 's');
}

/** Joins as in a sentence: a, b and c. */
function sentence(parts) {
  return parts.length < 2 ? parts.join('') : parts.slice(0, -1).join(', ') + ' and ' + parts[parts.length - 1];
}

function duration(micros) {
  if (micros == null) return '';
  if (micros < 1000) return micros + ' µs';
  const millis = micros / 1000;
  return millis < 10 ? millis.toFixed(1) + ' ms' : millis < 1000 ? Math.round(millis) + ' ms' : (millis / 1000).toFixed(2) + ' s';
}

function clock(millis) {
  const time = new Date(millis);
  const two = number => String(number).padStart(2, '0');
  return two(time.getHours()) + ':' + two(time.getMinutes()) + ':' + two(time.getSeconds());
}

/** When a receiver is called, in words that stand after "called". */
function whenText(when) {
  const texts = {
    'beforeCommit()': 'before the commit', 'afterCommit()': 'after the commit',
    'afterRollback()': 'after a rollback', 'afterCompletion()': 'after the end',
  };
  return !when || when === 'at once' ? '' : texts[when] || when.replace(/^afterCommit\((.*)\)$/, 'after the commit, in the background: $1');
}

/** What kind of thing a signal tells of; gives it its colour. */
function family(signal) {
  if (/delete/.test(signal)) return 'delete';
  if (/m2m|collection/.test(signal)) return 'collection';
  if (/init/.test(signal)) return 'init';
  return /^pre_/.test(signal) ? 'pre' : signal === 'changed' ? 'changed' : 'post';
}

function signalLabel(signal) {
  return h('span', {class: 'signal ' + family(signal)}, signal);
}

/** The name of a receiver; that it is a lambda matters less. */
function receiverName(receiver) {
  const lambda = receiver.name.endsWith(' (lambda)');
  return [h('strong', {title: receiver.full}, lambda ? receiver.name.slice(0, -9) : receiver.name), lambda && h('span', {class: 'quiet'}, ' lambda')];
}
