#include "analyzer/pipeline/repeated_ids.h"

#include <array>
#include <cstring>
#include <set>
#include <string_view>

#include "analyzer/base/strings.h"
#include "analyzer/ingest/importer.h"
#include "analyzer/pipeline/document_coder.h"

namespace rodtrad::pipeline {
namespace {

using Head = std::array<std::uint32_t, 3>;  // input, number, length of the id

/// An id takes part when it is asked for twice, or is what a repeated one can become: `x~2`.
bool takes_part(std::string_view id, const std::set<Fingerprint>& repeated) {
  for (;;) {
    if (repeated.contains(fingerprint(id))) return true;
    std::size_t end = id.size();
    while (end > 0 && is_digit(id[end - 1])) --end;
    if (end == 0 || end == id.size() || id[end - 1] != '~') return false;
    id = id.substr(0, end - 1);
  }
}

}  // namespace

Outcome RepeatedIds::add(DocumentPlace place, const std::string& id, const Fingerprint& print) {
  const Head head = {place.input, place.number, static_cast<std::uint32_t>(id.size())};
  std::string record(reinterpret_cast<const char*>(head.data()), sizeof head);
  record += id;
  if (Outcome added = asked_.append(record); !added) return added;
  return prints_.add(print);
}

Result<NewIds> RepeatedIds::settle() {
  std::set<Fingerprint> repeated;
  Outcome visited = prints_.visit([&repeated](const Fingerprint& print, std::uint64_t times) {
    if (times > 1) repeated.insert(print);
  });
  if (!visited) return std::move(visited).failure();
  NewIds out;
  if (repeated.empty()) return out;

  struct Asked {
    DocumentPlace place;
    std::string wanted;
    std::string id;
  };
  std::vector<Asked> concerned;
  ScratchReader reader(asked_, 0, asked_.size());
  while (!reader.at_end()) {
    Head head{};
    auto bytes = reader.next(sizeof head);
    if (!bytes) return std::move(bytes).failure();
    std::memcpy(head.data(), bytes.value().data(), sizeof head);
    bytes = reader.next(head[2]);
    if (!bytes) return std::move(bytes).failure();
    if (!takes_part(bytes.value(), repeated)) continue;
    concerned.push_back({{head[0], head[1]}, std::string(bytes.value()), {}});
  }
  std::vector<std::string*> all;
  for (std::size_t first = 0; first < concerned.size();) {
    std::vector<std::string*> of_input;
    std::size_t last = first;
    for (; last < concerned.size() && concerned[last].place.input == concerned[first].place.input;
         ++last) {
      concerned[last].id = concerned[last].wanted;
      of_input.push_back(&concerned[last].id);
    }
    if (const std::size_t renamed = ingest::make_unique(of_input); renamed > 0) {
      out.renamed[concerned[first].place.input] = renamed;
    }
    all.insert(all.end(), of_input.begin(), of_input.end());
    first = last;
  }
  make_keys_unique(all);
  for (Asked& asked : concerned) {
    if (asked.id != asked.wanted) out.ids.emplace(asked.place, std::move(asked.id));
  }
  return out;
}

}  // namespace rodtrad::pipeline
