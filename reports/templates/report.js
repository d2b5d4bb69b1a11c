"use strict";
(function () {
  var form = document.getElementById("filter");
  var excerpts = Array.prototype.slice.call(document.querySelectorAll("article.x"));
  if (!form || excerpts.length === 0) return;
  form.hidden = false;
  var fields = Array.prototype.slice.call(form.querySelectorAll("[data-f]"));
  var cells = Array.prototype.slice.call(document.querySelectorAll("#karta td"));
  var original = cells.map(function (cell) { return cell.innerHTML; });
  var groups = Array.prototype.slice.call(document.querySelectorAll("section.cell"));
  var words = null;

  function wanted() {
    var chosen = [];
    fields.forEach(function (field) {
      if (field.value !== "") chosen.push([field.dataset.f, field.value]);
    });
    return chosen;
  }

  function texts() {
    if (!words) words = excerpts.map(function (x) { return x.textContent.toLowerCase(); });
    return words;
  }

  function count(shown) {
    cells.forEach(function (cell) {
      var units = new Set();
      var voices = new Set();
      shown.forEach(function (x) {
        if (cell.dataset.t !== undefined && x.dataset.t !== cell.dataset.t) return;
        if (cell.dataset.l !== undefined && x.dataset.l !== cell.dataset.l) return;
        units.add(x.dataset.u);
        if (x.dataset.v !== "") voices.add(x.dataset.v);
      });
      var link = cell.querySelector("a");
      var small = cell.querySelector(".n");
      var total = small ? small.textContent.replace(/.*\//, "/").replace(")", "") : "";
      var target = link || cell;
      target.textContent = String(units.size);
      if (small) {
        small.textContent = "(" + voices.size + total + ")";
        target.append(" ", small);
      }
    });
  }

  function apply() {
    var chosen = wanted();
    var shown = excerpts.filter(function (x, i) {
      var keep = chosen.every(function (choice) {
        if (choice[0] === "q") return texts()[i].indexOf(choice[1].toLowerCase()) >= 0;
        return x.dataset[choice[0]] === choice[1];
      });
      if (x.hidden === keep) x.hidden = !keep;
      return keep;
    });
    groups.forEach(function (group) { group.hidden = !group.querySelector("article:not([hidden])"); });
    document.getElementById("antal").textContent = String(shown.length);
    cells.forEach(function (cell, i) { cell.innerHTML = original[i]; });
    if (chosen.length > 0) count(shown);
  }

  var waiting = 0;
  form.addEventListener("input", function () {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 120);
  });
  form.addEventListener("reset", function () { setTimeout(apply, 0); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  document.getElementById("antal").textContent = String(excerpts.length);
})();
