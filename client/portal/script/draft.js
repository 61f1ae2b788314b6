/* global window, document, navigator, FormData, XMLHttpRequest, setTimeout, clearTimeout */
// The form of a report, where there is script: keeps the draft while one types. Without script the form works all the same. Served as it is, to
// browsers of 2018 and older: no build, no syntax of later years.
(function () {
  'use strict';
  var form = document.getElementById('report');
  if (form === null || !window.FormData) return;
  var input = document.getElementById('upload');
  var saveLine = document.getElementById('autosave');
  var dirty = false, saving = false, blocked = false, submitting = false, timer = null, patience = 3000, waiting = null, clicked = null;

  /** For uploads.js: whether a file is on its way, what to say to who submits meanwhile; and its word that the form has changed. */
  var page = window.reportDraft = {
    busy: function () { return false; },
    held: function () { /* nothing is on its way */ },
    changed: function () { dirty = true; saveSoon(0); },
    leaving: function () { return submitting; },
    say: say
  };

  function say(where, text) { if (where.textContent !== text) where.textContent = text; }

  function typed() {
    input.disabled = true; // its files go their own way
    var data = new FormData(form);
    input.disabled = false;
    data.append('do', 'save');
    data.append('auto', '1');
    return data;
  }

  function saveSoon(ms) {
    clearTimeout(timer);
    if (!blocked && !submitting) timer = setTimeout(save, ms);
  }

  function save() {
    if (saving || blocked || submitting || !dirty) return;
    var request = new XMLHttpRequest();
    saving = true;
    dirty = false;
    request.open('POST', form.getAttribute('action'));
    request.timeout = 60000;
    request.onloadend = function () {
      saving = false;
      if (request.status === 200) {
        patience = 3000;
        say(saveLine, '已自动保存 ' + JSON.parse(request.responseText).saved);
      } else {
        dirty = true;
        patience = Math.min(patience * 2, 60000);
        blocked = request.status === 409;
        say(saveLine, blocked ? '这份草稿已在别的窗口改动或提交，本窗口不再自动保存；所填内容仍在本页。要以本页为准的，请点“保存草稿”。'
          : request.status === 401 ? '登录已过期，未能自动保存；所填内容仍在本页。请另开窗口从邮件中的链接进入，再回到本页继续。'
            : '未能自动保存，所填内容仍在本页，稍后再试。');
      }
      if (dirty) saveSoon(patience);
      if (waiting !== null) { var button = waiting; waiting = null; button.click(); }
    };
    request.send(typed());
  }

  function touched(event) {
    if (event.target === input) return;
    dirty = true;
    saveSoon(patience);
  }
  form.addEventListener('input', touched);
  form.addEventListener('change', touched);
  form.addEventListener('click', function (event) { if (event.target.type === 'submit') clicked = event.target; });
  form.addEventListener('submit', function (event) {
    var button = event.submitter || clicked || form.querySelector('button[type=submit]');
    if (page.busy()) {
      event.preventDefault();
      page.changed();
      page.held(button.value);
    } else if (saving) {
      event.preventDefault(); // what is saved must not arrive after what is submitted
      waiting = button;
    } else {
      submitting = true;
      clearTimeout(timer);
    }
  });
  window.addEventListener('pageshow', function () { submitting = false; });
  window.addEventListener('pagehide', function () {
    if ((dirty || saving) && !blocked && !submitting && navigator.sendBeacon) navigator.sendBeacon(form.getAttribute('action'), typed());
  });
}());
