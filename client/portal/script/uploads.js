/* global window, document, XMLHttpRequest, setTimeout, tus */
// Files of a report's form, one after the other, so that a lost connection or a reload costs nothing (tus). Without script the form sends them itself.
(function () {
  'use strict';
  var page = window.reportDraft;
  if (!page || !window.tus || !tus.isSupported) return;
  var EXPIRY_MS = 3 * 86400000;
  var form = document.getElementById('report');
  var input = document.getElementById('upload');
  var csrf = form.elements.csrf.value;
  var say = page.say;
  var list = document.getElementById('uploads');
  var uploadLine = document.getElementById('upload-status');
  var heldLine = document.getElementById('held');
  var endpoint = form.getAttribute('data-uploads');
  var items = [];

  page.busy = function () { return items.length > 0; };
  page.held = function (wanted) {
    say(heldLine, wanted === 'save' ? '所填内容已存草稿，文件仍在上传。' : '还有文件没有传完，尚未提交。请等待完成，或取消该文件后再提交。');
  };
  function sizeText(bytes) {
    return bytes >= 1073741824 ? (bytes / 1073741824).toFixed(1) + ' GB' : bytes >= 1048576 ? Math.round(bytes / 1048576) + ' MB' : Math.max(1, Math.round(bytes / 1024)) + ' KB';
  }
  function element(tag, parent, text, name) {
    var made = document.createElement(tag);
    if (text) made.textContent = text;
    if (name) made.className = name;
    parent.appendChild(made);
    return made;
  }
  function button(parent, text, what, act) {
    var made = element('button', parent, text, 'second');
    made.type = 'button';
    made.setAttribute('aria-label', text + '：' + what);
    made.addEventListener('click', act);
    return made;
  }

  function add(file) {
    var item = { file: file, at: 'waiting', status: 0, upload: null };
    item.row = element('li', list, '', 'upload');
    element('span', item.row, file.name, 'upload-name');
    item.bar = element('progress', item.row);
    item.bar.max = 100;
    item.bar.value = 0;
    item.bar.setAttribute('aria-label', '上传 ' + file.name);
    item.state = element('span', item.row, '等待上传', 'quiet');
    item.again = button(item.row, '继续', file.name, function () { item.at = 'waiting'; show(item, '等待上传'); next(); });
    item.cancel = button(item.row, '取消', file.name, function () {
      if (item.at === 'refused') { list.removeChild(item.row); return; }
      if (item.upload !== null) item.upload.abort(true).catch(function () { /* it expires */ });
      remove(item);
      say(uploadLine, '已取消上传：' + file.name);
    });
    item.again.hidden = true;
    items.push(item);
    if (file.size > Number(form.getAttribute('data-max'))) refuse(item, '“' + file.name + '”超过 ' + sizeText(Number(form.getAttribute('data-max'))) + '，未上传。请压缩或拆分后再传，也可另寄光盘并在材料中注明。');
  }
  function show(item, text) {
    item.state.textContent = text;
    item.again.hidden = item.at !== 'stopped';
  }
  function remove(item) {
    list.removeChild(item.row);
    items.splice(items.indexOf(item), 1);
    next();
  }
  /** It will not be taken: said until the person chooses something else. */
  function refuse(item, text) {
    item.at = 'refused';
    items.splice(items.indexOf(item), 1);
    item.row.removeChild(item.bar);
    item.row.removeChild(item.again);
    item.state.className = 'remark';
    item.state.textContent = text;
    item.cancel.textContent = '知道了';
    item.cancel.setAttribute('aria-label', '知道了：' + item.file.name);
    say(uploadLine, text);
    next();
  }
  function stop(item, text) {
    item.at = 'stopped';
    show(item, text);
    say(uploadLine, item.file.name + '：' + text);
    next();
  }
  /** One after the other. */
  function next() {
    if (items.length === 0) say(heldLine, '');
    if (items.some(function (item) { return item.at === 'sending'; })) return;
    var first = items.filter(function (item) { return item.at === 'waiting'; })[0];
    if (first !== undefined) start(first);
  }

  function start(item) {
    item.at = 'sending';
    item.status = 0;
    show(item, '正在连接…');
    var upload = item.upload = new tus.Upload(item.file, {
      endpoint: endpoint, chunkSize: 64 * 1048576, metadata: { filename: item.file.name }, headers: { 'x-csrf': csrf },
      retryDelays: [1000, 2000, 4000, 8000, 15000, 30000, 60000, 60000, 60000],
      onAfterResponse: function (_, response) {
        item.status = response.getStatus();
        // Or the library would forget the upload and begin a new one.
        if (item.status === 401 || item.status === 403 || item.status === 429) throw new Error('not now');
      },
      onShouldRetry: function () {
        var again = item.status < 400 || item.status >= 500 || item.status === 409 || item.status === 423 || item.status === 429;
        if (again && item.at === 'sending') { show(item, '网络中断，正在重试…'); say(uploadLine, item.file.name + '：网络中断，正在重试…'); }
        if (again) item.status = 0; // what ends the upload is told by onError
        return again;
      },
      onProgress: function (sent, all) {
        var percent = all === 0 ? 0 : Math.floor(sent / all * 100);
        item.bar.value = percent;
        show(item, '已上传 ' + percent + '%，共 ' + sizeText(all));
        if (percent >= (item.said || 0) + 25) { item.said = percent; say(uploadLine, item.file.name + '：已上传 ' + percent + '%'); }
      },
      onError: function (error) {
        var response = error.originalResponse;
        var status = item.status || (response ? response.getStatus() : 0);
        if (status === 422) refuse(item, response.getBody());
        else if (status === 413) refuse(item, '“' + item.file.name + '”太大，未上传。');
        else if (status === 401) stop(item, '登录已过期，进度已保留。请另开窗口从邮件中的链接进入，再回到本页点“继续”。');
        else if (status === 403) stop(item, '此链接已停用，不能继续上传。');
        else stop(item, '网络中断，进度已保留。可点“继续”。');
      },
      onSuccess: function () { finish(item, 0); }
    });
    upload.findPreviousUploads().then(function (previous) {
      if (previous.length > 0) upload.resumeFromPreviousUpload(previous[previous.length - 1]);
      if (item.at === 'sending') upload.start();
    });
  }

  /** Asks the server to look at the file and to take it. */
  function finish(item, attempt) {
    var request = new XMLHttpRequest();
    item.bar.value = 100;
    show(item, '已传完，正在检查文件…');
    request.open('POST', endpoint + '/' + item.upload.url.split('/').pop() + '/finish');
    request.setRequestHeader('x-csrf', csrf);
    request.onloadend = function () {
      if (items.indexOf(item) < 0) return;
      if (request.status === 200) {
        forget(item);
        document.getElementById('kept').insertAdjacentHTML('beforeend', JSON.parse(request.responseText).html);
        say(uploadLine, '已上传：' + item.file.name);
        remove(item);
        page.changed();
      } else if (request.status === 422 || request.status === 507) {
        forget(item);
        refuse(item, JSON.parse(request.responseText).text);
      } else if (request.status === 404) {
        forget(item).then(function () { start(item); }); // it expired: from the beginning
      } else if (request.status === 401 || attempt >= 5) {
        stop(item, '文件已传完，但还没有确认收下。请点“继续”。');
      } else setTimeout(function () { finish(item, attempt + 1); }, 2000 * Math.pow(2, attempt));
    };
    request.send();
  }
  /** What this browser remembers of it. */
  function forget(item) {
    return item.upload.findPreviousUploads().then(function (previous) {
      return Promise.all(previous.map(function (each) { return tus.defaultOptions.urlStorage.removeUpload(each.urlStorageKey); }));
    });
  }

  var most = document.getElementById('upload-max');
  most.textContent = most.getAttribute('data-resumable');
  input.addEventListener('change', function () {
    Array.prototype.slice.call(input.files).forEach(add);
    input.value = '';
    next();
  });
  window.addEventListener('online', function () {
    items.forEach(function (item) { if (item.at === 'stopped') item.at = 'waiting'; });
    next();
  });
  window.addEventListener('beforeunload', function (event) { if (page.busy() && !page.leaving()) { event.preventDefault(); event.returnValue = ''; } });

  tus.defaultOptions.urlStorage.findAllUploads().then(function (all) {
    all.filter(function (each) { return String(each.uploadUrl).indexOf(endpoint + '/') >= 0; }).forEach(function (each) {
      if (Date.now() - Date.parse(each.creationTime) > EXPIRY_MS) { tus.defaultOptions.urlStorage.removeUpload(each.urlStorageKey); return; }
      var name = each.metadata.filename;
      var row = element('li', list, '', 'upload');
      element('span', row, name, 'upload-name');
      element('span', row, '上次没有传完（共 ' + sizeText(each.size) + '）。请再次选择同一个文件，将从断点继续。', 'quiet');
      button(row, '不再上传', name, function () {
        tus.Upload.terminate(each.uploadUrl, { headers: { 'x-csrf': csrf } }).catch(function () { /* it expires */ });
        tus.defaultOptions.urlStorage.removeUpload(each.urlStorageKey);
        list.removeChild(row);
      });
      input.addEventListener('change', function () { if (row.parentNode === list) list.removeChild(row); });
    });
  });
}());
